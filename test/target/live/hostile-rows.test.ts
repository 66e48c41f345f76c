// What stands in a title, a text or an address is a value and nothing else, in every leg; and a target that does otherwise
// than it says is found out before COMMIT.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { contractOf, type Contract } from "../../../src/model/contract.ts";
import type { ActuatorContext } from "../../../src/model/effect.ts";
import { carryPhase } from "../../../src/target/live/carry-phase.ts";
import { enactUnits, readEnacted } from "../../../src/target/live/enact-units.ts";
import type { PhaseWork } from "../../../src/target/live/phase-work.ts";
import { readLegB, recordLegB } from "../../../src/target/live/record-leg-b.ts";
import { readVerification, writeVerification } from "../../../src/target/live/write-verification.ts";
import { startSimulator } from "../../../src/target/simulator.ts";
import { targetOf } from "../sample.ts";
import {
  assertNothingDone,
  carryCut,
  changeSetOf,
  contextFor,
  cutOf,
  meansOn,
  plainTexts,
  refusedWith,
  startLiveGround,
  stepsAfter,
  type PlannedText,
} from "./live-ground.ts";

const ground = await startLiveGround();
after(() => ground.stop());

/** Each for another reader on the way: SQL, the array's own syntax, COPY, JSON, a shell, a terminal, a template, UTF-8. */
const HOSTILE: readonly string[] = [
  "'); DROP TABLE public.information_unit;--",
  "$1 $$ $body$ :name ?",
  "\\' \\\\ \\N \\x00",
  '{NULL,"a",{}}',
  "NULL",
  "null",
  "",
  " ",
  ",",
  '"',
  "{}",
  "\\.",
  '{"__proto__": 1}',
  "${jndi:ldap://evil} $(id) `id`",
  "\u001b[31m\u202e\u2066\u200b",
  "\u{1f600}\u{10ffff}\ufffe",
  "e\u0301 \u00e9",
  "x".repeat(100_000),
];

/** A text has to end somewhere, and may have any byte that UTF-8 has, the NUL too. */
function hostileTexts(): readonly PlannedText[] {
  return HOSTILE.map((title) => ({ title, body: `${title}\u0000\r\n${title}` }));
}

test("titles and texts land as they are, byte by byte", async () => {
  const context = await contextFor(ground, "verbatim", { texts: hostileTexts() });
  await carryCut(meansOn(ground), context);
  const rows = await ground.ask(
    `SELECT u.title, encode(v.body, 'hex') FROM information_unit u JOIN unit_version v USING (address)
     WHERE u.document_id = $1 ORDER BY u.address COLLATE "C"`,
    ["VERBATIM"],
  );
  const expected = hostileTexts().map(({ title, body }) => [title, Buffer.from(body).toString("hex")]);
  assert.deepEqual(rows, expected);
});

test("names that go into the tables land as they are, in every leg", async () => {
  const name = "'); DROP TABLE x;-- $1 {NULL}";
  const plain = await contextFor(ground, "names");
  const context = { ...plain, documentId: name };
  const means = meansOn(ground);
  await carryCut(means, context);
  const after1 = stepsAfter(context, "cut_leg_a");
  const decision = "rd-'\"{}";
  await carryPhase(means, await legBOf(after1));
  const after2 = stepsAfter(after1, "leg_b_record");
  await carryPhase(means, await verificationOf(after2));
  await carryPhase(means, await enactmentOf(stepsAfter(after2, "verify"), decision));
  const found = await ground.ask(
    `SELECT c.document_id, d.review_decision_id, (SELECT count(*) FROM iu_lifecycle_log l WHERE l.review_decision_id = d.review_decision_id)
     FROM cutter_governance.cut_change_set c JOIN cutter_governance.review_decision d USING (change_set_id) WHERE c.run_id = $1`,
    [context.run],
  );
  assert.deepEqual(found, [[name, decision, "3"]]);
});

async function promiseOf(context: ActuatorContext) {
  const { facts, manifest, run, done } = context;
  const dry = { ...context, mode: "DRYRUN" } as const;
  const at = done.indexOf("cut_leg_a");
  const before = startSimulator({ facts, manifest, run, recorded: at < 0 ? done : done.slice(0, at) });
  const request = { changeSetId: changeSetOf(context) };
  const cut = await before.cutLegA(dry, { ...request, cutplanRows: manifest.rows });
  return { dry, request, cut, simulator: startSimulator({ facts, manifest, run, recorded: done }) };
}

