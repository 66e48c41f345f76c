// The flags that every command takes. Its help shows those that do something there.
import { Option } from "commander";
import type { CommandName, CommandText } from "./command-texts.ts";

type Flag = "repo" | "ref" | "trustRef" | "records" | "runnerKey" | "now" | "exitcode" | "says";

const LOOKS = ["repo", "ref", "trustRef", "now", "says"] as const;
const RECORDS = [...LOOKS, "records", "runnerKey", "exitcode"] as const;

/** What each flag is about; a flag that is not among a command's does nothing there. */
const SHOWN: Readonly<Record<CommandName, readonly Flag[]>> = {
  run: RECORDS,
  watch: RECORDS,
  diff: LOOKS,
  status: [...LOOKS, "exitcode"],
  explain: [...LOOKS, "exitcode"],
  approve: LOOKS,
  trust: LOOKS,
  prove: LOOKS,
  site: LOOKS,
  validate: ["repo", "ref", "trustRef", "says"],
  verify: ["repo", "ref", "trustRef", "says"],
  export: ["repo", "ref", "trustRef", "says"],
  facts: ["repo", "ref", "trustRef", "says"],
  replay: ["repo", "ref", "says"],
  doctor: ["repo", "ref", "runnerKey", "says"],
  sign: ["repo", "now", "says"],
  new: ["repo", "says"],
  demo: ["now", "says"],
  completion: [],
};

export function commonFlags({ name, annotates = false }: CommandText): readonly Option[] {
  const flag = (about: Flag, flags: string, words: string): Option =>
    new Option(flags, words).hideHelp(!SHOWN[name].includes(about));
  const formats = annotates ? ["text", "json", "github", "sarif"] : ["text", "json"];
  return [
    flag("repo", "--repo <dir>", "repository to work on").default(".", "here"),
    flag("ref", "--ref <rev>", "commit to read plans and approvals from").default("HEAD", "HEAD"),
    flag("trustRef", "--trust-ref <rev>", "commit to read the trust policy from (default: the same one)"),
    flag("records", "--no-write", "keep evidence in memory; write nothing to runs/"),
    flag("records", "--commit", "commit runs/ on the current branch"),
    flag("records", "--push", "commit, then push the branch to origin"),
    flag(
      "runnerKey",
      "--runner-key <file>",
      "the runner's key (default: $CUTPLAN_RUNNER_KEY, or the clone's own)",
    ),
    flag("now", "--now <time>", "judge as of this moment: 2026-11-21T10:00:00Z (default: now)"),
    flag("exitcode", "--detailed-exitcode", "3: waiting for an approval; 4: a refusal is on record"),
    flag("says", "--format <format>", "how to say it").choices(formats),
    flag("says", "--json", "short for --format json: one event a line (NDJSON)"),
    flag("says", "--color <when>", "colour the output").choices(["auto", "always", "never"]).default("auto"),
    flag("says", "-q, --quiet", "say nothing but what is wrong"),
    flag("says", "-v, --verbose", "say more: times and digests in full"),
  ];
}
