// The last three scenes: the record is checked without this program, found out when it is changed, and decided again.
import { EXIT } from "../exit-codes.ts";
import { PLAN, UNITS } from "./documents.ts";
import { eventOf, eventsOf, requireExit } from "./play-command.ts";
import { readRecordedRun } from "./recorded-run.ts";
import { requireSeen, unexpected } from "./require-seen.ts";
import { scene } from "./scene.ts";
import type { Stage } from "./stage.ts";
import { checkApproval, checkBundle, checkChain } from "./stock-checks.ts";

const STOCK_TOOLS = scene({
  title: "Checked without this program, with stock tools",
  does: async (stage) => [await checkApproval(stage), await checkChain(stage), await checkBundle(stage)],
  sees: (checks) => checks.map(({ line }) => line),
});

const CHANGED_BYTE = scene({
  title: "One byte of the evidence is changed: verify finds it",
  does: async (stage) => {
    const { folder } = await readRecordedRun(stage);
    const file = `${folder}/evidence.jsonl`;
    const before = await stage.read(file);
    const { line, after } = claimMore(before);
    await stage.write(file, after);
    const found = await findChange(stage, { file, line });
    await stage.write(file, before);
    const restored = await stage.reconcile(["verify", PLAN]);
    requireExit(restored, EXIT.done);
    const { verdict, statements } = eventOf(restored, "verdict");
    requireSeen({ what: "the verdict on the bytes put back", expected: "intact", seen: verdict });
    return { line, found, statements };
  },
  sees: ({ line, found, statements }) => [
    `line ${line} now says that ${UNITS + 1} units were created, not ${UNITS}: verify exits 7`,
    `it says ${found.code} in line ${found.line}: ${found.what}`,
    `the byte put back, all ${statements} statements are intact: verify exits 0`,
  ],
});

interface Change {
  /** Counted from 1. */
  readonly line: number;
  readonly after: Buffer;
}

const CLAIM = `"created":${UNITS}`;

/** The evidence with one digit turned into another, where it says how many units were created. */
function claimMore(before: Buffer): Change {
  const start = before.indexOf(CLAIM);
  if (start === -1)
    throw unexpected(`no statement says that ${UNITS} units were created`, `one with ${CLAIM}`);
  const after = Buffer.from(before);
  after[start + CLAIM.length - 1] = String(UNITS + 1).charCodeAt(0);
  return { line: before.toString("latin1", 0, start).split("\n").length, after };
}

interface Found {
  readonly code: string;
  readonly line: number;
  /** What verify says of it, without the digests that follow. */
  readonly what: string;
}

async function findChange(
  stage: Stage,
  { file, line }: { readonly file: string; readonly line: number },
): Promise<Found> {
  const answer = await stage.reconcile(["verify", PLAN]);
  requireExit(answer, EXIT.untrue);
  const findings = eventsOf(answer, "finding");
  const found = findings.find((finding) => finding.file === file && finding.line === line);
  if (found !== undefined) return { code: found.code, line, what: found.message.replace(/: .*/, "") };
  const places = findings.map((finding) => `${finding.code} ${finding.file}:${String(finding.line)}`);
  throw unexpected(`verify found ${places.join(", ")}`, `a finding in line ${line} of ${file}`);
}

const REPLAY = scene({
  title: "Decided again from what it is pinned to, the run comes out the same",
  does: async (stage) => {
    const answer = await stage.reconcile(["replay", PLAN]);
    requireExit(answer, EXIT.done);
    const { statements, equal, taken, difference } = eventOf(answer, "replay");
    const { lines } = await readRecordedRun(stage);
    const expected = { statements: lines.length, equal: lines.length, taken: [], difference: null };
    requireSeen({ what: answer.command, expected, seen: { statements, equal, taken, difference } });
    return { statements, equal };
  },
  sees: ({ statements, equal }) => [`${equal} of ${statements} decisions have the digest on record`],
});

export const EVIDENCE_SCENES = [STOCK_TOOLS, CHANGED_BYTE, REPLAY] as const;
