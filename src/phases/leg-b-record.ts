// leg_b_record: writes down what leg A did, in the governance tables. Entered after the units exist; left when the record
// covers every unit that was created. Result: {changeSetId, affectedRows, manifestEnvelopes, dotPairSignatures}.
import { underLock } from "./live-lock.ts";
import { actuatorContext, changeSetOf, failed, passed, type Phase } from "./phase.ts";
import { resultOf } from "./history.ts";

export const legBRecord: Phase = {
  name: "leg_b_record",
  mutates: true,
  carry: (input) =>
    underLock(input, async () => {
      const record = await input
        .actuator()
        .legBRecord(actuatorContext(input), { changeSetId: changeSetOf(input) });
      const complete = record.affectedRows === resultOf(input.history, "cut_leg_a")["created"];
      return complete ? passed({ ...record }) : failed("RECORD_INCOMPLETE", { ...record });
    }),
};
