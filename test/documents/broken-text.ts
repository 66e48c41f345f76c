// Documents that are broken as bytes or in their characters, or hold no or several documents.
import type { BrokenDocument } from "./broken-documents.ts";
import { APPROVAL, PLAN, put, SOUND, swap, TARGET, textOf } from "./sound-repository.ts";

const planText = textOf(SOUND, PLAN);

function bytesOf(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

export const BROKEN_TEXT: readonly BrokenDocument[] = [
  { why: "empty file", edit: put(PLAN, ""), faults: [`document-empty ${PLAN}:1:1`] },
  { why: "comments only", edit: put(PLAN, "# nothing\n"), faults: [`document-empty ${PLAN}:1:1`] },
  { why: "document marker only", edit: put(PLAN, "---\n"), faults: [`document-empty ${PLAN}:1:1`] },
  {
    why: "one byte too large",
    edit: put(PLAN, `${planText}#${"x".repeat(256 * 1024 - planText.length)}`),
    faults: [`document-too-large ${PLAN}:1:1`],
  },
  {
    why: "a megabyte of one text",
    edit: put(TARGET, `a: "${"x".repeat(1 << 20)}"\n`),
    faults: [`document-too-large ${TARGET}:1:1`],
  },
  {
    why: "Latin-1",
    edit: put(PLAN, bytesOf("# a\n# caf", [0xe9], "\n", planText)),
    faults: [`text-not-utf8 ${PLAN}:2:6`],
  },
  {
    why: "UTF-16",
    edit: put(PLAN, Buffer.from(`\u{feff}${planText}`, "utf16le")),
    faults: [`text-not-utf8 ${PLAN}:1:1`],
  },
  {
    why: "a surrogate in UTF-8",
    edit: put(PLAN, bytesOf("# é", [0xed, 0xa0, 0x80], "\n", planText)),
    faults: [`text-not-utf8 ${PLAN}:1:4`],
  },
  {
    why: "an overlong slash",
    edit: put(PLAN, bytesOf("#", [0xc0, 0xaf], "\n", planText)),
    faults: [`text-not-utf8 ${PLAN}:1:2`],
  },
  {
    why: "byte order mark",
    edit: put(PLAN, `\u{feff}${planText}`),
    faults: [`text-byte-order-mark ${PLAN}:1:1`],
  },
  {
    why: "carriage returns",
    edit: put(PLAN, planText.replaceAll("\n", "\r\n")),
    faults: [`text-carriage-return ${PLAN}:1:23`],
  },
  { why: "NUL", edit: swap(PLAN, "Staff", "Sta\0ff"), faults: [`text-hidden-character ${PLAN}:5:13`] },
  {
    why: "escape character",
    edit: swap(PLAN, "Staff", "\u{1b}[31mStaff"),
    faults: [`text-hidden-character ${PLAN}:5:10`],
  },
  {
    why: "NEL, a line break of YAML 1.1",
    edit: swap(PLAN, "Staff", "Staff\u{85}"),
    faults: [`text-hidden-character ${PLAN}:5:15`],
  },
  {
    why: "line separator",
    edit: swap(PLAN, "Staff", "Staff\u{2028}"),
    faults: [`text-hidden-character ${PLAN}:5:15`],
  },
  {
    why: "right-to-left override in a comment",
    edit: swap(PLAN, "DRYRUN", "DRYRUN # \u{202e}EVIL"),
    faults: [`text-hidden-character ${PLAN}:8:18`],
  },
  {
    why: "zero width space, twice",
    edit: swap(PLAN, "Staff handbook", "Staff\u{200b} hand\u{200b}book"),
    faults: [`text-hidden-character ${PLAN}:5:15`],
  },
  {
    why: "two kinds of hidden characters",
    edit: swap(PLAN, "Staff", "\u{ad}S\u{2066}taff"),
    faults: [`text-hidden-character ${PLAN}:5:10`, `text-hidden-character ${PLAN}:5:12`],
  },
  {
    why: "tag characters",
    edit: swap(PLAN, "Staff", "Staff\u{e0041}"),
    faults: [`text-hidden-character ${PLAN}:5:15`],
  },
  {
    why: "an escaped NUL",
    edit: swap(PLAN, "Staff handbook", '"Staff\\0handbook"'),
    faults: [`text-hidden-character ${PLAN}:5:10`],
  },
  {
    why: "an escaped bell",
    edit: swap(PLAN, "Staff handbook", '"\\a"'),
    faults: [`text-hidden-character ${PLAN}:5:10`],
  },
  {
    why: "an escaped direction change",
    edit: swap(PLAN, "Staff handbook", '"\\u202e"'),
    faults: [`text-hidden-character ${PLAN}:5:10`],
  },
  {
    why: "an escaped lone surrogate",
    edit: swap(PLAN, "Staff handbook", '"\\ud800"'),
    faults: [`text-hidden-character ${PLAN}:5:10`],
  },
  {
    why: "a hidden character in a key",
    edit: swap(PLAN, "title:", '"ti\\u200btle":'),
    faults: [`key-missing ${PLAN}:3:1`, `text-hidden-character ${PLAN}:5:3`],
  },
  {
    why: "a tab in a text",
    edit: swap(PLAN, "Staff handbook", "Staff\thandbook"),
    faults: [`text-hidden-character ${PLAN}:5:10`],
  },
  {
    why: "a block of lines",
    edit: swap(APPROVAL, "window agreed", "|\n  window agreed"),
    faults: [`text-line-break ${APPROVAL}:18:9`],
  },
  {
    why: "folded with a line break at the end",
    edit: swap(APPROVAL, "window agreed", ">\n  window agreed"),
    faults: [`text-line-break ${APPROVAL}:18:9`],
  },
  {
    why: "an escaped line break",
    edit: swap(PLAN, "Staff handbook", '"Staff\\nhandbook"'),
    faults: [`text-line-break ${PLAN}:5:10`],
  },
  {
    why: "two documents",
    edit: put(PLAN, `${planText}---\n${planText}`),
    faults: [`yaml-several-documents ${PLAN}:24:1`],
  },
  {
    why: "a document after the end of one",
    edit: put(PLAN, `${planText}...\nkind: CutPlan\n`),
    faults: [`yaml-several-documents ${PLAN}:25:1`],
  },
];
