// Recipes of the area evidence: the chain of a run, its facts, and whoever names one of its statements.
import { attestationCases } from "./attestations.ts";
import type { Case } from "./case.ts";
import {
  CHAIN,
  elsewhere,
  evidenceCase as made,
  join,
  joinChain,
  LINES,
  namedBy,
  remade,
  reportOf,
} from "./evidence-case.ts";
import { identityCases } from "./evidence-identity.ts";
import { spellingCases } from "./evidence-lines.ts";
import { chainBehind, draft, sealed } from "./statements.ts";

export function evidenceCases(): readonly Case[] {
  return [
    ...intact(),
    ...edited(),
    ...moved(),
    ...cutOff(),
    ...identityCases(),
    ...spellingCases(),
    ...attestationCases(),
  ];
}

const without = (index: number): string => join(LINES.filter((_line, at) => at !== index));
const line = (index: number): string => LINES[index] ?? "";

function intact(): readonly Case[] {
  const refused = chainBehind(CHAIN.slice(0, 4), [draft("charter", 9)]);
  return [
    made("intact", "A run up to its first gate: five statements, each naming the one before it.", {}),
    made(
      "intact-anchored",
      "The same, named by an approval, by its report, and by what was committed earlier.",
      {
        heads: [namedBy(CHAIN, 3)],
        report: reportOf(CHAIN),
        earlier: join(LINES.slice(0, 4)),
      },
    ),
    made("intact-one-statement", "The shortest run. No facts are pinned yet.", {
      evidence: join(LINES.slice(0, 1)),
      facts: null,
    }),
    made("intact-refusal", "A refusal is on record too, and moves nothing.", {
      evidence: joinChain(refused),
    }),
    made(
      "intact-earlier-torn",
      "What was committed earlier had a torn end; that is not held against the run.",
      {
        earlier: `${join(LINES.slice(0, 2))}{"_type":"https`,
      },
    ),
  ];
}

function edited(): readonly Case[] {
  const reasons = line(2).replace('"reasons":[]', '"reasons":["QUORUM_SHORT"]');
  const host = (index: number): string => line(index).replace('"host":"ground"', '"host":"elsewhere"');
  const replaced = (index: number, text: string): string =>
    join(LINES.map((one, at) => (at === index ? text : one)));
  const resealed = sealed({ ...(CHAIN[2] ?? CHAIN[0])!.predicate, reasons: ["QUORUM_SHORT"] });
  const anew = remade({ 2: elsewhere });
  return [
    made(
      "edited",
      "A statement decides something else than its digest says. Links to a line that is wrong in itself are not told.",
      {
        evidence: replaced(2, reasons),
        findings: [["DECISION_MISMATCH", 3]],
      },
    ),
    made(
      "edited-observed",
      "What is observed is not in the decision; the next statement still names the line as it was.",
      {
        evidence: replaced(1, host(1)),
        findings: [["PREVIOUS_MISMATCH", 2]],
      },
    ),
    made(
      "edited-and-sealed",
      "Edited, with the right digest of the new decision: the next statement gives it away.",
      {
        evidence: replaced(2, resealed.line),
        findings: [["PREVIOUS_MISMATCH", 3]],
      },
    ),
    made(
      "edited-end",
      "What the last statement observed was edited; nothing names that line, and nobody can tell.",
      {
        evidence: replaced(4, host(4)),
      },
    ),
    made("edited-end-reported", "The same, with a report that names the line as it was.", {
      evidence: replaced(4, host(4)),
      report: reportOf(CHAIN),
      findings: [["HEAD_MISMATCH", 5]],
    }),
    made(
      "made-anew",
      "The end made anew from statement 2 on, each sealed again. By itself that is a good chain.",
      {
        evidence: joinChain(anew),
      },
    ),
    made("made-anew-approved", "The same, contradicted by the head that an approver signed.", {
      evidence: joinChain(anew),
      heads: [namedBy(CHAIN, 3)],
      findings: [["HEAD_MISMATCH", 4]],
    }),
    made("made-anew-committed", "The same, contradicted by what was committed earlier.", {
      evidence: joinChain(anew),
      earlier: join(LINES.slice(0, 4)),
      findings: [["REWRITTEN", 3]],
    }),
    made("previous-at-the-start", "The first statement names one before it.", {
      evidence: replaced(0, sealed({ ...CHAIN[0]!.predicate, previous: { sha256: "0".repeat(64) } }).line),
      findings: [["PREVIOUS_MISMATCH", 1]],
    }),
  ];
}

