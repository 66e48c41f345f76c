// Runs made up for the pages: as far along as a test wants them, with a small document that is really cut.
import { sha256Hex } from "../../src/model/digest.ts";
import { gateOf, type RecordName } from "../../src/model/phase.ts";
import type { UnitChange } from "../../src/model/unit-changes.ts";
import { totalsOf } from "../../src/model/governed-tables.ts";
import type {
  SiteApproval,
  SiteCut,
  SiteGate,
  SiteRun,
  SiteStatement,
  SiteUnit,
} from "../../src/site/site-data.ts";
import { STEP_ORDER } from "../../src/site/timeline-words.ts";

export const AT = "2026-11-21T12:00:00Z";

export interface StatementSketch {
  readonly phase: RecordName;
  readonly outcome?: SiteStatement["outcome"];
  readonly reasons?: readonly string[];
  readonly gate?: SiteGate;
}

/** The steps up to that one, this one included, all passed. */
export function passedUpTo(step: RecordName): readonly StatementSketch[] {
  return STEP_ORDER.slice(0, STEP_ORDER.indexOf(step as never) + 1).map((phase) => ({ phase }));
}

export function sampleApproval(overrides: Partial<SiteApproval> = {}): SiteApproval {
  const person = overrides.person ?? "bob";
  return {
    person,
    decision: "approve",
    path: `plans/handbook/approvals/sg-1.${person}.yaml`,
    authenticity: "AUTHENTIC",
    binding: "BOUND",
    policy: "COUNTED",
    sha256: sha256Hex(`approval of ${person}`),
    reason: "read the list of units against the printed handbook",
    why: undefined,
    ...overrides,
  };
}

export function sampleGate(overrides: Partial<SiteGate> = {}): SiteGate {
  return {
    gate: "SG_1",
    threshold: 1,
    persons: ["bob", "carol"],
    counted: ["bob"],
    approvals: [sampleApproval()],
    ...overrides,
  };
}

export function sampleCut(units = 12, text?: (ord: number) => string): SiteCut {
  const made = Array.from({ length: units }, (_, index) => sampleUnit(index + 1, text));
  return {
    path: "plans/handbook/handbook.md",
    sha256: sha256Hex(made.map((unit) => unit.text).join("")),
    manifestSha256: sha256Hex(`manifest of ${units}`),
    before: "# Operations handbook\n\n",
    units: made,
  };
}

const CHANGES: readonly UnitChange[] = ["new", "new", "unchanged", "new", "conflict", "new"];

function sampleUnit(ord: number, text?: (ord: number) => string): SiteUnit {
  const part = Math.ceil(ord / 4);
  const isPart = ord % 4 === 1;
  const address = isPart ? `HANDBOOK/P${part}` : `HANDBOOK/P${part}/S${(ord - 1) % 4}`;
  const title = isPart ? "Receiving requests" : "At the counter, and who writes down what";
  const body =
    text?.(ord) ??
    `${isPart ? "##" : "###"} ${title}\n\nWhoever comes to the counter is asked for the number of the entry, and for nothing else.\n\tThe registrar repeats it aloud.\n\n- first the number;\n- then the reason, if one is given.\n\n`;
  const change = CHANGES[ord % CHANGES.length] ?? "new";
  const sha256 = sha256Hex(body);
  return {
    row: {
      ord,
      address,
      parent: isPart ? null : `HANDBOOK/P${part}`,
      title,
      startLine: ord * 8 - 5,
      endLine: ord * 8 + 2,
      startByte: ord * 200,
      endByte: ord * 200 + 200,
      sha256,
    },
    text: body,
    change,
    found:
      change === "new"
        ? undefined
        : { address, lifecycle: "enacted", sha256: change === "unchanged" ? sha256 : sha256Hex("other") },
  };
}

export function sampleRun(sketches: readonly StatementSketch[], overrides: Partial<SiteRun> = {}): SiteRun {
  const statements: SiteStatement[] = [];
  for (const [seq, sketch] of sketches.entries()) {
    statements.push(sampleStatement(seq, sketch, statements.at(-1)));
  }
  const last = statements.at(-1);
  return {
    id: "handbook-f88264866a7b",
    attempt: 1,
    mode: "DRYRUN",
    position: "open",
    next: "gate_sg_1",
    head: { seq: last?.seq ?? 0, sha256: last?.sha256 ?? "" },
    statements,
    ahead: undefined,
    cut: sampleCut(),
    cutMissing: undefined,
    facts: sampleFacts(),
    report: "# Run `handbook-f88264866a7b`\n\n<script>alert(1)</script>\n",
    ...overrides,
  };
}

function sampleFacts(): SiteRun["facts"] {
  return {
    sha256: sha256Hex("facts"),
    facts: {
      apiVersion: "cutplan/v1",
      kind: "Facts",
      target: "register",
      driver: "postgres",
      prefix: "HANDBOOK",
      role: "cutplan_ro",
      units: [{ address: "HANDBOOK/P1", sha256: sha256Hex("one"), lifecycle: "enacted" }],
      totals: totalsOf(() => 1234),
      grants: {
        cutter_exec_execute_canonical_fns: true,
        cutter_verify_select_insert_verify_result: true,
        directus_select_review_decision: true,
        no_public_execute_leak: true,
        snapshot_sha: sha256Hex("grants"),
      },
    },
  };
}

const WORDS: Partial<Record<RecordName, string>> = {
  preflight: "target register (postgres), kill-switch off, signed by alice",
  source_pin: "HANDBOOK, 13,332 bytes, facts 45de59c946f9",
  discover: "25 new, 5 unchanged",
  manifest: "30 units, lossless, a29fb74ed10a",
};

function sampleStatement(
  seq: number,
  { phase, outcome = "PASSED", reasons = [], gate }: StatementSketch,
  before: SiteStatement | undefined,
): SiteStatement {
  const name = gateOf(phase);
  return {
    seq,
    phase,
    outcome,
    observed: {
      at: `2026-11-21T07:${String(10 + (seq % 50)).padStart(2, "0")}:52Z`,
      tool: "cutplan 0.1.0",
      node: "24.21.0",
      git: "2.39.5",
      host: "workstation",
    },
    words: outcome === "PASSED" ? (WORDS[phase] ?? "as it has to be") : reasons.join(", "),
    reasons,
    sha256: sha256Hex(`${before?.sha256 ?? ""} ${phase} ${seq}`),
    previousSha256: before?.sha256,
    isSigned: true,
    isListed: seq % 2 === 0,
    covers: ["plan.yaml", "handbook.md", ...(seq > 3 ? ["approvals/sg-1.bob.yaml"] : [])].map((file) => ({
      name: `plans/handbook/${file}`,
      digest: { sha256: sha256Hex(file), gitBlob: sha256Hex(file).slice(0, 40) },
    })),
    commit: sha256Hex("commit").slice(0, 40),
    ref: "refs/heads/main",
    factsSha256: seq === 0 ? undefined : sha256Hex("facts"),
    policy: { version: 2, sha256: sha256Hex("policy") },
    gate: gate ?? (name === undefined ? undefined : sampleGate({ gate: name })),
  };
}
