// Reading real objects, loose and packed, of both formats, and every way in which one can be refused.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { startObjectStore } from "../../src/git/object-store.ts";
import type { ObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { clonePartially, makeFolder, makeRepository, writeScript } from "../support/repository.ts";

async function withStore<T>(directory: string, work: (store: ObjectStore) => Promise<T>): Promise<T> {
  const store = await startObjectStore(await openRepository(directory));
  try {
    return await work(store);
  } finally {
    await store.stop();
  }
}

const FILES = {
  "plans/b/plan.yaml": "kind: CutPlan\n",
  "plans/a/source.md": Buffer.from([0xff, 0, 0x0a, 0x0d]),
  "plans/a/empty": "",
  "plans/ü/x": "ü",
  "runs/r": "r",
};

for (const objectFormat of ["sha1", "sha256"] as const) {
  for (const packed of [false, true]) {
    test(`${objectFormat}, ${packed ? "packed" : "loose"}: the bytes that were committed`, async (t) => {
      const { directory, commit, git } = makeRepository(t, { objectFormat });
      const head = commit(FILES, "subject");
      if (packed) git(["repack", "-a", "-d", "--quiet"]);
      await withStore(directory, async (store) => {
        const { tree, parents } = await store.readCommit(head);
        assert.deepEqual(parents, []);
        const listing = await store.listFolder(tree, "plans");
        assert.deepEqual(listing.files.map(({ path }) => path), ["plans/a/empty", "plans/a/source.md", "plans/b/plan.yaml", "plans/ü/x"]); // prettier-ignore
        assert.equal(listing.folders.get("plans/a"), git(["rev-parse", "HEAD:plans/a"]));
        const blobs = await Promise.all(listing.files.map(({ oid }) => store.readBlob(oid, 100)));
        assert.deepEqual(blobs.map((bytes) => Buffer.from(bytes)), [Buffer.alloc(0), FILES["plans/a/source.md"], Buffer.from(FILES["plans/b/plan.yaml"]), Buffer.from("ü")]); // prettier-ignore
        assert.deepEqual(blobs.map((bytes) => store.hashBlob(bytes)), listing.files.map(({ oid }) => oid)); // prettier-ignore
      });
    });
  }
}

test("symlinks, executables and gitlinks are listed with their mode, not followed", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const head = commit({ "plans/x": "x" });
  const blob = git(["rev-parse", "HEAD:plans/x"]);
  const info = `120000 ${blob}\tplans/link\n100755 ${blob}\tplans/tool\n160000 ${head}\tplans/sub\n`;
  git(["update-index", "--add", "--index-info"], info);
  const tree = git(["write-tree"]);
  const { files } = await withStore(directory, (store) => store.listFolder(tree, "plans"));
  assert.deepEqual(files.map(({ path, mode }) => [path, mode]), [["plans/link", "120000"], ["plans/sub", "160000"], ["plans/tool", "100755"], ["plans/x", "100644"]]); // prettier-ignore
});

test("missing, too large, of another type: each has its code, and the next request is answered", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const head = commit({ small: "12345", big: Buffer.alloc(300_000, 7) });
  const [small, big] = [git(["rev-parse", "HEAD:small"]), git(["rev-parse", "HEAD:big"])];
  await withStore(directory, async (store) => {
    const asked = [
      store.readBlob("f".repeat(40), 10),
      store.readBlob(big, 299_999),
      store.readBlob(small, 4),
      store.readBlob(head, 1000),
      store.readTree(head),
      store.readCommit(small),
      store.readBlob("HEAD", 10),
      store.readBlob(small.slice(0, 10), 10),
      store.readBlob(`${small}\n${big}`, 10),
      store.readBlob("a".repeat(64), 10),
    ];
    const codes = (await Promise.allSettled(asked)).map((result) =>
      result.status === "rejected" && result.reason instanceof Refusal ? result.reason.code : result.status,
    );
    const [M, L, C] = ["OBJECT_MISSING", "OBJECT_TOO_LARGE", "OBJECT_CORRUPT"];
    assert.deepEqual(codes, [M, L, L, C, C, C, M, M, M, M]);
    assert.equal((await store.readBlob(big, 300_000)).length, 300_000);
  });
});

test("hasObject tells whether this clone has it, whatever it is", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const head = commit({ a: "x" });
  await withStore(directory, async (store) => {
    const names = [
      head,
      git(["rev-parse", "HEAD:a"]),
      git(["rev-parse", "HEAD^{tree}"]),
      "e".repeat(40),
      "HEAD",
    ];
    assert.deepEqual(await Promise.all(names.map((name) => store.hasObject(name))), [
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

test("a thousand requests at once are answered in order", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  commit(Object.fromEntries(Array.from({ length: 50 }, (_unused, n) => [`f${n}`, "x".repeat(n * 200)])));
  const names = git(["ls-tree", "--object-only", "HEAD"]).split("\n");
  const asked = Array.from({ length: 1000 }, (_unused, n) => names[(n * 7) % names.length] ?? "");
  await withStore(directory, async (store) => {
    const blobs = await Promise.all(asked.map((oid) => store.readBlob(oid, 100_000)));
    assert.deepEqual(blobs.map((bytes) => store.hashBlob(bytes)), asked); // prettier-ignore
  });
});

for (const [what, script] of [
  ["says what is not the protocol", "echo garbage"],
  ["answers about another object", `echo ${"e".repeat(40)} blob 1; echo x; echo`],
  ["is killed", "kill -9 $$"],
] as const) {
  test(`a git that ${what}: every request is refused, now and later`, async (t) => {
    const { directory, commit } = makeRepository(t);
    const head = commit({ a: "x" });
    const repository = await openRepository(directory);
    const path = process.env["PATH"];
    process.env["PATH"] = makeFolder(t);
    writeScript(join(process.env["PATH"], "git"), `read -r line\n${script}\nsleep 0.1`);
    process.env["PATH"] += `:${path ?? ""}`;
    const store = await startObjectStore(repository).finally(() => (process.env["PATH"] = path));
    const [one, two] = await Promise.allSettled([store.readCommit(head), store.readCommit(head)]);
    for (const { reason } of [one, two] as PromiseRejectedResult[])
      assert.equal((reason as Refusal).code, "GIT_FAILED");
    await assert.rejects(store.readCommit(head), { code: "GIT_FAILED" });
    await store.stop();
  });
}

test("stop answers what was asked for before, refuses what comes after, and may be called twice", async (t) => {
  const { directory, commit } = makeRepository(t);
  const head = commit({ a: "x" });
  const store = await startObjectStore(await openRepository(directory));
  const reading = store.readCommit(head);
  await Promise.all([store.stop(), store.stop()]);
  assert.equal((await reading).oid, head);
  await assert.rejects(store.readCommit(head), /after the object store was stopped/);
});

test("however many promised objects a partial clone lacks, what is there is read", async (t) => {
  const origin = makeRepository(t);
  const count = 110;
  origin.commit(Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, `text ${n}\n`])));
  const clone = clonePartially(origin, join(makeFolder(t), "partial"));
  const present = clone.git(["hash-object", "-w", "--stdin"], "here\n");
  const store = await startObjectStore(await openRepository(clone.directory));
  t.after(() => store.stop());
  const promised = origin.git(["ls-tree", "-r", "--object-only", "HEAD"]).split("\n");
  assert.equal(promised.length, count);
  for (const oid of promised)
    await assert.rejects(store.readBlob(oid, 100), { code: "OBJECT_MISSING", message: new RegExp(oid) });
  assert.equal(Buffer.from(await store.readBlob(present, 100)).toString(), "here\n");
});
