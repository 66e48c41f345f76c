// Every command as its user meets it: its words, and an example. Its flags are in command-flags.ts, apart from here so that
// --help can be printed without the parser; what it does is in commands/.
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
  | "watch"
  | "site"
  | "completion"
  | "doctor";

export interface CommandText {
  readonly name: CommandName;
  readonly plans?: "[plan...]" | "<plan>" | "<action...>" | "<shell>";
  /** What the argument may begin with, where it is not a plan. */
  readonly words?: readonly string[];
  /** Whether it can say what it finds as --format github and sarif want it. */
  readonly annotates?: boolean;
  readonly summary: string;
  /** What the summary has no room for. */
  readonly note?: string;
  readonly example: string;
}

export const COMMANDS: readonly CommandText[] = [
  {
    name: "run",
    plans: "[plan...]",
    annotates: true,
    summary: "carry plans as far as their approvals allow, and record it",
    note: "--format github is for a step of a workflow: annotations on standard output, and three files. Its outputs are numbers (exit, plans, closed, waiting, refused, failed, invalid, orphaned, error, stale, failing, statements, diagnostics), commit, and comment: the path as it was given.",
    example: "reconcile run handbook --no-write",
  },
  {
    name: "diff",
    plans: "[plan...]",
    summary: "what would move, and what would not; nothing does",
    example: "reconcile diff handbook --manifest",
  },
  {
    name: "validate",
    plans: "[plan...]",
    annotates: true,
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
    summary: "write a plan folder for a document of yours",
    example: "reconcile new handbook --source handbook.md --target scratch",
  },
  {
    name: "sign",
    plans: "[plan...]",
    summary: "sign a plan as its author, or the trust policy as an admin",
    example: "reconcile sign handbook --key ~/.ssh/id_ed25519",
  },
  {
    name: "approve",
    plans: "<plan>",
    summary: "show what a gate would let through; approve it, or deny it",
    example: 'reconcile approve handbook --gate SG_1 --reason "read it with operations"',
  },
  {
    name: "trust",
    plans: "<action...>",
    words: ["check", "add-key"],
    summary: "check: who may do what, and why; add-key: list a key",
    example:
      "reconcile trust check\n  reconcile trust add-key alice --key alice.pub --valid-before 2028-11-21",
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
    summary: "run recorded runs again, and compare every decision",
    example: "reconcile replay handbook",
  },
  {
    name: "export",
    plans: "<plan>",
    summary: "write the kit with which an auditor checks a run",
    example: "reconcile export handbook --tar handbook-kit.tar",
  },
  {
    name: "facts",
    summary: "read what a target holds, and check its grants",
    example: "reconcile facts --target sandbox --prefix HANDBOOK",
  },
  {
    name: "demo",
    summary: "play the whole story in a scratch repository, in seconds",
    example: "reconcile demo --verbose",
  },
  {
    name: "prove",
    plans: "[plan...]",
    summary: "show that LIVE is locked, and what it does in a sandbox",
    note: "The sandbox is a throw-away PostgreSQL that this program starts. The plan (at most one; by default the smallest sound one of the commit) is carried out in it, LIVE, in a scratch repository with keys of its own; nothing of yours is written to. It needs the embedded server, git, ssh-keygen, and pg_dump and pg_restore of the server's version or later. Where one of them is missing, PROOF-8 and PROOF-9 are SKIP and the exit code is 8: what was not tried is not proven.",
    example: "reconcile prove handbook",
  },
  {
    name: "watch",
    plans: "[plan...]",
    summary: "reconcile again whenever the ref moves, until it is stopped",
    note: "It reconciles at once, then within a second of each move of --ref (or --trust-ref), and every --interval: facts may have moved, and approvals run out. It prints a line for each change, and nothing where nothing changed. A refusal is told once and does not end it, nor does a lock that another reconcile holds. SIGINT (Ctrl-C) and SIGTERM stop it: the plan under way goes on to its next halt, and the exit code is 0; a second one ends it at once. --commit and --push act after each pass.",
    example: "reconcile watch --interval 5m",
  },
  {
    name: "site",
    plans: "[plan...]",
    summary: "write static pages about every plan and run",
    note: "The pages need no server and no script, and ask nobody for anything; no database is asked for them either. They take the place of the site before as a whole, and of nothing else: a folder that holds anything besides is left alone. Exit 0 once they are written, whatever state the plans are in: the pages say it.",
    example: "reconcile site --out public",
  },
  {
    name: "completion",
    plans: "<shell>",
    words: ["bash", "zsh", "fish"],
    summary: "print the completion script for bash, zsh or fish",
    note: "The line for ~/.bashrc, for ~/.zshrc (behind compinit), or for ~/.config/fish/config.fish is below. Commands, flags and their values come from this program; plans, targets, branches and tags from what is committed in the repository that --repo and --ref name.",
    example:
      "source <(reconcile completion bash)\n  source <(reconcile completion zsh)\n  reconcile completion fish | source",
  },
  {
    name: "doctor",
    summary: "check this installation and this repository",
    example: "reconcile doctor",
  },
];

export function textOf(name: CommandName): CommandText {
  const text = COMMANDS.find((one) => one.name === name);
  if (text === undefined) throw new Error(`the command ${name} has no text`);
  return text;
}
