// A history in which an approval was withdrawn and the withdrawal removed again: what a reader of histories must not miss,
// and the ways to read it. For tests that want it to be missed.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { exitOfRefusal } from "../../src/cli/exit-codes.ts";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { makeFolder, makeRepository, openTestRepository } from "./repository.ts";
import type { Ending, TestRepository } from "./repository.ts";

export const APPROVAL = "plans/p/approvals/SG_1.bob.yaml";
export const WITHDRAWAL = "plans/p/approvals/SG_1.bob.withdraw.yaml";
/** Author and committer of every commit here that is written by hand. */
export const WHO = "alice <alice@example.org> 1767225600 +0000";
export const PEOPLE = `author ${WHO}\ncommitter ${WHO}\n`;

export interface Story {
  readonly repository: TestRepository;
  /** The end of a long line of others, which is packed; the others are loose. */
  readonly below: string;
  readonly approval: string;
  readonly withdrawal: string;
  readonly removal: string;
  readonly tip: string;
  readonly truth: Truth;
}

export interface Truth {
  readonly history: readonly string[];
  readonly versions: readonly string[];
}

/** Tells the story once, in a repository that every test then copies. */
export function prepareStory(ending: Ending): (ending: Ending) => Story {
  const original = tellStory(ending);
  return (test) => {
    const directory = join(makeFolder(test), "repository");
    cpSync(original.repository.directory, directory, { recursive: true });
    return { ...original, repository: openTestRepository(directory) };
  };
}

/** The line is long enough that git is asked for advice (see `readHistory`): what it is told must not matter. */
function tellStory(ending: Ending): Story {
  const repository = makeRepository(ending);
  const { git } = repository;
  const line = Array.from({ length: 540 }, (_unused, n) =>
    renderCommit(`M 100644 inline f\n${renderData(String(n))}`),
  );
  git(["fast-import", "--quiet"], line.join(""));
  const last = [
    renderCommit(`from refs/heads/main^0\nM 100644 inline ${APPROVAL}\n${renderData("approve\n")}`),
    renderCommit(`M 100644 inline ${WITHDRAWAL}\n${renderData("withdraw\n")}`),
    renderCommit(`D ${WITHDRAWAL}\n`),
    renderCommit(`M 100644 inline a\n${renderData("the tip")}`),
  ];
  git(["fast-import", "--quiet"], last.join(""));
  const history = git(["rev-list", "--reverse", "main"]).split("\n");
  const [below = "", approval = "", withdrawal = "", removal = "", tip = ""] = history.slice(-5);
  const versions = [`${APPROVAL} ${approval}`, `${WITHDRAWAL} ${withdrawal}`];
  return { repository, below, approval, withdrawal, removal, tip, truth: { history, versions } };
}

function renderCommit(changes: string): string {
  return `commit refs/heads/main\ncommitter ${WHO}\ndata 0\n${changes}\n`;
}

function renderData(text: string): string {
  return `data ${text.length}\n${text}\n`;
}

/** What is read, or the refusal, which has to end the program with 7 or 8. */
export async function readStory(directory: string, tip: string): Promise<Truth | string> {
  const store = await startObjectStore(await openRepository(directory));
  try {
    const history = await store.readHistory(tip);
    const versions = await store.listVersions(history, ["plans", "*", "approvals", "*"]);
    return {
      history: history.map(({ commit }) => commit),
      versions: versions.map(({ path, commit }) => `${path} ${commit}`),
    };
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    assert.ok([7, 8].includes(exitOfRefusal(error.code)), error.code);
    return error.code;
  } finally {
    await store.stop();
  }
}
