// Reads the pages' HTML strictly: every tag is closed or one of the few that have no end, every attribute is quoted, and a
// `<` in text is an error. What this reader takes, a browser reads in the same way.
import assert from "node:assert/strict";

export interface HtmlElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (HtmlElement | string)[];
}

const VOID: ReadonlySet<string> = new Set(["meta", "link", "br", "input"]);
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<]*")?)*) ?(\/?)>|([^<]+)/gy;
const ATTRIBUTE = / ([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"<]*)")?/g;

export function readHtml(html: string): HtmlElement {
  const start = "<!doctype html>\n";
  assert.ok(html.startsWith(start), "the page says that it is HTML");
  const root: { tag: string; attributes: Map<string, string>; children: (HtmlElement | string)[] } = {
    tag: "#root",
    attributes: new Map(),
    children: [],
  };
  const open = [root];
  TOKEN.lastIndex = start.length;
  while (TOKEN.lastIndex < html.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(html);
    assert.ok(token !== null, `no tag and no text: ${html.slice(at, at + 80)}`);
    const [, end, tag = "", attributes = "", selfClosing, text] = token;
    const inside = open.at(-1)!;
    if (text !== undefined) inside.children.push(unescape(text));
    else if (end === "/") assert.equal(open.pop()!.tag, tag, "tags close in order");
    else {
      const element = { tag, attributes: readAttributes(attributes), children: [] };
      inside.children.push(element);
      if (!VOID.has(tag) && selfClosing === "") open.push(element);
    }
  }
  assert.equal(open.length, 1, "every tag is closed");
  const [page] = root.children;
  assert.ok(typeof page === "object" && page.tag === "html");
  return page;
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(ATTRIBUTE)) {
    assert.ok(!attributes.has(name), `${name} stands twice`);
    attributes.set(name, unescape(value));
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };

function unescape(text: string): string {
  return text.replace(/&[^;]{0,10};?/g, (entity) => {
    const character = ENTITIES[entity];
    assert.ok(character !== undefined, `${entity} is an escape that the pages do not use`);
    return character;
  });
}

/** The element itself and every one in it, in the order of the page. */
export function* walk(element: HtmlElement): Generator<HtmlElement> {
  yield element;
  for (const child of element.children) if (typeof child === "object") yield* walk(child);
}

export function findAll(
  page: HtmlElement,
  wanted: { readonly tag?: string; readonly class?: string; readonly id?: string },
): readonly HtmlElement[] {
  return [...walk(page)].filter(
    ({ tag, attributes }) =>
      (wanted.tag === undefined || tag === wanted.tag) &&
      (wanted.id === undefined || attributes.get("id") === wanted.id) &&
      (wanted.class === undefined || (attributes.get("class") ?? "").split(" ").includes(wanted.class)),
  );
}

export function findOne(page: HtmlElement, wanted: Parameters<typeof findAll>[1]): HtmlElement {
  const found = findAll(page, wanted);
  assert.equal(found.length, 1, `one ${JSON.stringify(wanted)}`);
  return found[0]!;
}

export function textOf(element: HtmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
