// What GitHub's runner takes for commands in the output of a step, read the way it reads it (actions/runner,
// ActionCommand.cs and ActionCommandManager.cs): both forms, also behind blanks, and the stop until a token.

export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The commands, in order; between stop-commands and its token there are none. */
export function readCommands(log: string): readonly RunnerCommand[] {
  const commands: RunnerCommand[] = [];
  let resume: string | undefined;
  for (const line of log.split(/\r\n|\n|\r/)) {
    const command = parseLine(line);
    if (command === undefined) continue;
    if (resume !== undefined) {
      if (command.name === resume) resume = undefined;
    } else if (command.name === "stop-commands") resume = command.message;
    else commands.push(command);
  }
  return commands;
}

/** Errors, warnings and notices. */
export function readAnnotations(log: string): readonly RunnerCommand[] {
  return readCommands(log).filter(({ name }) => ["error", "warning", "notice"].includes(name));
}

function parseLine(line: string): RunnerCommand | undefined {
  const modern = /^\s*::([^\s:]+)(?:\s+(.*?))?::(.*)$/s.exec(line);
  if (modern !== null) {
    const [, name = "", properties = "", message = ""] = modern;
    return { name, properties: readProperties(properties, ","), message: unescapeText(message) };
  }
  // The older form counts anywhere in a line.
  const older = /##\[([\w.-]+)(?:\s+([^\]]*))?\](.*)$/s.exec(line);
  if (older === null) return undefined;
  const [, name = "", properties = "", message = ""] = older;
  return { name, properties: readProperties(properties, ";"), message };
}

function readProperties(text: string, separator: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split(separator)
      .filter((pair) => pair.includes("="))
      .map((pair) => [
        pair.slice(0, pair.indexOf("=")).trim(),
        unescapeText(pair.slice(pair.indexOf("=") + 1)),
      ]),
  );
}

function unescapeText(text: string): string {
  return text
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%25", "%");
}
