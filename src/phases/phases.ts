// The table of the eleven phases. What follows what is in graph.ts; what each one means is in its own file.
import type { PhaseName } from "../model/phase.ts";
import { closeout } from "./closeout.ts";
import { cutLegA } from "./cut-leg-a.ts";
import { discover } from "./discover.ts";
import { legBRecord } from "./leg-b-record.ts";
import { lifecycleEnact } from "./lifecycle-enact.ts";
import { manifest } from "./manifest.ts";
import type { Phase } from "./phase.ts";
import { postVerify } from "./post-verify.ts";
import { preWriteBackup } from "./pre-write-backup.ts";
import { preflight } from "./preflight.ts";
import { sourcePin } from "./source-pin.ts";
import { verify } from "./verify.ts";

export const PHASES = {
  preflight,
  source_pin: sourcePin,
  discover,
  manifest,
  pre_write_backup: preWriteBackup,
  cut_leg_a: cutLegA,
  leg_b_record: legBRecord,
  verify,
  lifecycle_enact: lifecycleEnact,
  post_verify: postVerify,
  closeout,
} as const satisfies Record<PhaseName, Phase>;
