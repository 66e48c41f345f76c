// What GitHub's runner makes of a step's output, read from its source (actions/runner: ActionCommand.cs, TryParseV2 and
// TryParse; ActionCommandManager.cs; OutputManager.cs). Written anew for tests; src/ does not use it.

export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Every command that the runner has registered from the start. */
const REGISTERED: readonly string[] = [
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning",
];

/** The commands that are carried out, in order; those between stop and resume are not. */
export function carriedOut(output: string): readonly RunnerCommand[] {
  const registered = new Set(REGISTERED);
  const done: RunnerCommand[] = [];
  let stop: string | undefined;
  for (const line of output.split(/\r\n|\n|\r/)) {
    const command = parseColons(line, registered) ?? parseHashes(line, registered);
    if (command === undefined) continue;
    if (stop !== undefined) {
      if (command.name !== stop) continue;
      registered.delete(stop);
      stop = undefined;
    } else if (command.name === "stop-commands") {
      stop = command.data.toLowerCase();
      registered.add(stop);
    } else done.push(command);
  }
  return done;
}

/** `::name a=b,c=d::data`, after leading white space. */
function parseColons(line: string, registered: ReadonlySet<string>): RunnerCommand | undefined {
  const text = line.trimStart();
  const end = text.startsWith("::") ? text.indexOf("::", 2) : -1;
  if (end < 0) return undefined;
  const head = readHead(text.slice(2, end), ",", unescapeProperty);
  return registered.has(head.name) ? { ...head, data: unescapeData(text.slice(end + 2)) } : undefined;
}

/** `##[name a=b;c=d]data`, anywhere in the line. */
function parseHashes(line: string, registered: ReadonlySet<string>): RunnerCommand | undefined {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  if (end < 0) return undefined;
  const head = readHead(line.slice(start + 3, end), ";", unescapeData);
  return registered.has(head.name) ? { ...head, data: unescapeData(line.slice(end + 1)) } : undefined;
}

function readHead(
  head: string,
  separator: string,
  unescape: (text: string) => string,
): Omit<RunnerCommand, "data"> {
  const space = head.indexOf(" ");
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase();
  const rest = space > 0 ? head.slice(space + 1).trim() : "";
  const pairs = rest.split(separator).flatMap((pair) => {
    const [, key = "", value = ""] = /^=*([^=]+)=+([^]+)$/.exec(pair) ?? [];
    return key === "" ? [] : [[key, unescape(value)] as const];
  });
  return { name, properties: Object.fromEntries(pairs) };
}

function unescapeData(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function unescapeProperty(text: string): string {
  const plain = text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  return plain.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%");
}
