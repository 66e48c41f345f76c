// source_pin: fixes what the run is about. Entered once the run may start; left when the source's digest and the live
// facts are pinned. From here on, other facts make the run stale. Result: {documentId, sha256, bytes, lines, facts}.
import { passed, type Phase } from "./phase.ts";

export const sourcePin: Phase = {
  name: "source_pin",
  mutates: false,
  carry: ({ plan, source, facts, factsSha256 }) =>
    passed({
      documentId: plan.spec.source.documentId,
      sha256: source.sha256,
      bytes: source.bytes.byteLength,
      lines: source.lines,
      facts: { sha256: factsSha256, driver: facts.driver, units: facts.units.length },
    }),
};
