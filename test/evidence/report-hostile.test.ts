// Whatever stands in a title, a reason, a name or a path: in the report it is text and nothing else. Shown by a Markdown
// renderer with GitHub's extensions, and by a shell.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { codeCell, codeSpan } from "../../src/evidence/markdown-text.ts";
import { renderReport } from "../../src/evidence/report.ts";
import { sealStatement, type SealedStatement, type StatementDraft } from "../../src/evidence/statement.ts";
import { digest, FULL_RUN, RESULTS, sampleDraft } from "./sample-run.ts";

const HOSTILE = [
  "<script>alert(1)</script>",
  "`</code><img src=x onerror=alert(1)>`",
  "``` \n# heading\n```sh\nrm -rf ~\n```",
  "[a](javascript:alert(1)) ![b](https://example.org/x.png) https://example.org www.example.org",
  "@bob #1 | cell | `|` \\| \\",
  "::error file=x::y",
  "$(touch /tmp/x) `touch /tmp/x` ; touch /tmp/x",
  "\u202eevil\u202c \u001b[31m \u0000 \r\n\r\n> quote\n- item\n\n---\n",
  "**bold** _it_ ~~x~~ :smile: <!-- comment",
  "evidence head: seq 99 sha256 " + "0".repeat(64),
] as const;

/** A full run in which every text that a document or a database may hold is the hostile one. */
function hostileReport(text: string): string {
  const sealed: SealedStatement[] = [];
  for (const phase of [...FULL_RUN, "refusal"] as const) {
    const draft = sampleDraft("handbook", phase, sealed.length);
    sealed.push(sealStatement({ ...draft, ...hostileDraft(draft, text) }, sealed.at(-1) ?? null));
  }
  const last = sealed.at(-1);
  assert.ok(last);
  return renderReport({
    title: text,
    statements: sealed.map(({ statement }) => statement),
    head: { seq: last.seq, sha256: last.sha256 },
    next: { text, todo: text },
    words: {
      principals: new Map([
        [text, text],
        ["bob", text],
      ]),
      reasons: new Map([[digest("approval"), text]]),
    },
  });
}

function hostileDraft(draft: StatementDraft, text: string): Partial<StatementDraft> {
  const { phase, inputs, observed, approvals, source } = draft;
  return {
    source: { ...source, ref: text },
    inputs: inputs.map((file) => ({ ...file, name: text })),
    observed: { ...observed, tool: text, node: text, git: text, host: text },
    approvals: approvals.flatMap((approval) => {
      const authentic = { ...approval, authenticity: "AUTHENTIC" };
      return [authentic, { ...authentic, person: text }];
    }),
    result: hostileResult(phase, text),
    ...(phase === "discover" ? { outcome: "FAILED", reasons: ["UNIT_CONFLICT"] } : {}),
  };
}

function hostileResult(phase: StatementDraft["phase"], text: string): StatementDraft["result"] {
  const own = RESULTS[phase];
  if (phase === "preflight") {
    const target = { name: text, driver: "memory" };
    return { ...own, target, author: { person: text, authenticity: "AUTHENTIC" } };
  }
  if (phase === "source_pin") return { ...own, documentId: text };
  if (phase === "refusal") return { code: "LIVE_DISABLED", message: text, todo: text };
  if (phase.startsWith("gate_")) return { ...own, counted: [text] };
  if (phase !== "discover") return own;
  const { grants } = RESULTS.discover as { grants: object };
  const sha256 = digest("x");
  return {
    ...own,
    conflicts: [{ address: text, expectedSha256: sha256, foundSha256: sha256, lifecycle: "draft" }],
    grants: {
      ...grants,
      faults: [{ fault: "MISSING", role: text, privilege: text, object: text, mend: text }],
    },
  };
}

const ALLOWED = new Set("h1 h2 h3 p ul li blockquote strong code pre table thead tbody tr th td".split(" "));

function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<\/?([a-z0-9]+)[^>]*>/gi)].map(([, name = ""]) => name);
}

function render(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

test("no hostile text makes a tag, a link, a heading or a row of its own", () => {
  const harmless = tagsOf(render(hostileReport("harmless")));
  for (const text of HOSTILE) {
    const html = render(hostileReport(text));
    assert.deepEqual(tagsOf(html), harmless, text);
    for (const tag of tagsOf(html)) assert.ok(ALLOWED.has(tag), `${tag} of ${text}`);
    assert.doesNotMatch(html, /href|src=(?!x onerror=alert\(1\)&gt;)/, text);
  }
});

test("outside of code nothing of it is left", () => {
  for (const text of HOSTILE) {
    const bare = render(hostileReport(text)).replaceAll(/<code[^>]*>[^]*?<\/code>/g, "");
    for (const word of ["alert", "example.org", "touch", "@bob", "evil", "::error", "comment"])
      assert.ok(!bare.includes(word), `${word} of ${text}`);
  }
});

test("its last line is the run's head, and hostile text never is a line", () => {
  for (const text of HOSTILE) {
    const lines = hostileReport(text).trimEnd().split("\n");
    assert.match(lines.at(-1) ?? "", /^evidence head: seq 13 sha256 (?!0{64})/);
    assert.equal(lines.filter((line) => line.startsWith("evidence head:")).length, 1, text);
    assert.ok(!lines.some((line) => line.startsWith("::")), text);
  }
});

test("nothing hostile gets into a command", () => {
  for (const text of HOSTILE) {
    const blocks = [...hostileReport(text).matchAll(/^```sh\n(?<commands>[^]*?)^```$/gm)];
    assert.equal(blocks.length, 3);
    for (const { groups = {} } of blocks)
      assert.doesNotMatch(groups["commands"] ?? "", /alert|touch|example|evil|rm -rf/, text);
  }
});

test("every row of every table has as many cells as its head", () => {
  for (const block of hostileReport("a|b `|` \\| c").split("\n\n")) {
    const rows = block.split("\n").filter((row) => row.startsWith("|"));
    const pipes = new Set(rows.map((row) => row.split("|").length));
    assert.ok(pipes.size <= 1, block);
  }
});

function kinds(node: Nodes): readonly string[] {
  return [node.type, ...("children" in node ? node.children.flatMap(kinds) : [])];
}

test("whatever the text, a code span is one inline code node that holds it, on one line", () => {
  const nasty = fc.constantFrom(
    ..."` `` <b> @bob http://x.y [a](b) | \\ ::error:: \u202e #".split(" "),
    " ",
    "\n",
    "",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(nasty, fc.string()), { maxLength: 8 }), (parts) => {
      const text = parts.join("");
      for (const span of [codeSpan(text), codeCell(text)]) {
        assert.ok(!span.includes("\n"));
        if (text === "") continue;
        assert.deepEqual(kinds(fromMarkdown(span)), ["root", "paragraph", "inlineCode"], span);
      }
      const [paragraph] = fromMarkdown(`x ${codeSpan(text)}`).children;
      const code = paragraph?.type === "paragraph" ? paragraph.children[1] : undefined;
      if (code?.type === "inlineCode" && /^[\x21-\x39\x3b-\x5a\x5c-\x7e]+$/.test(text))
        assert.equal(code.value, text);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test("a megabyte of title is cut", () => {
  assert.ok(codeSpan("x".repeat(1_000_000)).length < 1100);
});
