// Carries out one command line of this program within this process, just as a user would give it, and collects the events
// that it says. Prints nothing.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { Event } from "../../model/generated/event.ts";
import type { CommandModule } from "../command.ts";
import * as approve from "../commands/approve.ts";
import * as explain from "../commands/explain.ts";
import * as make from "../commands/new.ts";
import * as replay from "../commands/replay.ts";
import * as run from "../commands/run.ts";
import * as sign from "../commands/sign.ts";
import * as trust from "../commands/trust.ts";
import * as verify from "../commands/verify.ts";
import { exitOfRefusal, type ExitCode } from "../exit-codes.ts";
import { checkOptions } from "../options.ts";
import type { CommandName } from "../command-texts.ts";
import { buildProgram, type Invocation } from "../program.ts";
import type { Terminal } from "../terminal.ts";
import { requireSeen, unexpected } from "./require-seen.ts";

const COMMANDS: Readonly<Partial<Record<CommandName, CommandModule>>> = {
  new: make,
  approve,
  explain,
  replay,
  run,
  sign,
  trust,
  verify,
};

export interface Answer {
  readonly command: string;
  readonly exit: ExitCode;
  readonly events: readonly Event[];
  /** The refusal that ended the command. */
  readonly refusal: Refusal | undefined;
  /** What it wrote to standard error. */
  readonly said: string;
}

/** `reconcile WORDS --json`. A refusal is an answer; our own bugs are thrown on. */
export async function playCommand(words: readonly string[]): Promise<Answer> {
  const said: string[] = [];
  const lines: string[] = [];
  const terminal: Terminal = {
    out: (text) => void lines.push(text),
    err: (text) => void said.push(text),
    columns: 100,
    color: false,
    isLive: false,
  };
  let ended: Ended | undefined;
  const program = buildProgram(async (invocation) => {
    ended = await carryOut(invocation, terminal);
  });
  await program.parseAsync([...words, "--json"], { from: "user" });
  if (ended === undefined) throw new Error(`"${words.join(" ")}" is no command line`);
  const events = lines
    .join("")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Event);
  const { refusal } = ended;
  return {
    command: `reconcile ${words.join(" ")}`,
    exit: ended.exit,
    events,
    refusal,
    said: refusal === undefined ? said.join("") : `${refusal.code}: ${refusal.message}`,
  };
}

interface Ended {
  readonly exit: ExitCode;
  readonly refusal: Refusal | undefined;
}

async function carryOut({ name, plans, flags, common }: Invocation, terminal: Terminal): Promise<Ended> {
  const command = COMMANDS[name];
  if (command === undefined) throw new Error(`no scene may use reconcile ${name}`);
  try {
    const { exit, refusal } = await command.run({ plans, flags, options: checkOptions(common), terminal });
    return { exit, refusal };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { exit: exitOfRefusal(error.code), refusal: error };
  }
}

type EventOf<Type extends Event["type"]> = Extract<Event, { readonly type: Type }>;

/** All events of that type. */
export function eventsOf<Type extends Event["type"]>(
  { events }: Answer,
  type: Type,
): readonly EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> => event.type === type);
}

/** The one event of that type. Throws a Refusal DEMO_FAILED where there is another number of them. */
export function eventOf<Type extends Event["type"]>(answer: Answer, type: Type): EventOf<Type> {
  const [event, ...more] = eventsOf(answer, type);
  if (event !== undefined && more.length === 0) return event;
  const count = event === undefined ? 0 : more.length + 1;
  throw unexpected(`${answer.command} said ${count} events "${type}"`, `one event "${type}"`);
}

/** Throws a Refusal DEMO_FAILED where the command ended otherwise. */
export function requireExit({ command, exit, said }: Answer, expected: ExitCode): void {
  requireSeen({ what: `${command}, its exit code`, expected, seen: exit, said });
}
