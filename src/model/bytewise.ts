// The one order of names: by their UTF-8 bytes, as git, `LC_ALL=C sort` and PostgreSQL's collation "C" have it.

/** Negative, zero or positive, as the UTF-8 of `one` comes before, is, or comes after that of `other`. */
export function compareBytewise(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const order = rank(one.charCodeAt(index)) - rank(other.charCodeAt(index));
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

/** Surrogates stand for code points above U+FFFF, and so come after every other unit (Unicode 16, 2.5: binary order of UTF-8). */
function rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
