// The pages in a real browser: nothing of what people wrote runs, asks for anything or breaks out; everybody can read them,
// by eye, by ear, by keyboard, without a script, on paper; and a run with ten thousand units stays usable.
import assert from "node:assert/strict";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, suite, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { HIDDEN_CHARACTER, nameCharacter } from "../../src/diagnostics/hidden-characters.ts";
import type { SitePlan } from "../../src/site/site-data.ts";
import { visibleLines } from "../../src/site/visible-lines.ts";
import { askAxe } from "../support/ask-axe.ts";
import { collectHere, COLLECT_NOW, planOf, runOf } from "../support/collect-here.ts";
import { HOSTILE_REASON, HOSTILE_TITLE, makeHostileRepository } from "../support/hostile-repository.ts";
import { makeHostile } from "../support/hostile-texts.ts";
import { manyPlans } from "../support/many-plans.ts";
import { NO_BROWSER, openBrowser } from "../support/open-browser.ts";
import { findClipped, findHidden, listFocusable, readFocus, type Focus } from "../support/page-probes.ts";
import { makeFolder, makeRepository } from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";
import { serveFolder, type FolderServer } from "../support/serve-folder.ts";
import { visitSite, withPage } from "../support/visit-site.ts";
import { writeSiteOf, type WrittenSite } from "../support/written-site.ts";
import { PLANS, sampleSite } from "./sample-site.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const WIDTHS = [360, 1440];
const SCREEN = { viewport: { width: 1440, height: 900 } };

const folder = NO_BROWSER === false ? makeFolder({ after }) : "";
let browser: Browser;
let server: FolderServer;
let own: WrittenSite;
let hostile: WrittenSite;

