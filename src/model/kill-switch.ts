// The kill-switch: one constant, read anew at every call. No flag, variable or file turns it on;
// enabling LIVE is a change of this line, reviewed like any other.
const LIVE_EXECUTION_ENABLED: boolean = false;

/** Answers whether LIVE may be carried out, at the moment of the call. Three locks ask it: runner, phase, adapter. */
export type KillSwitch = () => boolean;

export const shippedKillSwitch: KillSwitch = () => LIVE_EXECUTION_ENABLED;
