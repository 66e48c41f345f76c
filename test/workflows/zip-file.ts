// Writes an archive as an artifact is downloaded, with names and contents that a well-behaved tool would not put there
// (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).
import { crc32, deflateRawSync } from "node:zlib";

export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = deflateRawSync(content);
    const fields = commonFields({ name, data, crc: crc32(content), size: Buffer.byteLength(content) });
    const local = Buffer.concat([bytes([4, 0x04034b50]), fields, Buffer.from(name), data]);
    const place = bytes([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    centrals.push(Buffer.concat([bytes([4, 0x02014b50], [2, 20]), fields, place, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const count = locals.length;
  const end = bytes(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, central.length],
    [4, offset],
    [2, 0],
  );
  return Buffer.concat([...locals, central, end]);
}

interface Member {
  readonly name: string;
  readonly data: Uint8Array;
  readonly crc: number;
  readonly size: number;
}

/** From the version needed to the length of the extra field: the same in both headers. Deflated, no date. */
function commonFields({ name, data, crc, size }: Member): Buffer {
  return bytes(
    [2, 20],
    [2, 0],
    [2, 8],
    [4, 0],
    [4, crc],
    [4, data.length],
    [4, size],
    [2, Buffer.byteLength(name)],
    [2, 0],
  );
}

/** Little-endian numbers, each with its width. */
function bytes(...numbers: readonly (readonly [width: number, value: number])[]): Buffer {
  return Buffer.concat(
    numbers.map(([width, value]) => {
      const buffer = Buffer.alloc(width);
      buffer.writeUIntLE(value, 0, width);
      return buffer;
    }),
  );
}
