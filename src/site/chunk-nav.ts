// The way about in what is divided over several pages: every page by what it holds, and the ones before and after.
import type { Chunk } from "./chunks.ts";
import { h, type Child, type Element } from "./element.ts";
import { chunkPath, linkTo, type ChunkedKind } from "./site-paths.ts";
import { number } from "./texts.ts";

export interface ChunkedPages<Item> {
  readonly folder: string;
  readonly kind: ChunkedKind;
  readonly chunks: readonly Chunk<Item>[];
  /** What an item is called in the index: an address, a number. */
  readonly nameOf: (item: Item) => string;
}

/** Undefined where one page holds everything. */
export function chunkIndex<Item>(pages: ChunkedPages<Item>, current: number): Child {
  const { folder, kind, chunks, nameOf } = pages;
  if (chunks.length < 2) return undefined;
  const from = chunkPath(folder, kind, current);
  return h(
    "nav",
    { class: "chunk-index", "aria-label": "Parts" },
    h("p", {}, `Part ${current + 1} of ${number(chunks.length)}`),
    h(
      "ol",
      {},
      chunks.map(({ items }, at) =>
        h(
          "li",
          {},
          h(
            "a",
            {
              href: linkTo(from, chunkPath(folder, kind, at)),
              "aria-current": at === current ? "page" : undefined,
            },
            rangeOf(items, nameOf),
          ),
        ),
      ),
    ),
  );
}

function rangeOf<Item>(items: readonly Item[], nameOf: (item: Item) => string): string {
  const [first, last] = [items.at(0), items.at(-1)];
  if (first === undefined || last === undefined) return "nothing";
  return first === last ? nameOf(first) : `${nameOf(first)} – ${nameOf(last)}`;
}

/** Undefined where one page holds everything. */
export function chunkSteps<Item>(pages: ChunkedPages<Item>, current: number): Child {
  const { folder, kind, chunks } = pages;
  if (chunks.length < 2) return undefined;
  const from = chunkPath(folder, kind, current);
  const step = (at: number, rel: "prev" | "next", text: string): Element =>
    h("a", { rel, href: linkTo(from, chunkPath(folder, kind, at)) }, text);
  return h(
    "nav",
    { class: "chunk-steps", "aria-label": "Parts before and after" },
    current > 0 ? step(current - 1, "prev", `← Part ${current}`) : h("span", {}),
    current + 1 < chunks.length ? step(current + 1, "next", `Part ${current + 2} →`) : undefined,
  );
}
