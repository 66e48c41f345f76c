// The completion script for zsh: to be sourced behind compinit, or to lie as _reconcile in a folder of $fpath.
import type { CompletionCommand, CompletionFlag, CompletionTable, Source } from "./completion-table.ts";
import { NAMES_SCRIPT } from "./names-script.ts";
import { quotePosix } from "./quote-word.ts";

export function zshScript({ commands, flags, fallback }: CompletionTable): string {
  const names = commands.map(({ name }) => name);
  return `#compdef reconcile
# Completion of reconcile for zsh, as \`reconcile completion zsh\` prints it.

# The names that are committed, one a line: of plans, of targets, or of branches and tags.
_reconcile_names() (
  ${NAMES_SCRIPT}
)

_reconcile_offer() {
  local repo=. ref=HEAD i
  local -a names expl
  for (( i = 2; i < CURRENT; i++ )); do
    case $words[i] in
    --repo) repo=\${(Q)words[i+1]} ;;
    --repo=*) repo=\${(Q)words[i]#--repo=} ;;
    --ref) ref=\${(Q)words[i+1]} ;;
    --ref=*) ref=\${(Q)words[i]#--ref=} ;;
    esac
  done
  names=(\${(f)"$(_reconcile_names "$1" "\${repo/#\\~\\//$HOME/}" "$ref")"})
  _wanted "$1" expl "$1" compadd -a names
}

_reconcile_plans() { _reconcile_offer plans }
_reconcile_targets() { _reconcile_offer targets }
_reconcile_revisions() { _reconcile_offer revisions }

_reconcile() {
  local command=${fallback} context state state_descr line
  local -A opt_args
  local -a commands first
  commands=(
${commands.map(({ name, summary }) => `    ${quotePosix(`${name}:${escapeColons(summary)}`)}`).join("\n")}
  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe -t commands command commands || _reconcile_plans
    return
  fi
  if (( CURRENT == 2 )); then
    first=(
${flags.flatMap(specsOf).map(indented).join("\n")}
    )
  fi
  case $words[2] in
  ${names.join(" | ")})
    command=$words[2]
    shift words
    (( CURRENT-- ))
    ;;
  esac
  case $command in
${commands.map(commandCase).join("\n")}
  esac
}

if [[ $funcstack[1] == _reconcile ]]; then
  _reconcile "$@"
else
  compdef _reconcile reconcile
fi
`;
}

function commandCase({ name, flags, argument, isRepeated }: CompletionCommand): string {
  const isEverywhere = isRepeated && argument.kind !== "words";
  const specs = [
    ...flags.flatMap(specsOf),
    quotePosix(`${isEverywhere ? "*" : "1"}:${placeOf(argument)}:${actionOf(argument)}`),
    // Behind an argument that it does not know of, zsh would complete no flag.
    ...(isEverywhere ? [] : [quotePosix(`*:${placeOf(NOTHING)}:${actionOf(NOTHING)}`)]),
  ];
  return `  ${name})
    _arguments -s : $first \\
${specs.map(indented).join(" \\\n")}
    ;;`;
}

const NOTHING: Source = { kind: "nothing" };

function indented(text: string): string {
  return `      ${text}`;
}

/** A spec of _arguments for each name of the flag; each name excludes the others. */
function specsOf({ names, text, value }: CompletionFlag): readonly string[] {
  const others = names.length > 1 ? `(${names.join(" ")})` : "";
  return names.map((name) => {
    const takes = value === undefined ? "" : name.startsWith("--") ? "=" : "+";
    const after = value === undefined ? "" : `:${placeOf(value)}:${actionOf(value)}`;
    return quotePosix(`${others}${name}${takes}[${escapeSpec(text)}]${after}`);
  });
}

const PLACES: Readonly<Record<Source["kind"], string>> = {
  nothing: "value",
  words: "value",
  files: "file",
  folders: "folder",
  plans: "plan",
  targets: "target",
  revisions: "revision",
};

function placeOf({ kind }: Source): string {
  return PLACES[kind];
}

function actionOf(source: Source): string {
  switch (source.kind) {
    case "nothing":
      return " ";
    case "words":
      return `(${source.words.join(" ")})`;
    case "files":
      return "_files";
    case "folders":
      return "_files -/";
    case "plans":
    case "targets":
    case "revisions":
      return `_reconcile_${source.kind}`;
  }
}

function escapeColons(text: string): string {
  return text.replaceAll(/[\\:]/g, String.raw`\$&`);
}

function escapeSpec(text: string): string {
  return text.replaceAll(/[\\:[\]]/g, String.raw`\$&`);
}
