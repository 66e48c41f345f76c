// What discovery is asked.
import type { Contract } from "../../model/contract.ts";
import type { Facts } from "../../model/generated/facts.ts";

export interface DiscoverQuestion {
  readonly target: string;
  readonly driver: Facts["driver"];
  /** Units at or below this address; the empty one means all of them, for showing only. */
  readonly prefix: string;
  readonly contract: Contract;
  /** As server_version_num has it: 150018 is 15.18. */
  readonly serverVersionNum: number;
}
