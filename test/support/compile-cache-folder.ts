// Where Node keeps compiled code between the processes that tests start: outside of the repository, shared by all clones.
import { tmpdir } from "node:os";
import path from "node:path";

export const COMPILE_CACHE = path.join(tmpdir(), "cutplan-test-compile-cache");
