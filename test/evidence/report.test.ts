// The report says what the statements say, ends with their head, and shows what others wrote as text only.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { Nodes } from "mdast";
import { parseHeadLine } from "../../src/evidence/head.ts";
import { codeCell, codeSpan } from "../../src/evidence/markdown-text.ts";
import { renderReport, type ReportInput } from "../../src/evidence/report.ts";
import { sampleRun } from "./sample-run.ts";

const RUN = sampleRun();

function input(count: number, change: Partial<ReportInput> = {}): ReportInput {
  const sealed = RUN.sealed.slice(0, count);
  const last = sealed.at(-1);
  assert.ok(last);
  return {
    title: "Handbook",
    statements: sealed.map(({ statement }) => statement),
    head: { seq: last.seq, sha256: last.sha256 },
    next: { text: "waits at SG_1", todo: "reconcile explain handbook" },
    ...change,
  };
}

function kinds(node: Nodes): readonly string[] {
  return [node.type, ...("children" in node ? node.children.flatMap(kinds) : [])];
}

test("each step, who opened a gate, the pins, what is next, and the head in the last line", () => {
  const text = renderReport(input(6));
  for (const expected of [
    "`preflight`",
    "`pre_write_backup`",
    "opened by `bob`",
    "3 units",
    "DRYRUN",
    "`waits at SG_1`",
    "`reconcile explain handbook`",
    "2026-11-21T10:00:03Z",
  ]) {
    assert.ok(text.includes(expected), expected);
  }
  assert.deepEqual(parseHeadLine(new TextEncoder().encode(text)), input(6).head);
  assert.ok(text.endsWith("\n") && !text.endsWith("\n\n"));
});

test("it is the same at every time and without anything to do it has no next step", () => {
  assert.equal(renderReport(input(13)), renderReport(input(13)));
  assert.ok(!renderReport(input(13, { next: { text: "closed", todo: undefined } })).includes("Next:"));
});

test("before the first gate there is no section of gates", () => {
  assert.ok(!renderReport(input(4)).includes("## Gates"));
});

test("every row of every table has as many cells as its head", () => {
  const hostile = { title: "a|b", next: { text: "x | y", todo: "`|`" } };
  for (const block of renderReport(input(13, hostile)).split("\n\n")) {
    const rows = block.split("\n").filter((row) => row.startsWith("|"));
    const pipes = new Set(rows.map((row) => row.split("|").length));
    assert.ok(pipes.size <= 1, block);
  }
});

test("whatever the text, a code span is one inline code node that holds it, on one line", () => {
  const nasty = fc.constantFrom(
    "`",
    "``",
    " ",
    "\n",
    "<b>",
    "@bob",
    "http://x.y",
    "[a](b)",
    "|",
    "\\",
    "::error::",
    "\u202e",
    "#",
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
