// Approvals, targets and policies that contradict their place, each other, or reason.
import type { BrokenDocument } from "./broken-documents.ts";
import {
  APPROVAL,
  chain,
  drop,
  move,
  PLAN,
  POLICY,
  put,
  SOUND,
  swap,
  TARGET,
  textOf,
  type Edit,
} from "./sound-repository.ts";

const SG_1 = "SG_1: {threshold: 1, persons: [bob, carol]}";
const SG_2 = "SG_2: {threshold: 1, persons: [bob, carol], notSamePersonAs: []}";
const SG_3 = "SG_3: {threshold: 1, persons: [carol]}";
const SG_3_APPROVAL = "plans/handbook/approvals/sg-3.carol.yaml";

const PARTIAL_STATE = `partialState: {sha256: "${"a".repeat(64)}"}\n`;

/** A second approval beside the sound one, for the escalation gate. */
function escalation(decision: string): Edit {
  const text = textOf(SOUND, APPROVAL);
  const changed = text.replace("SG_1", "SG_3").replace("approver: bob", "approver: carol");
  return put(SG_3_APPROVAL, changed.replace("decision: approve\n", decision));
}

export const BROKEN_TRUST: readonly BrokenDocument[] = [
  {
    why: "an approval of another gate than its name",
    edit: swap(APPROVAL, "gate: SG_1", "gate: SG_2"),
    faults: [`approval-name ${APPROVAL}:3:7`],
  },
  {
    why: "an approval of another person than its name",
    edit: swap(APPROVAL, "approver: bob", "approver: carol"),
    faults: [`approval-name ${APPROVAL}:14:11`],
  },
  {
    why: "an approval named like its gate in capitals",
    edit: chain(move(APPROVAL, "plans/handbook/approvals/SG_1.bob.yaml"), drop(`${APPROVAL}.sig`)),
    faults: [`approval-name plans/handbook/approvals/SG_1.bob.yaml:3:7`],
  },
  {
    why: "an approver whom nobody knows",
    edit: chain(
      move(APPROVAL, "plans/handbook/approvals/sg-1.eve.yaml"),
      drop(`${APPROVAL}.sig`),
      swap("plans/handbook/approvals/sg-1.eve.yaml", "approver: bob", "approver: eve"),
    ),
    faults: [`person-unknown plans/handbook/approvals/sg-1.eve.yaml:14:11`],
  },
  {
    why: "an approval of another plan",
    edit: swap(APPROVAL, "path: plans/handbook/plan.yaml", "path: plans/other/plan.yaml"),
    faults: [`approval-plan ${APPROVAL}:7:14`],
  },
  {
    why: "a resolution where there is none to take",
    edit: swap(APPROVAL, "decision: approve", "decision: approve\nresolution: accept"),
    faults: [`approval-resolution ${APPROVAL}:5:1`],
  },
  {
    why: "no way out at SG_3",
    edit: escalation(`decision: approve\n${PARTIAL_STATE}`),
    faults: [`approval-resolution ${SG_3_APPROVAL}:3:7`],
  },
  {
    why: "a way out of nobody knows what",
    edit: escalation("decision: approve\nresolution: accept\n"),
    faults: [`approval-resolution ${SG_3_APPROVAL}:3:7`],
  },
  {
    why: "a partial state with a denial",
    edit: escalation(`decision: deny\n${PARTIAL_STATE}`),
    faults: [`approval-resolution ${SG_3_APPROVAL}:5:1`],
  },
  {
    why: "a partial state where nothing was torn",
    edit: swap(APPROVAL, "decision: approve\n", `decision: approve\n${PARTIAL_STATE}`),
    faults: [`approval-resolution ${APPROVAL}:5:1`],
  },
  {
    why: "a way out with a denial",
    edit: escalation("decision: deny\nresolution: accept\n"),
    faults: [`approval-resolution plans/handbook/approvals/sg-3.carol.yaml:5:1`],
  },
  {
    why: "an approval that ends before it begins",
    edit: swap(APPROVAL, '"2026-12-21T10:00:00Z"', '"2026-11-21T09:59:59Z"'),
    faults: [`dates-order ${APPROVAL}:16:12`],
  },
  {
    why: "an approval that ends when it begins",
    edit: swap(APPROVAL, '"2026-12-21T10:00:00Z"', '"2026-11-21T10:00:00Z"'),
    faults: [`dates-order ${APPROVAL}:16:12`],
  },
  {
    why: "a target of another name",
    edit: swap(TARGET, "{name: scratch}", "{name: scratchy}"),
    faults: [`target-name ${TARGET}:3:18`],
  },
  {
    why: "postgres without a connection",
    edit: put(
      TARGET,
      "apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: scratch}\nspec:\n  driver: postgres\n",
    ),
    faults: [`target-connection ${TARGET}:5:11`],
  },
  {
    why: "postgres with a seed",
    edit: swap(TARGET, "driver: memory", "driver: postgres\n  connection: {env: RO_URL}"),
    faults: [`target-seed ${TARGET}:7:3`],
  },
  {
    why: "memory with a connection",
    edit: swap(TARGET, "driver: memory", "driver: memory\n  connection: {env: RO_URL}"),
    faults: [`target-connection ${TARGET}:6:3`],
  },
  {
    why: "a unit twice in the seed",
    edit: swap(TARGET, "HB/C02", "HB/C01"),
    faults: [`seed-doubled ${TARGET}:8:17`],
  },
  {
    why: "an admin whom nobody knows",
    edit: swap(POLICY, "persons: [carol]}\npersons", "persons: [carl]}\npersons"),
    faults: [`person-unknown ${POLICY}:6:34`],
  },
  {
    why: "an approver of a gate whom nobody knows",
    edit: swap(POLICY, SG_1, "SG_1: {threshold: 1, persons: [bob, crol]}"),
    faults: [`person-unknown ${POLICY}:12:39`],
  },
  {
    why: "more admins than there are",
    edit: swap(POLICY, "admins: {threshold: 1", "admins: {threshold: 2"),
    faults: [`gate-unreachable ${POLICY}:6:21`],
  },
  {
    why: "more approvers than there are",
    edit: swap(POLICY, SG_1, "SG_1: {threshold: 3, persons: [bob, carol]}"),
    faults: [`gate-unreachable ${POLICY}:12:21`],
  },
  {
    why: "a gate that refers to itself",
    edit: swap(POLICY, SG_2, "SG_2: {threshold: 1, persons: [bob, carol], notSamePersonAs: [SG_2]}"),
    faults: [`gate-order ${POLICY}:13:65`],
  },
  {
    why: "a gate that refers to a later one",
    edit: swap(POLICY, SG_1, "SG_1: {threshold: 1, persons: [bob, carol], notSamePersonAs: [SG_2]}"),
    faults: [`gate-order ${POLICY}:12:65`],
  },
  {
    why: "two gates, one person",
    edit: chain(
      swap(POLICY, SG_1, "SG_1: {threshold: 1, persons: [bob]}"),
      swap(POLICY, SG_2, "SG_2: {threshold: 1, persons: [bob], notSamePersonAs: [SG_1]}"),
    ),
    faults: [`gate-closed ${POLICY}:13:40`],
  },
  {
    why: "three gates, two persons, all apart",
    edit: chain(
      swap(POLICY, SG_2, "SG_2: {threshold: 1, persons: [bob, carol], notSamePersonAs: [SG_1]}"),
      swap(POLICY, SG_3, "SG_3: {threshold: 1, persons: [carol, bob], notSamePersonAs: [SG_1, SG_2]}"),
    ),
    faults: [`gate-closed ${POLICY}:14:47`],
  },
  {
    why: "the author is one of the two that the gate takes",
    edit: swap(POLICY, SG_1, "SG_1: {threshold: 2, persons: [alice, bob]}"),
    faults: [`gate-closed ${PLAN}:6:11`],
  },
  {
    why: "the author is needed to keep two gates apart",
    edit: chain(
      swap(POLICY, SG_1, "SG_1: {threshold: 1, persons: [alice, bob]}"),
      swap(POLICY, SG_2, "SG_2: {threshold: 1, persons: [bob], notSamePersonAs: [SG_1]}"),
    ),
    faults: [`gate-closed ${PLAN}:6:11`],
  },
  {
    why: "two persons with one principal",
    edit: swap(POLICY, "{principal: bob@example.org}", "{principal: alice@example.org}"),
    faults: [`principal-doubled ${POLICY}:9:20`],
  },
  {
    why: "a runner's key that ends before it begins",
    edit: swap(POLICY, '"2027-01-01T00:00:00Z"', '"2025-01-01T00:00:00Z"'),
    faults: [`dates-order ${POLICY}:18:72`],
  },
  {
    why: "a password in the repository's identity",
    edit: swap(POLICY, "git+https://git", "git+https://bob:hunter2@git"),
    faults: [`repository-password ${POLICY}:5:13`],
  },
];
