// Loaded before every test file: Node keeps what it has compiled, by content, so that two hundred processes that load the
// same sources do not compile them two hundred times.
import { enableCompileCache } from "node:module";
import { COMPILE_CACHE } from "./compile-cache-folder.ts";

// The runner hands it on to the processes of the test files, which then need no compiler even for this one.
process.env["NODE_COMPILE_CACHE"] = COMPILE_CACHE;
enableCompileCache(COMPILE_CACHE);
