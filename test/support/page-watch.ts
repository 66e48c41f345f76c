// Watches pages in a browser for everything that a page without secrets must not do: ask anybody for anything, run what it
// was not meant to run, complain, open something. And looks into a page for what could still become that.
import type { BrowserContext, Page } from "playwright-core";

export interface PageWatch {
  /** What happened since it was asked last. */
  readonly take: () => readonly string[];
}

/** `root`: the site's own address; nothing above or beside it may be asked for. */
export async function watchPages(context: BrowserContext, root: string): Promise<PageWatch> {
  let happened: string[] = [];
  const note = (what: string): void => void happened.push(what.slice(0, 500));
  await context.route(
    (url) => !url.href.startsWith(root),
    (route) => {
      note(`asked for ${route.request().url()}`);
      return route.abort();
    },
  );
  context.on("request", (request) => {
    // Files are not routed, but told of.
    if (!request.url().startsWith(root)) note(`asked for ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    // What the next page overtakes is aborted.
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") note(`failed to get ${request.url()}: ${why}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) note(`got ${response.status()} for ${response.url()}`);
  });
  context.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) note(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => note(`threw ${error.error().message}`));
  context.on("dialog", (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("page", (page) => {
    page.on("popup", () => note("opened a window"));
    page.on("download", () => note("began a download"));
  });
  return {
    take: () => {
      const taken = happened;
      happened = [];
      return taken;
    },
  };
}

/** What a page holds, for the checks of all pages at once. */
export interface PageContents {
  /** Everything that could run, ask or lead anywhere by itself, and must not be there. */
  readonly dangers: readonly string[];
  /** Absolute, with their anchors. */
  readonly links: readonly string[];
  readonly ids: readonly string[];
  readonly text: string;
  readonly title: string;
  /** How many pixels it is wider than its window. */
  readonly overflow: number;
}

const CONTENTS = `(() => {
  const dangers = [];
  if ("canary" in window) dangers.push("the canary is dead: " + window.canary);
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^formaction$|^background$/.test(attribute)) dangers.push(name + " " + attribute + "=" + value);
      if (/^\\s*(javascript|data|vbscript):/i.test(value)) if (/href|src|action/.test(attribute)) dangers.push(name + " " + attribute + "=" + value);
    }
    if (["iframe", "object", "embed", "base", "frame", "applet", "foreignObject", "style"].includes(name)) dangers.push(name);
    if (name === "script" && !/\\/assets\\/site\\.js$/.test(element.src)) dangers.push("script " + element.outerHTML.slice(0, 200));
    if (name === "meta" && /refresh/i.test(element.httpEquiv)) dangers.push("meta refresh");
  }
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids)) if (ids.indexOf(id) !== ids.lastIndexOf(id)) dangers.push("id twice: " + id);
  for (const one of document.querySelectorAll("[aria-labelledby],[aria-describedby],[aria-controls],label[for]"))
    for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "for"])
      for (const id of (one.getAttribute(name) ?? "").split(/\\s+/).filter(Boolean))
        if (document.getElementById(id) === null) dangers.push(name + " leads to no #" + id);
  if (document.querySelectorAll("h1").length !== 1) dangers.push("not one h1");
  return {
    dangers,
    ids,
    links: [...document.querySelectorAll("a[href], area[href], link[href]")].map((one) => one.href.baseVal === undefined ? one.href : new URL(one.href.baseVal, document.baseURI).href),
    text: document.body.textContent,
    title: document.title,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
})()`;

export async function readContents(page: Page): Promise<PageContents> {
  return page.evaluate<PageContents>(CONTENTS);
}
