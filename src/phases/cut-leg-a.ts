// cut_leg_a: creates the units, all of them or none. Entered with a backup at hand; left when every row of the manifest
// was created or found unchanged. Result: {changeSetId, created, unchanged, rowsSha256}.
import { sha256OfLines } from "../model/digest.ts";
import type { IuCreateResult } from "../model/effect.ts";
import { underLock } from "./live-lock.ts";
import { actuatorContext, changeSetOf, passed, short, type Phase } from "./phase.ts";

export const cutLegA: Phase = {
  name: "cut_leg_a",
  mutates: true,
  carry: (input) =>
    underLock(input, "cut_leg_a", async () => {
      const changeSetId = changeSetOf(input);
      const { rows } = input.manifest;
      const created = await input
        .actuator()
        .cutLegA(actuatorContext(input), { changeSetId, cutplanRows: rows });
      const result = {
        changeSetId,
        created: created.filter((row) => row.status === "created").length,
        unchanged: created.filter((row) => row.status === "unchanged").length,
        rowsSha256: sha256OfLines(created.values().map(resultText)),
      };
      const complete =
        created.length === rows.length &&
        rows
          .values()
          .every(({ ord, address }, at) => created[at]?.ord === ord && created[at].address === address);
      return complete ? passed(result) : short("CREATE_INCOMPLETE", result, created.length);
    }),
};

/** Canonical JSON (RFC 8785), written out for speed: keys by code unit, the rest as JSON.stringify writes it. */
function resultText({ address, ord, status }: IuCreateResult): string {
  return JSON.stringify({ address, ord, status });
}
