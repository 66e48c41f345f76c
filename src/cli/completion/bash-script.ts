// The completion script for bash, 3.2 and later, and without the package bash-completion.
import type { CompletionCommand, CompletionTable, Source } from "./completion-table.ts";
import { groupFlags, type SharedFlag } from "./group-flags.ts";
import { NAMES_SCRIPT } from "./names-script.ts";
import { quotePosix } from "./quote-word.ts";

export function bashScript({ commands, flags, fallback }: CompletionTable): string {
  const names = commands.map(({ name }) => name);
  return `# Completion of reconcile for bash, as \`reconcile completion bash\` prints it.

# The names that are committed, one a line: of plans, of targets, or of branches and tags.
_reconcile_names() (
  ${NAMES_SCRIPT}
)

# The commands, and what may stand in place of one.
_reconcile_commands=${quotePosix(names.join(" "))}
_reconcile_instead=${quotePosix(flags.flatMap((flag) => flag.names).join(" "))}

# What follows a flag of a command: "$kind", and for words "$words". False for a flag that stands alone.
_reconcile_value() {
  case $1 in
${valueCases(groupFlags(commands), commands.length)}
  *) return 1 ;;
  esac
}

# The flags of a command.
_reconcile_flags() {
  case $1 in
${commands.map((command) => `  ${command.name}) words=${quotePosix(flagNames(command).join(" "))} ;;`).join("\n")}
  esac
}

# What a command's argument can be, with so many given already.
_reconcile_argument() {
  case "$1 $2" in
${commands.flatMap(argumentCases).join("\n")}
  esac
}

${OFFER}
${completion(fallback)}
complete -F _reconcile reconcile
`;
}

const OFFER = `_reconcile_offer() {
  local word
  case $kind in
  words)
    for word in $words; do
      if [[ $word == "$cur"* ]]; then COMPREPLY+=("$word"); fi
    done
    ;;
  plans | targets | revisions)
    while IFS= read -r word; do
      if [[ $word == "$cur"* ]]; then COMPREPLY+=("$word"); fi
    done < <(_reconcile_names "$kind" "$folder" "$revision")
    ;;
  files) compopt -o default 2>/dev/null || _reconcile_paths -f ;;
  folders) compopt -o dirnames 2>/dev/null || _reconcile_paths -d ;;
  esac
}

# For a bash that cannot complete paths in its own way here.
_reconcile_paths() {
  local word
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <(compgen "$1" -- "$cur")
}
`;

function completion(fallback: string): string {
  return `_reconcile() {
  local IFS=$' \\t\\n' cur=\${COMP_WORDS[COMP_CWORD]} command=${fallback} first=1 flag='' given=0 kind='' words=''
  local folder=. revision=HEAD i word
  COMPREPLY=()
  if ((COMP_CWORD > 1)) && [[ " $_reconcile_commands " == *" \${COMP_WORDS[1]} "* ]]; then
    command=\${COMP_WORDS[1]} first=2
  fi
  for ((i = first; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == = ]]; then
      continue # --flag=value is three words to bash
    elif [[ -n $flag ]]; then
      case $flag in
      --repo) folder=\${word/#\\~\\//$HOME/} ;;
      --ref) revision=$word ;;
      esac
      flag=''
    elif [[ $word == -* ]]; then
      if _reconcile_value "$command $word"; then flag=$word; fi
    else
      given=$((given + 1))
    fi
  done
  kind='' words=''
  if [[ $cur == = ]]; then cur=''; fi
  if [[ -n $flag ]]; then
    _reconcile_value "$command $flag"
  elif [[ $cur == -* ]]; then
    kind=words
    _reconcile_flags "$command"
    if ((COMP_CWORD == 1)); then words+=" $_reconcile_instead"; fi
  elif ((COMP_CWORD == 1)); then
    kind=words words=$_reconcile_commands
    _reconcile_offer
    if ((\${#COMPREPLY[@]} > 0)); then return; fi
    kind=plans
  else
    _reconcile_argument "$command" "$given"
  fi
  _reconcile_offer
}
`;
}

function flagNames({ flags }: CompletionCommand): readonly string[] {
  return flags.flatMap(({ names }) => names);
}

/** `  *' --repo') kind=folders ;;`, or with the commands where a flag of that name is not the same for all. */
function valueCases(shared: readonly SharedFlag[], all: number): string {
  const valued = shared.filter(({ flag }) => flag.value !== undefined);
  return valued
    .map(({ flag, commands }) => {
      const patterns = flag.names.flatMap((name) =>
        commands.length === all
          ? [`*${quotePosix(` ${name}`)}`]
          : commands.map((one) => quotePosix(`${one} ${name}`)),
      );
      return `  ${patterns.join(" | ")}) ${assignment(flag.value)} ;;`;
    })
    .join("\n");
}

function argumentCases({ name, argument, isRepeated }: CompletionCommand): readonly string[] {
  if (argument.kind === "nothing") return [];
  const isEverywhere = isRepeated && argument.kind !== "words";
  return [
    `  ${isEverywhere ? `${quotePosix(`${name} `)}*` : quotePosix(`${name} 0`)}) ${assignment(argument)} ;;`,
  ];
}

function assignment(source: Source | undefined): string {
  if (source?.kind === "words") return `kind=words words=${quotePosix(source.words.join(" "))}`;
  return `kind=${source?.kind ?? "nothing"}`;
}
