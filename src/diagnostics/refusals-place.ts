// Refusals about the command line, the machine, the repository and git. Only spread into the table of refusal-notes.ts.
import type { SubjectNotes } from "./refusal-note.ts";

export const USAGE_NOTES = {
  USAGE: {
    when: "A flag or a command is unknown, a value is none that the flag takes, or two flags exclude each other. Nothing was looked at.",
    todo: "correct the command line; `reconcile COMMAND --help` shows what it takes",
  },
  PLAN_NOT_FOUND: {
    when: "A plan that was named is neither in the commit nor on record.",
    todo: "check the name with `reconcile status`, or name another commit with `--ref`",
  },
  FILE_EXISTS: {
    when: "`new`, `approve`, `sign`, `trust add-key`, `export` or `site` would write where something else lies. It is left as it is.",
    todo: "choose another name or folder, or move away what is there",
  },
  APPROVAL_UNCONFIRMED: {
    when: "`approve` showed what would be signed, and the word was not typed, or there is no terminal to type it on. Nothing was signed or written.",
    todo: "read what is shown, then confirm it on a terminal, or give `--yes`",
  },
  SIGNING_KEY_MISSING: {
    when: "No `--key` is given, git's `user.signingKey` names none that can be used, and the agent holds none, or more than one.",
    todo: "name one with `--key FILE`, or for good with `git config --global user.signingKey FILE.pub`",
  },
} as const satisfies SubjectNotes;

export const MACHINE_NOTES = {
  LOCK_HELD: {
    when: "Another reconcile writes in this clone; the message names the process and since when. `--no-write` and the commands that only read need no lock. `reconcile watch` tries again by itself.",
    todo: "wait until it has ended; remove the file that the message names only if you know that the process no longer runs",
  },
  DISK_REFUSED: {
    when: "The disk is full or read-only, or rights are missing. A statement is on disk whole or not at all.",
    todo: "make room or mend the rights, then run the same command again",
  },
  FILE_UNREADABLE: {
    when: "A file that is needed cannot be read, or something else stands in its place: a folder, a link, a pipe.",
    todo: "put the file back from git, and remove what stands in its place",
  },
  CLOCK_REVERSED: {
    when: "The moment, of this machine or of `--now`, is before the run's last statement.",
    todo: "set this machine's clock, or find out whose clock was ahead",
  },
  GIT_NOT_FOUND: {
    when: "No absolute folder of `PATH` holds a git.",
    todo: "install git 2.39 or later, or add its folder to `PATH`",
  },
  SIGNING_FAILED: {
    when: "`ssh-keygen` is missing or too old, or did not sign: a wrong passphrase, a key that is gone, an agent that said no.",
    todo: "try `ssh-add` on the key, then the command again; OpenSSH 8.2 or later is needed",
  },
  RUNNER_KEY_REFUSED: {
    when: "The key of `--runner-key`, of `CUTPLAN_RUNNER_KEY` or of the clone is not there, is no P-256 key, may be read by others, or lies where it could be committed. Nothing is recorded unsigned in its place.",
    todo: "give another key, or mend what the message names",
  },
  DEMO_FAILED: {
    when: "`demo` looks at what it claims; here something else was seen.",
    todo: "look into the scratch repository with `reconcile demo --keep`, and report it if cutplan is at fault",
  },
} as const satisfies SubjectNotes;

export const REPOSITORY_NOTES = {
  REPOSITORY_NOT_FOUND: {
    when: "The folder is in no git repository, git cannot open it, it borrows its objects from another place, or it is bare and evidence was to be recorded.",
    todo: "name a clone with `--repo`; in a bare repository, look with `--no-write`",
  },
  REPOSITORY_EMPTY: {
    when: "The commit has no folder `plans/` with a plan.",
    todo: "write one with `reconcile new`, and commit it",
  },
  REF_REFUSED: {
    when: "A revision is an option, a range, a path or a transport in disguise, or a branch and a tag of that name differ; or the address to push to is none that is safe.",
    todo: "name one commit: `refs/heads/main`, or its full object name",
  },
  REF_NOT_FOUND: {
    when: "Git knows no commit of that name, or HEAD is on a branch without one.",
    todo: "look with `git log --all`, or run `git fetch`; in a shallow clone, `git fetch --unshallow`",
  },
  HISTORY_SHALLOW: {
    when: "The clone was cut off, so that nobody can tell who vouches for the policy, or what was once denied. In CI that is the default.",
    todo: "run `git fetch --unshallow`; in CI, check out with `fetch-depth: 0`",
  },
  OBJECT_MISSING: {
    when: "A commit, tree or file is not in this clone. Nothing is fetched behind your back.",
    todo: "run `git fetch`, with `--unshallow` in a shallow clone and `--refetch --no-filter` in a partial one",
  },
  OBJECT_CORRUPT: {
    when: "An object's bytes do not have the digest that is its name, or can be read in more than one way.",
    todo: "run `git fsck`, and fetch the repository again from a place you trust",
  },
  OBJECT_TOO_LARGE: {
    when: "A file has more bytes than its kind may have, or the history more commits than are read.",
    todo: "commit a smaller file, or keep plans in a repository of their own",
  },
  TREE_MALFORMED: {
    when: "A tree has entries that no git writes: a name twice, `..`, a slash, an unknown mode, folders nested without end.",
    todo: "find out who committed it; look with `git ls-tree`, and do not trust where it came from",
  },
  GIT_FAILED: {
    when: "Git ended with an error, was stopped, or fell silent; the message has its first line. With `--commit`, also where HEAD is on no branch or another git holds the index; what was recorded is still in `runs/`.",
    todo: "repair what git names, then run the same command again",
  },
  PUSH_OUTRUN: {
    when: "With `--push`, others pushed first, five times in a row.",
    todo: "run the same command again; your commit is on the local branch",
  },
  PUSH_DIVERGED: {
    when: "With `--push`, another clone recorded the same run otherwise and pushed it first, or local commits touch more than `runs/`. Theirs counts; nothing is lost.",
    todo: "compare the two with the command that the message shows, then take theirs and reconcile again",
  },
} as const satisfies SubjectNotes;
