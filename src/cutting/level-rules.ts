// The levels of a plan made ready for use. The documents room checks plans; what slips past it is a fault here, so that
// this room has an answer to every plan.
import type { CutPlan, Level } from "../model/generated/cut-plan.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import { parseCodeTemplate, type CodeTemplate } from "./code-template.ts";
import type { FaultList } from "./fault-list.ts";
import { parseMarker, type Marker } from "./marker.ts";

export type Cut = CutPlan["spec"]["cut"];

export interface LevelRule {
  readonly heading: number | undefined;
  readonly marker: Marker | undefined;
  readonly code: CodeTemplate;
}

/** One rule a level, outermost first; adds cut-rule-unusable for each level that cannot be used, which is then left out. */
export function parseLevels(levels: readonly Level[], faults: FaultList): readonly LevelRule[] {
  if (levels.length === 0) addUnusable(faults, "spec.cut.levels is empty");
  return levels.flatMap((level, index) => {
    const rule = parseLevel(level);
    if (typeof rule !== "string") return [rule];
    addUnusable(faults, `spec.cut.levels[${index}]: ${rule}`);
    return [];
  });
}

export function addUnusable(faults: FaultList, message: string): void {
  faults.add({ code: "cut-rule-unusable", line: 1, message });
}

/** The rule, or what is wrong with the level. */
function parseLevel(level: Level): LevelRule | string {
  const { heading } = level;
  if (heading === undefined && level.marker === undefined) return "it has neither heading nor marker";
  if (heading !== undefined && !(Number.isInteger(heading) && heading >= 1 && heading <= 6)) {
    return `no heading has the depth "${heading}"`;
  }
  const marker = level.marker === undefined ? undefined : parseMarker(level.marker);
  if (level.marker !== undefined && marker === undefined) {
    return `the marker ${quoteText(level.marker)} does not have exactly one {n} or {n:roman}`;
  }
  const code = parseCodeTemplate(level.code);
  return code === undefined
    ? `the code ${quoteText(level.code)} does not have exactly one {n} or {n:0W}`
    : { heading, marker, code };
}