suite("the pages in a browser", { skip: NO_BROWSER }, () => {
  before(async () => {
    const starting = openBrowser();
    server = await serveFolder(folder);
    own = await writeSiteOf(await collectHere(ROOT), path.join(folder, "own"));
    const repository = await makeHostileRepository({ after });
    hostile = await writeSiteOf(await collectHere(repository.directory), path.join(folder, "hostile"));
    browser = await starting;
  });

  after(async () => {
    server.stop();
    await browser.close();
  });

  test("this repository, as files: no page asks for or complains of anything, and every link leads somewhere", async () => {
    assert.deepEqual((await visitSite(browser, own)).faults, []);
  });

  test("a repository full of hostile texts, from a server: nothing runs, and they are shown as they were given", async () => {
    const { faults, contents } = await visitSite(browser, hostile, `${server.url}hostile/`);
    assert.deepEqual(faults, []);
    const texts = [...contents.values()].map(({ text }) => text);
    for (const given of [HOSTILE_TITLE, HOSTILE_REASON])
      assert.ok(
        texts.some((text) => text.includes(visibleLines(given))),
        `no page shows ${given}`,
      );
    const source = runOf(planOf(hostile.data, "deed")).cut?.units.map(({ text }) => text);
    assert.equal(await readSource(hostile, "deed"), nameHidden(source?.join("") ?? ""));
  });

  test("hostile texts in the place of every text: nothing runs, and they are shown as they were given", async () => {
    const { data, texts } = makeHostile(sampleSite({ plans: TOLD_APART.map(withShownTodo) }));
    const planted = await writeSiteOf(data, path.join(folder, "planted"));
    const { faults, contents } = await visitSite(browser, planted);
    assert.deepEqual(faults, []);
    const shown = [...contents.values()].map(({ title, text }) => `${title}\n${text}`).join("\n");
    const isShown = (text: string): boolean =>
      shown.includes(visibleLines(text)) || shown.includes(nameHidden(text));
    assert.deepEqual(
      texts.filter((text) => !isShown(text)),
      [],
    );
  });

  test(`axe finds nothing on any kind of page, light or dark, at ${WIDTHS.join(", ")} pixels`, async () => {
    await withPage(browser, { bypassCSP: true }, async (page) => {
      for (const [site, name] of kindsOfPages()) {
        await page.goto(site.url + name);
        assert.deepEqual(await askAxe(page, WIDTHS), [], name);
      }
    });
  });

  test("without a script everything is there to be read", async () => {
    const options = { ...SCREEN, javaScriptEnabled: false };
    const hidden = await withPage(browser, options, (page) => findHidden(page, kindsOfPages()));
    assert.deepEqual(hidden, []);
  });

  test("on paper everything is shown, and nothing is cut off", async () => {
    await withPage(browser, { viewport: { width: 700, height: 1000 } }, async (page) => {
      await page.emulateMedia({ media: "print" });
      assert.deepEqual(await findHidden(page, kindsOfPages()), []);
      assert.deepEqual(await findClipped(page, kindsOfPages()), []);
    });
  });

  test("by keyboard alone: first past the navigation, then to everything, and one sees where one is", async () => {
    await withPage(browser, SCREEN, async (page) => {
      await page.goto(`${own.url}index.html`);
      await page.keyboard.press("Tab");
      assert.deepEqual(await readFocus(page), { name: "a.skip Skip to the content", isSeen: true });
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate("document.activeElement.id"), "main");
      await page.goto("about:blank");
      await page.goto(`${own.url}index.html`);
      const wanted = await listFocusable(page);
      const reached: Focus[] = [];
      while (reached.length < wanted.length) {
        await page.keyboard.press("Tab");
        reached.push(await readFocus(page));
      }
      assert.deepEqual(
        reached,
        wanted.map((name) => ({ name, isSeen: true })),
      );
    });
  });

  test("the filter and the order of the plans work by keyboard, and say what they found", async () => {
    await withPage(browser, SCREEN, async (page) => {
      await page.goto(`${own.url}index.html`);
      const names = async (): Promise<readonly string[]> =>
        page.locator("#plans tbody th[scope=row]:visible .plan-name").allTextContents();
      const all = await names();
      const sorted = own.data.plans.map(({ name }) => name);
      assert.deepEqual([...all].sort(), sorted);
      await page.getByLabel("Find").focus();
      await page.keyboard.type("handbook");
      assert.deepEqual(await names(), ["handbook"]);
      assert.match(await page.getByRole("status").innerText(), /^1 of \d+ plans$/);
      await page.getByRole("button", { name: "Show all" }).press("Enter");
      assert.deepEqual(await names(), all);
      const plan = page.getByRole("columnheader", { name: "Plan" });
      const sort = plan.getByRole("button");
      await sort.press("Enter");
      assert.deepEqual([await names(), await plan.getAttribute("aria-sort")], [sorted, "ascending"]);
      await sort.press("Space");
      assert.deepEqual(await names(), sorted.toReversed());
      await sort.press("Space");
      assert.deepEqual([await names(), await plan.getAttribute("aria-sort")], [all, null]);
    });
  });

  test("each of these checks finds a planted fault", async () => {
    const planted = path.join(folder, "faults");
    mkdirSync(planted);
    writeFileSync(path.join(planted, "index.html"), FAULTY_PAGE);
    const site = { ...own, folder: planted, url: pathToFileURL(`${planted}/`).href, pages: ["index.html"] };
    const { faults } = await visitSite(browser, site);
    for (const found of FOUND_FAULTS)
      assert.ok(
        faults.some((fault) => found.test(fault)),
        `${found} is not among\n${faults.join("\n")}`,
      );
    await withPage(browser, { bypassCSP: true }, async (page) => {
      const pages = [[site, "index.html"]] as const;
      assert.deepEqual(await findHidden(page, pages), ["index.html: hidden"]);
      assert.match((await findClipped(page, pages)).join(), /cut off/);
      await page.goto(`${site.url}index.html`);
      const axe = (await askAxe(page, WIDTHS)).join("\n");
      for (const rule of ["color-contrast", "image-alt", "target-size"]) assert.ok(axe.includes(rule), axe);
      await page.focus("a");
      assert.equal((await readFocus(page)).isSeen, false);
    });
  });

  test("a run with 10,000 units stays usable on a phone", async (context) => {
    const repository = makeRepository({ after });
    repository.commit(manyPlans(1, 10_000));
    await runHere(repository.directory, ["run", "--quiet", "--now", COLLECT_NOW]);
    const large = await writeSiteOf(await collectHere(repository.directory), path.join(folder, "large"));
    const heaviest = Math.max(...large.pages.map((name) => statSync(path.join(large.folder, name)).size));
    assert.ok(heaviest < 2_000_000, `a page has ${heaviest} bytes`);
    await withPage(browser, { viewport: { width: 360, height: 740 } }, async (page) => {
      for (const kind of ["units", "source"] as const) {
        const before = performance.now();
        await page.goto(`${large.url}${pageOf(large, "plan-00000", kind)}`);
        await page.mouse.wheel(0, 1_000_000);
        await page.waitForFunction("scrollY > 10_000");
        const tookMs = Math.round(performance.now() - before);
        context.diagnostic(
          `${kind}: shown and scrolled through in ${tookMs} ms; the heaviest page has ${heaviest} bytes`,
        );
      }
      await page.goto(`${large.url}${pageOf(large, "plan-00000", "units")}`);
      await page.locator("a.address").last().click();
      assert.equal(await page.locator(".unit:target").count(), 1, "a unit leads to its place in the source");
    });
  });
});

