// Run by `npm run build` on the built program: writes the list of its files that `reconcile doctor` checks.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { BUILD_MANIFEST, INSTALLATION, readDigests } from "./cli/installed-files.ts";

await writeFile(
  path.join(INSTALLATION, BUILD_MANIFEST),
  `${JSON.stringify(await readDigests(INSTALLATION), null, 2)}\n`,
);
