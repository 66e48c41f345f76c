// preflight: may this run start at all? Entered first, before the source or the target is touched; left when the target
// and the expectation are on record. Result: {killSwitch, target, expectedUnits, author}. A LIVE run never gets here while the
// kill-switch is off: the runner refuses it before.
import { passed, type Phase } from "./phase.ts";

export const preflight: Phase = {
  name: "preflight",
  mutates: false,
  carry: ({ killSwitch, target, plan, author }) =>
    passed({
      killSwitch: killSwitch() ? "on" : "off",
      target: { name: target.metadata.name, driver: target.spec.driver },
      expectedUnits: plan.spec.expect.units,
      author,
    }),
};
