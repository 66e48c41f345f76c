// The kit for an auditor: what export writes is checked by the commands of its own VERIFY.md, with stock tools only. A sound
// kit holds; one that was damaged or forged fails at the step that is about what was done to it.
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { unpackTar } from "modern-tar";
import { sha256Hex } from "../../src/model/digest.ts";
import type { GateName } from "../../src/model/phase.ts";
import { audit, listKit, stockTools } from "../support/auditor.ts";
import { approvalsFor } from "../support/many-plans.ts";
import { makePerson } from "../support/people.ts";
import { makeFolder, type Files } from "../support/repository.ts";
import { makeSignedRepository, type SignedRepository } from "../support/signed-repository.ts";
import { DAMAGES } from "./kit-damages.ts";
import { FORGERIES } from "./kit-forgeries.ts";

const TRUST = "plans/_trust";

/** Two approvals, the second written by hand in another style, and under a second policy that lists the runner. */
function carryUnderTwoPolicies({ reconcile, directory, bob, commit }: SignedRepository): void {
  const approve = (gate: GateName, change: (text: string) => string): Files => {
    const [written] = Object.entries(approvalsFor(directory, gate));
    const [file, text] = written!;
    const changed = change(String(text));
    return { [file]: changed, [`${file}.sig`]: bob.sign(changed, "approval") };
  };
  reconcile(["run", "--commit"]);
  commit(approve("SG_1", (text) => text));
  reconcile(["run", "--commit"]);
  const before = readFileSync(path.join(directory, TRUST, "policy.yaml"), "utf8");
  const runner = `\n- validBefore: "2030-01-01T00:00:00Z"\n  publicKey: ${runnerKey(directory)}\n  validAfter: "2026-01-01T00:00:00Z"`;
  const policy = before.replace("version: 1", "version: 2").replace("runners: []", `runners:${runner}`);
  commit({
    [`${TRUST}/policy.yaml`]: policy,
    [`${TRUST}/policy.yaml.bob.sig`]: bob.sign(policy, "policy"),
    ...approve("SG_2", (text) =>
      inBlockStyle(text).replace("version: 1", "version: 2").replace(sha256Hex(before), sha256Hex(policy)),
    ),
  });
  reconcile(["run", "--commit"]);
}

function runnerKey(directory: string): string {
  const bundles = readFileSync(path.join(directory, runFolder(directory), "attestations.jsonl"), "utf8");
  return /"hint":"(?<key>[^"]+)"/.exec(bundles)?.groups?.["key"] ?? "";
}

function runFolder(directory: string): string {
  const [file = ""] = listKit(path.join(directory, "runs"));
  return path.join("runs", path.dirname(file));
}

/** `plan: {path: a, sha256: "b"}` as two lines in the other order, quotes changed, with comments. */
function inBlockStyle(text: string): string {
  return text
    .replace(/^plan: \{path: (.*), sha256: "(.*)"\}$/m, "plan:   # what was read\n  sha256: $2\n  path: '$1'")
    .replace(
      /^evidenceHead: \{seq: (.*), sha256: (.*)\}$/m,
      "evidenceHead:\n  sha256: $2  # the head\n  seq: $1",
    )
    .replace(/^reason: .*$/m, 'reason: "run: deed-000000000000, \\"source\\": {sha256: 00} # \\U0001F600"');
}

test("a kit is checked by the commands of its VERIFY.md", { concurrency: 2 }, async (context) => {
  const repository = makeSignedRepository(context);
  const people = { ...repository, mallory: makePerson(context, "mallory") };
  const tools = stockTools(context);
  const folder = makeFolder(context);
  const kit = path.join(folder, "kit");
  carryUnderTwoPolicies(repository);
  const exported = await repository.here([
    "export",
    "deed",
    "--out",
    kit,
    "--tar",
    path.join(folder, "kit.tar"),
  ]);
  assert.equal(exported.exit, 0, exported.stdout + exported.stderr);
  await Promise.all([
    context.test("the kit as it was written holds", async () => {
      const { exit, output, held } = await audit(kit, tools);
      assert.equal(exit, 0, output);
      assert.deepEqual(held, [1, 2, 3, 4, 5, 6, 7, 8]);
      assert.match(output, /^OK {3}trust\/0002 was signed by bob@example.org/m);
      assert.match(output, /^OK {3}SG_2, judged .* approved by bob@example.org, .*0009/m);
      assert.match(output, /^OK {3}statement 0012 was signed by .* is listed in the policy/m);
    }),
    context.test("the tar has the same files in one order, and neither times nor owners", async () => {
      const tar = readFileSync(path.join(folder, "kit.tar"));
      const entries = await unpackTar(tar);
      const names = entries.map(({ header }) => header.name.split("/").slice(1).join("/"));
      assert.deepEqual([...names].sort(), listKit(kit));
      assert.deepEqual(names, [...names].sort());
      for (const [index, { data, header }] of entries.entries()) {
        assert.deepEqual(Buffer.from(data ?? []), readFileSync(path.join(kit, names[index] ?? "")));
        assert.deepEqual([header.mode, header.mtime?.getTime(), header.uid], [0o644, 0, 0]);
      }
    }),
    context.test("nothing in it names a path of this machine", () => {
      for (const file of listKit(kit)) {
        const text = readFileSync(path.join(kit, file), "latin1");
        for (const place of [repository.directory, folder, process.cwd()])
          assert.ok(!text.includes(place), file);
      }
    }),
    ...[...DAMAGES, ...FORGERIES].map(({ what, step, says, damage }) =>
      context.test(`${what}: step ${step} fails`, async (inner) => {
        const damaged = path.join(makeFolder(inner), "kit");
        cpSync(kit, damaged, { recursive: true });
        damage(damaged, people);
        const { exit, output, failed } = await audit(damaged, tools, step);
        assert.notEqual(exit, 0, output);
        assert.equal(failed, step, output);
        assert.match(output, says);
        assert.ok(!existsSync(path.join(damaged, "canary")));
      }),
    ),
  ]);
});

test("a run that waits at its first gate, in a repository with SHA-256 names, not committed", async (context) => {
  const repository = makeSignedRepository(context, { objectFormat: "sha256" });
  await repository.here(["run"]);
  const kit = path.join(makeFolder(context), "kit");
  const { exit, stdout, stderr } = await repository.here(["export", "deed", "--out", kit, "--json"]);
  assert.equal(exit, 0, stdout + stderr);
  assert.match(stdout, /"type":"verdict".*"verdict":"intact"/);
  const audited = await audit(kit, stockTools(context));
  assert.equal(audited.exit, 0, audited.output);
  assert.match(audited.output, /^NOTE no gate of this run has opened yet$/m);
  assert.match(audited.output, /^NOTE evidence.jsonl is not in the exported commit/m);
  const evidence = path.join(repository.directory, runFolder(repository.directory), "evidence.jsonl");
  writeFileSync(evidence, readFileSync(evidence, "utf8").replace("PASSED", "FAILED"));
  const broken = path.join(kit, "broken");
  const told = await repository.here(["export", "deed", "--out", broken]);
  assert.equal(told.exit, 7, told.stdout);
  assert.match(told.stdout, /This evidence does not hold/);
  assert.ok(existsSync(path.join(broken, "VERIFY.md")));
  const refused = await audit(broken, stockTools(context));
  assert.notEqual(refused.exit, 0, refused.output);
  assert.match(refused.output, /says: "broken"/);
});
