// leg_b_record: writes down what leg A did, in the governance tables. Entered after the units exist; left when the record
// covers every unit that was created. Result: {changeSetId, affectedRows, manifestEnvelopes, dotPairSignatures}.
import { underLock } from "./live-lock.ts";
import { actuatorContext, changeSetOf, passed, short, type Phase } from "./phase.ts";
import { cutCounts } from "./history.ts";

export const legBRecord: Phase = {
  name: "leg_b_record",
  mutates: true,
  carry: (input) =>
    underLock(input, "leg_b_record", async () => {
      const record = await input
        .actuator()
        .legBRecord(actuatorContext(input), { changeSetId: changeSetOf(input) });
      const complete = record.affectedRows === cutCounts(input.history).created;
      return complete
        ? passed({ ...record })
        : short("RECORD_INCOMPLETE", { ...record }, record.affectedRows);
    }),
};
