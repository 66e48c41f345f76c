// What bears on the evidence of a run from outside of its chain: facts, name, time, and whoever names a statement of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { renderHeadLine } from "../../src/evidence/head.ts";
import { sealStatement, type SealedStatement } from "../../src/evidence/statement.ts";
import { verifyRun, type RunVerdict, type VerifyInput } from "../../src/evidence/verify.ts";
import type { RecordedFiles } from "../../src/model/ports.ts";
import { digest, FACTS, joinLines, recorded, sampleDraft, sampleRun } from "./sample-run.ts";

const RUN = sampleRun();
const HEAD = headOf(RUN.sealed);
const NOTHING = new Uint8Array();

function headOf(sealed: readonly SealedStatement[]): { readonly seq: number; readonly sha256: string } {
  const last = sealed.at(-1);
  assert.ok(last);
  return { seq: last.seq, sha256: last.sha256 };
}

function verify(files: Partial<RecordedFiles>, input: Partial<VerifyInput> = {}): RunVerdict {
  return verifyRun({ files: { ...RUN.files, ...files }, heads: [], earlier: [], ...input });
}

function tell(verdict: RunVerdict): readonly string[] {
  return verdict.findings.map(
    ({ code, file, line }) => `${code}@${file.split("/").at(-1) ?? ""}:${String(line)}`,
  );
}

function upTo(count: number): Uint8Array {
  return joinLines(RUN.sealed.slice(0, count));
}

const report = new TextEncoder().encode(`# Run\n\n${renderHeadLine(HEAD)}\n`);

test("an honest run is intact, with everything that names it", () => {
  const named = RUN.sealed.slice(0, 4).map(({ seq, sha256 }) => ({ seq, sha256, namedBy: "an approval" }));
  const verdict = verify({ report }, { heads: named, earlier: [{ from: "commit 1", evidence: upTo(4) }] });
  assert.deepEqual(verdict, {
    plan: "handbook",
    run: RUN.run,
    verdict: "intact",
    statements: 13,
    head: HEAD,
    signed: { listed: 0, unlisted: 0, none: 13 },
    signedThrough: null,
    findings: [],
  });
});

test("a run without one statement is no intact run", () => {
  const verdict = verify({ evidence: NOTHING });
  assert.deepEqual(
    [verdict.verdict, verdict.head, tell(verdict)],
    ["broken", null, ["EVIDENCE_EMPTY@evidence.jsonl:null"]],
  );
});

test("a torn line is told with its place", () => {
  assert.deepEqual(tell(verify({ torn: new Uint8Array([123]) })), ["TORN_LINE@evidence.jsonl:14"]);
});

test("a chain that was cut is noticed by whoever names its end", () => {
  const cut = upTo(9);
  assert.deepEqual(tell(verify({ evidence: cut, report })), ["HEAD_MISSING@evidence.jsonl:null"]);
  const heads = [{ ...HEAD, namedBy: "plans/handbook/approvals/sg-2.bob.yaml" }];
  assert.deepEqual(tell(verify({ evidence: cut }, { heads })), ["HEAD_MISSING@evidence.jsonl:null"]);
  const earlier = [{ from: "commit 1", evidence: RUN.files.evidence }];
  assert.deepEqual(tell(verify({ evidence: cut }, { earlier })), ["HEAD_MISSING@evidence.jsonl:10"]);
});

test("an end that was made anew is noticed by whoever names the old one", () => {
  const evidence = sampleRun("handbook", undefined, { from: 9 }).files.evidence;
  assert.deepEqual(tell(verify({ evidence })), [], "without an anchor nobody can tell");
  assert.deepEqual(tell(verify({ evidence, report })), ["HEAD_MISMATCH@evidence.jsonl:13"]);
  const earlier = [{ from: "commit 1", evidence: upTo(11) }];
  assert.deepEqual(tell(verify({ evidence }, { earlier })), ["REWRITTEN@evidence.jsonl:10"]);
});

test("a torn end of what was committed is not held against the run", () => {
  const earlier = [{ from: "commit 1", evidence: Buffer.concat([upTo(4), Buffer.from("{torn")]) }];
  assert.equal(verify({}, { earlier }).verdict, "intact");
});