async function legBOf(context: ActuatorContext): Promise<PhaseWork<unknown>> {
  const { dry, request, cut, simulator } = await promiseOf(context);
  const promised = await simulator.legBRecord(dry, request);
  return {
    role: "cutter_exec",
    phase: "leg_b_record",
    context,
    promised,
    work: ({ client }) => recordLegB({ client, context, request, cut }),
    readDone: (client) => readLegB({ client, context, request, cut }),
  };
}

async function verificationOf(context: ActuatorContext): Promise<PhaseWork<unknown>> {
  const { dry, request, simulator } = await promiseOf(context);
  const promised = await simulator.writeVerify(dry, request);
  return {
    role: "cutter_verify",
    phase: "verify",
    context,
    promised,
    work: ({ client }) => writeVerification({ client, context, request }),
    readDone: (client) => readVerification(client, promised),
  };
}

async function enactmentOf(context: ActuatorContext, reviewDecisionId: string): Promise<PhaseWork<unknown>> {
  const { dry, request, simulator } = await promiseOf(context);
  const addresses = Array.from(context.manifest.rows, ({ address }) => address);
  const enact = { ...request, addresses, reviewDecisionId };
  const promised = await simulator.lifecycleEnact(dry, enact);
  const reachMidBatch = (): Promise<void> => Promise.resolve();
  return {
    role: "cutter_exec",
    phase: "lifecycle_enact",
    context,
    promised,
    work: ({ client }) => enactUnits({ client, context, request: enact, promised, reachMidBatch }),
    readDone: (client) => readEnacted({ client, context, request: enact, promised }),
  };
}

/** A function that a target has in place of ours, named in its contract. */
async function withFunction(name: "create" | "enact", body: string): Promise<Contract> {
  const usual = contractOf(targetOf([]));
  const [args, qualified] =
    name === "create"
      ? ["text, text, text, text, bytea, bytea, text", "public.fn_odd_create"]
      : ["text, text, text", "public.fn_odd_enact"];
  await ground.ask(
    `CREATE OR REPLACE FUNCTION ${qualified}(${args}) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $odd$ BEGIN ${body} END $odd$`,
  );
  await ground.ask(`REVOKE ALL ON FUNCTION ${qualified}(${args}) FROM PUBLIC`);
  await ground.ask(`GRANT EXECUTE ON FUNCTION ${qualified}(${args}) TO cutter_exec`);
  return { ...usual, functions: { ...usual.functions, [name]: qualified } };
}

test("one answer other than the promised one rolls everything back, with the units named and counted", async () => {
  const contract = await withFunction(
    "create",
    "IF $1 ~ '[2468]$' THEN RETURN 'conflict'; END IF; RETURN public.fn_iu_create($1, $2, $3, $4, $5, $6, $7);",
  );
  const context = await contextFor(ground, "odd", { texts: plainTexts(9), contract });
  const { message } = await refusedWith(carryCut(meansOn(ground), context), "UNIT_CONFLICT");
  assert.match(message, /"conflict".*4 units: "ODD\/U00002", "ODD\/U00004", "ODD\/U00006", …/);
  assert.doesNotMatch(message, /Article|Text/);
  await assertNothingDone(ground, context);
});

test("a unit that is said to be created and is not is missed when it is read back", async () => {
  const contract = await withFunction(
    "create",
    "IF $1 ~ '2$' THEN RETURN 'created'; END IF; RETURN public.fn_iu_create($1, $2, $3, $4, $5, $6, $7);",
  );
  const context = await contextFor(ground, "silent", { contract });
  const { message } = await refusedWith(carryCut(meansOn(ground), context), "UNIT_CONFLICT");
  assert.match(message, /"SILENT\/U00002" reads back/);
  await assertNothingDone(ground, context);
});

test("a text that a trigger changes on its way is found when it is read back", async () => {
  await ground.ask(`CREATE FUNCTION public.fn_odd_trigger() RETURNS trigger LANGUAGE plpgsql AS $t$
    BEGIN NEW.body := '\\x00'; NEW.sha256 := sha256('\\x00'); RETURN NEW; END $t$`);
  await ground.ask(
    "CREATE TRIGGER odd BEFORE INSERT ON unit_version FOR EACH ROW WHEN (NEW.address LIKE 'CHANGED/%3') EXECUTE FUNCTION public.fn_odd_trigger()",
  );
  try {
    const context = await contextFor(ground, "changed");
    const { message } = await refusedWith(carryCut(meansOn(ground), context), "UNIT_CONFLICT");
    assert.match(message, /"CHANGED\/U00003" reads back/);
    await assertNothingDone(ground, context);
  } finally {
    await ground.ask("DROP TRIGGER odd ON unit_version");
  }
});

