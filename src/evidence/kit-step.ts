// What a step of VERIFY.md is: a sentence, commands to paste, and what they print. Text only; nothing is run here.

export interface KitStep {
  /** `2. The chain` */
  readonly title: string;
  /** What the step shows when it holds, in a sentence or two. Markdown. */
  readonly shows: string;
  /** Bash, and nothing else than stock tools; runs in the kit's folder. */
  readonly commands: string;
  /** What the output must be. Markdown. */
  readonly output: string;
}