test("a report without its last line is told, a run without a report is fine", () => {
  assert.deepEqual(tell(verify({ report: report.subarray(0, -20) })), ["REPORT_WITHOUT_HEAD@report.md:null"]);
  assert.equal(verify({ report: undefined }).verdict, "intact");
});

test("the facts are those that the run is pinned to", () => {
  assert.deepEqual(tell(verify({ facts: FACTS.subarray(1) })), ["FACTS_MISMATCH@facts.json:null"]);
  assert.deepEqual(tell(verify({ facts: undefined })), ["FACTS_MISSING@facts.json:null"]);
  assert.equal(verify({ evidence: upTo(1), facts: undefined }).verdict, "intact", "nothing is pinned yet");
});

test("a run is pinned to one set of facts only", () => {
  const draft = { ...sampleDraft("handbook", "discover", 2), facts: { sha256: digest("other") } };
  const [first, second] = RUN.sealed;
  assert.ok(first && second);
  const evidence = joinLines([first, second, sealStatement(draft, second)]);
  assert.deepEqual(tell(verify({ evidence })), ["FACTS_MISMATCH@evidence.jsonl:3"]);
});

test("time does not run backwards along a chain", () => {
  const draft = sampleDraft("handbook", "source_pin", 1);
  const [first] = RUN.sealed;
  assert.ok(first);
  const earlier = sealStatement(
    { ...draft, observed: { ...draft.observed, at: "2026-11-21T09:59:59Z" } },
    first,
  );
  assert.deepEqual(tell(verify({ evidence: joinLines([first, earlier]) })), [
    "TIME_REVERSED@evidence.jsonl:2",
  ]);
  const same = sealStatement(
    { ...draft, observed: { ...draft.observed, at: "2026-11-21T10:00:00Z" } },
    first,
  );
  assert.equal(verify({ evidence: joinLines([first, same]) }).verdict, "intact");
});

test("the run's name is the one that its inputs give it", () => {
  const draft = sampleDraft("handbook", "preflight", 0);
  const claimed = { plan: "handbook", run: "handbook-0123456789ab" };
  const renamed = sealStatement({ ...draft, run: { ...draft.run, id: claimed.run } }, null);
  const named = verifyRun({ files: recorded(claimed, renamed.line), heads: [], earlier: [] });
  assert.deepEqual(tell(named), ["RUN_NAME_MISMATCH@evidence.jsonl:1"]);
  for (const inputs of [[], draft.inputs.slice(1), [...draft.inputs, ...draft.inputs]]) {
    const unclear = sealStatement({ ...draft, inputs }, null);
    assert.deepEqual(tell(verify({ evidence: unclear.line })), ["RUN_NAME_MISMATCH@evidence.jsonl:1"]);
  }
});

test("the plan, its signature and approvals among the inputs are not taken for the source", () => {
  const draft = sampleDraft("handbook", "preflight", 0);
  const [artifact] = draft.inputs;
  assert.ok(artifact);
  const beside = ["plan.yaml", "plan.yaml.sig", "approvals/sg-1.bob.yaml"];
  const more = beside.map((name) => ({ ...artifact, name: `plans/handbook/${name}` }));
  const sealed = sealStatement({ ...draft, inputs: [...draft.inputs, ...more] }, null);
  assert.equal(verify({ evidence: sealed.line }).verdict, "intact");
});

test("what only a newer version can judge is neither intact nor broken", () => {
  const text = new TextDecoder().decode(RUN.files.evidence).replaceAll("evidence:v1", "evidence:v2");
  const verdict = verify({ evidence: new TextEncoder().encode(text) });
  assert.deepEqual(
    [verdict.verdict, verdict.statements, tell(verdict)],
    ["cannot-judge", 0, ["VERSION_UNKNOWN@evidence.jsonl:1"]],
  );
  assert.equal(
    verify({ evidence: new TextEncoder().encode(text), torn: new Uint8Array([1]) }).verdict,
    "broken",
  );
});