function moved(): readonly Case[] {
  const other = remade({ 3: elsewhere });
  const swapped = [0, 1, 3, 2, 4].map(line);
  const skipped = chainBehind(CHAIN.slice(0, 2), [CHAIN[3]!.predicate]);
  const uncounted = remade({
    4: (predicate) => ({
      ...predicate,
      approvals: predicate.approvals.map((one) => ({ ...one, policy: "NOT_ENTITLED" })),
    }),
  });
  return [
    made("dropped", "A statement in the middle is gone.", {
      evidence: without(2),
      findings: [["SEQ_GAP", 3]],
    }),
    made("dropped-first", "The first statement is gone.", {
      evidence: without(0),
      findings: [["SEQ_GAP", 1]],
    }),
    made("doubled", "A statement is there twice.", {
      evidence: join([...LINES.slice(0, 3), line(2), ...LINES.slice(3)]),
      findings: [["SEQ_DOUBLED", 4]],
    }),
    made("doubled-end", "The last statement is there twice.", {
      evidence: join([...LINES, line(4)]),
      findings: [["SEQ_DOUBLED", 6]],
    }),
    made("reordered", "Two statements have changed places.", {
      evidence: join(swapped),
      findings: [["SEQ_REORDERED", 4]],
    }),
    made("forked", "Two clones recorded the same step: two different statements have one number.", {
      evidence: join([...LINES, sealed(elsewhere(CHAIN[4]!.predicate)).line]),
      findings: [["FORKED", 6]],
    }),
    made("forked-two-branches", "Two branches of two statements each, put together by a merge of lines.", {
      evidence: join([...LINES, ...other.slice(3).map((one) => one.line)]),
      findings: [
        ["FORKED", 6],
        ["FORKED", 7],
      ],
    }),
    made(
      "step-skipped",
      "A good chain in which the step discover is missing: the order of phases does not allow it.",
      {
        evidence: joinChain(skipped),
        findings: [["MOVE_ILLEGAL", 3]],
      },
    ),
    made("gate-counts-nobody", "A gate that passed though no approval on record counts.", {
      evidence: joinChain(uncounted),
      findings: [["MOVE_ILLEGAL", 5]],
    }),
    made("time-reversed", "A statement was observed before the one it continues.", {
      evidence: joinChain(
        remade({
          2: (predicate) => ({
            ...predicate,
            observed: { ...predicate.observed, at: "2026-11-21T09:59:59Z" },
          }),
        }),
      ),
      findings: [["TIME_REVERSED", 3]],
    }),
    made("time-the-same", "Two statements in one second are in order.", {
      evidence: joinChain(
        remade({
          2: (predicate) => ({
            ...predicate,
            observed: { ...predicate.observed, at: "2026-11-21T10:00:01Z" },
          }),
        }),
      ),
    }),
  ];
}

function cutOff(): readonly Case[] {
  const cut = join(LINES.slice(0, 3));
  return [
    made("empty", "A run without one statement is no intact run.", {
      evidence: "",
      findings: [["EVIDENCE_EMPTY", null]],
    }),
    made("cut", "The last two statements are gone, and nothing names them: nobody can tell.", {
      evidence: cut,
    }),
    made("cut-reported", "The same, with a report that names the last one.", {
      evidence: cut,
      report: reportOf(CHAIN),
      findings: [["HEAD_MISSING", null]],
    }),
    made("cut-approved", "The same, with an approval of the last but one.", {
      evidence: cut,
      heads: [namedBy(CHAIN, 3)],
      findings: [["HEAD_MISSING", null]],
    }),
    made(
      "cut-committed",
      "The same, with more statements committed earlier. The line is the first that is gone.",
      {
        evidence: cut,
        earlier: join(LINES),
        findings: [["HEAD_MISSING", 4]],
      },
    ),
    made("torn", "A crash while the sixth line was written.", {
      evidence: `${join(LINES)}{"_type":"https://in-to`,
      findings: [["TORN_LINE", 6]],
    }),
    made("torn-by-a-newline", "Only the last newline is missing: the line counts for nothing.", {
      evidence: join(LINES).slice(0, -1),
      findings: [["TORN_LINE", 5]],
    }),
    made("report-without-head", "A report that does not end with the head of the evidence.", {
      report: `${reportOf(CHAIN)}\nApproved by everybody.\n`,
      findings: [["REPORT_WITHOUT_HEAD", null, "report.md"]],
    }),
  ];
}
