import type { Completion, CompletionCommand } from "./completionModel.js";

/** A completion script for bash 4 or later. */
export function bashCompletion(commands: readonly CompletionCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ names, value }) =>
      value === undefined ? [] : [`    ${names.map((each) => `"${name} ${each}"`).join(" | ")}) ${reply(value)} ;;`],
    ),
  );
  const words = commands.map(
    ({ name, options, words, wordsFrom }) =>
      `    ${name}) words="${wordsFrom === undefined ? words.join(" ") : `$(${wordsFrom})`}" flags="${options.flatMap(({ names }) => names).join(" ")}" ;;`,
  );
  const names = commands.map(({ name }) => name);
  return `# bash completion of lazyrich: source it, or put it where bash-completion looks
_lazyrich() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" command="" word words="" flags=""
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case "$word" in
    ${names.join(" | ")}) command="$word" && break ;;
    esac
  done
  case "$command $previous" in
${values.join("\n")}
  esac
  case "$command" in
    "") words="${names.join(" ")}" flags="--help --version" ;;
${words.join("\n")}
  esac
  if [[ "$current" == -* ]]; then words="$flags"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _lazyrich lazyrich
`;
}

/** The lines that answer for an option's value, and return. */
function reply(value: Completion): string {
  switch (value.kind) {
    case "words":
      return `COMPREPLY=($(compgen -W "${value.words.join(" ")}" -- "$current")); return`;
    case "list":
      return `local before=""; if [[ "$current" == *,* ]]; then before="\${current%,*},"; fi; COMPREPLY=($(compgen -P "$before" -W "${value.words.join(" ")}" -- "\${current##*,}")); return`;
    case "file":
      return `compopt -o filenames; COMPREPLY=($(compgen -f -- "$current")); return`;
    case "folder":
      return `compopt -o filenames; COMPREPLY=($(compgen -d -- "$current")); return`;
    case "free":
      return "return";
  }
}
