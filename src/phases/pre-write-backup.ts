// pre_write_backup: what can be gone back to. Entered through SG_1, before any write, and never skipped; left when the
// backup holds the rows that were discovered. Result: {kind, totals, sha256}, and {file} of a real one.
import { canonicalText } from "../model/canonical-json.ts";
import { underLock } from "./live-lock.ts";
import { actuatorContext, failed, passed, type Phase } from "./phase.ts";

export const preWriteBackup: Phase = {
  name: "pre_write_backup",
  mutates: true,
  carry: (input) =>
    underLock(input, "pre_write_backup", async () => {
      const backup = await input.actuator().preWriteBackup(actuatorContext(input));
      const { kind, totals, sha256, file } = backup;
      const result = { kind, totals, sha256, ...(file === undefined ? {} : { file }) };
      const complete = canonicalText(backup.totals) === canonicalText(input.facts.totals);
      // Nothing was written, so that this is no torn step: the run fails, in LIVE too.
      return complete ? passed(result) : failed("BACKUP_INCOMPLETE", result);
    }),
};
