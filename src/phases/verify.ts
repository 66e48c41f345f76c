// verify: reads back what was written, by another role than wrote it. Entered after the record; left when every unit
// carries the digest of the manifest. Result: {changeSetId, resultsBefore, checked, matched, mismatched}.
import { underLock } from "./live-lock.ts";
import { actuatorContext, changeSetOf, passed, short, type Phase } from "./phase.ts";

export const verify: Phase = {
  name: "verify",
  mutates: true,
  carry: (input) =>
    underLock(input, "verify", async () => {
      const context = actuatorContext(input);
      const request = { changeSetId: changeSetOf(input) };
      const resultsBefore = await input.actuator().verifyResultCountFor(context, request);
      if (resultsBefore > 0) return short("VERIFY_REPEATED", {}, resultsBefore);
      const verdict = await input.actuator().writeVerify(context, request);
      const result = { ...verdict, resultsBefore };
      const complete = verdict.matched === input.manifest.rows.length && verdict.mismatched === 0;
      return complete ? passed(result) : short("VERIFY_MISMATCH", result, verdict.matched);
    }),
};
