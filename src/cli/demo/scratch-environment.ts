// The environment that the demo's commands see: nothing of the user's git, keys and agents has a say in them, and what they
// put aside for a moment lies in the scratch folder too.
import { writeFile } from "node:fs/promises";
import path from "node:path";

/** Settings of git, of ssh and its agent, of this program, and where configuration is looked for. */
const LEFT_OUT = /^(?:GIT_|SSH_|XDG_|CUTPLAN_)/i;
/** In whose name `reconcile run --commit` commits. */
const GIT_CONFIG = "[user]\n\tname = cutplan demo\n\temail = demo@example.org\n";

/** Sets this process's environment for as long as `use` takes: all that is started meanwhile gets its own from there. */
export async function withScratchEnvironment<Answer>(
  folder: string,
  use: () => Promise<Answer>,
): Promise<Answer> {
  const before = process.env;
  const kept = Object.entries(before).filter(([name]) => !LEFT_OUT.test(name));
  const config = path.join(folder, "gitconfig");
  await writeFile(config, GIT_CONFIG);
  const own = { HOME: folder, TMPDIR: folder, TMP: folder, TEMP: folder, GIT_CONFIG_GLOBAL: config };
  process.env = { ...Object.fromEntries(kept), ...own };
  try {
    return await use();
  } finally {
    process.env = before;
  }
}
