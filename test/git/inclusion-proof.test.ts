// The proof that a path is in a commit, checked as a stranger would: with sha1sum or sha256sum, od and grep only.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readInclusionProof } from "../../src/git/inclusion-proof.ts";
import type { InclusionProof } from "../../src/git/inclusion-proof.ts";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { makeFolder, makeRepository, TEST_ENVIRONMENT } from "../support/repository.ts";
import type { Ending } from "../support/repository.ts";

const PATH = "plans/p/approvals/SG_1.bob.yaml";

// Arguments: the tool, the commit's name, `<mode> <name of the object>` at the end, then the names on the way there.
const AUDIT = `set -eu
tool=$1; expected=$2; last=$3; shift 3
digest() { { printf '%s %d\\0' "$2" "$(wc -c < "$1")"; cat "$1"; } | $tool | cut -d' ' -f1; }
hex() { od -An -tx1 -v | tr -d ' \\n'; }
test "$(digest 0 commit)" = "$expected"
expected=$(head -n 1 0 | sed -n 's/^tree //p')
number=1
while test $# -gt 0; do
  test "$(digest $number tree)" = "$expected"
  if test $# -gt 1; then mode=40000; else mode=\${last% *}; fi
  entry=$(printf '%s %s\\0' "$mode" "$1" | hex)
  expected=$(hex < $number | grep -o "$entry[0-9a-f]\\{\${#expected}\\}" | head -n 1 | sed "s/^$entry//")
  test -n "$expected"
  number=$((number + 1)); shift
done
test "$expected" = "\${last#* }"
if test -f $number; then test "$(digest $number tree)" = "$expected"; fi
`;

function audit(ending: Ending, proof: InclusionProof, path: string): void {
  const folder = makeFolder(ending);
  for (const [number, { bytes }] of proof.objects.entries())
    writeFileSync(join(folder, String(number)), bytes);
  const [commit] = proof.objects;
  assert.ok(commit !== undefined);
  const tool = commit.oid.length === 40 ? "sha1sum" : "sha256sum";
  const claims = [tool, commit.oid, `${proof.mode} ${proof.oid}`, ...path.split("/")];
  execFileSync("sh", ["-c", AUDIT, "audit", ...claims], {
    cwd: folder,
    env: { PATH: TEST_ENVIRONMENT["PATH"] },
    stdio: "pipe",
  });
}

for (const objectFormat of ["sha1", "sha256"] as const) {
  test(`${objectFormat}: a stranger follows the objects from the commit to the file or folder`, async (t) => {
    const { directory, commit, git } = makeRepository(t, { objectFormat });
    const head = commit({ [PATH]: "kind: Approval\n", "plans/p/plan.yaml": "x", "a b/\u00fc": "y", z: "z" });
    const store = await startObjectStore(await openRepository(directory));
    for (const path of [PATH, "plans/p/plan.yaml", "a b/\u00fc", "z", "plans/p/approvals", "plans"]) {
      const proof = await readInclusionProof(store, head, path);
      assert.equal(proof.oid, git(["rev-parse", `HEAD:${path}`]));
      const types = proof.objects.map(({ type }) => type);
      const trees = path.split("/").length + (proof.mode === "40000" ? 1 : 0);
      assert.deepEqual(types, ["commit", ...Array.from({ length: trees }, () => "tree")]);
      audit(t, proof, path);
    }
    // The audit can fail: another object, another path, another mode, a changed byte.
    const proof = await readInclusionProof(store, head, PATH);
    assert.throws(() => audit(t, { ...proof, oid: git(["rev-parse", "HEAD:z"]) }, PATH));
    assert.throws(() => audit(t, { ...proof, mode: "100755" }, PATH));
    assert.throws(() => audit(t, proof, PATH.replace("bob", "eve")));
    for (const number of proof.objects.keys()) {
      const objects = proof.objects.map((object, n) => {
        const bytes = Buffer.from(object.bytes);
        if (n === number) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        return { ...object, bytes };
      });
      assert.throws(() => audit(t, { ...proof, objects }, PATH), `object ${number}`);
    }
    await store.stop();
  });
}

test("what is not there is not proved", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const head = commit({ [PATH]: "x" });
  const store = await startObjectStore(await openRepository(directory));
  for (const path of [
    "plans/q",
    "Plans",
    `${PATH}/x`,
    "",
    "plans/",
    "plans//p",
    "plans/*",
    "..",
    "plans/p/..",
  ])
    await assert.rejects(readInclusionProof(store, head, path), { code: "OBJECT_MISSING" }, path);
  const tree = git(["rev-parse", "HEAD^{tree}"]);
  await assert.rejects(readInclusionProof(store, tree, PATH), { code: "OBJECT_CORRUPT" });
  await assert.rejects(readInclusionProof(store, "f".repeat(40), PATH), { code: "OBJECT_MISSING" });
  await store.stop();
});
