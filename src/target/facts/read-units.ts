// The units under a prefix: where each stands in its life, and the digest of its newest version. One query, streamed.
import type { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import { compareBytewise } from "../../model/bytewise.ts";
import type { UnitFact } from "../../model/generated/facts.ts";
import type { Row } from "../postgres/database-client.ts";
import type { DiscoverQuestion } from "./discover-question.ts";
import type { Select } from "./select.ts";
import { unfit } from "./refuse-unfit.ts";

/** Under the prefix; and what has no address, since nobody can say under which prefix that would be. */
const under = (row: string): string =>
  `$1::text = '' OR ${row}.address IS NULL OR ${row}.address = $1::text
      OR pg_catalog.starts_with(${row}.address, $1::text || '/')`;

/**
 * Both tables are gone through once and put together by hash, so that the time grows with the rows whatever indexes there
 * are. Addresses are compared by their bytes: the database's own collation may hold two of them for the same.
 * Nothing depends on the order of rows: of two newest versions there is none. ONLY, and no casts: no code of a child made
 * meanwhile or of a type of somebody's is run.
 */
const UNITS_QUERY = `SELECT coalesce(u.address, v.address), u.lifecycle, pg_catalog.encode(v.sha256, 'hex'),
    v.versions <> v.numbers OR v.versions <> v.digests, u.present
  FROM (
    SELECT i.address, i.lifecycle, true AS present
    FROM (SELECT x.address COLLATE "C" AS address, x.lifecycle FROM ONLY public.information_unit x) i
    WHERE ${under("i")}
  ) u
  FULL JOIN (
    SELECT w.address, (pg_catalog.array_agg(w.sha256 ORDER BY w.version DESC NULLS LAST))[1] AS sha256,
      pg_catalog.count(*) AS versions, pg_catalog.count(DISTINCT w.version) AS numbers,
      pg_catalog.count(w.sha256) AS digests
    FROM (SELECT x.address COLLATE "C" AS address, x.version, x.sha256 FROM ONLY public.unit_version x) w
    WHERE ${under("w")}
    GROUP BY w.address
  ) v ON v.address = u.address
  ORDER BY 1 NULLS FIRST`;

const LIFECYCLES = ["draft", "enacted", "retired"] as const;
const DIGEST = /^[0-9a-f]{64}$/;
/** What [:cntrl:] is in the collation "C", with which the schema checks addresses. */
const CONTROL = /[^ -~\u{80}-\u{10ffff}]/u;

/** Sorted bytewise by address, each once. Rejects with a Refusal TARGET_UNFIT at the first row that is no unit. */
export async function readUnits(
  select: Select,
  { prefix, target }: Pick<DiscoverQuestion, "prefix" | "target">,
): Promise<readonly UnitFact[]> {
  const units: UnitFact[] = [];
  let fault: Refusal | undefined;
  await select(UNITS_QUERY, [prefix], (row) => {
    if (fault !== undefined) return;
    const unit = readUnit(row, units.at(-1)?.address);
    if (typeof unit === "string") fault = notAUnit(target, unit);
    else units.push(unit);
  });
  if (fault !== undefined) throw fault;
  return units;
}

/** A unit, or what is wrong with it. */
function readUnit(
  [address, stage, sha256, unordered, present]: Row,
  before: string | undefined,
): UnitFact | string {
  if (typeof address !== "string" || address === "")
    return present === "t" ? "there is a unit without an address" : "there is a version without an address";
  if (CONTROL.test(address)) return `unit ${quoteText(address)} has a control character in its address`;
  if (present !== "t") return `there are versions of ${quoteText(address)}, which is no unit`;
  const lifecycle = LIFECYCLES.find((name) => name === stage);
  if (lifecycle === undefined) return `unit ${quoteText(address)} has an unknown lifecycle`;
  if (unordered === "t")
    return `unit ${quoteText(address)} has two versions of one number, or one without number or digest`;
  if (typeof sha256 !== "string") return `unit ${quoteText(address)} has no version with a digest`;
  if (!DIGEST.test(sha256)) return `unit ${quoteText(address)} has a digest that is not of 32 bytes`;
  if (before !== undefined && compareBytewise(before, address) >= 0)
    return `unit ${quoteText(address)} is there twice`;
  return { address, sha256, lifecycle };
}

function notAUnit(target: string, what: string): Refusal {
  return unfit(`in the database of target "${target}" ${what}`, {
    expected: "units with one address each, a lifecycle of draft, enacted or retired, and a version",
    todo: "set it right in the database; docs/target.md lists what cutplan relies on there",
  });
}
