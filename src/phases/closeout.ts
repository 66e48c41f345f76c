// closeout: the run in one line. Entered when everything held; nothing of this run moves after it.
// Result: {units, new, unchanged, manifestSha256, changeSetId, approvers}.
import { resultOf } from "./history.ts";
import { changeSetOf, passed, type Phase, type PhaseInput } from "./phase.ts";

export const closeout: Phase = {
  name: "closeout",
  mutates: false,
  carry: (input) => {
    const changes = resultOf(input.history, "cut_leg_a");
    return passed({
      units: input.manifest.rows.length,
      new: changes["created"],
      unchanged: changes["unchanged"],
      manifestSha256: input.manifest.sha256,
      changeSetId: changeSetOf(input),
      approvers: approversOf(input),
    });
  },
};

function approversOf({ history }: PhaseInput): readonly string[] {
  const persons = (["gate_sg_1", "gate_sg_2"] as const).flatMap((gate) => {
    const counted = resultOf(history, gate)["counted"];
    return Array.isArray(counted) ? counted.filter((person) => typeof person === "string") : [];
  });
  return [...new Set(persons)].sort();
}
