// reconcile demo: plays the whole story, from two fresh keys to a changed byte that is found, in a scratch repository that it
// makes and removes. Everything in it is real; what does not come out as told ends it with a failure. Asks for no --repo.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { playScene, SCENES } from "../demo/play-scenes.ts";
import { withScratchEnvironment } from "../demo/scratch-environment.ts";
import { withScratchFolder } from "../demo/scratch-folder.ts";
import { EXIT } from "../exit-codes.ts";
import { demoView } from "../views/demo-view.ts";

export async function run({ options, terminal, flags }: CommandContext): Promise<CommandResult> {
  const kept = flags["keep"] === true;
  const view = demoView(terminal, options);
  const started = performance.now();
  try {
    const folder = await withScratchFolder({ kept, onSignal: view.interrupt }, async (scratch) => {
      view.begin({ folder: scratch, kept });
      await withScratchEnvironment(scratch, () =>
        view.drive(SCENES, (scene) => playScene({ folder: scratch, fixedNow: options.now }, scene)),
      );
      return scratch;
    });
    // Only here is the folder gone.
    view.end({ folder, kept, tookMs: performance.now() - started });
    return { exit: EXIT.done };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Whatever refused what: a story that did not come out is a failure of the demo.
    return { exit: EXIT.failed, refusal: error };
  }
}
