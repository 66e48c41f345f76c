import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { checkRepository } from "../../src/documents/check-repository.ts";
import {
  APPROVAL,
  chain,
  check,
  cutOf,
  drop,
  faultsOf,
  PLAN,
  POLICY,
  put,
  SOUND,
  SOURCE,
  swap,
  TARGET,
  textOf,
  worldOf,
  type Edit,
} from "./sound-repository.ts";

const OTHER_TARGET = "plans/_targets/other.yaml";

/** A second plan, of the same target. */
function anotherPlan(name: string): Edit {
  return chain(
    put(`plans/${name}/plan.yaml`, textOf(SOUND, PLAN).replace("name: handbook", `name: ${name}`)),
    put(`plans/${name}/handbook.md`, textOf(SOUND, SOURCE)),
  );
}

test("a sound plan comes with everything that belongs to it", () => {
  const { diagnostics, plans, policy, faultyPlans } = check(put(`${PLAN}.sig`, "")(SOUND));
  assert.deepEqual([diagnostics, [...faultyPlans]], [[], []]);
  const [plan, ...others] = plans;
  assert.deepEqual(others, []);
  assert.equal(plan?.name, "handbook");
  assert.equal(plan.plan.value.spec.mode, "DRYRUN");
  assert.equal(plan.signature?.path, `${PLAN}.sig`);
  assert.equal(plan.source.path, SOURCE);
  assert.equal(plan.target.value.metadata.name, "scratch");
  assert.deepEqual(
    plan.approvals.map(({ approval, signature }) => [approval.file.path, signature?.path]),
    [[APPROVAL, `${APPROVAL}.sig`]],
  );
  assert.equal(plan.manifest.rows.length, 3);
  assert.equal(policy?.value.version, 1);
});

test("zero plans are no fault", () => {
  const empty = check({ files: new Map() });
  assert.deepEqual([empty.diagnostics, empty.plans, empty.policy], [[], [], undefined]);
  const withoutPlan = chain(drop(PLAN), drop(SOURCE), drop(APPROVAL), drop(`${APPROVAL}.sig`))(SOUND);
  assert.deepEqual(faultsOf(withoutPlan), []);
});

suite("what is no fault", () => {
  const fine: Readonly<Record<string, Edit>> = {
    "comments and a modeline": put(
      PLAN,
      `# yaml-language-server: $schema=x\n\n${textOf(SOUND, PLAN)}# end\n`,
    ),
    "markers of one document": put(PLAN, `---\n${textOf(SOUND, PLAN)}...\n`),
    "no newline at the end": put(PLAN, textOf(SOUND, PLAN).trimEnd()),
    "a README beside the plan": put("plans/handbook/README.md", "hello"),
    "a title of other scripts and an emoji": swap(
      PLAN,
      "Staff handbook",
      "Sổ tay nhân viên — 手册 ⚠️ दस्तावेज़",
    ),
    "a title in quotes with escapes": swap(PLAN, "Staff handbook", '"\\"Staff\\" \\u00e9 no"'),
    "no, on and yes as texts": swap(PLAN, "Staff handbook", "no"),
    "long text folded": swap(
      APPROVAL,
      "window agreed with operations",
      ">-\n  window agreed\n  with operations",
    ),
    "keys in other order and style": swap(
      POLICY,
      "{principal: bob@example.org}",
      "\n    \"principal\": 'bob@example.org'",
    ),
    "a signature of the policy by a person": put(`${POLICY}.carol.sig`, ""),
    "an author who may approve": chain(
      swap(POLICY, "authorMayApprove: false", "authorMayApprove: true"),
      swap(POLICY, "SG_1: {threshold: 1, persons: [bob, carol]}", "SG_1: {threshold: 1, persons: [alice]}"),
    ),
    "gates apart, with persons enough": swap(POLICY, "notSamePersonAs: []", "notSamePersonAs: [SG_1]"),
    "a git user in the repository's identity": swap(POLICY, "git+https://git.", "git+ssh://git@git."),
    "a person named like a property of Object": swap(
      POLICY,
      "  alice: {",
      "  constructor: {principal: c@example.org}\n  alice: {",
    ),
    "units one by one": swap(
      PLAN,
      textOf(SOUND, PLAN).slice(
        textOf(SOUND, PLAN).indexOf("    levels:"),
        textOf(SOUND, PLAN).indexOf("  expect:"),
      ),
      "    units:\n      - {address: HB/C01, title: Welcome, lines: [1, 5]}\n",
    ),
    "roman numbers": swap(PLAN, "Article {n}", "Article {n:roman}"),
    "the manifest as pinned": (sound) => {
      const pinned = "a".repeat(64);
      const edited = swap(PLAN, "units: 3", `units: 3\n    manifestSha256: ${pinned}`)(sound);
      return { ...edited, cuts: { handbook: cutOf(3, pinned) } };
    },
    "empty folders of plans that are there": (sound) => ({
      ...sound,
      folders: ["plans", "plans/handbook", "plans/_trust"],
    }),
  };
  for (const [why, edit] of Object.entries(fine)) {
    test(why, () => {
      assert.deepEqual(faultsOf(edit(SOUND)), []);
      assert.equal(check(edit(SOUND)).plans.length, 1);
    });
  }
});

