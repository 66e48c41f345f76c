// npm run bench [-- B2 B4] [--write]: runs the cases and says what was measured. It holds nobody to a goal; it ends with 1
// where a case could not be measured.
import { loadavg } from "node:os";
import { readArguments, type Wanted } from "./arguments.ts";
import { CASES } from "./cases.ts";
import { describeMachine } from "./machine.ts";
import { mergeRecords, type BenchRecord, type CaseResult, type Row } from "./record.ts";
import { readRecord, writeRecord } from "./record-file.ts";
import { runCase } from "./run-cases.ts";
import { PREAMBLE, sayGrowth, sayMissing, sayRow, sayTitle } from "./terminal.ts";
import { findTools, isNeeded, TOOL_NAMES, TOOLS } from "./tools.ts";
import { sayMachine } from "./words.ts";

const SMALL = 10;
const NAMES = CASES.map(({ name }) => name);

const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const complain = (text: string): boolean => process.stderr.write(`${text}\n`);

/** Answers with what could be measured. */
async function measureAll({ cases, date, isSmall }: Wanted): Promise<BenchRecord> {
  const tools = findTools();
  const machine = describeMachine(tools);
  const load = Number((loadavg()[0] ?? NaN).toFixed(2));
  const day = date ?? new Date().toISOString().slice(0, 10);
  const warning = load > machine.cores / 4 ? " The machine is busy: times say little." : "";
  say(`${sayMachine(machine)}; load ${load.toFixed(1)} before.${warning}\n${PREAMBLE}`);
  if (isSmall)
    say(`Sizes are divided by ${SMALL}, and goals are left out: this shows that it works, no more.\n`);
  const sound: CaseResult[] = [];
  const onRow = (row: Row, rows: readonly Row[]): boolean => say(sayRow(row, rows));
  const circumstances = { tools, divisor: isSmall ? SMALL : 1, onRow, date: day, load };
  for (const one of CASES.filter(({ name }) => cases.includes(name))) {
    say(sayTitle(one));
    const { result, error, seconds } = await runCase(one, circumstances);
    say(`${sayGrowth(result)}  took ${seconds.toFixed(0)} s in all\n`);
    if (error === undefined) sound.push(result);
    else {
      complain(`${one.name} could not be measured. ${error}\n`);
      process.exitCode = 1;
    }
  }
  const missing = TOOL_NAMES.filter((tool) => cases.some((name) => isNeeded(tool, name)) && !tools.has(tool));
  say(sayMissing(missing.map((name) => ({ name, how: TOOLS[name].how }))));
  return { machine, cases: sound };
}

/** A case that could not be measured keeps what is on record of it. */
async function keep(now: BenchRecord): Promise<void> {
  const merged = mergeRecords(readRecord(), now, NAMES);
  if (merged !== undefined) return writeRecord(merged);
  complain(
    "Not written: what would stay of the record is of another machine, or of other programs. Run all cases.",
  );
  process.exitCode = 1;
}

// What cases left on disk is gigabytes, and is removed on the way out.
process.once("SIGINT", () => process.exit(130));

const request = readArguments(process.argv.slice(2), NAMES);
if (request.kind === "wrong") {
  complain(request.why);
  process.exitCode = 64;
} else {
  const now = await measureAll(request);
  if (request.isWritten) await keep(now);
}
