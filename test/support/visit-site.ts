// Visits every page of a site in a browser, and tells everything about them that must not be.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { readContents, watchPages, type PageContents } from "./page-watch.ts";
import type { WrittenSite } from "./written-site.ts";

export interface SiteVisit {
  /** A line each, with the page; empty where all is well. */
  readonly faults: readonly string[];
  /** By their paths from the site's root. */
  readonly contents: ReadonlyMap<string, PageContents>;
}

/** A page in a context of its own, closed again. Nothing moves by itself, so that what is looked at stands still. */
export async function withPage<Answer>(
  browser: Browser,
  options: BrowserContextOptions,
  use: (page: Page, context: BrowserContext) => Promise<Answer>,
): Promise<Answer> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  try {
    return await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

const PHONE = { viewport: { width: 360, height: 740 } };

/** `root`: where the site is, as files or on a server. */
export async function visitSite(browser: Browser, site: WrittenSite, root = site.url): Promise<SiteVisit> {
  const faults: string[] = [];
  const contents = new Map<string, PageContents>();
  await withPage(browser, PHONE, async (page, context) => {
    const watch = await watchPages(context, root);
    for (const name of site.pages) {
      await page.goto(root + name);
      const one = await readContents(page);
      const wide = one.overflow > 0 ? [`is ${one.overflow} pixels wider than a phone`] : [];
      faults.push(...[...watch.take(), ...one.dangers, ...wide].map((fault) => `${name}: ${fault}`));
      contents.set(name, one);
    }
  });
  for (const [name, { links }] of contents) {
    const lost = links.filter((link) => !leadsSomewhere(link, root, contents));
    faults.push(...lost.map((link) => `${name}: leads to ${link}, which is not there`));
  }
  return { faults, contents };
}

function leadsSomewhere(link: string, root: string, contents: SiteVisit["contents"]): boolean {
  const [target = "", anchor] = link.split("#");
  if (!target.startsWith(root)) return false;
  const name = target.slice(root.length);
  if (name.startsWith("assets/")) return true;
  const ids = contents.get(name)?.ids;
  return ids !== undefined && (anchor === undefined || ids.includes(anchor));
}
