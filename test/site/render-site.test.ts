// The site as a whole: which pages there are, that every link leads somewhere, that nothing comes from elsewhere, and that
// each page says what its plan or run is about.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { ASSET_FOLDER, ASSETS } from "../../src/site/assets.ts";
import { renderSite, type SitePage } from "../../src/site/render-site.ts";
import type { SiteData, SitePlan } from "../../src/site/site-data.ts";
import { PLAN_STATES, STATE_ORDER } from "../../src/site/state-words.ts";
import { findAll, findOne, readHtml, textOf, walk, type HtmlElement } from "./read-html.ts";
import { passedUpTo, sampleCut, sampleRun } from "./sample-run.ts";
import { PLANS, RUNS, sampleFault, samplePlan, sampleSite } from "./sample-site.ts";

function render(data: SiteData): ReadonlyMap<string, HtmlElement> {
  const pages = [...renderSite(data)];
  assert.equal(new Set(pages.map((page) => page.path)).size, pages.length, "every path once");
  return new Map(pages.map((page) => [page.path, readHtml(page.text)]));
}

const SITE = render(sampleSite());

function page(where: string): HtmlElement {
  const found = SITE.get(where);
  assert.ok(found, `${where} is there`);
  return found;
}

test("site: every state and every position has its page", () => {
  assert.deepEqual(
    STATE_ORDER.filter((state) => !PLANS.some((plan) => plan.state === state)),
    [],
  );
  for (const plan of PLANS) {
    const standing = textOf(findOne(page(`plans/${plan.name}/index.html`), { class: "standing" }));
    assert.ok(standing.includes(PLAN_STATES[plan.state].word) && standing.includes(plan.text), plan.name);
    for (const run of plan.runs) {
      const folder = `runs/${plan.name}/${run.id}`;
      assert.ok(textOf(page(`${folder}/index.html`)).includes(run.id));
      assert.ok(SITE.has(`${folder}/evidence.html`));
      assert.equal(SITE.has(`${folder}/source.html`), run.cut !== undefined);
    }
  }
});

test("site: every link leads to a page, an asset or a place that is there", () => {
  const assets = new Set(ASSETS.map((name) => `${ASSET_FOLDER}/${name}`));
  for (const [from, root] of SITE) {
    for (const { attributes } of walk(root)) {
      const to = attributes.get("href") ?? attributes.get("src");
      if (to === undefined) continue;
      const { origin, pathname, hash } = new URL(to, `https://site.invalid/${from}`);
      assert.equal(origin, "https://site.invalid", `${from} links to ${to}`);
      const target = pathname.slice(1);
      assert.ok(SITE.has(target) || assets.has(target), `${from} links to ${target}`);
      if (hash !== "") assert.equal(findAll(page(target), { id: hash.slice(1) }).length, 1, `${from}: ${to}`);
    }
  }
});

test("site: ids stand once on a page, and what is named by one is there", () => {
  for (const [where, root] of SITE) {
    const ids = [...walk(root)].flatMap(({ attributes }) => attributes.get("id") ?? []);
    assert.equal(new Set(ids).size, ids.length, where);
    for (const { attributes } of walk(root)) {
      for (const id of (attributes.get("aria-labelledby") ?? "").split(" ").filter((one) => one !== ""))
        assert.ok(ids.includes(id), `${where}: ${id}`);
    }
  }
});

test("site: headings begin with one h1 and never skip a level", () => {
  // The second unit is so long that pages begin in the middle of a part.
  const cut = sampleCut(8, (ord) => (ord === 2 ? "<".repeat(1_000_000) : "short\n"));
  const long = render(sampleSite({ plans: [samplePlan({ cut })] }));
  assert.ok(long.has("plans/handbook/source-3.html"));
  for (const [where, root] of [...SITE, ...long]) {
    const levels = [...walk(root)].filter(({ tag }) => /^h[1-6]$/.test(tag)).map(({ tag }) => Number(tag[1]));
    assert.equal(levels.filter((level) => level === 1).length, 1, where);
    levels.reduce((before, level) => {
      assert.ok(level <= before + 1, `${where}: h${before} is followed by h${level}`);
      return level;
    }, 0);
  }
});

