// lifecycle_enact: puts the units into force, all of them or none. Entered through SG_2; left when every unit of the
// manifest is enacted. Result: {changeSetId, reviewDecisionId, enacted, unchanged, rowsSha256}.
import { sha256OfLines } from "../model/digest.ts";
import type { EnactResult } from "../model/effect.ts";
import { underLock } from "./live-lock.ts";
import { actuatorContext, changeSetOf, passed, short, type Phase } from "./phase.ts";

export const lifecycleEnact: Phase = {
  name: "lifecycle_enact",
  mutates: true,
  carry: (input) =>
    underLock(input, "lifecycle_enact", async () => {
      const addresses = Array.from(input.manifest.rows, (row) => row.address);
      const { results, ...batch } = await input.actuator().lifecycleEnact(actuatorContext(input), {
        addresses,
        reviewDecisionId: `rd-${input.run.id}`,
        changeSetId: changeSetOf(input),
      });
      const result = {
        ...batch,
        enacted: results.filter((unit) => unit.status === "enacted").length,
        unchanged: results.filter((unit) => unit.status === "unchanged").length,
        rowsSha256: sha256OfLines(results.values().map(resultText)),
      };
      const complete =
        results.length === addresses.length &&
        results.every((unit, index) => unit.address === addresses[index]);
      return complete ? passed(result) : short("ENACT_INCOMPLETE", result, results.length);
    }),
};

/** Canonical JSON (RFC 8785), written out for speed: keys by code unit, the rest as JSON.stringify writes it. */
function resultText({ address, status }: EnactResult): string {
  return JSON.stringify({ address, status });
}
