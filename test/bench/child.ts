// A process of its own for what is measured from inside, so that its peak is not that of the benchmark: it is asked for one
// turn after another, and answers each with its time and with the most memory that it has ever had.
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { inMb } from "./measure.ts";
import type { Sample } from "./take-turns.ts";

export interface Child<Question> {
  readonly ask: (question: Question) => Promise<Sample>;
  readonly stop: () => Promise<void>;
}

/** Starts a script that calls `answerTurns`. One question at a time; a child that fails rejects the question it was asked. */
export function startChild<Question>(script: URL): Child<Question> {
  const child = fork(script, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ended = once(child, "exit");
  return {
    ask: async (question) => {
      child.send(question as Parameters<typeof child.send>[0]);
      const answer: unknown[] = await Promise.race([once(child, "message"), ended.then(() => [])]);
      if (answer.length === 0) throw new Error(`${script.pathname.split("/").at(-1)} ended early`);
      return answer[0] as Sample;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** In the child: `turn` does the work and answers with its seconds; `end` is called when no more will be asked. */
export function answerTurns(
  turn: (question: unknown) => Promise<number>,
  end: () => Promise<void> = () => Promise.resolve(),
): void {
  process.on("message", (question) => {
    void turn(question).then((seconds) => {
      const resident = mostResident();
      const sample: Sample = { seconds, peakMb: resident === undefined ? undefined : inMb(resident) };
      process.send?.(sample);
    });
  });
  process.on("disconnect", () => void end());
}

const STATUS = "/proc/self/status";

/** KiB. What getrusage tells of a child counts what its parent had when it was started; the kernel's status does not. */
function mostResident(): number | undefined {
  const status = existsSync(STATUS) ? readFileSync(STATUS, "utf8") : "";
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return found === undefined ? undefined : Number(found);
}