suite("who is kept from moving by a fault", () => {
  const repository = chain(
    anotherPlan("second"),
    anotherPlan("third"),
    swap("plans/third/plan.yaml", "target: scratch", "target: other"),
    put(OTHER_TARGET, textOf(SOUND, TARGET).replace("name: scratch", "name: other")),
  )(SOUND);
  const victims: Readonly<Record<string, { readonly edit: Edit; readonly faulty: readonly string[] }>> = {
    "nothing is wrong": { edit: chain(), faulty: [] },
    "the plan's document": { edit: swap(PLAN, "mode: DRYRUN", "mode: X"), faulty: ["handbook"] },
    "a stray file in the folder": { edit: put("plans/second/x.txt", ""), faulty: ["second"] },
    "a broken approval, which may be a denial": {
      edit: swap(APPROVAL, "decision: approve", "decision: dny"),
      faulty: ["handbook"],
    },
    "the target": { edit: swap(TARGET, "driver: memory", "driver: X"), faulty: ["handbook", "second"] },
    "a target's name": { edit: swap(OTHER_TARGET, "name: other", "name: others"), faulty: ["third"] },
    "a target of nobody": { edit: put("plans/_targets/unused.yaml", "x: 1\n"), faulty: [] },
    "the policy": { edit: swap(POLICY, "version: 1", "version: 0"), faulty: ["handbook", "second", "third"] },
    "a rule of the policy": {
      edit: swap(POLICY, "threshold: 1, persons: [carol]}\np", "threshold: 2, persons: [carol]}\np"),
      faulty: ["handbook", "second", "third"],
    },
    "a stray file beside the policy": {
      edit: put("plans/_trust/x", ""),
      faulty: ["handbook", "second", "third"],
    },
    "a file right in plans/": { edit: put("plans/x.txt", ""), faulty: [] },
    "a tree fault of the plan's folder": {
      edit: (sound) => ({ ...sound, faults: [{ path: "plans/second", fault: "name-doubled", detail: "" }] }),
      faulty: ["second"],
    },
    "a tree fault of plans/": {
      edit: (sound) => ({ ...sound, faults: [{ path: "plans", fault: "name-doubled", detail: "" }] }),
      faulty: ["handbook", "second", "third"],
    },
    "a source": { edit: put("plans/third/handbook.md", "other"), faulty: ["third"] },
    "a cut": { edit: (sound) => ({ ...sound, cuts: { second: cutOf(9) } }), faulty: ["second"] },
    "a plan that is not there": { edit: drop("plans/second/plan.yaml"), faulty: ["second"] },
  };
  for (const [why, { edit, faulty }] of Object.entries(victims)) {
    test(why, () => {
      const checked = check(edit(repository));
      assert.deepEqual([...checked.faultyPlans.keys()].sort(), faulty);
      const sound = ["handbook", "second", "third"].filter((name) => !faulty.includes(name));
      assert.deepEqual(
        checked.plans.map(({ name }) => name),
        sound,
      );
      for (const reasons of checked.faultyPlans.values()) assert.notEqual(reasons.length, 0);
      assert.equal(checked.policy === undefined, faulty.length === 3);
      assert.equal(checked.diagnostics.length > 0, why !== "nothing is wrong");
    });
  }
});

test("a cut's faults keep its plan from moving wherever they say they are", () => {
  const diagnostic = check(drop(TARGET)(SOUND)).diagnostics[0];
  assert.ok(diagnostic !== undefined);
  const elsewhere = { ...diagnostic, place: { file: "elsewhere.md", line: 1, column: 1 } };
  const checked = check({ ...SOUND, cuts: { handbook: { kind: "faulty", diagnostics: [elsewhere] } } });
  assert.deepEqual(checked.plans, []);
  assert.deepEqual(checked.faultyPlans.get("handbook"), [elsewhere]);
});

test("an object that could not be read is no fault, and its plan does not move", () => {
  const both = anotherPlan("second")(SOUND);
  for (const [path, sound] of [
    [PLAN, ["second"]],
    [SOURCE, ["second"]],
    [APPROVAL, ["second"]],
    [TARGET, []],
    [POLICY, []],
  ] as const) {
    const checked = check({ ...both, unread: [path], unreadable: [path] });
    assert.deepEqual(checked.diagnostics, [], path);
    assert.deepEqual(
      checked.plans.map(({ name }) => name),
      sound,
      path,
    );
    assert.deepEqual([...checked.faultyPlans], [], path);
  }
});

test("one bad plan among a hundred leaves ninety-nine", () => {
  const plans = Array.from({ length: 99 }, (_, index) => anotherPlan(`plan-${index}`));
  const repository = chain(...plans, swap("plans/plan-7/plan.yaml", "mode: DRYRUN", "mode: dry"))(SOUND);
  const checked = check(repository);
  assert.equal(checked.plans.length, 99);
  assert.deepEqual([...checked.faultyPlans.keys()], ["plan-7"]);
});

test("the same world gives the same faults in the same order, whatever the order of the files", () => {
  const repository = chain(
    swap(PLAN, "mode: DRYRUN", "mode: X"),
    swap(TARGET, "driver: memory", "driver: X"),
    put("plans/zz/a.txt", ""),
  )(SOUND);
  const reversed = { ...repository, files: new Map([...repository.files].reverse()) };
  assert.deepEqual(faultsOf(reversed), faultsOf(repository));
});

test("documents that are in no listing give no plan", () => {
  const world = worldOf(SOUND);
  assert.deepEqual(checkRepository({ ...world, listing: { ...world.listing, files: [] } }).plans, []);
});
