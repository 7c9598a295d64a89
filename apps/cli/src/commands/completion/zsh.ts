import type { Completion, CompletionCommand, CompletionOption } from "./completionModel.js";

/** A completion script for zsh: a function to autoload as _lazyrich. */
export function zshCompletion(commands: readonly CompletionCommand[]): string {
  const described = commands.map(({ name, description }) => `    ${quote(`${name}:${description}`)}`);
  const cases = commands.map(({ name, options, words, wordsFrom }) => {
    const specs = options.map(optionSpec);
    if (wordsFrom !== undefined) specs.push(quote(`*:argument:{compadd -- \${(f)"$(${wordsFrom})"}}`));
    if (words.length > 0) specs.push(quote(`*:argument:(${words.join(" ")})`));
    return `    ${name})\n      _arguments -s \\\n        ${specs.join(" \\\n        ")}\n      ;;`;
  });
  return `#compdef lazyrich
_lazyrich() {
  local -a commands
  commands=(
${described.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _arguments '--help[show help]' '--version[print the version]'
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT -= 1 ))
  case "$command" in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = "_lazyrich" ]; then _lazyrich "$@"; else compdef _lazyrich lazyrich; fi
`;
}

function optionSpec({ names, description, value }: CompletionOption): string {
  const text = `[${description.replace(/[[\]:]/g, "\\$&")}]`;
  const tail = value === undefined ? "" : `:value:${action(value)}`;
  const [only] = names;
  return names.length === 1 ? quote(`${only}${text}${tail}`) : `{${names.join(",")}}${quote(`${text}${tail}`)}`;
}

function action(value: Completion): string {
  switch (value.kind) {
    case "words":
      return `(${value.words.join(" ")})`;
    case "list":
      return `_values -s , value ${value.words.join(" ")}`;
    case "file":
      return "_files";
    case "folder":
      return "_files -/";
    case "free":
      return " ";
  }
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