test("site: every page lets nothing in from elsewhere", () => {
  for (const [where, root] of SITE) {
    const policy = [...walk(root)].find(({ attributes }) => attributes.has("http-equiv"));
    assert.match(policy?.attributes.get("content") ?? "", /^default-src 'none';/, where);
    assert.doesNotMatch(policy?.attributes.get("content") ?? "", /unsafe|\*|https?:/);
    for (const { tag, attributes } of walk(root)) {
      assert.ok(
        !["iframe", "object", "embed", "form", "base", "style", "img"].includes(tag),
        `${where}: ${tag}`,
      );
      assert.ok(!attributes.has("style") && !attributes.has("target"), where);
    }
  }
});

test("site: the band says the mode, and what the statements say about writing", () => {
  const band = (where: string): string => textOf(findOne(page(where), { class: "band" }));
  assert.match(band("plans/handbook/index.html"), /^DRYRUN.*nothing is written/);
  assert.match(band("plans/live-migration/index.html"), /^LIVE.*No step that writes is on record/);
  assert.match(
    band(`runs/torn/${RUNS["torn"]!.id}/index.html`),
    /^LIVE.*steps that write to it are on record/,
  );
  assert.deepEqual(findAll(page("plans/broken/index.html"), { class: "band" }), []);
});

test("site: the overview has every plan once, the most urgent state first, and who acts next", () => {
  const table = findOne(page("index.html"), { id: "plans" });
  const groups = findAll(table, { tag: "tbody" }).map(({ attributes }) => attributes.get("id"));
  assert.deepEqual(
    groups,
    STATE_ORDER.map((state) => `state-${state}`),
  );
  const names = findAll(table, { class: "plan-name" }).map(textOf);
  assert.deepEqual(
    names.toSorted(),
    PLANS.map(({ name }) => name),
  );
  const actors = findOne(page("index.html"), { class: "actors" });
  assert.match(textOf(actors), /bob 2 plansdenied SG_1handbook SG_1/);
});

test("site: the same data gives the same bytes", () => {
  assert.deepEqual([...renderSite(sampleSite())], [...renderSite(structuredClone(sampleSite()))]);
});

test("site: pages are rendered one by one, when they are asked for", () => {
  const unreadable: SitePlan = {
    ...samplePlan(),
    get runs(): never {
      throw new Error("was read");
    },
  };
  const pages = renderSite(sampleSite({ plans: [unreadable] }));
  const first = [pages.next(), pages.next()].map(({ value }) => (value as SitePage | undefined)?.path);
  assert.deepEqual(first, ["index.html", "trust.html"]);
  assert.throws(() => pages.next(), /was read/);
});

test("site: faults show their place, their line and what to do", () => {
  const list = textOf(findOne(page("plans/broken/index.html"), { class: "fault-list" }));
  for (const words of [
    "plans/broken/plan.yaml:7:3",
    "moed",
    "there is no field",
    'write "mode"',
    "broken.md:214:1",
  ])
    assert.ok(list.includes(words), words);
  const many = Array.from({ length: 450 }, () => sampleFault());
  const site = render(sampleSite({ plans: [], faults: many, trust: undefined }));
  const overview = site.get("index.html")!;
  assert.equal(findAll(overview, { class: "fault" }).length, 100);
  assert.match(textOf(overview), /350 more faults: reconcile validate shows all/);
  assert.match(textOf(site.get("trust.html")!), /nobody may do anything/);
});

test("site: an empty repository has an overview and a page on trust", () => {
  const site = render(sampleSite({ plans: [] }));
  assert.deepEqual([...site.keys()], ["index.html", "trust.html"]);
  assert.match(textOf(site.get("index.html")!), /There are no plans in this commit/);
});

test("site: an approval shows what it is worth, and why it does not count", () => {
  const text = textOf(page("plans/handbook/index.html"));
  for (const words of [
    "1 of 2 approvals",
    "AUTHENTIC",
    "BOUND",
    "COUNTED",
    "PLAN_STALE",
    "NOT_BOUND",
    "91e16962325462e5",
  ])
    assert.ok(text.includes(words), words);
});

