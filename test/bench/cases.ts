// All cases of docs/performance.md, in the order in which they run.
import type { BenchCase } from "./case.ts";
import { factsOverSlowLine } from "./facts-case.ts";
import { legA } from "./leg-a-case.ts";
import { nothingToDo } from "./nothing-to-do-case.ts";
import { start } from "./start-case.ts";
import { fewUnits, manyUnits } from "./units-cases.ts";
import { validate } from "./validate-case.ts";
import { verifyStatements } from "./verify-case.ts";

export const CASES: readonly BenchCase[] = [
  start,
  nothingToDo,
  validate,
  fewUnits,
  manyUnits,
  legA,
  verifyStatements,
  factsOverSlowLine,
];
