// manifest: pins the cut. Entered when the facts allow it; left when the units are as many as the plan expects and
// reproduce the source byte for byte. What SG_1 approves is this digest. Result: {sha256, units, bytes, lossless}.
import { failed, passed, type Phase } from "./phase.ts";

export const manifest: Phase = {
  name: "manifest",
  mutates: false,
  carry: (input) => {
    const { rows, sha256 } = input.manifest;
    if (rows.length !== input.plan.spec.expect.units) return failed("UNITS_UNEXPECTED", {});
    if (input.loss() !== undefined) return failed("MANIFEST_LOSSY", {});
    return passed({ sha256, units: rows.length, bytes: input.source.bytes.byteLength, lossless: true });
  },
};
