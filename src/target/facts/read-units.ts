// The units under a prefix: where each stands in its life, and the digest of its newest version. One query, streamed.
import type { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import { compareBytewise } from "../../model/bytewise.ts";
import type { UnitFact } from "../../model/generated/facts.ts";
import type { Row } from "../postgres/database-client.ts";
import type { DiscoverQuestion } from "./discover-question.ts";
import type { Select } from "./select.ts";
import { unfit } from "./refuse-unfit.ts";

/**
 * Both tables are gone through once and put together by hash, so that the time grows with the rows whatever indexes there
 * are. Addresses are compared by their bytes: the database's own collation may hold two of them for the same.
 */
const UNITS_QUERY = `SELECT u.address, u.lifecycle::text, pg_catalog.encode(v.sha256, 'hex')
  FROM (SELECT i.address::text COLLATE "C" AS address, i.lifecycle FROM public.information_unit i) u
  LEFT JOIN (
    SELECT DISTINCT ON (w.address) w.address, w.sha256
    FROM (SELECT x.address::text COLLATE "C" AS address, x.version, x.sha256 FROM public.unit_version x) w
    WHERE $1::text = '' OR w.address = $1::text OR pg_catalog.starts_with(w.address, $1::text || '/')
    ORDER BY w.address, w.version DESC
  ) v ON v.address = u.address
  WHERE $1::text = '' OR u.address = $1::text OR pg_catalog.starts_with(u.address, $1::text || '/')
  ORDER BY u.address`;

const LIFECYCLES = ["draft", "enacted", "retired"] as const;
const DIGEST = /^[0-9a-f]{64}$/;

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
function readUnit([address, stage, sha256]: Row, before: string | undefined): UnitFact | string {
  if (typeof address !== "string" || address === "") return "there is a unit without an address";
  const lifecycle = LIFECYCLES.find((name) => name === stage);
  if (lifecycle === undefined) return `unit ${quoteText(address)} has an unknown lifecycle`;
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
