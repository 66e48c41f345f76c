// The small pieces of text that every page is made of: digests, counts, names of people, commands.
import { groupDigits } from "../diagnostics/english.ts";
import { h, type Child, type Element } from "./element.ts";

/** The whole digest, that may break anywhere. */
export function digest(sha256: string): Element {
  return h("code", { class: "digest" }, sha256);
}

/** The digest in one line that is cut off where there is no room; the whole of it is in the page, and is printed. */
export function cutDigest(sha256: string): Element {
  return h("code", { class: "digest digest-cut", title: sha256 }, sha256);
}

/** 12,345 */
export function number(value: number): string {
  return groupDigits(value);
}

/** `1 unit`, `2 units` */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** Text of a document, kept apart from its neighbours whichever way it runs. */
export function own(text: string): Element {
  return h("bdi", {}, text);
}

export function code(text: string): Element {
  return h("code", {}, text);
}

/** `alice, bob and carol`, each set apart. */
export function people(names: readonly string[], word: "and" | "or" = "and"): readonly Child[] {
  return names.flatMap((name, index) => {
    const before = index === 0 ? "" : index === names.length - 1 ? ` ${word} ` : ", ";
    return [before, h("b", { class: "person" }, own(name))];
  });
}

/** A command line to be typed or copied as it is. */
export function command(line: string): Element {
  return h("pre", { class: "command", tabindex: 0 }, h("code", {}, line));
}

/** A word for a shell, quoted unless it is plainly harmless (POSIX.1-2017, Shell Command Language, 2.2.2). */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith("-") ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
