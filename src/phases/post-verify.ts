// post_verify: is the world as promised? Entered after enactment; reads the target once more. In DRYRUN the rows of the
// governed tables must be exactly those discovered; what a LIVE run would leave is on record beside them.
// Result: {enacted, totals: {before, after, predicted, equal}}.
import { canonicalText } from "../model/canonical-json.ts";
import { enactedUnits } from "./history.ts";
import { actuatorContext, failed, passed, type Phase } from "./phase.ts";

export const postVerify: Phase = {
  name: "post_verify",
  mutates: false,
  carry: async (input) => {
    const before = input.facts.totals;
    const after = (await input.readFactsAgain()).totals;
    const predicted = await input.actuator().totals(actuatorContext(input));
    const equal = canonicalText(before) === canonicalText(after);
    const result = { enacted: enactedUnits(input.history), totals: { before, after, predicted, equal } };
    const promised = input.run.mode === "DRYRUN" ? equal : canonicalText(after) === canonicalText(predicted);
    return promised ? passed(result) : failed("TOTALS_MOVED", result);
  },
};
