// What a scene has to work with: the scratch repository, two keys, this program's commands and stock tools. Each scene gets a
// stage of its own; what one scene leaves for the next lies in the scratch folder and nowhere else.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { commitInPlace } from "../../git/scratch-repository.ts";
import type { ProgramAnswer } from "../../keys/run-program.ts";
import { runStockTool, type StockToolCall } from "../../keys/stock-tool.ts";
import { playCommand, type Answer } from "./play-command.ts";

export type PersonName = "alice" | "bob";

export interface ToolCall extends Omit<StockToolCall, "input"> {
  /** What goes to standard input: a file by its absolute path. */
  readonly from?: string;
}

export interface Stage {
  /** All that the demo writes lies below it. */
  readonly folder: string;
  /** The work tree of the scratch repository. */
  readonly root: string;
  readonly keyOf: (person: PersonName) => string;
  /** To the second. */
  readonly now: () => string;
  /** The moment given by --now; undefined for the machine's clock. */
  readonly fixedNow: string | undefined;
  /** `reconcile WORDS` in the scratch repository. */
  readonly reconcile: (words: readonly string[]) => Promise<Answer>;
  /** Undefined where the tool is not installed. */
  readonly runTool: (call: ToolCall) => Promise<ProgramAnswer | undefined>;
  /** A file by its path from the scratch repository. */
  readonly read: (file: string) => Promise<Buffer>;
  readonly write: (file: string, bytes: Uint8Array | string) => Promise<void>;
  /** Commits these files of the work tree as they lie there. */
  readonly commit: (person: PersonName, message: string, files: readonly string[]) => Promise<void>;
}

export interface StageSetting {
  readonly folder: string;
  readonly fixedNow: string | undefined;
  /** Is told of each command line before it is carried out, with paths from the scratch folder. */
  readonly onCommand: (command: string) => void;
}

export function openStage({ folder, fixedNow, onCommand }: StageSetting): Stage {
  const root = path.join(folder, "repository");
  const now = (): string => fixedNow ?? new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
  const read = (file: string): Promise<Buffer> => readFile(path.join(root, file));
  const note = (words: readonly string[]): void =>
    onCommand(words.map((word) => shellWord(word.replace(`${folder}${path.sep}`, ""))).join(" "));
  return {
    folder,
    root,
    keyOf: (person) => path.join(folder, "keys", person),
    now,
    fixedNow,
    reconcile: (words) => {
      note(["reconcile", ...words]);
      return playCommand([...words, "--repo", root, ...(fixedNow === undefined ? [] : ["--now", fixedNow])]);
    },
    runTool: async ({ tool, args, from }) => {
      note([tool, ...args, ...(from === undefined ? [] : ["<", from])]);
      return runStockTool({ tool, args, ...(from === undefined ? {} : { input: await readFile(from) }) });
    },
    read,
    write: async (file, bytes) => {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), bytes);
    },
    commit: (person, message, files) => commitInPlace(root, { person, message, files, at: new Date(now()) }),
  };
}

/** As it would be typed: in single quotes where there is anything unusual in it. */
function shellWord(word: string): string {
  return /^(?:[\w@%+=:,./-]+|<)$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
