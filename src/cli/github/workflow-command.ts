// The grammar of GitHub's workflow commands, as the runner reads it (actions/runner, ActionCommand.cs): what is a command
// is written here, and what is none is made unable to be taken for one. Nothing else in the program writes a `::`.
import { visibleText } from "../../diagnostics/visible-text.ts";

export type AnnotationLevel = "error" | "warning" | "notice";

export interface AnnotationProperties {
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
  readonly endColumn?: number;
  readonly title?: string;
}

/** The runner cuts what is longer off at 4,096 (ExecutionContext.cs), and tells nobody. */
const MESSAGE_LIMIT = 4000;

/** One annotation on one line. The lines of the message stay lines; hidden characters in them are shown by name. */
export function annotationCommand(
  level: AnnotationLevel,
  properties: AnnotationProperties,
  message: readonly string[],
): string {
  const given = Object.entries(properties as Readonly<Record<string, string | number | undefined>>)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${escapeProperty(visibleText(String(value)))}`);
  const head = given.length === 0 ? level : `${level} ${given.join(",")}`;
  return `::${head}::${escapeData(shorten(plainStart(message.map(visibleText).join("\n"))))}`;
}

/** From here on the runner takes nothing for a command but the line that names the token again. */
export function stopCommands(token: string): string {
  return `::stop-commands::${token}`;
}

export function resumeCommands(token: string): string {
  return `::${token}::`;
}

/** One line of output that is no command, whatever it is put together from; colours, too, are shown and not obeyed. */
export function inertLine(text: string): string {
  return visibleText(text);
}

/** A combining mark would join the colons before it, and the runner would not see where the message begins. */
function plainStart(text: string): string {
  return /^\p{M}/u.test(text) ? ` ${text}` : text;
}

function shorten(text: string): string {
  return text.length <= MESSAGE_LIMIT ? text : `${text.slice(0, MESSAGE_LIMIT - 1).toWellFormed()}…`;
}

/** The percent sign first: it is what the others are written with. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
