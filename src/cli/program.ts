// The command line: every command with its flags, its help and an example. What a command does is in commands/, loaded
// only when it is asked for.
import { Command, Option } from "commander";
import type { RawOptions } from "./options.ts";
import { VERSION } from "./version.ts";

/** A command's own flags and arguments, after the common ones were checked. */
export interface Invocation {
  readonly name: CommandName;
  readonly plans: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
  readonly common: RawOptions;
}

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
  | "demo"
  | "prove"
  | "doctor";

type Invoke = (invocation: Invocation) => Promise<void>;

const HELP_COLUMNS = 100;

/** `run [plan...]`, without the word that every command has options. */
function commandTerm(command: Command): string {
  return [
    command.name(),
    ...command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}...]`)),
  ].join(" ");
}

/** Every command takes every common flag; its help shows those that do something there. */
function commonFlags({ writes = false, standsAlone = false }: CommandText): readonly Option[] {
  const writing = [
    new Option("--no-write", "keep evidence in memory; write nothing to runs/"),
    new Option("--commit", "commit runs/ on the current branch"),
    new Option("--push", "commit, then push the branch to origin"),
    new Option(
      "--runner-key <file>",
      "sign evidence with this key (default: $CUTPLAN_RUNNER_KEY, or the clone's own)",
    ),
  ];
  const places = [
    new Option("--repo <dir>", "repository to reconcile").default(".", "the current directory"),
    new Option("--ref <rev>", "commit to read plans and approvals from").default("HEAD", "HEAD"),
    new Option("--trust-ref <rev>", "commit to read the trust policy from (default: the same commit)"),
  ];
  return [
    ...places.map((flag) => flag.hideHelp(standsAlone)),
    ...writing.map((flag) => flag.hideHelp(!writes)),
    new Option("--now <time>", "the present moment, for tests and replays: 2026-11-21T10:00:00Z"),
    new Option("--json", "NDJSON on standard output, and nothing else there"),
    new Option("--detailed-exitcode", "3: waiting for an approval; 4: a refusal is on record"),
    new Option("--color <when>", "colour the output").choices(["auto", "always", "never"]).default("auto"),
    new Option("-q, --quiet", "say nothing but what is wrong"),
    new Option("-v, --verbose", "say more: times and digests in full"),
  ];
}

/** Builds the command line. `invoke` carries out what was asked. */
export function buildProgram(invoke: Invoke): Command {
  const program = new Command("reconcile")
    .description(
      "Carries governed data changes through review, consent and evidence. DRYRUN: nothing is written to a database.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ helpWidth: HELP_COLUMNS, subcommandTerm: (command) => commandTerm(command) })
    .showSuggestionAfterError()
    .addHelpText("after", PROGRAM_EPILOGUE);
  for (const command of COMMANDS) addCommand(program, invoke, command);
  return program;
}

interface CommandText {
  readonly name: CommandName;
  readonly plans?: "[plan...]" | "<plan>" | "<action...>";
  /** Whether it writes evidence, so that the flags about writing mean something. */
  readonly writes?: boolean;
  /** Whether it looks at no repository of the user's. */
  readonly standsAlone?: boolean;
  readonly summary: string;
  readonly example: string;
  readonly flags?: readonly Option[];
}

const KEY_FLAG = new Option(
  "--key <file>",
  "private key, or public half of an agent's key (default: git's user.signingKey, or the agent's only one)",
);

const COMMANDS: readonly CommandText[] = [
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
      new Option(
        "--target <name>",
        "the target; an in-memory one is written where it does not exist",
      ).default("scratch"),
      new Option("--title <text>", "the plan's title (default: the document's first heading)"),
      new Option("--author <person>", "you, by your short name (default: from git's user.name)"),
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
    name: "demo",
    standsAlone: true,
    summary: "play the whole story with real keys in a scratch repository, in a few seconds",
    example: "reconcile demo --verbose",
    flags: [new Option("--keep", "leave the scratch repository and its keys there, and say where")],
  },
  {
    name: "prove",
    summary: "show that LIVE is locked, proof by proof",
    example: "reconcile prove",
  },
  {
    name: "doctor",
    summary: "check this installation and this repository",
    example: "reconcile doctor",
  },
];

function addCommand(program: Command, invoke: Invoke, text: CommandText): void {
  const command = program
    .command(text.plans === undefined ? text.name : `${text.name} ${text.plans}`)
    .summary(text.summary)
    .description(`${text.summary[0]?.toUpperCase() ?? ""}${text.summary.slice(1)}.`)
    .addHelpText("after", `\nExample:\n  ${text.example}\n`)
    .showSuggestionAfterError()
    .configureHelp({ helpWidth: HELP_COLUMNS })
    .allowExcessArguments(false);
  for (const flag of text.flags ?? []) command.addOption(flag);
  for (const flag of commonFlags(text)) command.addOption(flag);
  command.action(async (...given: unknown[]) => {
    const flags = command.opts();
    const first = text.plans === undefined ? [] : given[0];
    const plans = typeof first === "string" ? [first] : Array.isArray(first) ? (first as string[]) : [];
    await invoke({ name: text.name, plans, flags, common: flags as RawOptions });
  });
}

const PROGRAM_EPILOGUE = `
Each command takes --repo, --ref, --json and more: reconcile <command> --help.

Exit codes:
  0 done, or waiting    1 the program failed    2 work to do (diff)     3 waiting*
  4 refused             5 stale                 6 locked                7 evidence untrue
  8 cannot judge        64 wrong usage          65 a document is invalid
  * with --detailed-exitcode

Example:
  reconcile new handbook --source handbook.md --target scratch
  git add plans && git commit -m "Add the handbook" && reconcile && reconcile explain handbook
`;
