// Refusals about plans, the trust policy, gates and approvals, and evidence. Only spread into the table of refusal-notes.ts.
import type { SubjectNotes } from "./refusal-note.ts";

export const TRUST_NOTES = {
  PLAN_EXPIRED: {
    when: "`spec.expiresAt` of the plan has passed.",
    todo: "set a later `spec.expiresAt`; that is another plan text and needs new approvals",
  },
  PLAN_UNSIGNED: {
    when: "The policy says `signatures.plans: required`, and `plan.yaml.sig` is not in the commit.",
    todo: "the author reads the plan, runs `reconcile sign PLAN`, and commits the signature",
  },
  PLAN_NOT_AUTHENTIC: {
    when: "The signature is over other bytes, or by a key that is not the author's or not valid now. The message has the word of the list below.",
    todo: "the author runs `reconcile sign PLAN` anew, and commits the signature",
  },
  TRUST_UNSIGNED: {
    when: "The policy or a list beside it changed, and too few admins of the version before signed the new policy, which pins the lists.",
    todo: "have the admins run `reconcile sign --policy`, or put the version before back; `reconcile trust check` shows who could",
  },
  TRUST_REVERSED: {
    when: "The policy has a version that the history has passed, or one that it used with another text.",
    todo: "put the newest version back, or raise `version` by one and have the admins sign it",
  },
  TRUST_FORKED: {
    when: "Branches changed the policy side by side and were merged.",
    todo: "leave out the branch with the wrong one, or write a further version that the admins of both sign",
  },
  POLICY_REVERSED: {
    when: "A run has a policy on record that the commit's policy does not follow: the same version with another text, or a higher one.",
    todo: "raise `version` by one with every change, or put the policy back",
  },
  REVOCATION_LIST_MISSING: {
    when: "`plans/_trust/revoked_keys` is not in the commit, so that nobody can say which keys are revoked. It may be empty.",
    todo: "`touch plans/_trust/revoked_keys`, and commit it",
  },
} as const satisfies SubjectNotes;

export const GATE_NOTES = {
  APPROVAL_REFUSED: {
    when: "`approve` judged the file as the gate would, and it would not count: by the wrong person, too late, for something else. Nothing was written.",
    todo: "do what the message says, or ask somebody whom the policy lists at this gate",
  },
  CONSENT_GONE: {
    when: "In LIVE, the gate is judged again before a step writes, and an approval was taken back or has run out meanwhile. Nothing of the step was done.",
    todo: "give the approvals anew, or leave it",
  },
  RUN_TORN: {
    when: "The plan was changed while a run of its text before stands torn at SG_3.",
    todo: "put plan, source and target back, and resolve the torn run: `reconcile explain PLAN`",
  },
} as const satisfies SubjectNotes;

export const EVIDENCE_NOTES = {
  EVIDENCE_MISSING: {
    when: "`verify`, `replay` or `export` was asked about a run, and none is on record.",
    todo: "reconcile first, or check the plan's name, `--run` and `--ref`",
  },
  EVIDENCE_BROKEN: {
    when: "A run on record cannot be what was recorded: a statement was changed, a signature does not hold, or its inputs are cut to another manifest. The plan does not move.",
    todo: "run `reconcile verify PLAN`, which names every line; put the file back from the last commit that verifies",
  },
  EVIDENCE_REWRITTEN: {
    when: "A file under `runs/` was changed in the work tree, or while reconcile was at work: it does not begin with the committed bytes.",
    todo: "see the change with `git diff -- runs`, and put the committed file back",
  },
  EVIDENCE_UNKNOWN_VERSION: {
    when: "A newer cutplan began the run.",
    todo: "reconcile with that version, or a later one",
  },
  EVIDENCE_UNSIGNED: {
    when: "The policy says `signatures.evidence: required`, and a statement that was made under it is not signed by a listed runner.",
    todo: "find out who recorded it; put `runs/` back from the last commit that verifies",
  },
  RUNNER_NOT_LISTED: {
    when: "The policy says `signatures.evidence: required`, and this runner's key is not under `runners`, or not at this time. Nothing is recorded.",
    todo: "have the admins list the key, or record with a listed one: `--runner-key FILE`, or `CUTPLAN_RUNNER_KEY`",
  },
} as const satisfies SubjectNotes;
