// Turns the beginnings of units, in order, into manifest rows: a unit ends where the next one begins, so no byte is
// left out or taken twice.
import { sha256Hex } from "../model/digest.ts";
import type { ManifestRows } from "../model/manifest.ts";
import { PackedRows } from "./packed-rows.ts";

/** Where a unit begins and what it is called. */
export interface UnitHead {
  readonly address: string;
  readonly parent: string | null;
  readonly title: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 0. */
  readonly byte: number;
}

export class RowWriter {
  readonly #source: Uint8Array;
  readonly #rows = new PackedRows();
  #open: UnitHead | undefined;

  constructor(source: Uint8Array) {
    this.#source = source;
  }

  begin(head: UnitHead): void {
    this.#close(head.line - 1, head.byte);
    this.#open = head;
  }

  /** Ends the last unit with the source, whose last line is told. */
  finish(lines: number): ManifestRows {
    this.#close(lines, this.#source.length);
    return this.#rows;
  }

  #close(endLine: number, endByte: number): void {
    if (this.#open === undefined) return;
    const { address, parent, title, line, byte } = this.#open;
    this.#rows.push({
      ord: this.#rows.length + 1,
      address,
      parent,
      title,
      startLine: line,
      endLine,
      startByte: byte,
      endByte,
      sha256: sha256Hex(this.#source.subarray(byte, endByte)),
    });
  }
}
