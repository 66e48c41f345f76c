// Where each page lies, and how one links to another. Names of plans and runs become part of a path only as far as they
// are safe in every file system and URL; others stand there by their digest.
import { sha256Hex } from "../model/digest.ts";

export const OVERVIEW_PATH = "index.html";
export const TRUST_PATH = "trust.html";

export type ChunkedKind = "units" | "source" | "evidence";

export function planFolder(plan: string): string {
  return `plans/${segmentOf(plan)}`;
}

export function runFolder(plan: string, run: string): string {
  return `runs/${segmentOf(plan)}/${segmentOf(run)}`;
}

export function indexOf(folder: string): string {
  return `${folder}/index.html`;
}

/** `units.html`, `units-2.html`, … */
export function chunkPath(folder: string, kind: ChunkedKind, chunk: number): string {
  return `${folder}/${kind}${chunk === 0 ? "" : `-${chunk + 1}`}.html`;
}

/** The way from one page to another, or to a file, both given from the root; `anchor` without its `#`. */
export function linkTo(from: string, to: string, anchor?: string): string {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/");
  const other = here.findIndex((name, index) => index === there.length - 1 || name !== there[index]);
  const common = other === -1 ? here.length : other;
  const way = [...here.slice(common).map(() => ".."), ...there.slice(common)].join("/");
  return anchor === undefined ? way : `${way}#${anchor}`;
}

/** One case only, as folders that differ in case alone are one on some systems; devices' names of Windows are none. */
const SAFE = /^(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9][a-z0-9-]{0,99}$/;

/** A name that begins with `_` is no plan's and no run's. */
function segmentOf(name: string): string {
  return SAFE.test(name) ? name : `_${sha256Hex(name).slice(0, 16)}`;
}
