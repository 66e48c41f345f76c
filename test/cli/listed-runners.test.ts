// Where the policy asks for signed evidence, only a listed runner records, and what others put on record is found.
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { decisionSha256 } from "../../src/evidence/statement.ts";
import { canonicalText } from "../../src/model/canonical-json.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { Statement } from "../../src/model/generated/statement.ts";
import { makeFolder, type Ending } from "../support/repository.ts";
import { makeSignedRepository, type SignedRepository } from "../support/signed-repository.ts";

interface Runner {
  readonly file: string;
  readonly publicKey: string;
}

function makeRunner(ending: Ending): Runner {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const file = path.join(makeFolder(ending), "runner.pem");
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  return { file, publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64") };
}

function asksForRunner(ending: Ending, { publicKey }: Runner): SignedRepository {
  const listed = `runners:\n  - {publicKey: ${publicKey}, validAfter: "2026-01-01T00:00:00Z", validBefore: "2027-01-01T00:00:00Z"}\n`;
  return makeSignedRepository(ending, {
    policy: (text) =>
      text.replace("evidence: optional", "evidence: required").replace("runners: []\n", listed),
  });
}

test("a listed runner records and is vouched for; a clone's own key is refused before anything is written", async (context) => {
  const runner = makeRunner(context);
  const repository = asksForRunner(context, runner);
  const refused = await repository.here(["run"]);
  assert.equal(refused.exit, 4, refused.stdout);
  assert.match(refused.stdout, /RUNNER_NOT_LISTED/);
  assert.equal(readdirSync(repository.directory).includes("runs"), false);
  assert.equal((await repository.here(["run", "--runner-key", runner.file])).exit, 0);
  const verified = await repository.here(["verify"]);
  assert.equal(verified.exit, 0, verified.stdout);
  assert.match(verified.stdout, /anchored by a listed runner up to statement 3/);
});

test("signatures that were taken away are found, and the run is not carried on", async (context) => {
  const runner = makeRunner(context);
  const repository = asksForRunner(context, runner);
  await repository.here(["run", "--runner-key", runner.file]);
  const folder = path.join(repository.directory, "runs/deed");
  rmSync(path.join(folder, readdirSync(folder)[0] ?? "", "attestations.jsonl"));
  const verified = await repository.here(["verify"]);
  assert.equal(verified.exit, 7);
  assert.match(verified.stdout, /ATTESTATION_MISSING/);
  const run = await repository.here(["run", "--runner-key", runner.file]);
  assert.equal(run.exit, 7);
  assert.match(run.stdout, /EVIDENCE_UNSIGNED/);
});

test("a statement under no policy is no way around the signature that the policy asks for", async (context) => {
  const runner = makeRunner(context);
  const repository = asksForRunner(context, runner);
  await repository.here(["run", "--runner-key", runner.file]);
  const folder = path.join(repository.directory, "runs/deed");
  const file = (name: string): string => path.join(folder, readdirSync(folder)[0] ?? "", name);
  const linesOf = (name: string): string[] => readFileSync(file(name), "utf8").trimEnd().split("\n");
  const lines = linesOf("evidence.jsonl");
  const newest = lines.pop() ?? "";
  const { predicate, ...rest } = JSON.parse(newest) as Statement;
  const other = { ...predicate, policy: null, observed: { ...predicate.observed, host: "another" } };
  const forged = canonicalText({
    ...rest,
    predicate: { ...other, decision: { sha256: decisionSha256(other) } },
  });
  writeFileSync(file("evidence.jsonl"), `${[...lines, forged].join("\n")}\n`);
  writeFileSync(file("attestations.jsonl"), `${linesOf("attestations.jsonl").slice(0, -1).join("\n")}\n`);
  const report = readFileSync(file("report.md"), "utf8");
  writeFileSync(file("report.md"), report.replaceAll(sha256Hex(newest), sha256Hex(forged)));
  const verified = await repository.here(["verify"]);
  assert.equal(verified.exit, 7);
  assert.match(verified.stdout, /INPUT_MISMATCH[^]*names no policy/);
  const run = await repository.here(["run", "--no-write", "--runner-key", runner.file]);
  assert.equal(run.exit, 7);
  assert.match(run.stdout, /EVIDENCE_UNSIGNED/);
});