test("a record of leg B that a trigger changes is found when it is read back", async () => {
  // It is there before the facts are pinned: one that came later would be found before anything is written.
  await ground.ask(`CREATE FUNCTION public.fn_odd_pair() RETURNS trigger LANGUAGE plpgsql AS $t$
    BEGIN NEW.leg_a_sha256 := sha256('x'); NEW.pair_sha256 := sha256(NEW.leg_a_sha256 || NEW.leg_b_sha256); RETURN NEW; END $t$`);
  await ground.ask(
    "CREATE TRIGGER odd BEFORE INSERT ON cutter_governance.dot_pair_signature FOR EACH ROW EXECUTE FUNCTION public.fn_odd_pair()",
  );
  try {
    const context = await contextFor(ground, "pair");
    const means = meansOn(ground);
    await carryCut(means, context);
    await refusedWith(carryPhase(means, await legBOf(stepsAfter(context, "cut_leg_a"))), "UNIT_CONFLICT");
    const rows = await ground.ask(
      "SELECT FROM cutter_governance.manifest_envelope WHERE change_set_id = $1",
      [changeSetOf(context)],
    );
    assert.deepEqual(rows, []);
  } finally {
    await ground.ask("DROP TRIGGER odd ON cutter_governance.dot_pair_signature");
  }
});

const ODD_ENACTMENTS: Readonly<Record<string, readonly [body: string, said: RegExp]>> = {
  "answers otherwise for one unit": [
    "IF $1 ~ '2$' THEN RETURN 'retired'; END IF; RETURN public.fn_iu_enact($1, $2, $3);",
    /U00002".*"retired"/,
  ],
  "says that it enacted a unit and has not": [
    "IF $1 ~ '2$' THEN RETURN 'enacted'; END IF; RETURN public.fn_iu_enact($1, $2, $3);",
    /U00002".*reads back/,
  ],
};
for (const [what, [body, said]] of Object.entries(ODD_ENACTMENTS)) {
  test(`an enactment that ${what} rolls everything back`, async () => {
    const contract = await withFunction("enact", body);
    const cut = await contextFor(ground, `enact-${what.length}`, { contract });
    const means = meansOn(ground);
    await carryCut(means, cut);
    const recorded = stepsAfter(cut, "cut_leg_a");
    await carryPhase(means, await legBOf(recorded));
    const verified = stepsAfter(recorded, "leg_b_record");
    await carryPhase(means, await verificationOf(verified));
    const context = stepsAfter(verified, "verify");
    const call = carryPhase(means, await enactmentOf(context, `rd-${context.run}`));
    assert.match((await refusedWith(call, "UNIT_CONFLICT")).message, said);
    const left = await ground.ask("SELECT DISTINCT lifecycle FROM information_unit WHERE document_id = $1", [
      context.documentId,
    ]);
    assert.deepEqual(left, [["draft"]]);
  });
}

test("chunks meet without a gap, and a child may come before its parent", async () => {
  const texts = plainTexts(4_001).map((text, index) =>
    index === 0 ? { ...text, parent: "CHUNKS/U04001" } : text,
  );
  const context = await contextFor(ground, "chunks", { texts });
  const work = await cutOf(context);
  let chunks = 0;
  const done = await carryPhase(meansOn(ground), {
    ...work,
    work: (session) => {
      const { client } = session;
      const query: typeof client.query = (statement) => {
        if (statement.text.includes("fn_iu_create")) chunks += 1;
        return client.query(statement);
      };
      return work.work({ ...session, client: { ...client, query } });
    },
  });
  assert.equal(chunks, 3);
  assert.deepEqual(
    done.map(({ ord }) => ord),
    texts.map((_, index) => index + 1),
  );
  const [[parent, count] = []] = await ground.ask(
    "SELECT max(parent), count(*) FROM information_unit WHERE document_id = 'CHUNKS'",
  );
  assert.deepEqual([parent, count], ["CHUNKS/U04001", "4001"]);
});
