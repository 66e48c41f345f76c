// Every fault that the documents room finds, in the order in which a document is judged: bytes, YAML, schema, places,
// then what one document says about another.
import type { CodeText } from "./code-text.ts";
import { CROSS_CODES } from "./codes-cross.ts";
import { PLACE_CODES } from "./codes-place.ts";

export const TEXT_CODES = {
  "document-too-large": {
    summary: "The document is larger than a document may be.",
    expected: "at most 256 KiB",
    fix: "move long text into the source document, or split what the document lists",
  },
  "text-not-utf8": {
    summary: "The file is not text in UTF-8.",
    expected: "UTF-8 without a byte order mark",
    fix: "save the file as UTF-8",
  },
  "text-byte-order-mark": {
    summary: "The file begins with a byte order mark.",
    expected: "UTF-8 without a byte order mark",
    fix: 'save the file as "UTF-8 without BOM"',
  },
  "text-carriage-return": {
    summary: "The file has carriage returns.",
    expected: "lines that end in LF alone",
    fix: "save the file with LF line ends, and keep git from changing them (.gitattributes: * -text)",
  },
  "text-hidden-character": {
    summary: "The text holds a character that nobody can see, or that changes the direction of what follows.",
    expected: "text without control, invisible and direction-changing characters, also after unescaping",
    fix: "delete the character",
  },
  "text-line-break": {
    summary: "A text spans several lines.",
    expected: "text on one line",
    fix: "write it on one line, or fold long text with >- and nothing after it",
  },
} as const satisfies Record<string, CodeText>;

export const YAML_CODES = {
  "document-empty": {
    summary: "The file holds no document.",
    expected: "one YAML document",
    fix: "write the document, or delete the file",
  },
  "yaml-several-documents": {
    summary: "The file holds more than one document.",
    expected: "one YAML document a file",
    fix: "give each document its own file",
  },
  "yaml-directive": {
    summary: "The file has a YAML directive.",
    expected: "YAML 1.2 without directives",
    fix: "delete the line",
  },
  "yaml-anchor": {
    summary: "A value has an anchor.",
    expected: "every value written where it is used",
    fix: "delete the anchor",
  },
  "yaml-alias": {
    summary: "A value is an alias of another.",
    expected: "every value written where it is used",
    fix: "write the value out; text that begins with * goes in quotes",
  },
  "yaml-tag": {
    summary: "A value has a tag.",
    expected: "values without tags: the schema says what is text and what is a number",
    fix: "delete the tag; text that begins with ! goes in quotes",
  },
  "yaml-merge-key": {
    summary: "A map merges another one.",
    expected: "every key written where it is used",
    fix: "write the keys out",
  },
  "yaml-key-doubled": {
    summary: "A map has the same key twice.",
    expected: "every key once",
    fix: "delete one of the two",
  },
  "yaml-key-not-text": {
    summary: "A map has a key that is no text.",
    expected: "a key that is a word",
    fix: "write the key before the colon",
  },
  "yaml-tab": {
    summary: "A line is indented with a tab.",
    expected: "indentation by spaces",
    fix: "replace the tab by spaces",
  },
  "yaml-indentation": {
    summary: "A line is indented in a way that belongs nowhere.",
    expected: "keys of one map in one column, and deeper than the key they belong to",
    fix: "line it up with its neighbours",
  },
  "yaml-escape": {
    summary: "A text in double quotes has an escape that YAML does not know.",
    expected: 'one of \\" \\\\ \\/ \\xHH \\uHHHH \\UHHHHHHHH',
    fix: "double the backslash, or use single quotes",
  },
  "yaml-syntax": {
    summary: "The file is no YAML.",
    expected: "YAML 1.2",
    fix: "look for a missing quote, bracket, comma or colon here or just before",
  },
  "yaml-too-deep": {
    summary: "Maps and lists are nested too deeply.",
    expected: "at most 20 levels",
    fix: "flatten the document",
  },
  "yaml-number": {
    summary: "A number is written in a form that not everyone reads alike.",
    expected: "a whole number in plain decimal between -9007199254740991 and 9007199254740991",
    fix: "write plain digits; text that looks like a number goes in quotes",
  },
} as const satisfies Record<string, CodeText>;

export const SCHEMA_CODES = {
  "kind-misplaced": {
    summary: "Another kind of document belongs in this place.",
    expected: "the kind that formats this place",
    fix: "move the file to where its kind belongs, or correct kind",
  },
  "key-unknown": {
    summary: "A map has a key that the format does not know.",
    expected: "one of the keys of the format",
    fix: "correct the key or delete it",
  },
  "key-missing": {
    summary: "A map lacks a key that the format requires.",
    expected: "every required key",
    fix: "add the key",
  },
  "value-type": {
    summary: "A value is of another type than the format wants.",
    expected: "the type that the format names",
    fix: "write a value of that type",
  },
  "value-not-allowed": {
    summary: "A value is none of those that the format allows.",
    expected: "one of the values of the format",
    fix: "choose one of them",
  },
  "value-pattern": {
    summary: "A text is not written the way the format wants.",
    expected: "the form that the format describes",
    fix: "correct the text",
  },
  "value-length": {
    summary: "A text is too short or too long.",
    expected: "a text of the length that the format allows",
    fix: "shorten it, or write what is missing",
  },
  "value-range": {
    summary: "A number is too small or too large.",
    expected: "a number in the range that the format allows",
    fix: "correct the number",
  },
  "list-length": {
    summary: "A list has too few or too many items.",
    expected: "as many items as the format allows",
    fix: "add what is missing, or delete what is too much",
  },
  "list-doubled": {
    summary: "A list names the same thing twice.",
    expected: "every item once",
    fix: "delete one of the two",
  },
  "map-size": {
    summary: "A map has too few or too many keys.",
    expected: "as many keys as the format allows",
    fix: "add what is missing, or delete what is too much",
  },
  "time-invalid": {
    summary: "A time is not in the calendar.",
    expected: 'a day and time that exist, in UTC, like "2027-01-31T00:00:00Z"',
    fix: "correct the date",
  },
  "value-refused": {
    summary: "A value breaks the schema in a way that has no code of its own.",
    expected: "what the schema says",
    fix: "compare with the schema named in the first line of the document",
  },
  "faults-cut-off": {
    summary: "The file has more faults than are shown.",
    expected: "a document of its kind",
    fix: "correct those that are shown and validate again",
  },
} as const satisfies Record<string, CodeText>;

export const DOCUMENT_CODES = {
  ...TEXT_CODES,
  ...YAML_CODES,
  ...SCHEMA_CODES,
  ...PLACE_CODES,
  ...CROSS_CODES,
} as const satisfies Record<string, CodeText>;

export type DocumentCode = keyof typeof DOCUMENT_CODES;
