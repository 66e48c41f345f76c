// Loaded before the program: at its end, writes the packages whose code was loaded into the file that LOADED_PACKAGES names.
import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { packageOf } from "./package-of.ts";

const packages = new Set<string>();
registerHooks({
  load: (url, context, next) => {
    const name = packageOf(url);
    if (name !== undefined) packages.add(name);
    return next(url, context);
  },
});
process.on("exit", () => {
  writeFileSync(process.env["LOADED_PACKAGES"] ?? "", [...packages].sort().join(" "));
});
