// Pointers into a document: from ajv's form, to JSON pointers, and as people write them.
import type { Pointer } from "./syntax-tree.ts";

/** A pointer as RFC 6901 writes it, which is how ajv names places. */
export function jsonPointer(pointer: Pointer): string {
  return pointer.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The steps of a JSON pointer; a step is an index where the value it is taken from is a list. */
export function parsePointer(text: string, document: unknown): Pointer {
  let value = document;
  return text
    .split("/")
    .slice(1)
    .map((escaped) => {
      const key = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
      const step = Array.isArray(value) ? Number(key) : key;
      value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
      return step;
    });
}

/** `spec.cut.levels[0].code`, or `the document` for its top. */
export function pointerText(pointer: Pointer): string {
  const text = pointer.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  return text === "" ? "the document" : text.replace(/^\./u, "");
}
