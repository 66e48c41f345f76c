// What a scene of the demo is: a title, what it does, and what a reader is told of what was seen. Nothing is told that a scene
// did not look at.
import type { Stage } from "./stage.ts";

export interface Scene {
  readonly title: string;
  /** Plays it, and answers with what happened, a short line each. Rejects with a Refusal where it did not come out as told. */
  readonly play: (stage: Stage) => Promise<readonly string[]>;
}

interface SceneParts<Seen> {
  readonly title: string;
  /** Rejects with a Refusal DEMO_FAILED where something else is seen than the title says. */
  readonly does: (stage: Stage) => Promise<Seen>;
  /** At most three lines. */
  readonly sees: (seen: Seen) => readonly string[];
}

export function scene<Seen>({ title, does, sees }: SceneParts<Seen>): Scene {
  return { title, play: async (stage) => sees(await does(stage)) };
}

/** A scene that was played, for a view. */
export interface PlayedScene {
  readonly lines: readonly string[];
  /** Every command line that was carried out, this program's and others'. */
  readonly commands: readonly string[];
}
