// Asks git which commits a commit descends from. Advice to read ahead by, never an answer: git believes what a loose
// object's file says, and whoever uses this walks the commits' own bytes.
import { askGit } from "./ask-git.ts";
import { localEnvironment } from "./environment.ts";
import type { Repository } from "./repository.ts";
import { Refusal } from "../diagnostics/refusal.ts";

const MAX_GUESSES = 1_000_000;
const SILENCE_MS = 10_000;

/** Names that git gives for the ancestors of `tip`, itself included; few or none where git stumbles. `tip` is a full name. */
export async function guessHistory(repository: Repository, tip: string): Promise<readonly string[]> {
  const args = ["rev-list", `--max-count=${MAX_GUESSES}`, "--end-of-options", tip];
  try {
    const { stdout } = await askGit({
      args,
      environment: localEnvironment(repository),
      silenceMs: SILENCE_MS,
    });
    return stdout.split("\n").filter((line) => line !== "");
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
