// The modes that a build carries out. What a run has on record in any other mode cannot have come about by it: whoever
// reads evidence is told these as a value, and the shipped ones are the strict default.
import type { Mode } from "./phase.ts";

export type CarriedModes = readonly Mode[];

/** LIVE is refused everywhere in this version. A test that plants an actuator for LIVE hands in other modes. */
export const SHIPPED_MODES: CarriedModes = Object.freeze<Mode[]>(["DRYRUN"]);
