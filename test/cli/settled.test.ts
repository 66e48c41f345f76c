// What is remembered of settled plans makes a reconcile quick, and nothing else: edited evidence is found all the same, a
// poisoned memory is not believed, and the answers are those that there would be without it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Remembered } from "../../src/model/settled.ts";
import { openSettledFile } from "../../src/runs/settled-file.ts";
import { runHere } from "../support/run-here.ts";
import { cleanEnvironment, MAIN_FILE, type Finished } from "../support/run-reconcile.ts";
import {
  CLOSED_AT,
  evidenceOf,
  look,
  LOOKS,
  lookWithoutMemory,
  memoryOf,
  settledRepository,
} from "../support/settled-repository.ts";

const PLANS = 3;

interface MemoryBody extends Remembered {
  readonly program: string;
  readonly workTree: string;
}

function readMemory(directory: string): MemoryBody {
  const text = readFileSync(memoryOf(directory), "utf8");
  return JSON.parse(text.slice(text.indexOf("\n") + 1)) as MemoryBody;
}

/** As the program would have written it, its digest included. */
function forgeMemory(directory: string, body: unknown, format = "cutplan settled 1"): void {
  const text = JSON.stringify(body);
  const digest = createHash("sha256").update(text).digest("hex");
  writeFileSync(memoryOf(directory), `${format} ${digest}\n${text}`, { mode: 0o600 });
}

/** Other object names, other texts, other numbers: every value of the body in turn, each at its path. */
function* changedBodies(body: unknown): Generator<readonly [string, unknown]> {
  if (Array.isArray(body)) {
    for (const [index, item] of body.entries())
      for (const [at, changed] of changedBodies(item)) yield [`${index}.${at}`, body.with(index, changed)];
    yield ["without its last", body.slice(0, -1)];
  } else if (typeof body === "object" && body !== null) {
    for (const [key, value] of Object.entries(body)) {
      for (const [at, changed] of changedBodies(value)) yield [`${key}.${at}`, { ...body, [key]: changed }];
      yield [`${key} is gone`, Object.fromEntries(Object.entries(body).filter(([other]) => other !== key))];
    }
  } else if (typeof body === "string") {
    yield ["another text", body.replace(/[0-9A-Za-z]/u, (found) => (found === "1" ? "2" : "1"))];
    yield ["no text", 1];
  }
}

test("a poisoned memory is not believed", async (context) => {
  const { directory } = await settledRepository(context, PLANS);
  const known = await lookWithoutMemory(directory);
  assert.match(known[0]?.stdout ?? "", /"state":"closed"/);
  const file = memoryOf(directory);
  const text = readFileSync(file, "utf8");
  const body = readMemory(directory);
  assert.equal(body.plans.length, PLANS);
  const agrees = async (how: string): Promise<void> =>
    assert.deepEqual(await look(directory), known, `the memory was believed: ${how}`);

  await agrees("as it is");

  await context.test(
    "it is read at all: whoever may write as this user is believed in what a plan is called",
    async () => {
      const [first, ...others] = body.plans;
      forgeMemory(directory, {
        ...body,
        plans: [{ ...first, settled: { ...first?.settled, text: "planted" } }, ...others],
      });
      const [status] = await look(directory);
      assert.match(status?.stdout ?? "", /planted/);
    },
  );

  await context.test("every field changed in turn, with the digest of what was there", async () => {
    const head = text.slice(0, text.indexOf("\n") + 1);
    const { workTree, program } = body;
    const memory = openSettledFile({ gitDir: path.join(directory, ".git"), workTree, program });
    assert.equal((await memory.recall())?.plans.length, PLANS);
    for (const [at, changed] of changedBodies(body)) {
      writeFileSync(file, head + JSON.stringify(changed), { mode: 0o600 });
      assert.equal(await memory.recall(), undefined, at);
    }
    await agrees("not one field of it");
  });

  await context.test(
    "every object name, run, stamp and owner changed in turn, with a digest that fits",
    async () => {
      for (const [at, changed] of changedBodies({ ...body, plans: body.plans.slice(0, 1) })) {
        if (/\.settled\.(title|text|since|run|mode)\.another text/.test(at)) continue;
        forgeMemory(directory, changed);
        const [status] = await runOne(directory);
        assert.deepEqual(status, known[0], at);
      }
    },
  );

  await context.test("plans that are not there, or swapped", async () => {
    const [one, other] = body.plans;
    const swapped = [
      { ...one, settled: other?.settled },
      { ...other, settled: one?.settled },
    ];
    forgeMemory(directory, { ...body, plans: swapped });
    await agrees("swapped");
    forgeMemory(directory, {
      ...body,
      plans: [...body.plans, { ...one, settled: { ...one?.settled, plan: "plan-99999" } }],
    });
    await agrees("a plan too many");
  });

  const damages: readonly (readonly [string, () => void])[] = [
    [
      "garbage",
      () => writeFileSync(file, Buffer.from(Array.from({ length: 999 }, (_, at) => (at * 7) % 256))),
    ],
    ["nothing", () => writeFileSync(file, "")],
    ["the half of it", () => writeFileSync(file, text.slice(0, text.length / 2))],
    ["an older format", () => forgeMemory(directory, body, "cutplan settled 0")],
    ["another version of the program", () => forgeMemory(directory, { ...body, program: "0".repeat(64) })],
    ["another work tree", () => forgeMemory(directory, { ...body, workTree: "/elsewhere" })],
    ["a list", () => forgeMemory(directory, [body])],
    ["null", () => forgeMemory(directory, null)],
    ["a folder", () => mkdirSync(file)],
    [
      "others may write it",
      () => {
        writeFileSync(file, text);
        chmodSync(file, 0o666);
      },
    ],
    [
      "a link",
      () => {
        writeFileSync(`${file}.real`, text, { mode: 0o600 });
        symlinkSync(`${file}.real`, file);
      },
    ],
  ];
  for (const [what, damage] of damages) {
    await context.test(what, async () => {
      rmSync(file, { recursive: true, force: true });
      damage();
      await agrees(what);
    });
  }

  await context.test("a memory of somebody else, or in a folder that others may write", async (inner) => {
    const [one, ...others] = body.plans;
    const planted = { ...one, settled: { ...one?.settled, text: "planted" } };
    rmSync(file, { recursive: true, force: true });
    forgeMemory(directory, { ...body, plans: [planted, ...others] });
    chmodSync(path.dirname(file), 0o777);
    await agrees("a folder that others may write");
    chmodSync(path.dirname(file), 0o755);
    if (process.getuid?.() !== 0) {
      inner.skip("giving a file away takes root");
      return;
    }
    chownSync(file, 65534, 65534);
    await agrees("somebody else's");
    chownSync(file, 0, 0);
    assert.notDeepEqual(await look(directory), known, "this test would not notice that it is believed");
  });
});

