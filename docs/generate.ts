// Writes the pages of docs/ that are made from tables in src/; with --check it only compares and exits 1 on a difference.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { format } from "prettier";
import { diagnosticsPage } from "./diagnostics-page.ts";
import { refusalsPage } from "./refusals-page.ts";

const PAGES = { "diagnostics.md": diagnosticsPage, "refusals.md": refusalsPage } as const;

for (const [name, page] of Object.entries(PAGES)) {
  const target = path.join(import.meta.dirname, name);
  const wanted = await format(page(), { parser: "markdown", printWidth: 110 });
  const found = await readFile(target, "utf8").catch(() => "");
  if (wanted === found) continue;
  if (process.argv.includes("--check")) {
    process.stderr.write(`Not fresh: docs/${name}\nRun \`npm run generate\` and commit the result.\n`);
    process.exitCode = 1;
  } else await writeFile(target, wanted);
}