test("site: trust tells a right that could not be used today from one that could", () => {
  const trust = page("trust.html");
  const rows = findAll(trust, { tag: "tr" }).map(textOf);
  assert.ok(rows.includes("bobmay, has no valid keymay, has no valid keynono"));
  assert.ok(rows.includes("carolmaymaymaymay"));
  assert.ok(rows.includes("davenononono"));
  assert.match(textOf(trust), /2 persons, and only 1 could today/);
});

test("site: each statement links to the one that it rests on, and a broken chain says so", () => {
  const run = sampleRun(passedUpTo("manifest"));
  const statements = run.statements.with(2, { ...run.statements[2]!, previousSha256: "ab".repeat(32) });
  const site = render(sampleSite({ plans: [samplePlan({ runs: [{ ...run, statements }] })] }));
  const blocks = findAll(site.get(`runs/handbook/${run.id}/evidence.html`)!, { class: "statement" });
  assert.equal(blocks.length, 4);
  const linked = blocks.map((block) =>
    findAll(block, { tag: "a" }).some(({ attributes }) => attributes.has("aria-label")),
  );
  assert.deepEqual(linked, [false, true, false, true]);
  assert.match(textOf(blocks[2]!), /which is not the statement before it here/);
});

test("site: files that a statement covers are listed where they are new, with a link from where they are not", () => {
  const site = render(sampleSite({ plans: [samplePlan({ runs: [sampleRun(passedUpTo("cut_leg_a"))] })] }));
  const evidence = site.get("runs/handbook/handbook-f88264866a7b/evidence.html")!;
  const blocks = findAll(evidence, { class: "statement" });
  const listed = blocks.map((block) => findAll(block, { tag: "td" }).length / 2);
  assert.deepEqual(listed, [2, 0, 0, 0, 1, 0, 0]);
  const told = blocks.flatMap((block) => findAll(block, { class: "covers" }).map(textOf));
  assert.deepEqual(told, [
    ...Array.from({ length: 3 }, () => "Covers 2 files, each as in statement 0."),
    "Covers 3 files, those that are not listed here as in statement 0.",
    ...Array.from({ length: 2 }, () => "Covers 3 files, each as in statement 4."),
  ]);
});

test("site: a long chain is divided over pages, and its links lead from one to another", () => {
  const refusals = Array.from({ length: 250 }, () => ({
    phase: "refusal" as const,
    outcome: "REFUSED" as const,
    reasons: ["TARGET_UNREACHABLE"],
  }));
  const run = sampleRun(refusals, { next: "preflight" });
  const site = render(sampleSite({ plans: [samplePlan({ runs: [run] })] }));
  const pages = ["", "-2", "-3"].map((part) => site.get(`runs/handbook/${run.id}/evidence${part}.html`)!);
  assert.deepEqual(
    pages.flatMap((one) =>
      findAll(one, { class: "statement" }).map(({ attributes }) => attributes.get("id")),
    ),
    run.statements.map(({ seq }) => `statement-${seq}`),
  );
  const first = findAll(pages[1]!, { class: "statement" })[0]!;
  assert.deepEqual(
    findAll(first, { tag: "a" }).map(({ attributes }) => attributes.get("href")),
    ["evidence.html#statement-99", "evidence.html#statement-4"],
  );
});

test("site: the source stands on its pages whole, in order, each unit once", () => {
  const cut = sampleCut(1234);
  const run = sampleRun(passedUpTo("manifest"), { cut });
  const site = render(sampleSite({ plans: [samplePlan({ runs: [run] })] }));
  const folder = `runs/handbook/${run.id}`;
  const parts = (kind: string): readonly HtmlElement[] =>
    ["", "-2", "-3"].map((part) => site.get(`${folder}/${kind}${part}.html`)!);
  assert.ok(!site.has(`${folder}/source-4.html`));
  const texts = parts("source").flatMap((part) => findAll(part, { class: "unit-text" }).map(textOf));
  assert.equal(texts.join(""), cut.before + cut.units.map(({ text }) => text).join(""));
  const addresses = parts("units").flatMap((part) => findAll(part, { class: "address" }).map(textOf));
  assert.deepEqual(
    addresses,
    cut.units.map(({ row }) => row.address),
  );
});

test("site: every asset is there, and no other", () => {
  const folder = path.join(import.meta.dirname, "../../src/site", ASSET_FOLDER);
  assert.deepEqual(readdirSync(folder).toSorted(), ASSETS.toSorted());
});