async function runOne(directory: string): Promise<readonly Finished[]> {
  return [await runHere(directory, LOOKS[0])];
}

test("edited evidence is found with a memory that is warm", async (context) => {
  const { directory } = await settledRepository(context, 2);
  const file = evidenceOf(directory, "plan-00000");
  const bytes = readFileSync(file);
  const { atime, mtime } = statSync(file);
  const edits: readonly (readonly [string, () => void])[] = [
    [
      "a byte, with the times put back",
      () => writeFileSync(file, bytes.toString().replace("PASSED", "passed")),
    ],
    ["a line cut off", () => writeFileSync(file, bytes.subarray(0, bytes.lastIndexOf(0x0a, -2) + 1))],
    [
      "another file put in its place",
      () => {
        writeFileSync(`${file}.new`, bytes.toString().replace("PASSED", "FAILED"));
        renameSync(`${file}.new`, file);
      },
    ],
    ["facts edited", () => appendFileSync(path.join(path.dirname(file), "facts.json"), " ")],
  ];
  for (const [what, edit] of edits) {
    await context.test(what, async () => {
      const facts = readFileSync(path.join(path.dirname(file), "facts.json"));
      edit();
      utimesSync(file, atime, mtime);
      assert.ok(existsSync(memoryOf(directory)));
      const verified = await runHere(directory, ["verify"]);
      const reconciled = await runHere(directory, ["--now", CLOSED_AT]);
      if (what !== "a line cut off") {
        assert.equal(reconciled.exit, 7, reconciled.stdout);
        assert.match(reconciled.stdout, /plan-00000 {2}error\n.*EVIDENCE_/);
      }
      assert.equal(verified.exit, 7, verified.stdout);
      assert.match(reconciled.stdout, /plan-00001 {2}closed/);
      writeFileSync(file, bytes);
      writeFileSync(path.join(path.dirname(file), "facts.json"), facts);
      assert.equal((await runHere(directory, ["verify"])).exit, 0);
    });
  }
});

test("the memory may be deleted at any time, and two processes share it", async (context) => {
  const { directory } = await settledRepository(context, PLANS);
  const known = await look(directory);
  rmSync(memoryOf(directory));
  assert.deepEqual(await look(directory), known);
  const children = Array.from({ length: 4 }, (_, index) =>
    spawn(process.execPath, [MAIN_FILE, ...(index === 0 ? ["-q"] : LOOKS[0]), "--now", CLOSED_AT], {
      cwd: directory,
      env: cleanEnvironment(),
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
  const answers = await Promise.all(
    children.map(async (child) => {
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
      const [exit] = (await once(child, "close")) as [number];
      return { exit, said };
    }),
  );
  assert.deepEqual(
    answers.map(({ exit }) => exit),
    [0, 0, 0, 0],
  );
  for (const { said } of answers.slice(1)) assert.equal(said, known[0]?.stdout);
  assert.deepEqual(await look(directory), known);
  assert.equal(readMemory(directory).plans.length, PLANS);
});

test("what was written only just now is looked at again", async (context) => {
  const { directory } = await settledRepository(context, 1);
  const file = evidenceOf(directory, "plan-00000");
  rmSync(memoryOf(directory));
  writeFileSync(file, readFileSync(file));
  await runHere(directory, ["-q", "--now", CLOSED_AT]);
  assert.ok(!existsSync(memoryOf(directory)) || readMemory(directory).plans.length === 0);
});

test("it is kept whatever the umask, and whatever a process that died left there", async (context) => {
  const umask = process.umask(0o002);
  context.after(() => process.umask(umask));
  const { directory } = await settledRepository(context, 1);
  const file = memoryOf(directory);
  const { workTree, program } = readMemory(directory);
  const memory = openSettledFile({ gitDir: path.join(directory, ".git"), workTree, program });
  assert.equal((await memory.recall())?.plans.length, 1);
  renameSync(file, `${file}.draft`);
  await runHere(directory, ["-q", "--now", CLOSED_AT]);
  assert.equal((await memory.recall())?.plans.length, 1);
  assert.ok(!existsSync(`${file}.draft`));
});
