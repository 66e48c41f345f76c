// Run by `npm run build` on the built program: brings what is no code beside it, and writes the list of its files that
// `reconcile doctor` checks.
import { cp, writeFile } from "node:fs/promises";
import path from "node:path";
import { BUILD_MANIFEST, INSTALLATION, readDigests } from "./cli/installed-files.ts";

for (const folder of ["src/target/schema", "src/site/assets"])
  await cp(path.join(INSTALLATION, "..", folder), path.join(INSTALLATION, folder), { recursive: true });
await writeFile(
  path.join(INSTALLATION, BUILD_MANIFEST),
  `${JSON.stringify(await readDigests(INSTALLATION), null, 2)}\n`,
);
