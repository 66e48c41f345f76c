// The story from its first scene to its last, and how one of them is played.
import { Refusal } from "../../diagnostics/refusal.ts";
import { APPROVAL_SCENES } from "./approval-scenes.ts";
import { EVIDENCE_SCENES } from "./evidence-scenes.ts";
import { PLAN_SCENES } from "./plan-scenes.ts";
import type { PlayedScene, Scene } from "./scene.ts";
import { openStage, type StageSetting } from "./stage.ts";

export const SCENES: readonly Scene[] = [...PLAN_SCENES, ...APPROVAL_SCENES, ...EVIDENCE_SCENES];

/** Plays one scene. Rejects with a Refusal that says which scene it was. */
export async function playScene(
  setting: Omit<StageSetting, "onCommand">,
  scene: Scene,
): Promise<PlayedScene> {
  const commands: string[] = [];
  const stage = openStage({ ...setting, onCommand: (command) => void commands.push(command) });
  try {
    return { lines: await scene.play(stage), commands };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, expected, todo } = error;
    const number = SCENES.indexOf(scene) + 1;
    throw new Refusal(
      code,
      { message: `in scene ${number}, "${scene.title}": ${message}`, expected, todo },
      error,
    );
  }
}
