// A document that is broken in one way, and every fault that it must be given, in order.
import type { Edit } from "./sound-repository.ts";

export interface BrokenDocument {
  readonly why: string;
  readonly edit: Edit;
  /** `code path:line:column` */
  readonly faults: readonly string[];
}
