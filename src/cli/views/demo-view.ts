// How the demo is told: a listr2 task a scene on a terminal that redraws, plain lines elsewhere, an event a scene for machines,
// and nothing with --quiet. A scene is ticked off only once it has been played.
import { writeSync } from "node:fs";
import path from "node:path";
import { Listr, type ListrTask } from "listr2";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { PlayedScene, Scene } from "../demo/scene.ts";
import type { CommonOptions } from "../options.ts";
import type { Terminal } from "../terminal.ts";
import { bannerLines, DRYRUN_TEXT } from "./banner.ts";
import { emit } from "./events.ts";
import { layOut, printLines, type Line } from "./lay-out.ts";
import { paintFor } from "./style.ts";

export interface DemoView {
  readonly begin: (place: DemoPlace) => void;
  /** Plays all scenes in their order; rejects with what the first one that does not come out as told rejects with. */
  readonly drive: (scenes: readonly Scene[], play: PlayScene) => Promise<void>;
  readonly end: (ending: DemoPlace & { readonly tookMs: number }) => void;
  /** Before a signal ends the process: leaves the terminal as it was. */
  readonly interrupt: () => void;
}

interface DemoPlace {
  readonly folder: string;
  /** Whether the folder is left there. */
  readonly kept: boolean;
}

type PlayScene = (scene: Scene) => Promise<PlayedScene>;

/** With fewer, redrawing the whole list would be more flicker than help. */
const LEAST_COLUMNS_FOR_TASKS = 60;

/** Tasks on a terminal that redraws, has colours and is wide enough; plain lines where any of that is missing. */
export function demoView(terminal: Terminal, options: CommonOptions): DemoView {
  if (options.json) return { ...jsonView(terminal), interrupt: nothing };
  if (options.quiet) return { ...quietView(terminal), interrupt: nothing };
  const hasTasks = terminal.isLive && terminal.color && terminal.columns >= LEAST_COLUMNS_FOR_TASKS;
  const drive = hasTasks ? driveTasks : drivePlainly;
  const interrupt = hasTasks ? showCursor : nothing;
  return { ...frame(terminal), drive: drive(terminal, options.verbose), interrupt };
}

/** DECTCEM, as xterm has it. */
const SHOW_CURSOR = "\u001b[?25h";

/** listr2 hides the cursor, and keeps back what is written to the stream while tasks run: so past the stream, and at once. */
function showCursor(): void {
  writeSync(process.stdout.fd, `${SHOW_CURSOR}\n`);
}

function nothing(): void {
  // There are views that have nothing to say.
}

function quietView(terminal: Terminal): Omit<DemoView, "interrupt"> {
  return {
    begin: ({ folder, kept }) => {
      if (kept) terminal.out(`${visibleText(folder)}\n`);
    },
    drive: async (scenes, play) => {
      for (const scene of scenes) await play(scene);
    },
    end: nothing,
  };
}

function jsonView(terminal: Terminal): Omit<DemoView, "interrupt"> {
  return {
    begin: ({ folder, kept }) => {
      if (kept) emit(terminal, { type: "file", path: folder });
    },
    drive: async (scenes, play) => {
      for (const [index, scene] of scenes.entries()) {
        const event = { type: "scene", number: index + 1, title: scene.title } as const;
        try {
          emit(terminal, { ...event, outcome: "as-told", ...(await play(scene)) });
        } catch (error) {
          emit(terminal, { ...event, outcome: "otherwise", lines: [], commands: [] });
          throw error;
        }
      }
    },
    end: nothing,
  };
}

/** What is said before and after, the same for tasks and plain lines. */
function frame(terminal: Terminal): Pick<DemoView, "begin" | "end"> {
  const paint = paintFor(terminal.color);
  const tell = (lines: readonly string[]): void => printLines(terminal, lines.map(visibleText));
  return {
    begin: ({ folder, kept }) => {
      printLines(terminal, bannerLines(DRYRUN_TEXT, { paint, columns: terminal.columns }));
      tell([
        "One person plans a change, another consents to it, and a third can check what became of it.",
        `All of it is real, and happens in a scratch folder that ${kept ? "is kept" : "is removed at the end"}:`,
        `  ${folder}`,
        "",
      ]);
    },
    end: ({ folder, kept, tookMs }) => {
      const seconds = `${(tookMs / 1000).toFixed(1)} s`;
      const repository = path.join(folder, "repository");
      tell([
        "",
        ...(kept
          ? [
              `Played in ${seconds}. Kept, with two private keys that are good for nothing else:`,
              `  ${folder}`,
              "Look around:",
              `  reconcile verify --repo ${repository}`,
            ]
          : [`Played in ${seconds}; the scratch folder is removed.`]),
      ]);
    },
  };
}

const DETAILS = "      ";

/** ` 3  reconcile carries …` */
function numbered(index: number, { title }: Scene, mark: string): Line {
  return { lead: `${mark}${String(index + 1).padStart(2)}  `, text: title };
}

function detailsOf({ lines, commands }: PlayedScene, indent: string, verbose: boolean): readonly Line[] {
  return [
    ...(verbose ? commands.map((command) => ({ lead: `${indent}$ `, command: visibleText(command) })) : []),
    ...lines.map((line) => `${indent}${visibleText(line)}`),
  ];
}

function drivePlainly(terminal: Terminal, verbose: boolean): DemoView["drive"] {
  const paint = paintFor(terminal.color);
  return async (scenes, play) => {
    for (const [index, scene] of scenes.entries()) {
      try {
        const details = detailsOf(await play(scene), DETAILS, verbose);
        printLines(terminal, [numbered(index, scene, `${paint("good", "✔")} `), ...details]);
      } catch (error) {
        printLines(terminal, [numbered(index, scene, `${paint("bad", "✖")} `)]);
        throw error;
      }
    }
  };
}

/** listr2 puts a mark and a space before each line, and indents those below a title by as much. */
const MARK_WIDTH = 2;

function driveTasks({ columns }: Terminal, verbose: boolean): DemoView["drive"] {
  return async (scenes, play) => {
    const tasks = scenes.map((scene, index): ListrTask => ({
      title: layOut([numbered(index, scene, "")], columns - MARK_WIDTH).join("\n"),
      task: async (_context, task) => {
        const details = detailsOf(await play(scene), DETAILS.slice(MARK_WIDTH), verbose);
        task.title = layOut([numbered(index, scene, ""), ...details], columns - MARK_WIDTH).join("\n");
      },
    }));
    // The refusal is told once, at the end; and a signal ends the process only after the scratch folder is gone.
    const rendererOptions = { showErrorMessage: false } as const;
    await new Listr(tasks, { concurrent: false, registerSignalListeners: false, rendererOptions }).run();
  };
}
