// Whatever the texts of documents hold, pages stay ours: no element, no attribute, no link, no path and no hidden character
// comes from them.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HIDDEN_CHARACTER } from "../../src/diagnostics/hidden-characters.ts";
import { renderSite } from "../../src/site/render-site.ts";
import type { SiteData } from "../../src/site/site-data.ts";
import { findAll, findOne, readHtml, textOf, walk } from "./read-html.ts";
import { sampleCut } from "./sample-run.ts";
import { PLANS, RUNS, sampleFault, samplePlan, sampleSite } from "./sample-site.ts";

/** Words of ours by which pages are chosen; every other string comes from outside. */
const WORDS: ReadonlySet<string> = new Set([
  "state",
  "mode",
  "gate",
  "position",
  "next",
  "phase",
  "outcome",
  "change",
  "lifecycle",
]);

/** The same data with every text of documents, paths, names and digests replaced. */
function withTexts<T>(value: T, text: () => string, key = ""): T {
  if (typeof value === "string") return (WORDS.has(key) ? value : text()) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => withTexts(one, text, key)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withTexts(one as unknown, text, name)]),
  ) as T;
}

const PIECES = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  "javascript:alert(1)",
  "]]>",
  "<!--",
  "-->",
  "</title>",
  "</pre>",
  "</code></pre><h1>",
  "&lt;",
  "&#x3c;",
  "&",
  "{{constructor}}",
  "../../../etc/passwd",
  "//evil.example",
  "a\u{202E}b\u{2066}c\u{200B}d",
  "\u0000\u0007\u001b[31m",
  "\u{E0041}\uD800",
  "\r",
  "\r\n",
  "\n",
  "\t",
  "e\u0301\u0302\u0303",
  "Z".repeat(300),
  "العربية",
  "🏛",
  "constructor",
  "__proto__",
  "",
] as const;

const ANY_CHARACTER = fc.nat(0x10ffff).map((point) => String.fromCodePoint(point));

const HOSTILE = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), ANY_CHARACTER), { maxLength: 4 })
  .map((pieces) => pieces.join(""));

const SMALL = sampleSite({
  faults: [sampleFault()],
  plans: [
    { ...PLANS[1]!, faults: [sampleFault()] },
    samplePlan({ runs: [{ ...RUNS["waiting"]!, cut: sampleCut(3) }] }),
    samplePlan({ cut: sampleCut(2), actors: ["bob"] }),
    samplePlan({ runs: [RUNS["refused"]!] }),
  ],
});

function renderAll(data: SiteData): readonly { readonly path: string; readonly text: string }[] {
  return [...renderSite(data)];
}

/** Every tag with its attributes' names, as the pages have them when nothing is hostile. */
function shapesOf(html: string): readonly string[] {
  return [...walk(readHtml(html))].map(
    // How deep a heading is, follows from the addresses.
    ({ tag, attributes }) => `${tag.replace(/^h[3-6]$/, "h3")} ${[...attributes.keys()].sort().join(" ")}`,
  );
}

const OURS: ReadonlySet<string> = new Set(
  [...renderAll(sampleSite()), ...renderAll(SMALL)].flatMap(({ text }) => shapesOf(text)),
);

const HIDDEN = new RegExp(HIDDEN_CHARACTER.source, "gv");
const RELATIVE = /^(?:(?:\.\.\/|[a-z0-9_.-]+\/)*[a-z0-9_.-]+)?(?:#[a-z0-9-]+)?$/;

test("hostile texts: no element, attribute, link, path or hidden character is theirs", () => {
  fc.assert(
    fc.property(fc.infiniteStream(HOSTILE), (texts) => {
      const data = withTexts(SMALL, () => texts.next().value as string);
      for (const { path, text } of renderAll(data)) {
        assert.match(path, /^(?:[a-z0-9_][a-z0-9_-]*\/)*[a-z0-9-]+\.html$/);
        // "mark" stands where a text had something to mark.
        const foreign = shapesOf(text).filter((shape) => !OURS.has(shape) && shape !== "mark class");
        assert.deepEqual(foreign, []);
        assert.deepEqual(
          [...text.matchAll(HIDDEN)].filter(([one]) => one !== "\n" && one !== "\t"),
          [],
        );
        for (const { tag, attributes } of walk(readHtml(text))) {
          const to = attributes.get("href") ?? attributes.get("src");
          if (to !== undefined) assert.match(to, RELATIVE, `${tag} leads to ${to}`);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test("hostile texts: what a document says is read as it was written", () => {
  const title = `<b>"&amp;'</b> ]]> {{x}}`;
  const [page] = renderAll(sampleSite({ plans: [samplePlan({ title })] }));
  assert.equal(textOf(findOne(readHtml(page!.text), { class: "plan-title" })), title);
});

test("hostile texts: plans whose names are no file names have pages of their own", () => {
  const names = [
    "../../x",
    "CON",
    "con",
    "a/b",
    "a\\b",
    ".git",
    "Handbook",
    "handbook",
    "ü",
    "",
    " ",
    "x".repeat(300),
  ];
  const pages = renderAll(sampleSite({ plans: names.map((name) => samplePlan({ name })) }));
  const paths = pages.map(({ path }) => path).filter((path) => path.startsWith("plans/"));
  assert.equal(new Set(paths.map((path) => path.toLowerCase())).size, names.length);
  assert.ok(paths.includes("plans/handbook/index.html"));
  for (const path of paths) assert.match(path, /^plans\/[a-z0-9_][a-z0-9-]*\/index\.html$/);
});

test("hostile texts: commands quote what a shell would obey", () => {
  const name = "$(touch x); 'y' `z`";
  const pages = renderAll(
    sampleSite({ plans: [samplePlan({ name, runs: [{ ...RUNS["waiting"]!, id: name }] })] }),
  );
  const evidence = pages.find(({ path }) => path.endsWith("/evidence.html"));
  const commands = findAll(readHtml(evidence!.text), { class: "command" }).map(textOf);
  assert.ok(commands.includes(`reconcile verify '$(touch x); '\\''y'\\'' \`z\`'`), commands.join("\n"));
});
