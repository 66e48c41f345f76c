// What GitHub makes of a summary or a comment, with nothing cleaned up after it: whatever a document got into it shows.
import assert from "node:assert/strict";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { COMMENT_MARKER } from "../../src/cli/github/comment-body.ts";

export function render(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

/** Tags that the program itself makes, with the attributes it gives them. No link and no picture is among them. */
const OWN_TAGS =
  /<\/?(?:details|summary|code|pre|table|thead|tbody|tr|t[hd]|p|h[2-6]|strong|em|ul|ol|li|br|hr|sub)(?: open(?:="")?| align="\w+")?(?: \/)?>/g;

/** No tag but the program's own. */
export function assertInert(markdown: string): void {
  const tags =
    render(markdown)
      .replaceAll(OWN_TAGS, "")
      .match(/<[^>]*>/g) ?? [];
  assert.deepEqual(
    tags.filter((tag) => tag !== COMMENT_MARKER),
    [],
  );
}
