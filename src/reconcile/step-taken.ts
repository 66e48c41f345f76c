// A statement that was made in this reconcile, for whoever watches.
import type { SealedStatement } from "../evidence/statement.ts";

export interface StepTaken {
  readonly plan: string;
  readonly run: string;
  readonly statement: SealedStatement;
  readonly tookMs: number;
}
