// What the generator knows of a case, and how a case becomes a folder. It knows no area and judges nothing: every verdict is
// written down by hand in the recipes beside it.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Case {
  /** The folder's name. */
  readonly name: string;
  /** One line: why there is this case. */
  readonly why: string;
  /** Inputs by their path in the folder. */
  readonly files: Readonly<Record<string, Uint8Array | string>>;
  readonly expected: object;
}

/** Writes the area anew; what stood there before is gone. */
export function writeArea(folder: string, cases: readonly Case[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { name, why, files, expected } of cases) {
    const all = { ...files, "README.md": `${why}\n`, "expected.json": json(expected) };
    for (const [file, bytes] of Object.entries(all)) {
      const place = path.join(folder, name, file);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, bytes);
    }
  }
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
