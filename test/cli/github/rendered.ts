// Markdown as GitHub renders it, near enough: GFM by micromark, HTML let through, so that whatever could get out does.
import assert from "node:assert/strict";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { MARK } from "./hostile-texts.ts";

/** Every element that this program writes, and its attributes. */
const OURS =
  /^<(?:\/?(?:h[2-4]|p|table|thead|tbody|tr|ul|li|strong|code|summary|details)|t[hd](?: align="right")?|\/t[hd]|details open(?:="")?)>$/;

export function renderMarkdown(text: string): string {
  return micromark(text, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

/** Fails where the page holds an element that is not ours, or where a mark of a hostile text stands outside of code. */
export function assertContained(markdown: string): string {
  const html = renderMarkdown(markdown.replace(/^<!-- cutplan: plan check -->\n/, ""));
  for (const [tag] of html.matchAll(/<[^>]*>?/g)) assert.match(tag, OURS, `an element broke out: ${tag}`);
  const outside = html.replaceAll(/<code>[^<]*<\/code>/g, "");
  const at = outside.indexOf(MARK);
  assert.equal(at, -1, `a text broke out of code: ${outside.slice(Math.max(0, at - 80), at + 80)}`);
  assert.doesNotMatch(outside, /@|https?:|www\./);
  return html;
}
