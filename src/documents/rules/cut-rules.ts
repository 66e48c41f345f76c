// The cut of a plan: that it is described in one way, and comes out as its author expects. How it is made is decided in
// cutting/, whose outcome is only compared here.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { CutPlan } from "../../model/generated/cut-plan.ts";
import { faultAt } from "../fault.ts";
import type { Located } from "../located.ts";
import { folderOf } from "../world.ts";
import type { Rule } from "./rule.ts";

type PlanRule = Rule<Located<CutPlan>>;

const CUT = ["spec", "cut"] as const;
const NUMBER_MARK = /\{n(?::roman)?\}/gu;

const levelsOrUnits: PlanRule = (plan) => {
  const { levels, units } = plan.value.spec.cut;
  if ((levels === undefined) !== (units === undefined)) return [];
  if (levels === undefined)
    return [
      faultAt("cut-choice", plan.placeOf(CUT, "key"), { message: "spec.cut has neither levels nor units" }),
    ];
  return [
    faultAt("cut-choice", plan.placeOf([...CUT, "units"], "key"), {
      message: "spec.cut has levels and units",
    }),
  ];
};

const optionsOnlyWithLevels: PlanRule = (plan) => {
  const { cut } = plan.value.spec;
  if (cut.units === undefined || cut.levels !== undefined) return [];
  return (["numbering", "preamble"] as const)
    .filter((option) => cut[option] !== undefined)
    .map((option) =>
      faultAt("cut-option", plan.placeOf([...CUT, option], "key"), {
        message: `"${option}" says nothing where units are listed one by one`,
      }),
    );
};

const levelCodesDiffer: PlanRule = (plan) => {
  const codes = (plan.value.spec.cut.levels ?? []).map((level) => level.code);
  return codes.flatMap((code, index) =>
    codes.indexOf(code) === index
      ? []
      : faultAt("level-code-doubled", plan.placeOf([...CUT, "levels", index, "code"]), {
          message: `${quoteText(code)} is the code of level ${codes.indexOf(code) + 1} already`,
        }),
  );
};

const markersHaveOneNumber: PlanRule = (plan) =>
  (plan.value.spec.cut.levels ?? []).flatMap(({ marker }, index) => {
    if (marker === undefined) return [];
    const count = marker.match(NUMBER_MARK)?.length ?? 0;
    if (count === 1) return [];
    const how = count === 0 ? "no number" : `${count} numbers`;
    return faultAt("marker-number", plan.placeOf([...CUT, "levels", index, "marker"]), {
      message: `${quoteText(marker)} has ${how}`,
    });
  });

const unitsBeginWithPrefix: PlanRule = (plan) => {
  const { prefix, units = [] } = plan.value.spec.cut;
  return units.flatMap(({ address }, index) =>
    address.startsWith(`${prefix}/`)
      ? []
      : faultAt("unit-prefix", plan.placeOf([...CUT, "units", index, "address"]), {
          message: `${quoteText(address)} does not begin with "${prefix}/"`,
          fix: `write ${quoteText(`${prefix}/${address.split("/").slice(1).join("/")}`)}`,
        }),
  );
};

/** How the cut is described; what these rules find, the cutting room stumbles over too. */
const DESCRIPTION_RULES = [
  levelsOrUnits,
  optionsOnlyWithLevels,
  levelCodesDiffer,
  markersHaveOneNumber,
  unitsBeginWithPrefix,
] as const;
const ECHOES: ReadonlySet<string> = new Set(["cut-rule-unusable", "cut-unit-outside-prefix"]);

/** A cut that failed without a word is a no as well. */
const cutHasNoFault: PlanRule = (plan, world): readonly Diagnostic[] => {
  const outcome = world.cuts.get(folderOf(plan));
  if (outcome?.kind !== "faulty") return [];
  const isDescribed = DESCRIPTION_RULES.every((rule) => rule(plan, world).length === 0);
  if (!isDescribed) return outcome.diagnostics.filter(({ code }) => !ECHOES.has(code));
  if (outcome.diagnostics.length > 0) return outcome.diagnostics;
  return [faultAt("source-unread", plan.placeOf(CUT, "key"), { message: "the source could not be cut" })];
};

const unitsAsExpected: PlanRule = (plan, { cuts }) => {
  const outcome = cuts.get(folderOf(plan));
  const { units } = plan.value.spec.expect;
  if (outcome?.kind !== "cut" || outcome.manifest.rows.length === units) return [];
  const found = outcome.manifest.rows.length;
  const text = {
    message: `${units} units are expected, and the cut makes ${found}`,
    expected: `the number of units that the cut makes, ${found}`,
    fix: `look at \`reconcile diff --manifest ${folderOf(plan)}\`, then correct the cut or write units: ${found}`,
  };
  return [faultAt("units-expected", plan.placeOf(["spec", "expect", "units"]), text)];
};

const manifestAsPinned: PlanRule = (plan, { cuts }) => {
  const outcome = cuts.get(folderOf(plan));
  const pinned = plan.value.spec.expect.manifestSha256;
  if (outcome?.kind !== "cut" || pinned === undefined || outcome.manifest.sha256 === pinned) return [];
  const text = {
    message: `the cut has another digest than ${quoteText(pinned)}`,
    expected: `the digest of the manifest, ${outcome.manifest.sha256}`,
  };
  return [faultAt("manifest-expected", plan.placeOf(["spec", "expect", "manifestSha256"]), text)];
};

export const CUT_RULES = [...DESCRIPTION_RULES, cutHasNoFault, unitsAsExpected, manifestAsPinned] as const;
