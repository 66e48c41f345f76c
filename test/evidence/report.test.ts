// The report says what the statements say, in the order in which people ask, and ends with their head.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordName } from "../../src/model/phase.ts";
import { parseHeadLine } from "../../src/evidence/head.ts";
import { renderReport, type ReportInput } from "../../src/evidence/report.ts";
import { rangeText, spanText } from "../../src/evidence/report-words.ts";
import { sealStatement, type SealedStatement, type StatementDraft } from "../../src/evidence/statement.ts";
import { digest, FULL_RUN, RESULTS, sampleDraft, sampleRun, TORN_RESULT } from "./sample-run.ts";

const RUN = sampleRun();
const WORDS = {
  principals: new Map([["bob", "bob@example.org"]]),
  reasons: new Map([[digest("approval"), "read it with operations"]]),
};

function input(count: number, change: Partial<ReportInput> = {}): ReportInput {
  return inputOf(RUN.sealed.slice(0, count), change);
}

function inputOf(sealed: readonly SealedStatement[], change: Partial<ReportInput> = {}): ReportInput {
  const last = sealed.at(-1);
  assert.ok(last);
  return {
    title: "Handbook",
    statements: sealed.map(({ statement }) => statement),
    head: { seq: last.seq, sha256: last.sha256 },
    next: { text: "waits at SG_1", todo: "reconcile explain handbook" },
    ...change,
  };
}

/** A run through these steps, each draft as the change makes it. */
function runOf(
  steps: readonly RecordName[],
  change: (draft: StatementDraft) => Partial<StatementDraft>,
): ReportInput {
  const sealed: SealedStatement[] = [];
  for (const phase of steps) {
    const draft = sampleDraft("handbook", phase, sealed.length);
    sealed.push(sealStatement({ ...draft, ...change(draft) }, sealed.at(-1) ?? null));
  }
  return inputOf(sealed);
}

/** What the summary says under each of its names. */
function summaryOf(text: string): Readonly<Record<string, string>> {
  const lines = [...text.matchAll(/^- \*\*(?<name>.+?):\*\* (?<says>.+)$/gm)];
  return Object.fromEntries(lines.map(({ groups = {} }) => [groups["name"] ?? "", groups["says"] ?? ""]));
}

function section(text: string, heading: string): string {
  const from = text.indexOf(`## ${heading}\n`);
  if (from < 0) return "";
  const to = text.indexOf("\n## ", from + 1);
  return text.slice(from, to < 0 ? undefined : to);
}

test("a minute's reading: the mode, where it stands, who acts, who asked, who consented and why, what was simulated", () => {
  const text = renderReport(input(13, { words: WORDS, next: { text: "closed", todo: undefined } }));
  const [heading, , title, , banner] = text.split("\n");
  assert.equal(heading, `# Run \`${RUN.run}\`, DRYRUN`);
  assert.equal(title, "`Handbook`");
  assert.equal(banner, "> **DRYRUN: this run is a simulation. Nothing was written to any database.**");
  assert.deepEqual(summaryOf(text), {
    Stands: "`closed`",
    Next: "nobody has to do anything",
    Asked: "to cut document `HANDBOOK` (120 bytes, 9 lines) into 3 units for target `scratch` (memory)",
    Found: "2 units new to the target, 0 unchanged, 1 in conflict",
    "Consent at SG_1, before the first write":
      "`bob`: `read it with operations`; counted on 2026-11-21 10:00:04 UTC",
    "Consent at SG_2, before units are enacted":
      "`bob`: `read it with operations`; counted on 2026-11-21 10:00:09 UTC",
    Simulated: "3 units created, 0 unchanged; 3 of 3 read back as cut; 3 enacted",
    Rows: "240 in the nine governed tables before, the same afterwards, table by table; carried out, the plan would leave 240",
    Took: "12 seconds, from 2026-11-21 10:00:00 UTC to 2026-11-21 10:00:12 UTC",
  });
});

