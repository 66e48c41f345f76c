// Every line that the program writes is what its schema says: statements, facts, manifest rows and NDJSON events.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { approvalsFor, manyPlans, onePlan } from "../support/many-plans.ts";
import { makePerson, signerLine } from "../support/people.ts";
import { makeRepository } from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";

const SCHEMAS = path.join(import.meta.dirname, "../../schemas");

function schemaOf(name: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(path.join(SCHEMAS, `${name}.schema.json`), "utf8")) as object;
  return new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
}

const isEvent = schemaOf("event");
const isRow = schemaOf("manifest-row");
const isStatement = schemaOf("statement");
const isFacts = schemaOf("facts");

function check(validate: ValidateFunction, value: unknown): void {
  assert.ok(validate(value), `${JSON.stringify(validate.errors?.slice(0, 3))} in ${JSON.stringify(value)}`);
}

function checkEvents(stdout: string): readonly string[] {
  const events = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { type: string; row?: unknown });
  for (const event of events) {
    check(isEvent, event);
    if (event.type === "unit") check(isRow, event.row);
  }
  assert.equal(events[0]?.type, "version");
  assert.equal(events.at(-1)?.type, "summary");
  const framing = events.filter(({ type }) => type === "version" || type === "summary");
  assert.equal(framing.length, 2, "version and summary stand once each");
  return events.map(({ type }) => type);
}

test("all commands of a repository's life, from nothing to closeout and after", async (context) => {
  const repository = makeRepository(context);
  const now = ["--now", "2026-11-21T10:00:00Z"];
  const seen = new Set<string>();
  const reconcile = async (...args: string[]): Promise<void> => {
    const { stdout } = await runHere(repository.directory, [...args, "--json", ...now]);
    for (const type of checkEvents(stdout)) seen.add(type);
  };
  await reconcile();
  repository.write({ "a.txt": "A text.\n" });
  await reconcile("new", "extra", "--source", "a.txt", "--author", "alice");
  const [alice, bob] = [makePerson(context, "alice"), makePerson(context, "bob")];
  repository.commit({ ...manyPlans(2, 3), "plans/_trust/allowed_signers": signerLine(bob) });
  repository.commit(
    { "plans/plan-00001/plan.yaml": onePlan("plan-00001", 4)["plans/plan-00001/plan.yaml"] ?? "" },
    "break it",
  );
  await reconcile("validate");
  await reconcile();
  const live = String(onePlan("plan-00001", 3)["plans/plan-00001/plan.yaml"]).replace(
    "mode: DRYRUN",
    "mode: LIVE",
  );
  repository.commit({ "plans/plan-00001/plan.yaml": live }, "ask for LIVE");
  await reconcile("diff", "--manifest");
  await reconcile();
  await reconcile("explain", "plan-00000");
  await reconcile("facts", "--target", "scratch");
  await reconcile("sign", "plan-00000", "--as", "alice", "--key", alice.keyFile);
  await reconcile("approve", "plan-00000", "--yes", "--as", "bob", "--key", bob.keyFile);
  for (const gate of ["SG_1", "SG_2"] as const) {
    repository.commit(approvalsFor(repository.directory, gate, ["plan-00000"]));
    await reconcile();
  }
  for (const command of ["status", "verify", "doctor"]) await reconcile(command);
  // Where no sandbox can start, what needs one is skipped; the proofs are events all the same.
  const nowhere = { TMPDIR: path.join(repository.directory, "nowhere") };
  const prove = await runHere(repository.directory, ["prove", "--json"], nowhere);
  for (const type of checkEvents(prove.stdout)) seen.add(type);
  await reconcile("replay", "plan-00000");
  await reconcile("trust", "check");
  await reconcile("trust", "add-key", "alice", "--key", `${alice.keyFile}.pub`);
  await reconcile("verify", "nosuch");
  await reconcile("status", "--colour");
  // Without git it ends in its first scene, and that is an event too.
  const demo = await runHere(repository.directory, ["demo", "--json"], { PATH: "" });
  for (const type of checkEvents(demo.stdout)) seen.add(type);
  checkRuns(repository.directory);
  truncateEvidence(repository.directory);
  await reconcile("verify");
  const all = Object.keys(
    (JSON.parse(readFileSync(path.join(SCHEMAS, "event.schema.json"), "utf8")) as { $defs: object }).$defs,
  );
  const unseen = all
    .filter((name) => name.endsWith("Event"))
    .map((name) => name.replace("Event", "").toLowerCase())
    .filter((name) => !seen.has(name));
  assert.deepEqual(unseen, [], "every kind of event was written");
});

function truncateEvidence(directory: string): void {
  const folder = path.join(directory, "runs/plan-00000");
  const file = path.join(folder, readdirSync(folder)[0] ?? "", "evidence.jsonl");
  writeFileSync(file, readFileSync(file, "utf8").split("\n").slice(0, -2).join("\n"));
}

function checkRuns(directory: string): void {
  const root = path.join(directory, "runs");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  const evidence = files.filter((file) => file.endsWith("evidence.jsonl"));
  assert.equal(evidence.length, 2);
  for (const file of evidence) {
    const lines = readFileSync(path.join(root, file), "utf8").trimEnd().split("\n");
    for (const line of lines) check(isStatement, JSON.parse(line));
  }
  const facts = files.filter((file) => file.endsWith("facts.json"));
  assert.equal(facts.length, 1);
  for (const file of facts) check(isFacts, JSON.parse(readFileSync(path.join(root, file), "utf8")));
}
