// Loaded before every test file: Node keeps what it has compiled, by content, so that two hundred processes that load the
// same sources do not compile them two hundred times.
import { enableCompileCache } from "node:module";
import { COMPILE_CACHE } from "./compile-cache-folder.ts";

enableCompileCache(COMPILE_CACHE);
