// A `gh` that talks to nobody: it writes down how it was called and answers from files. What it would do with its
// arguments is known from its manual (gh api): --raw-field is a text as it stands, --input a file that is sent.
import { mkdirSync, readFileSync, existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeScript } from "../support/repository.ts";

export interface GhCall {
  readonly args: readonly string[];
  readonly method: string;
  readonly path: string;
  /** What --input names. */
  readonly sent: unknown;
}

/** By method and path; a call without an answer gets {}. */
export type GhAnswers = Readonly<Record<string, unknown>>;

export interface Gh {
  /** To stand in PATH. */
  readonly programs: string;
  readonly calls: () => readonly GhCall[];
}

export function makeGh(folder: string, answers: GhAnswers): Gh {
  const programs = path.join(folder, "programs");
  mkdirSync(programs, { recursive: true });
  for (const [name, answer] of Object.entries(answers)) {
    const bytes = answer instanceof Uint8Array ? answer : JSON.stringify(answer);
    writeFileSync(path.join(folder, name.replaceAll("/", "_")), bytes);
  }
  writeScript(path.join(programs, "gh"), SCRIPT.replaceAll("FOLDER", folder));
  return { programs, calls: () => readCalls(path.join(folder, "calls")) };
}

const SCRIPT = `[ "$1" = api ] && [ -n "$GH_TOKEN" ] || exit 4
all=$(jq --null-input --compact-output '$ARGS.positional' --args -- "$@")
method=GET target= sent=null
while [ $# -gt 0 ]; do
  case "$1" in
    --method) method=$2 && shift ;;
    --input) sent=$(cat -- "$2") && shift ;;
    repos/*) target=$1 ;;
  esac
  shift
done
jq --null-input --compact-output --argjson args "$all" --arg method "$method" --arg path "$target" --argjson sent "$sent" \\
  '{args: $args, method: $method, path: $path, sent: $sent}' >> 'FOLDER/calls'
answer="FOLDER/$method $(printf %s "$target" | tr / _)"
if [ -e "$answer" ]; then cat "$answer"; else echo '{}'; fi`;

function readCalls(file: string): readonly GhCall[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as GhCall);
}
