// What is around every page: the head with the policy that lets nothing in from elsewhere, the way back, the band that
// says whether anything is written, and the foot that says what the page was made from.
import { renderToStaticMarkup } from "preact-render-to-string";
import { ASSET_FOLDER } from "./assets.ts";
import { h, type Child, type Element } from "./element.ts";
import { momentOf } from "./moments.ts";
import type { SiteData } from "./site-data.ts";
import { linkTo, OVERVIEW_PATH, TRUST_PATH } from "./site-paths.ts";
import { code } from "./texts.ts";

export interface SitePage {
  /** From the site's root, with slashes; made of letters, digits, `.`, `_`, `-` and `/` only. */
  readonly path: string;
  /** HTML. */
  readonly text: string;
}

/** What a page is, before its frame is around it. */
export interface PageContent {
  readonly path: string;
  /** The most particular thing first. */
  readonly title: string;
  /** The pages above it, from the overview's child on. */
  readonly trail: readonly { readonly text: string; readonly path: string }[];
  readonly band?: Element | undefined;
  readonly main: readonly Child[];
}

/** Scripts, styles and pictures of this site alone; nothing else is ever asked for, and no form goes anywhere. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

export function framePage(data: SiteData, content: PageContent): SitePage {
  const page = h(
    "html",
    { lang: "en" },
    headOf(content),
    h(
      "body",
      {},
      h("a", { class: "skip", href: "#main" }, "Skip to the content"),
      siteHeader(content.path),
      content.band,
      h("main", { id: "main", tabindex: -1 }, trailOf(content), ...content.main),
      siteFooter(data),
    ),
  );
  return { path: content.path, text: `<!doctype html>\n${renderToStaticMarkup(page)}\n` };
}

function headOf({ path, title }: PageContent): Element {
  const asset = (name: string): string => linkTo(path, `${ASSET_FOLDER}/${name}`);
  return h(
    "head",
    {},
    h("meta", { charset: "utf-8" }),
    h("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
    h("meta", { name: "referrer", content: "no-referrer" }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("meta", { name: "robots", content: "noindex" }),
    h("title", {}, `${title} · cutplan`),
    h("link", { rel: "icon", type: "image/svg+xml", href: asset("icon.svg") }),
    h("link", { rel: "stylesheet", href: asset("site.css") }),
    h("script", { src: asset("site.js"), defer: true }),
  );
}

function siteHeader(path: string): Element {
  const item = (text: string, to: string): Element =>
    h("li", {}, h("a", { href: linkTo(path, to), "aria-current": path === to ? "page" : undefined }, text));
  return h(
    "header",
    { class: "site-header" },
    h("span", { class: "wordmark", translate: "no" }, "cutplan"),
    h("nav", { "aria-label": "Site" }, h("ul", {}, item("Plans", OVERVIEW_PATH), item("Trust", TRUST_PATH))),
  );
}

function trailOf({ path, trail }: PageContent): Child {
  if (trail.length === 0) return undefined;
  return h(
    "nav",
    { class: "trail", "aria-label": "Where you are" },
    h(
      "ol",
      {},
      h("li", {}, h("a", { href: linkTo(path, OVERVIEW_PATH) }, "Plans")),
      ...trail.map((above) =>
        h(
          "li",
          {},
          above.path === path
            ? h("span", { "aria-current": "page" }, above.text)
            : h("a", { href: linkTo(path, above.path) }, above.text),
        ),
      ),
    ),
  );
}

function siteFooter({ tool, at, commit }: SiteData): Element {
  return h(
    "footer",
    { class: "site-footer" },
    h(
      "p",
      {},
      "Judged ",
      momentOf(at),
      ` by ${tool}, at commit `,
      h("code", { class: "digest" }, commit.sha),
      " of ",
      code(commit.ref),
      ".",
    ),
    h(
      "p",
      {},
      "This is a view, and nothing counts because it stands here. What counts is in the repository: the plans, the signed approvals and the evidence under ",
      code("runs/"),
      ".",
    ),
  );
}
