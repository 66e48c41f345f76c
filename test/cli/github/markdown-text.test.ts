// Hostile text in every form that the summary and the comment have for it, rendered: it is shown, and it does nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  codeCell,
  codeSpan,
  details,
  htmlCode,
  nameList,
  sentence,
  sentenceCell,
  table,
} from "../../../src/cli/github/markdown-text.ts";
import { visibleText } from "../../../src/diagnostics/visible-text.ts";
import { HOSTILE, hostileText, MARK } from "./hostile-texts.ts";
import { assertContained, renderMarkdown } from "./rendered.ts";

test("the marks are found where they break out", () => {
  for (const text of [`<b>${MARK}`, `[${MARK}](x)`, `plain ${MARK}`, "https://example.org", `![${MARK}](x)`])
    assert.throws(() => assertContained(`x ${text}`), text);
});

test("a hostile text is shown as code, and stays in its cell", () => {
  fc.assert(
    fc.property(hostileText, hostileText, (one, other) => {
      const html = renderMarkdown(
        [
          `Before ${codeSpan(one)} between ${sentence(other)}.`,
          `- **code** at ${codeSpan(other)}: ${sentence(one)}; do: ${sentence(other)}`,
          table(
            ["a", "b", "c", "d"],
            ["l", "r", "l", "l"],
            [
              [codeCell(one), codeCell(other), sentenceCell(one), nameList([one, other], "or")],
              ["1", "2", "3", "last"],
            ],
          ),
          details(`x ${htmlCode(one)}`, [`inside ${codeSpan(other)}`], true),
          "the end",
        ].join("\n\n"),
      );
      assertTags(html);
      assert.equal(html.match(/<tr>/g)?.length, 3);
      assert.equal(html.match(/<td[ >]/g)?.length, 8);
      assert.match(html, /<td>last<\/td>/);
      assert.match(html, /<p>the end<\/p>$/);
    }),
    { numRuns: 400 },
  );
});

test("every hostile text that is known by name stays in code wherever it stands", () => {
  for (const text of HOSTILE) {
    assertContained(`x ${codeSpan(text)} y`);
    assertContained(table(["a"], ["l"], [[codeCell(text)], [nameList([text], "or")]]));
    assertContained(details(htmlCode(text), [`- ${codeSpan(text)}`], false));
    // A sentence may show harmless words as they are, but never with anything that GitHub would act on.
    assert.doesNotMatch(renderMarkdown(`x ${sentence(text)}`), /<(?!\/?(?:p|code)>)/, text);
  }
});

test("what is shown as code is the text, to the sign", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      fc.pre(text.trim() !== "" && text.length < 1000);
      const [, shown = ""] = /<code>([^<]*)<\/code>/.exec(renderMarkdown(`x ${codeSpan(text)} y`)) ?? [];
      assert.equal(decode(shown), visibleText(text));
    }),
    { numRuns: 1000 },
  );
});

test("a sentence of ours is read as one, with paths and digests as code", () => {
  const plain = [
    "waits at SG_1 with 0 of 1 approvals; bob or carol may approve",
    "LIVE_DISABLED: LIVE was asked for, and the kill-switch is off",
    '"targt" is no key of spec',
    "25 new, 5 unchanged",
  ];
  for (const text of plain) assert.equal(sentence(text), text);
  assert.equal(sentence("facts 47667eae6bfb"), "facts `47667eae6bfb`");
  assert.equal(
    sentence("closed; plans/_targets/a.yaml was edited since"),
    "closed; `plans/_targets/a.yaml` was edited since",
  );
  for (const text of [
    "see www.example.org",
    "mail a@example.org",
    "a :tada: b",
    "GH-12",
    "#12",
    "a  b",
    "_a_",
  ])
    assert.equal(sentence(text), `\`${text}\``);
});

function assertTags(html: string): void {
  const ours =
    /^<\/?(?:p|ul|li|strong|code|table|thead|tbody|tr|th|td|details|summary)(?: align="right"| open(?:="")?)?>$/;
  for (const [tag] of html.matchAll(/<[^>]*>?/g)) assert.match(tag, ours);
}

function decode(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
