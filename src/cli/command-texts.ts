// Every command as its user meets it: its words, its own flags, and an example. What it does is in commands/.
import { Option } from "commander";

export type CommandName =
  | "run"
  | "diff"
  | "validate"
  | "status"
  | "explain"
  | "new"
  | "sign"
  | "approve"
  | "trust"
  | "verify"
  | "replay"
  | "export"
  | "facts"
  | "demo"
  | "prove"
  | "doctor";

export interface CommandText {
  readonly name: CommandName;
  readonly plans?: "[plan...]" | "<plan>" | "<action...>";
  /** Whether it writes evidence, so that the flags about writing mean something. */
  readonly writes?: boolean;
  /** Whether it looks at no repository of the user's. */
  readonly standsAlone?: boolean;
  readonly summary: string;
  /** What the summary has no room for. */
  readonly note?: string;
  readonly example: string;
  readonly flags?: readonly Option[];
}

const KEY_FLAG = new Option(
  "--key <file>",
  "private key, or public half of an agent's key (default: git's user.signingKey, or the agent's only one)",
);

export const COMMANDS: readonly CommandText[] = [
  {
    name: "run",
    plans: "[plan...]",
    writes: true,
    summary: "carry every plan as far as its approvals allow, and record it",
    example: "reconcile run handbook --no-write",
  },
  {
    name: "diff",
    plans: "[plan...]",
    summary: "what would move, and what would not; nothing does",
    example: "reconcile diff handbook --manifest",
    flags: [new Option("--manifest", "list every unit of the cut, against the facts where they are known")],
  },
  {
    name: "validate",
    plans: "[plan...]",
    summary: "check every document of the commit",
    example: "reconcile validate --ref HEAD~1",
  },
  {
    name: "status",
    plans: "[plan...]",
    summary: "where each run stands",
    example: "reconcile status",
  },
  {
    name: "explain",
    plans: "<plan>",
    summary: "why a plan is not moving, and who must do what",
    example: "reconcile explain handbook",
  },
  {
    name: "new",
    plans: "<plan>",
    summary: "write a plan folder that validates, for a document of yours",
    example: "reconcile new handbook --source handbook.md --target scratch",
    flags: [
      new Option("--source <file>", "the document to cut").makeOptionMandatory(),
      new Option("--target <name>", "the target; one is written where it does not exist").default("scratch"),
      new Option(
        "--driver <name>",
        "of the target that is written: a PostgreSQL that starts by itself, none, or one of yours",
      )
        .choices(["embedded", "memory", "postgres"])
        .default("embedded"),
      new Option("--title <text>", "the plan's title (default: the document's first heading)"),
      new Option("--author <person>", "you, by your short name (default: from your global git user.name)"),
      new Option("--approver <person...>", "who may approve, for a new policy (default: the author alone)"),
    ],
  },
  {
    name: "sign",
    plans: "[plan...]",
    summary: "sign a plan as its author, or with --policy the trust policy as an admin",
    example: "reconcile sign handbook --key ~/.ssh/id_ed25519",
    flags: [
      new Option("--policy", "sign plans/_trust/policy.yaml instead of a plan"),
      new Option("--as <person>", "you, by your name in the policy (default: the key's owner)"),
      KEY_FLAG,
    ],
  },
  {
    name: "approve",
    plans: "<plan>",
    summary: "show what a gate would let through, then approve and sign it; or deny it",
    example: 'reconcile approve handbook --gate SG_1 --reason "read it with operations"',
    flags: [
      new Option("--gate <gate>", "the gate (default: where the run stands)").choices([
        "SG_1",
        "SG_2",
        "SG_3",
      ]),
      new Option("--deny", "stop the gate, until you withdraw it"),
      new Option("--withdraw", "take your own approval or denial back"),
      new Option("--resolution <what>", "at SG_3: what becomes of the partial state").choices([
        "accept",
        "compensate",
      ]),
      new Option("--reason <text>", "why, in your own words; a denial needs it"),
      new Option("--expires-in <time>", "how long it counts: 12h, 30d").default("30d"),
      new Option("--as <person>", "you, by your name in the policy (default: the key's owner)"),
      KEY_FLAG,
      new Option("--yes", "confirm without being asked"),
    ],
  },
  {
    name: "trust",
    plans: "<action...>",
    summary: "check: who may do what, and why; add-key PERSON: list a key of theirs",
    example:
      "reconcile trust check\n  reconcile trust add-key alice --key alice.pub --valid-before 2028-11-21",
    flags: [
      new Option("--key <file>", "add-key: the public half of the key, as in a .pub file"),
      new Option(
        "--namespaces <list>",
        "add-key: approval, plan, trust, with commas (default: approval,plan, and trust for an admin)",
      ),
      new Option("--valid-after <time>", "add-key: valid from (default: today)"),
      new Option("--valid-before <time>", "add-key: valid to (default: two years later)"),
    ],
  },
  {
    name: "verify",
    plans: "[plan...]",
    summary: "check the evidence of every run",
    example: "reconcile verify --json",
  },
  {
    name: "replay",
    plans: "<plan>",
    summary: "run the recorded runs of a plan again, and compare every decision",
    example: "reconcile replay handbook",
  },
  {
    name: "export",
    plans: "<plan>",
    summary: "write the kit for an auditor: check a run without this program",
    example: "reconcile export handbook --tar handbook-kit.tar",
    flags: [
      new Option("--out <dir>", "folder to write, new or empty (default: <run>-kit, here)"),
      new Option("--tar <file>", "write one tar file"),
      new Option("--run <run>", "the run to export (default: the plan's newest)"),
    ],
  },
  {
    name: "facts",
    summary: "read what a target holds, and check its grants; nothing is written",
    example: "reconcile facts --target sandbox --prefix HANDBOOK",
    flags: [
      new Option("--target <name>", "the target: plans/_targets/<name>.yaml").makeOptionMandatory(),
      new Option("--prefix <address>", "read the units under this address only"),
    ],
  },
  {
    name: "demo",
    standsAlone: true,
    summary: "play the whole story with real keys in a scratch repository, in a few seconds",
    example: "reconcile demo --verbose",
    flags: [new Option("--keep", "leave the scratch repository and its keys there, and say where")],
  },
  {
    name: "prove",
    plans: "[plan...]",
    summary: "show that LIVE is locked, and what it does in a sandbox, proof by proof",
    note: `The sandbox is a throw-away PostgreSQL that this program starts. The plan (at most one; by default the
smallest sound one of the commit) is carried out in it, LIVE, in a scratch repository with keys of its
own; nothing of yours is written to. It needs the embedded server, git, ssh-keygen, and pg_dump and
pg_restore of the server's version or later. Where one of them is missing, PROOF-8 and PROOF-9 are SKIP
and the exit code is 8: what was not tried is not proven.`,
    example: "reconcile prove handbook",
  },
  {
    name: "doctor",
    summary: "check this installation and this repository",
    example: "reconcile doctor",
  },
];
