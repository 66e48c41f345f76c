// Writes the pages of docs/ that are made from tables in src/ or from what was measured; with --check it only compares and
// exits 1 on a difference.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { format } from "prettier";
import { renderPages, type Page } from "../test/bench/record-file.ts";
import { diagnosticsPage } from "./diagnostics-page.ts";
import { refusalsPage } from "./refusals-page.ts";

const TABLES = { "diagnostics.md": diagnosticsPage, "refusals.md": refusalsPage } as const;

const pages = Object.entries(TABLES).map(async ([name, page]): Promise<Page> => {
  const text = await format(page(), { parser: "markdown", printWidth: 110 });
  return { file: path.join(import.meta.dirname, name), text };
});

for (const { file, text } of [...(await Promise.all(pages)), ...(await renderPages())]) {
  const found = await readFile(file, "utf8").catch(() => "");
  if (text === found) continue;
  if (process.argv.includes("--check")) {
    const name = path.relative(path.dirname(import.meta.dirname), file);
    process.stderr.write(`Not fresh: ${name}\nRun \`npm run generate\` and commit the result.\n`);
    process.exitCode = 1;
  } else await writeFile(file, text);
}
