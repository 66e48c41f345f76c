// closeout: the run in one line. Entered when everything held; nothing of this run moves after it.
// Result: {units, new, unchanged, manifestSha256, changeSetId, approvers}, and {accepted} where SG_3 took steps as done.
import { gateOf } from "../model/phase.ts";
import { acceptedSteps, cutCounts } from "./history.ts";
import { changeSetOf, passed, type Phase, type PhaseInput } from "./phase.ts";

export const closeout: Phase = {
  name: "closeout",
  mutates: false,
  carry: (input) => {
    const changes = cutCounts(input.history);
    const accepted = acceptedSteps(input.history);
    return passed({
      units: input.manifest.rows.length,
      new: changes.created,
      unchanged: changes.unchanged,
      manifestSha256: input.manifest.sha256,
      changeSetId: changeSetOf(input),
      approvers: approversOf(input),
      ...(accepted.length === 0 ? {} : { accepted }),
    });
  },
};

function approversOf({ history }: PhaseInput): readonly string[] {
  const opened = history.filter(
    ({ predicate }) => gateOf(predicate.phase) !== undefined && predicate.outcome === "PASSED",
  );
  const persons = opened.flatMap(({ predicate }) => {
    const { counted } = predicate.result;
    return Array.isArray(counted) ? counted.filter((person) => typeof person === "string") : [];
  });
  return [...new Set(persons)].sort();
}
