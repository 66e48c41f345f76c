// The grant matrix: four answers, everything that is missing or too much, and a digest over what was read. Pure.
import { compareBytewise } from "../../model/bytewise.ts";
import { canonicalText } from "../../model/canonical-json.ts";
import type { Contract } from "../../model/contract.ts";
import { sha256Hex } from "../../model/digest.ts";
import type { GrantFault, Grants } from "../../model/generated/facts.ts";
import type { Catalog } from "./catalog.ts";
import { lintFunctions } from "./function-lint.ts";
import { findMissing } from "./missing-rights.ts";
import { snapshotOf } from "./snapshot.ts";
import { sqlName } from "./sql-name.ts";
import { findTooMuch } from "./surplus-rights.ts";
import { lintTriggers } from "./trigger-lint.ts";

/** Judges what the catalogs say. Each answer is true only where nothing that was found concerns it. */
export function judgeGrants(catalog: Catalog, contract: Contract): Grants {
  const found = [
    ...findMissing(catalog, contract),
    ...findTooMuch(catalog, contract),
    ...lintFunctions(catalog, contract),
    ...lintTriggers(catalog.tables),
  ];
  const faults = sortFaults(found);
  return {
    ...answersOf(faults, contract),
    snapshot_sha: sha256Hex(canonicalText(snapshotOf(catalog, contract))),
    ...(faults.length === 0 ? {} : { faults }),
  };
}

type Answers = Omit<Grants, "snapshot_sha" | "faults">;

function answersOf(faults: readonly GrantFault[], { roles, functions }: Contract): Answers {
  const canonical = Object.values<string>({ ...functions });
  const schemas = canonical.map((name) => name.slice(0, name.indexOf(".")));
  const ofCanonical = faults.filter((fault) => canonical.some((name) => isAbout(fault, name)));
  const has = (role: string, objects: readonly string[]): boolean =>
    !faults.some(
      (fault) => fault.role === role && [role, ...objects].some((object) => isAbout(fault, object)),
    );
  return {
    cutter_exec_execute_canonical_fns:
      has(roles.execute, [...canonical, ...schemas]) &&
      ofCanonical.every(({ fault }) => fault === "TOO_MUCH"),
    cutter_verify_select_insert_verify_result: has(roles.verify, [
      "cutter_governance.verify_result",
      "cutter_governance",
    ]),
    directus_select_review_decision: has(roles.review, [
      "cutter_governance.review_decision",
      "cutter_governance",
    ]),
    // Of a function that is not there nobody can say that it is closed.
    no_public_execute_leak: ofCanonical.every(({ role, fault }) => role !== "PUBLIC" && fault !== "MISSING"),
  };
}

/** Whether the fault's object is the one of this plain name; a function's has its arguments behind it. */
function isAbout({ object }: GrantFault, name: string): boolean {
  const text = name.split(".").map(sqlName).join(".");
  return object === text || object.startsWith(`${text}(`);
}

/** Each once, by role, object, privilege, and then by the rest, so that the same database always gives the same list. */
function sortFaults(faults: readonly GrantFault[]): readonly GrantFault[] {
  const keyOf = ({ role, object, privilege, fault, mend }: GrantFault): readonly string[] => [
    role,
    object,
    privilege,
    fault,
    mend,
  ];
  return [...new Map(faults.map((fault) => [JSON.stringify(keyOf(fault)), fault])).values()].sort(
    (one, other) => {
      const others = keyOf(other);
      return keyOf(one).reduce((order, text, at) => order || compareBytewise(text, others[at] ?? ""), 0);
    },
  );
}
