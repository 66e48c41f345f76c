// Every fault that the cutting room finds: in the source's bytes, in its Markdown, in its numbers, in the listed units.
// Only spread into the table of codes.ts.
import type { CodeText } from "./code-text.ts";

const SOURCE_CODES = {
  "cut-source-empty": {
    summary: "The source document has no bytes.",
    expected: "a document with text",
    fix: "commit the document that is to be cut",
  },
  "cut-source-not-utf8": {
    summary: "The source document is not text in UTF-8.",
    expected: "UTF-8 throughout, without surrogates and overlong forms",
    fix: "save the document as UTF-8, then pin its new digest in the plan",
  },
  "cut-source-byte-order-mark": {
    summary: "The source document begins with a byte order mark.",
    expected: "UTF-8 without a byte order mark",
    fix: 'save the document as "UTF-8 without BOM", then pin its new digest in the plan',
  },
  "cut-source-nul": {
    summary: "The source document holds NUL characters, which the database cannot store as text.",
    expected: "text without NUL",
    fix: "save the document as UTF-8 text, then pin its new digest in the plan",
  },
  "cut-source-lone-cr": {
    summary:
      "The source document holds a carriage return without a line feed, which some programs take for a line end.",
    expected: "lines that end in LF or CR LF",
    fix: "change the line ends, then pin the document's new digest in the plan",
  },
} as const satisfies Record<string, CodeText>;

const MARKDOWN_CODES = {
  "cut-markdown-too-deep": {
    summary: "Lists and quotes are nested deeper than a document may have them when it is cut at headings.",
    expected: "at most 100 levels",
    fix: "flatten the lists and quotes, or cut at markers without headings",
  },
  "cut-markdown-block-too-large": {
    summary:
      "One block of Markdown (a list, a quote, a paragraph, a code block) is too large to look for headings in it.",
    expected: "blocks of at most 20,000 lines, 32 MiB and 500,000 signs that Markdown gives a meaning to",
    fix: "put a heading inside the block, break it up, or cut at markers without headings",
  },
} as const satisfies Record<string, CodeText>;

const UNIT_CODES = {
  "cut-rule-unusable": {
    summary: "A rule of the cut cannot be used as it stands.",
    expected:
      "exactly one of levels and units; for each level a heading from 1 to 6 or a marker with {n}, and a code with {n}",
    fix: "correct spec.cut in the plan",
  },
  "cut-no-units": {
    summary: "No line of the source begins a unit.",
    expected: "at least one heading or marker line of the levels",
    fix: "compare the levels with the document: the depth of its headings, spaces and capitals of its markers",
  },
  "cut-text-before-first-unit": {
    summary: "There is text before the first unit.",
    expected: "a document that begins with its first unit, or preamble: unit",
    fix: "set spec.cut.preamble to unit, or add the level that begins this text",
  },
  "cut-level-without-parent": {
    summary: "A unit of an inner level stands before any unit of an outer level.",
    expected: "a unit of an outer level first",
    fix: "put a heading or marker of an outer level before it, or change the levels",
  },
  "cut-number-absent": {
    summary: "The numbering is declared, and the heading has no number.",
    expected: "a number in arabic digits in the heading",
    fix: "number the heading, give the level a marker (with {n:roman} for roman numbers), or use numbering: ordinal",
  },
  "cut-number-too-large": {
    summary: "A number is larger than a unit's number may be.",
    expected: "a number of at most 2147483648",
    fix: "correct the number, or use numbering: ordinal",
  },
  "cut-number-missing": {
    summary: "At least one number is missing before this unit's number.",
    expected: "the number after the last one of that level; under a new parent also 1 or 0",
    fix: "correct the number, find the unit that is missing or that the level does not match, or use numbering: ordinal",
  },
  "cut-number-doubled": {
    summary: "A unit has the same number as the one before it.",
    expected: "the number after the last one of that level; under a new parent also 1 or 0",
    fix: "correct the number, make the level match this line no longer, or use numbering: ordinal",
  },
  "cut-number-backwards": {
    summary: "A unit has a smaller number than the one before it.",
    expected: "the number after the last one of that level; under a new parent also 1 or 0",
    fix: "correct the number or the order, make the level match this line no longer, or use numbering: ordinal",
  },
  "cut-address-doubled": {
    summary: "Two units have one address.",
    expected: "an address of its own for every unit",
    fix: "give the two levels different codes, or correct the listed address",
  },
  "cut-unit-outside-prefix": {
    summary: "A listed unit's address is not under the plan's prefix.",
    expected: "an address that begins with the prefix and a slash",
    fix: "correct the address or the prefix",
  },
  "cut-unit-lines-reversed": {
    summary: "A listed unit ends before it begins.",
    expected: "lines: [first, last], both counted from 1",
    fix: "correct the two line numbers",
  },
  "cut-units-gap": {
    summary: "Lines of the source are in no unit.",
    expected: "every line of the source in exactly one unit",
    fix: "extend a unit or list one for these lines",
  },
  "cut-units-overlap": {
    summary: "A listed unit begins at or before the end of the one before it.",
    expected: "units in the order of the source, each beginning on the line after the one before it",
    fix: "correct the line numbers or the order of the units",
  },
  "cut-unit-beyond-end": {
    summary: "A listed unit reaches beyond the end of the source.",
    expected: "lines that the source has",
    fix: "correct the line numbers",
  },
  "cut-more-faults": {
    summary: "The source has more faults than are shown.",
    expected: "a source that its rules can cut",
    fix: "repair the faults that are shown, then look again",
  },
} as const satisfies Record<string, CodeText>;

export const CUT_CODES = { ...SOURCE_CODES, ...MARKDOWN_CODES, ...UNIT_CODES } as const satisfies Record<
  string,
  CodeText
>;
