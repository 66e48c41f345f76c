// Takes the answers of `git cat-file --batch` apart as they stream in (git-cat-file(1), "BATCH OUTPUT").
// Holds at most one object, and no bytes of one that is over its limit; judges nothing about what it read.

export type BatchAnswer =
  | { readonly kind: "missing"; readonly name: string }
  | {
      readonly kind: "object";
      readonly name: string;
      readonly type: string;
      readonly size: number;
      /** Undefined when the object is larger than the limit: it was drained. */
      readonly bytes: Buffer | undefined;
    };

export interface BatchHandler {
  /** Bytes that the object now beginning may have, asked once its header is read. */
  limitBytes(): number;
  answer(answer: BatchAnswer): void;
}

interface OpenObject {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly bytes: Buffer | undefined;
  filled: number;
}

// `<name> <type> <size>` is below 100 bytes; more without a newline is not this protocol.
const MAX_HEADER = 512;

export class BatchParser {
  readonly #handler: BatchHandler;
  #header: Buffer = Buffer.alloc(0);
  #open: OpenObject | undefined;

  constructor(handler: BatchHandler) {
    this.#handler = handler;
  }

  /** Takes the next piece of output, however it was cut. Throws an Error on anything that is not the protocol. */
  push(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length) {
      offset =
        this.#open === undefined
          ? this.#readHeader(chunk, offset)
          : this.#readBody(this.#open, chunk, offset);
    }
  }

  #readHeader(chunk: Buffer, offset: number): number {
    const end = chunk.indexOf(10, offset);
    const piece = chunk.subarray(offset, end === -1 ? chunk.length : end);
    if (this.#header.length + piece.length > MAX_HEADER)
      throw new Error("git cat-file answered with an endless line");
    if (end === -1) {
      this.#header = Buffer.concat([this.#header, piece]);
      return chunk.length;
    }
    const line =
      this.#header.length === 0
        ? piece.toString("latin1")
        : Buffer.concat([this.#header, piece]).toString("latin1");
    this.#header = Buffer.alloc(0);
    this.#begin(line);
    return end + 1;
  }

  #begin(line: string): void {
    const [name = "", type = "", size = "", ...more] = line.split(" ");
    if (type === "missing" && size === "") {
      this.#handler.answer({ kind: "missing", name });
      return;
    }
    if (!/^\d{1,15}$/.test(size) || more.length > 0)
      throw new Error("git cat-file answered with an unknown line");
    const length = Number(size);
    const keep = length <= this.#handler.limitBytes();
    this.#open = {
      name,
      type,
      size: length,
      bytes: keep ? Buffer.allocUnsafe(length) : undefined,
      filled: 0,
    };
  }

  #readBody(open: OpenObject, chunk: Buffer, offset: number): number {
    const wanted = Math.min(open.size - open.filled, chunk.length - offset);
    open.bytes?.set(chunk.subarray(offset, offset + wanted), open.filled);
    open.filled += wanted;
    const next = offset + wanted;
    if (open.filled < open.size || next === chunk.length) return next;
    if (chunk[next] !== 10) throw new Error("git cat-file answered with more bytes than it announced");
    this.#open = undefined;
    this.#handler.answer({
      kind: "object",
      name: open.name,
      type: open.type,
      size: open.size,
      bytes: open.bytes,
    });
    return next + 1;
  }
}
