// The program's name and version, from package.json: the one place where they are written.
import manifest from "../../package.json" with { type: "json" };

export const VERSION = manifest.version;
export const TOOL = `cutplan ${VERSION}`;

/** What this version can do, in a few words. */
export const MILESTONE = "milestone 3: DRYRUN over live facts; LIVE proven in a sandbox, and refused";