test("the author is named, and whether the plan was signed", () => {
  const by = (authenticity: string): string => {
    const author = { person: "alice", authenticity };
    const result = { ...RESULTS.preflight, author };
    return summaryOf(renderReport(runOf(["preflight"], () => ({ result }))))["Asked"] ?? "";
  };
  assert.match(by("AUTHENTIC"), /, by `alice`, who signed the plan$/);
  assert.match(by("UNSIGNED"), /, by `alice`; the plan is `UNSIGNED`$/);
});

test("ten minutes' reading: every step with its digest, every gate with its verdicts, every input, how to check", () => {
  const text = renderReport(input(13, { words: WORDS }));
  for (const [seq, { sha256, statement }] of RUN.sealed.entries()) {
    const { phase, outcome } = statement.predicate;
    const row = new RegExp(
      `^\\| ${seq} \\| \`${phase}\` \\| ${outcome} \\| [^|]+ \\| \`${sha256}\` \\|$`,
      "m",
    );
    assert.match(section(text, "Steps"), row);
  }
  const gates = section(text, "Gates");
  assert.match(gates, /^### SG_1, statement 4: opened by `bob`$/m);
  assert.ok(
    gates.includes("| `bob` | approve | `UNSIGNED` | `BOUND` | `COUNTED` | `read it with operations` |"),
  );
  assert.ok(gates.includes(`\`BOUND\` is what names statement 3 \`${RUN.sealed[3]?.sha256 ?? ""}\``));
  assert.ok(
    gates.includes(
      `- by \`bob\`: SHA-256 \`${digest("approval")}\`, its signature \`${digest("signature")}\``,
    ),
  );
  const inputs = section(text, "Inputs");
  for (const text_ of ["handbook plan", "handbook source", "policy", "target", "manifest"])
    assert.ok(inputs.includes(digest(text_)), text_);
  assert.match(inputs, /\| facts \| SHA-256 `[0-9a-f]{64}` \|/);
  assert.ok(
    section(text, "How to check this").includes("reconcile verify handbook\nreconcile replay handbook\n"),
  );
  assert.match(
    section(text, "Rows of the governed tables"),
    /^\| `public.iu_lifecycle_log` \| 120 \| 120 \| 120 \|$/m,
  );
});

test("the last line is the head, and there is one newline behind it", () => {
  for (const count of [1, 4, 13]) {
    const text = renderReport(input(count));
    assert.deepEqual(parseHeadLine(new TextEncoder().encode(text)), input(count).head);
    assert.ok(text.endsWith("\n") && !text.endsWith("\n\n"));
    assert.equal(text, renderReport(input(count)));
  }
});

test("at the first pause there is no section of gates, refusals or afterwards, and nothing was simulated", () => {
  const text = renderReport(input(4));
  assert.equal(section(text, "Gates"), "");
  assert.equal(section(text, "Refused or failed on the way"), "");
  assert.equal(summaryOf(text)["Simulated"], "nothing so far");
  assert.equal(summaryOf(text)["Rows"], "240 in the nine governed tables when facts were read");
  assert.match(section(text, "Rows of the governed tables"), /^\| table \| before \|$/m);
});

test("what was refused on the way is told with what it said", () => {
  const text = renderReport(runOf(["refusal"], ({ run }) => ({ run: { ...run, mode: "LIVE" } })));
  assert.ok(text.includes("> **LIVE: this run is meant for a database. It has changed nothing.**"));
  assert.equal(summaryOf(text)["Refused or failed"], "once: `LIVE_DISABLED`");
  assert.equal(summaryOf(text)["Done"], "nothing so far");
  assert.match(
    section(text, "Refused or failed on the way"),
    /^- statement 0, `refusal`, .* UTC: REFUSED with `LIVE_DISABLED`: `LIVE is disabled`; to do: `Keep to DRYRUN.`$/m,
  );
});

test("units in conflict and faulty grants are listed, ten of each, the rest counted", () => {
  const fault = { fault: "TOO_MUCH", role: "PUBLIC", privilege: "EXECUTE", object: "f", mend: "REVOKE …;" };
  const conflict = {
    address: "HB/C01",
    expectedSha256: digest("a"),
    foundSha256: digest("b"),
    lifecycle: "draft",
  };
  const result = {
    ...RESULTS.discover,
    changes: { new: 0, unchanged: 0, conflict: 250 },
    conflicts: Array.from({ length: 100 }, () => conflict),
    grants: {
      ...(RESULTS.discover as { grants: object }).grants,
      faults: Array.from({ length: 12 }, () => fault),
    },
  };
  const input = runOf(FULL_RUN.slice(0, 3), ({ phase }) =>
    phase === "discover" ? { outcome: "FAILED", reasons: ["GRANTS_MISSING"], result } : {},
  );
  const lines = section(renderReport(input), "Refused or failed on the way").split("\n");
  assert.equal(lines.filter((line) => line.startsWith("  - `HB/C01` is there as draft")).length, 10);
  assert.equal(
    lines.filter((line) => line.startsWith("  - TOO_MUCH `EXECUTE` on `f` for `PUBLIC`")).length,
    10,
  );
  assert.ok(lines.includes("  - and 240 more") && lines.includes("  - and 2 more"));
});

test("a torn step of a LIVE run is told as what it is", () => {
  const steps = [...FULL_RUN.slice(0, 7), "gate_sg_3"] as const;
  const text = renderReport(
    runOf(steps, ({ phase, run }) => {
      const live = { run: { ...run, mode: "LIVE" as const } };
      if (phase !== "cut_leg_a") return live;
      return { ...live, outcome: "FAILED", reasons: TORN_RESULT.known.reasons, result: TORN_RESULT };
    }),
  );
  assert.ok(text.includes("> **LIVE: this run has changed a database, or may have.**"));
  assert.equal(summaryOf(text)["Torn"], "`cut_leg_a`, 2 of 3 rows found done; nobody can say more of it");
  assert.match(section(text, "Torn steps"), /\| rows found done \| 2 of 3 \|/);
  assert.match(section(text, "Gates"), /^### SG_3, statement 7: opened by `carol`, to `compensate`$/m);
  assert.equal(section(text, "Refused or failed on the way"), "");
  assert.ok(!text.includes("DRYRUN"));
});

test("an input that changed on the way is listed with each of its texts, and the statements that had it", () => {
  const edited = (draft: StatementDraft, seq: number): Partial<StatementDraft> => {
    const [first, ...others] = draft.inputs;
    if (first === undefined || seq % 2 === 0) return {};
    return { inputs: [{ ...first, digest: { ...first.digest, sha256: digest("edited") } }, ...others] };
  };
  let seq = 0;
  const text = renderReport(runOf(FULL_RUN.slice(0, 4), (draft) => edited(draft, seq++)));
  const rows = section(text, "Inputs").split("\n");
  assert.ok(rows.includes(`| \`plans/_targets/scratch.yaml\` | 0, 2 | \`${digest("target")}\` |`));
  assert.ok(rows.includes(`| \`plans/_targets/scratch.yaml\` | 1, 3 | \`${digest("edited")}\` |`));
});

test("numbers and spans of time in words", () => {
  assert.equal(rangeText([0, 1, 2, 5, 7, 8]), "0–2, 5, 7–8");
  const from = "2026-11-21T10:00:00Z";
  for (const [to, words] of [
    ["2026-11-21T10:00:00Z", "less than a second"],
    ["2026-11-21T10:00:01Z", "1 second"],
    ["2026-11-21T10:02:00Z", "2 minutes"],
    ["2026-11-21T11:00:30Z", "1 hour"],
    ["2026-11-23T13:59:59Z", "2 days 3 hours"],
  ] as const)
    assert.equal(spanText(from, to), words);
});
