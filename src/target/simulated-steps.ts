// The one specification of what each step of a run does to the nine tables: to which units it writes, which rows it adds
// and which it changes. Counts, facts and rows all follow from this table; schema/governed-schema.sql and the live adapter
// must agree with it, which test/target/parity.test.ts shows.
import { sha256Hex } from "../model/digest.ts";
import type { IuCreateResult } from "../model/effect.ts";
import type { UnitFact } from "../model/generated/facts.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import type { GovernedTable } from "../model/governed-tables.ts";
import type { Manifest } from "../model/manifest.ts";
import type { MutatingPhase } from "../model/phase.ts";
import { legASha256, legBSha256, pairSha256 } from "./leg-digests.ts";

/**
 * A row as PostgreSQL shows it as text, in the columns of governed-columns.ts: integers in decimal, bytes as `\x` and
 * small hex digits. A cell that is undefined is as it was before the run.
 */
export type PredictedRow = readonly (string | null | undefined)[];

/** Everything that the rows of one run are made of. */
export interface RunWords {
  readonly run: string;
  readonly documentId: string;
  readonly prefix: string;
  readonly source: Uint8Array;
  readonly manifest: Manifest;
  readonly changeSetId: string;
  readonly reviewDecisionId: string;
}

/** What a row may ask about the run as a whole; each is worked out when it is asked for. */
export interface RunFindings {
  cutResults(): Iterable<IuCreateResult>;
  createdRows(): Iterable<ManifestRow>;
  readBack(source: Uint8Array): { readonly matched: number; readonly mismatched: number };
}

type UnitRow = (row: ManifestRow, words: RunWords) => PredictedRow;
type RunRow = (words: RunWords, findings: RunFindings) => PredictedRow;

export interface StepEffect {
  /** Whether the step writes to a unit, by how the facts have it; undefined where they do not have it. */
  readonly touches: (found: UnitFact | undefined) => boolean;
  /** Where a unit that it writes to stands afterwards. */
  readonly lifecycle?: UnitFact["lifecycle"];
  /** A row added for each such unit. */
  readonly eachAdds: Partial<Record<GovernedTable, UnitRow>>;
  /** A row of each such unit that is there already, and changed. */
  readonly eachChanges: Partial<Record<GovernedTable, UnitRow>>;
  /** A row added once. */
  readonly adds: Partial<Record<GovernedTable, RunRow>>;
}

const nothing = (): boolean => false;
const created = (found: UnitFact | undefined): boolean => found === undefined;
/** A unit that the run created is a draft, and so may be one that was there. */
const drafts = (found: UnitFact | undefined): boolean => (found?.lifecycle ?? "draft") === "draft";

/** The steps that change something, in the one order in which they can be taken, each once. */
const SIMULATED_STEPS = {
  pre_write_backup: { touches: nothing, eachAdds: {}, eachChanges: {}, adds: {} },
  cut_leg_a: {
    touches: created,
    lifecycle: "draft",
    eachAdds: {
      "public.information_unit": ({ address, parent, title }, { documentId }) => [
        address,
        documentId,
        parent,
        title,
        "draft",
      ],
      "public.unit_version": (row, { source, changeSetId }) => [
        row.address,
        "1",
        asBytea(source.subarray(row.startByte, row.endByte)),
        `\\x${row.sha256}`,
        changeSetId,
      ],
      "public.iu_lifecycle_log": ({ address }, { changeSetId }) => [
        address,
        "1",
        null,
        "draft",
        changeSetId,
        null,
      ],
    },
    eachChanges: {},
    adds: {
      "cutter_governance.cut_change_set": ({ changeSetId, run, documentId, prefix, manifest }) => [
        changeSetId,
        run,
        documentId,
        prefix,
        String(manifest.rows.length),
      ],
    },
  },
  leg_b_record: {
    touches: created,
    eachAdds: {
      "cutter_governance.cut_change_set_affected_row": ({ ord, address, sha256 }, { changeSetId }) => [
        changeSetId,
        String(ord),
        address,
        `\\x${sha256}`,
      ],
    },
    eachChanges: {},
    adds: {
      "cutter_governance.manifest_envelope": ({ changeSetId, manifest, source }) => [
        changeSetId,
        `\\x${manifest.sha256}`,
        `\\x${sha256Hex(source)}`,
        String(manifest.rows.length),
      ],
      "cutter_governance.dot_pair_signature": ({ changeSetId }, findings) => {
        const legs = [legASha256(findings.cutResults()), legBSha256(findings.createdRows())] as const;
        return [changeSetId, ...legs.map((leg) => `\\x${leg}`), `\\x${pairSha256(...legs)}`];
      },
    },
  },
  verify: {
    touches: nothing,
    eachAdds: {},
    eachChanges: {},
    adds: {
      "cutter_governance.verify_result": ({ changeSetId, manifest, source }, findings) => {
        const { matched, mismatched } = findings.readBack(source);
        return [changeSetId, String(manifest.rows.length), String(matched), String(mismatched)];
      },
    },
  },
  lifecycle_enact: {
    touches: drafts,
    lifecycle: "enacted",
    eachAdds: {
      // A draft has one entry in its log, however it came about: there is no way back to being one.
      "public.iu_lifecycle_log": ({ address }, { changeSetId, reviewDecisionId }) => [
        address,
        "2",
        "draft",
        "enacted",
        changeSetId,
        reviewDecisionId,
      ],
    },
    eachChanges: {
      "public.information_unit": ({ address }) => [address, undefined, undefined, undefined, "enacted"],
    },
    adds: {
      "cutter_governance.review_decision": ({ reviewDecisionId, changeSetId, manifest }) => [
        reviewDecisionId,
        changeSetId,
        "approved",
        String(manifest.rows.length),
      ],
    },
  },
} as const satisfies Record<MutatingPhase, StepEffect>;

export const STEP_ORDER = Object.keys(SIMULATED_STEPS) as readonly MutatingPhase[];

/** What the step does, as any step: each of the tables may be asked for. */
export function effectOf(step: MutatingPhase): StepEffect {
  return SIMULATED_STEPS[step];
}

function asBytea(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
}
