// Rows of a word and a JSON object: how one query answers several questions in one round trip.
import type { Row } from "../postgres/database-client.ts";

export class TaggedRows {
  readonly #rows = new Map<string, unknown[]>();

  add([tag, json]: Row): void {
    const row: unknown = JSON.parse(json ?? "null");
    const rows = this.#rows.get(tag ?? "");
    if (rows === undefined) this.#rows.set(tag ?? "", [row]);
    else rows.push(row);
  }

  /** In the order they came. The query makes these objects key by key: whoever reads them knows their shape from it. */
  of(tag: string): readonly unknown[] {
    return this.#rows.get(tag) ?? [];
  }
}
