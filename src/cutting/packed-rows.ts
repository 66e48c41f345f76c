// Manifest rows by the million: kept as numbers, raw digests and UTF-8 outside of the heap, and made anew whenever they are
// read. It knows nothing of sources and rules, and believes what it is given.
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import type { ManifestRows } from "../model/manifest.ts";

/** The first rows are kept as they are: most cuts have no more, and there can be very many cuts. */
export const PLAIN_ROWS = 64;
export const BLOCK_ROWS = 1024;

export class PackedRows implements ManifestRows {
  readonly #first: ManifestRow[] = [];
  readonly #blocks: Block[] = [];

  get length(): number {
    const full = Math.max(0, this.#blocks.length - 1) * BLOCK_ROWS;
    return this.#first.length + full + (this.#blocks.at(-1)?.length ?? 0);
  }

  /** Takes the next row: well-formed texts, its place as its ordinal, an address that begins with its parent's, offsets below 2³². */
  push(row: ManifestRow): void {
    if (this.#first.length < PLAIN_ROWS) this.#first.push(row);
    else this.#openBlock().push(row);
  }

  *values(): Generator<ManifestRow, undefined> {
    yield* this.#first;
    for (const [index, block] of this.#blocks.entries()) {
      const nextRow = block.reader(PLAIN_ROWS + index * BLOCK_ROWS);
      for (let row = 0; row < block.length; row += 1) yield nextRow();
    }
  }

  [Symbol.iterator](): Generator<ManifestRow, undefined> {
    return this.values();
  }

  #openBlock(): Block {
    const last = this.#blocks.at(-1);
    if (last !== undefined && last.length < BLOCK_ROWS) return last;
    last?.trim();
    const next = new Block();
    this.#blocks.push(next);
    return next;
  }
}

/** Room that a block begins with. */
const FIRST_ROWS = 64;
const FIRST_TEXT_BYTES = 4096;
/** Lengths of address, parent (0 for none) and title; first and last line; first byte and the one after the last. */
const NUMBERS = 7;
const DIGEST_BYTES = 32;
const DIGEST_LETTERS = 2 * DIGEST_BYTES;
/** What a UTF-16 code unit takes in UTF-8 at most. */
const LETTER_BYTES = 3;

/** Some rows: few enough that they are not copied much as they grow, and that no room to speak of is left empty. */
class Block {
  #length = 0;
  #numbers = new Uint32Array(FIRST_ROWS * NUMBERS);
  #digests = Buffer.alloc(FIRST_ROWS * DIGEST_BYTES);
  /** Each address, then the title. */
  #text = Buffer.alloc(FIRST_TEXT_BYTES);
  #textBytes = 0;

  get length(): number {
    return this.#length;
  }

  push(row: ManifestRow): void {
    const { address, parent, title, startLine, endLine, startByte, endByte } = row;
    this.#makeRoom((address.length + title.length) * LETTER_BYTES);
    const { length: parentLength } = parent ?? "";
    const numbers = [address.length, parentLength, title.length, startLine, endLine, startByte, endByte];
    this.#numbers.set(numbers, this.#length * NUMBERS);
    this.#digests.write(row.sha256, this.#length * DIGEST_BYTES, "hex");
    this.#textBytes += this.#text.write(address, this.#textBytes);
    this.#textBytes += this.#text.write(title, this.#textBytes);
    this.#length += 1;
  }

  /** Gives back the room that was kept for more text. */
  trim(): void {
    this.#text = Buffer.from(this.#text.buffer.transfer(this.#textBytes));
  }

  /** Answers one row after the other; `before` is the ordinal of the last row before the block. */
  reader(before: number): () => ManifestRow {
    const numbers = this.#numbers;
    let number = 0;
    const nextNumber = (): number => numbers[number++] ?? 0;
    const text = this.#text.toString("utf8", 0, this.#textBytes);
    let letter = 0;
    const nextText = (length: number): string => text.slice(letter, (letter += length));
    const digests = this.#digests.toString("hex");
    let ord = before;
    return () => {
      const address = nextText(nextNumber());
      const parent = address.slice(0, nextNumber());
      const title = nextText(nextNumber());
      const digest = (ord - before) * DIGEST_LETTERS;
      ord += 1;
      return {
        ord,
        address,
        parent: parent === "" ? null : parent,
        title,
        startLine: nextNumber(),
        endLine: nextNumber(),
        startByte: nextNumber(),
        endByte: nextNumber(),
        sha256: digests.slice(digest, digest + DIGEST_LETTERS),
      };
    };
  }

  /** For one more row, with so many bytes of text. */
  #makeRoom(textBytes: number): void {
    if (this.#length * NUMBERS === this.#numbers.length) {
      this.#numbers = new Uint32Array(this.#numbers.buffer.transfer(this.#numbers.byteLength * 2));
      this.#digests = Buffer.from(this.#digests.buffer.transfer(this.#digests.length * 2));
    }
    while (this.#textBytes + textBytes > this.#text.length)
      this.#text = Buffer.from(this.#text.buffer.transfer(this.#text.length * 2));
  }
}
