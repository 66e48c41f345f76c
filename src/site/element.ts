// The one way by which pages are made of elements. Text goes in as text only: it is escaped when it is rendered, and
// characters that a reader would not see, or that turn the order of others, are named in it. No markup gets in.
import { h as createElement, type VNode } from "preact";
import { visibleLines } from "./visible-lines.ts";

export type Element = VNode;
export type Child = Element | string | number | false | undefined | readonly Child[];

/** Attributes are plain values, so that none can hold markup or a handler; undefined and false leave one out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element; `attributes` may be left out. Tags and attribute names are ours, never text of documents. */
export function h(tag: string, ...rest: readonly (Attributes | Child)[]): Element {
  const [first, ...others] = rest;
  const hasAttributes = isAttributes(first);
  const children = (hasAttributes ? others : rest) as readonly Child[];
  return createElement(tag, hasAttributes ? visibleAttributes(first) : null, ...children.map(visibleChild));
}

function isAttributes(value: Attributes | Child): value is Attributes {
  return typeof value === "object" && !Array.isArray(value) && !Object.hasOwn(value, "props");
}

function visibleAttributes(attributes: Attributes): Attributes {
  const visible: Record<string, string | number | boolean | undefined> = {};
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    visible[name] = typeof value === "string" ? visibleLines(value) : value;
  }
  return visible;
}

/** Numbers are put as text, so that 0 is shown and nothing is left to what a renderer makes of it. */
function visibleChild(child: Child): VNode | string | null | unknown[] {
  if (child === undefined || child === false) return null;
  if (typeof child === "string") return visibleLines(child);
  if (typeof child === "number") return String(child);
  return Array.isArray(child) ? (child as readonly Child[]).map(visibleChild) : (child as VNode);
}
