// What a unit is called: one short line of text, fit for a table. Escaping for terminals and Markdown is the views'.
import { HIDDEN_CHARACTER } from "../diagnostics/hidden-characters.ts";
import { decodeText, firstBytes, firstInk, type ByteRange } from "./lines.ts";

const TITLE_POINTS = 200;
/** What is looked at of a line of any length. */
const TITLE_BYTES = 4096;
const HIDDEN = new RegExp(HIDDEN_CHARACTER, "gv");
const PLAIN = /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/;
const JOINERS = ["\u200c", "\u200d"];

/**
 * The text on one line: white space in one space each and none around it, hidden characters taken out (but not the
 * zero width joiners, which Persian, Indic scripts and emoji are written with), at most 200 code points, the last of
 * them … where something was left out.
 */
export function cleanTitle(text: string): string {
  if (PLAIN.test(text) && !text.includes("  ")) return text;
  const clean = text
    .slice(0, TITLE_BYTES)
    .toWellFormed()
    .replaceAll(/\s+/g, " ")
    .replaceAll(HIDDEN, (character) => (JOINERS.includes(character) ? character : ""))
    .replaceAll(/ {2,}/g, " ")
    .trim();
  const points = Array.from(clean);
  return points.length <= TITLE_POINTS ? clean : `${points.slice(0, TITLE_POINTS - 1).join("")}…`;
}

/** The title of a marker line: its text, from its first 4,096 bytes after white space. */
export function lineTitle(source: Uint8Array, content: ByteRange): string {
  const ink = { start: firstInk(source, content), end: content.end };
  return cleanTitle(decodeText(source, firstBytes(source, ink, TITLE_BYTES)));
}
