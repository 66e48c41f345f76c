// Every file of a site: the pages as site/ renders them, and what goes along with them as it is.
import { readFileSync } from "node:fs";
import path from "node:path";
import { ASSET_FOLDER, ASSETS } from "../../site/assets.ts";
import { renderSite } from "../../site/render-site.ts";
import type { SiteData } from "../../site/site-data.ts";
import type { SiteFile } from "./write-site.ts";

const FOLDER = path.join(import.meta.dirname, "../../site", ASSET_FOLDER);

/** One after the other: a page is rendered when the one before it is on disk. */
export function* siteFiles(data: SiteData): Generator<SiteFile> {
  for (const name of ASSETS)
    yield { path: `${ASSET_FOLDER}/${name}`, content: readFileSync(path.join(FOLDER, name)) };
  for (const page of renderSite(data)) yield { path: page.path, content: page.text };
}
