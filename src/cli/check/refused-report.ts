// A command that was refused before there was anything to say of plans, as the same value that a finished check is.
import type { Refusal } from "../../diagnostics/refusal.ts";
import { exitOfRefusal } from "../exit-codes.ts";
import type { CheckReport } from "./check-report.ts";

export function refusedReport(refusal: Refusal, command: CheckReport["command"]): CheckReport {
  return {
    command,
    pin: undefined,
    recording: false,
    count: 0,
    plans: [],
    strays: [],
    remarks: [
      {
        level: "error",
        code: refusal.code,
        place: undefined,
        excerpt: undefined,
        message: refusal.message,
        expected: refusal.expected,
        todo: refusal.todo,
        plan: undefined,
      },
    ],
    statements: 0,
    published: undefined,
    exit: exitOfRefusal(refusal.code),
    refusal,
    repository: undefined,
  };
}
