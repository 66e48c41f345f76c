// The completion script for fish, 3 and later.
import type { CompletionCommand, CompletionTable, Source } from "./completion-table.ts";
import { groupFlags, type SharedFlag } from "./group-flags.ts";
import { NAMES_SCRIPT } from "./names-script.ts";
import { quoteFish } from "./quote-word.ts";

export function fishScript({ commands, flags, fallback }: CompletionTable): string {
  const shared = groupFlags(commands);
  const valued = shared.flatMap(({ flag }) => (flag.value === undefined ? [] : flag.names));
  return `# Completion of reconcile for fish, as \`reconcile completion fish\` prints it.

set -g __reconcile_commands ${commands.map(({ name }) => name).join(" ")}
set -g __reconcile_valued ${[...new Set(valued)].join(" ")}

${functions(fallback)}
# Commands; or plans, where what was begun is no command.
function __reconcile_first
  set -l begun (commandline -ct)
  if string match -q -- "$begun*" $__reconcile_commands
    printf '%s\\t%s\\n' \\
${commands.map(({ name, summary }) => `      ${name} ${quoteFish(summary)}`).join(" \\\n")}
  else
    __reconcile_offer plans
  end
end

complete -c reconcile -f
complete -c reconcile -n __reconcile_at_first -a '(__reconcile_first)'
${flags.map((flag) => completeFlag({ flag, commands: [] }, "__reconcile_at_first")).join("\n")}
${commands.flatMap(argumentLines).join("\n")}
${shared.map((one) => completeFlag(one, conditionOf(one, commands.length))).join("\n")}
`;
}

function functions(fallback: string): string {
  return `# The names that are committed, one a line: of plans, of targets, or of branches and tags.
function __reconcile_names
  sh -c ${quoteFish(NAMES_SCRIPT)} reconcile $argv
end

function __reconcile_offer
  set -l repo .
  set -l ref HEAD
  set -l words (commandline -opc)
  for i in (seq (count $words))
    switch $words[$i]
      case --repo
        set -q words[(math $i + 1)]; and set repo $words[(math $i + 1)]
      case '--repo=*'
        set repo (string replace -- --repo= '' $words[$i])
      case --ref
        set -q words[(math $i + 1)]; and set ref $words[(math $i + 1)]
      case '--ref=*'
        set ref (string replace -- --ref= '' $words[$i])
    end
  end
  __reconcile_names $argv[1] (string replace -r -- '^~/' $HOME/ $repo) $ref
end

function __reconcile_at_first
  test (count (commandline -opc)) -eq 1
end

# Whether the command of the line is one of these; ${fallback}, where none is named.
function __reconcile_is
  set -l words (commandline -opc)
  set -l command ${fallback}
  if set -q words[2]; and contains -- $words[2] $__reconcile_commands
    set command $words[2]
  end
  contains -- $command $argv
end

# Whether no argument of the command has been given yet.
function __reconcile_none_given
  set -l words (commandline -opc)[2..-1]
  set -q words[1]; and contains -- $words[1] $__reconcile_commands; and set -e words[1]
  set -l is_value 0
  for word in $words
    if test $is_value = 1
      set is_value 0
    else if contains -- $word $__reconcile_valued
      set is_value 1
    else if not string match -q -- '-*' $word
      return 1
    end
  end
end
`;
}

function conditionOf({ commands }: SharedFlag, all: number): string | undefined {
  return commands.length === all ? undefined : `__reconcile_is ${commands.join(" ")}`;
}

function argumentLines({ name, argument, isRepeated }: CompletionCommand): readonly string[] {
  if (argument.kind === "nothing") return [];
  const isEverywhere = isRepeated && argument.kind !== "words";
  const after = isEverywhere
    ? "not __reconcile_at_first"
    : "not __reconcile_at_first; and __reconcile_none_given";
  const condition = quoteFish(`__reconcile_is ${name}; and ${after}`);
  return [`complete -c reconcile -n ${condition} -a ${offerOf(argument)}`];
}

function completeFlag({ flag }: SharedFlag, condition: string | undefined): string {
  const names = flag.names.map((name) =>
    name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  );
  return [
    "complete -c reconcile",
    ...(condition === undefined ? [] : [`-n ${quoteFish(condition)}`]),
    ...names,
    `-d ${quoteFish(flag.text)}`,
    ...(flag.value === undefined ? [] : [valueOf(flag.value)]),
  ].join(" ");
}

function valueOf(value: Source): string {
  if (value.kind === "nothing") return "-x";
  return value.kind === "files" ? "-r -F" : `-x -a ${offerOf(value)}`;
}

function offerOf(source: Source): string {
  if (source.kind === "words") return quoteFish(source.words.join(" "));
  if (source.kind === "folders") return quoteFish("(__fish_complete_directories (commandline -ct))");
  return quoteFish(`(__reconcile_offer ${source.kind})`);
}
