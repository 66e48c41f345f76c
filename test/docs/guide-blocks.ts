// Reads a guide into its blocks: commands with what they print, and blocks that nothing carries out, each with a reason in
// the guide's source. Whatever is neither is an error: no command in a guide goes untried without anybody noticing.

/** `<!-- program -->` and `<!-- code host: NAME -->` stand on the line before a block and are not shown to its reader. */
const FENCE = /(?:^<!-- (?<mark>[^\n]*?) -->\n+)?^```(?<language>[^\n]*)\n(?<body>[^]*?)^```$/gm;

export interface GuideStep {
  /** Pasted into the shell as they stand. */
  readonly commands: string;
  /** What the guide says that comes; undefined where it says nothing. */
  readonly shown: string | undefined;
  /** The one step in which the program is got: a test has it already. */
  readonly isProgram: boolean;
}

export interface Guide {
  readonly steps: readonly GuideStep[];
  /** The names of the blocks that are for the code host's settings. */
  readonly hostBlocks: readonly string[];
}

export function parseGuide(text: string): Guide {
  const steps: GuideStep[] = [];
  const hostBlocks: string[] = [];
  let end = -1;
  for (const match of text.matchAll(FENCE)) {
    const { mark, language = "", body = "" } = match.groups ?? {};
    const between = text.slice(end, match.index);
    const place = `line ${text.slice(0, match.index).split("\n").length}`;
    end = match.index + match[0].length;
    const host = /^code host: (?<name>.+)$/.exec(mark ?? "")?.groups?.["name"];
    if (host !== undefined) {
      hostBlocks.push(host);
    } else if (language === "sh" && (mark === undefined || mark === "program")) {
      steps.push({ commands: body, shown: undefined, isProgram: mark === "program" });
    } else if (language === "text" && mark === undefined && between.trim() === "") {
      steps.push({ ...popStep(steps, place), shown: body });
    } else {
      throw new Error(`${place}: a block "${language}" marked "${mark ?? ""}" that nobody carries out`);
    }
  }
  return { steps, hostBlocks };
}

/** The step right above, whose output a block of text is. */
function popStep(steps: GuideStep[], place: string): GuideStep {
  const step = steps.pop();
  if (step === undefined || step.shown !== undefined) throw new Error(`${place}: output of no command`);
  return step;
}
