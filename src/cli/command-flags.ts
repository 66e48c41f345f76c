// The flags that are one command's own, as the parser takes them. Those of every command are in common-flags.ts.
import { Option } from "commander";
import type { CommandName } from "./command-texts.ts";

const KEY_FLAG = new Option(
  "--key <file>",
  "private key, or public half of an agent's key (default: git's user.signingKey, or the agent's only one)",
);

const GITHUB_FLAGS = [
  new Option("--summary <file>", "--format github: append the summary here (default: $GITHUB_STEP_SUMMARY)"),
  new Option("--outputs <file>", "--format github: append step outputs here (default: $GITHUB_OUTPUT)"),
  new Option("--comment <file>", "--format github: write the body of a pull request comment here"),
] as const;

/** In the order in which help shows them. */
export const OWN_FLAGS: Readonly<Partial<Record<CommandName, readonly Option[]>>> = {
  run: GITHUB_FLAGS,
  diff: [new Option("--manifest", "list every unit of the cut, against the facts where they are known")],
  validate: GITHUB_FLAGS,
  new: [
    new Option("--source <file>", "the document to cut").makeOptionMandatory(),
    new Option("--target <name>", "the target; one is written where it does not exist").default("scratch"),
    new Option(
      "--driver <name>",
      "of a new target; embedded starts by itself, memory is none, postgres is yours",
    )
      .choices(["embedded", "memory", "postgres"])
      .default("embedded"),
    new Option("--title <text>", "the plan's title (default: the document's first heading)"),
    new Option("--author <person>", "you, by your short name (default: from git's user.name)"),
    new Option("--approver <person...>", "who may approve, for a new policy (default: the author alone)"),
  ],
  sign: [
    new Option("--policy", "sign plans/_trust/policy.yaml instead of a plan"),
    new Option("--as <person>", "you, by your name in the policy (default: the key's owner)"),
    KEY_FLAG,
  ],
  approve: [
    new Option("--gate <gate>", "the gate")
      .choices(["SG_1", "SG_2", "SG_3"])
      .default(undefined, "where the run stands"),
    new Option("--deny", "stop the gate, until you withdraw it"),
    new Option("--withdraw", "take your own approval or denial back"),
    new Option("--resolution <what>", "what becomes of the partial state, at SG_3").choices([
      "accept",
      "compensate",
    ]),
    new Option("--reason <text>", "why, in your own words; a denial needs it"),
    new Option("--expires-in <time>", "how long it counts: 12h, 30d").default("30d"),
    new Option("--as <person>", "you, by your name in the policy (default: the key's owner)"),
    KEY_FLAG,
    new Option("--yes", "confirm without being asked"),
  ],
  trust: [
    new Option("--key <file>", "add-key: the public half of the key, as in a .pub file"),
    new Option(
      "--namespaces <list>",
      "add-key: approval, plan, trust, with commas (default: approval,plan, and trust for an admin)",
    ),
    new Option("--valid-after <time>", "add-key: valid from (default: today)"),
    new Option("--valid-before <time>", "add-key: valid to (default: two years later)"),
  ],
  export: [
    new Option("--out <dir>", "folder to write, new or empty (default: <run>-kit, here)"),
    new Option("--tar <file>", "write one tar file"),
    new Option("--run <run>", "the run to export (default: the plan's newest)"),
  ],
  facts: [
    new Option("--target <name>", "the target: plans/_targets/<name>.yaml").makeOptionMandatory(),
    new Option("--prefix <address>", "read the units under this address only"),
  ],
  demo: [new Option("--keep", "leave the scratch repository and its keys there, and say where")],
  watch: [
    new Option("--interval <time>", "reconcile at least this often, from 1s to 7d: 30s, 5m, 1h").default(
      "5m",
    ),
  ],
  site: [new Option("--out <dir>", "folder to write: new, empty, or a site of before").makeOptionMandatory()],
};
