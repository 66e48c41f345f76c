// How the demo is told: a listr2 task a scene on a terminal that redraws, plain lines elsewhere, an event a scene for machines,
// and nothing with --quiet. A scene is ticked off only once it has been played.
import { writeSync } from "node:fs";
import path from "node:path";
import { Listr, type ListrTask } from "listr2";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { PlayedScene, Scene } from "../demo/scene.ts";
import type { CommonOptions } from "../options.ts";
import type { Terminal } from "../terminal.ts";
import { TOOL } from "../version.ts";
import { emit } from "./events.ts";
import { paintFor } from "./style.ts";
import { wrapText } from "./wrap-text.ts";

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
  const tell = (lines: readonly string[]): void =>
    terminal.out(`${lines.flatMap((line) => wrapText(visibleText(line), terminal.columns)).join("\n")}\n`);
  return {
    begin: ({ folder, kept }) => {
      terminal.out(
        `${paint("strong", TOOL)}  ${paint("strong", "DRYRUN")}: nothing is written to any database\n`,
      );
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

const INDENT = "      ";

/** ` 3  reconcile carries …` */
function numbered(index: number, { title }: Scene): string {
  return `${String(index + 1).padStart(2)}  ${title}`;
}

function detailsOf({ lines, commands }: PlayedScene, verbose: boolean): readonly string[] {
  return [...(verbose ? commands.map((command) => `$ ${command}`) : []), ...lines].map(visibleText);
}

function drivePlainly(terminal: Terminal, verbose: boolean): DemoView["drive"] {
  const paint = paintFor(terminal.color);
  const { columns } = terminal;
  return async (scenes, play) => {
    for (const [index, scene] of scenes.entries()) {
      // The mark and the space behind it come before the title.
      const title = wrapText(numbered(index, scene), columns - 2, INDENT).join("\n");
      try {
        const details = detailsOf(await play(scene), verbose);
        const told = details.flatMap((line) => wrapText(`${INDENT}${line}`, columns, `${INDENT}  `));
        terminal.out(`${[`${paint("good", "✔")} ${title}`, ...told].join("\n")}\n`);
      } catch (error) {
        terminal.out(`${paint("bad", "✖")} ${title}\n`);
        throw error;
      }
    }
  };
}

function driveTasks({ columns }: Terminal, verbose: boolean): DemoView["drive"] {
  return async (scenes, play) => {
    const tasks = scenes.map((scene, index): ListrTask => ({
      title: numbered(index, scene),
      task: async (_context, task) => {
        const details = detailsOf(await play(scene), verbose);
        const told = details.flatMap((line) => wrapText(`    ${line}`, columns - 2, INDENT));
        task.title = [numbered(index, scene), ...told].join("\n");
      },
    }));
    // The refusal is told once, at the end; and a signal ends the process only after the scratch folder is gone.
    const rendererOptions = { showErrorMessage: false } as const;
    await new Listr(tasks, { concurrent: false, registerSignalListeners: false, rendererOptions }).run();
  };
}