const FAULTY_PAGE = `<!doctype html><html lang="en"><title>x</title><style>a:focus{outline:none}</style><body><main>
<h1>x</h1><h1>y</h1><p id="a" onclick="x()">a</p><p id="a" aria-labelledby="b" hidden>hidden</p>
<p style="width:9999px">wide</p><pre style="overflow:hidden;width:50px">cut off, as it is too long</pre>
<p style="color:#ccc;background:#fff">pale</p><a href="gone.html">x</a><a href="#gone">x</a>
<a href="javascript:x">x</a><iframe src="https://evil.invalid/x"></iframe><img src="https://evil.invalid/y">
</main>
<script>window.canary = 1; console.error("loud"); alert("shout"); throw new Error("thrown")</script>`;

const FOUND_FAULTS = [
  /asked for https:\/\/evil\.invalid\/x/,
  /asked for https:\/\/evil\.invalid\/y/,
  /console: loud/,
  /dialog: shout/,
  /threw thrown/,
  /the canary is dead/,
  /p onclick=/,
  /p style=/,
  /javascript:x/,
  /: iframe/,
  /: style/,
  /: script /,
  /id twice: a/,
  /aria-labelledby leads to no #b/,
  /not one h1/,
  /pixels wider than a phone/,
  /leads to \S+gone\.html, which is not there/,
  /leads to \S+#gone, which is not there/,
];

/** Each kind of page once, the long ones where they are short: what is asked of them hangs on their parts, not their number. */
function kindsOfPages(): readonly (readonly [site: WrittenSite, name: string])[] {
  const plans = ["charter", "handbook"].map((plan) => `plans/${plan}/index.html`);
  const ofOwn = ["index.html", "trust.html", ...plans, pageOf(own, "charter", "index")];
  const ofRun = (["index", "units", "source", "evidence"] as const).map((kind) =>
    pageOf(hostile, "plan-00000", kind),
  );
  return [
    ...ofOwn.map((name) => [own, name] as const),
    ...["plans/faulty/index.html", ...ofRun].map((name) => [hostile, name] as const),
  ];
}

/** A page of the plan's newest run. */
function pageOf(
  { data }: WrittenSite,
  plan: string,
  kind: "index" | "units" | "source" | "evidence",
): string {
  return `runs/${plan}/${runOf(planOf(data, plan)).id}/${kind}.html`;
}

/** Some states of a plan are told by the very same parts of its pages as others. */
const TOLD_APART = PLANS.filter(
  ({ name }) => !["accepted", "denied", "failing", "moved", "replaced"].includes(name),
);

/** Where there are faults, their list says what to do, and not the plan's own words. */
function withShownTodo(plan: SitePlan): SitePlan {
  return plan.faults.length === 0 ? plan : { ...plan, todo: undefined };
}

/** The document as the first page of its source shows it; it has to be short enough for one. */
async function readSource(site: WrittenSite, plan: string): Promise<string> {
  return withPage(browser, {}, async (page) => {
    await page.goto(site.url + pageOf(site, plan, "source"));
    return (await page.locator(".unit-text > code").allTextContents()).join("");
  });
}

const HIDDEN_RUN = new RegExp(`(?:(?![\\t\\n])${HIDDEN_CHARACTER.source})+`, "gv");

/** As the pages set hidden characters apart from a text: by their names. */
function nameHidden(text: string): string {
  return text.replace(HIDDEN_RUN, (run) => Array.from(run, nameCharacter).join(" "));
}
