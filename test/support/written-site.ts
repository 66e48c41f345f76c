// Sites written for tests, by the same way as the command writes them.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { siteFiles } from "../../src/cli/site/site-files.ts";
import { findSitePlace } from "../../src/cli/site/site-place.ts";
import { writeSite } from "../../src/cli/site/write-site.ts";
import type { SiteData } from "../../src/site/site-data.ts";

export interface WrittenSite {
  readonly folder: string;
  /** Of the folder, with a slash at its end: file:///… */
  readonly url: string;
  readonly data: SiteData;
  /** Paths of its pages, from the site's root. */
  readonly pages: readonly string[];
}

const NO_REPOSITORY = { gitDir: "/nowhere/.git", commonDir: "/nowhere/.git", workTree: undefined };

export async function writeSiteOf(data: SiteData, folder: string): Promise<WrittenSite> {
  const names = await writeSite(await findSitePlace(folder, NO_REPOSITORY), siteFiles(data), "tested");
  const pages = names.filter((name) => name.endsWith(".html"));
  return { folder, url: pathToFileURL(`${folder}${path.sep}`).href, data, pages };
}
