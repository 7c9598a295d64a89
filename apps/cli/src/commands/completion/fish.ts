import type { Completion, CompletionCommand } from "./completionModel.js";

/** A completion script for fish. */
export function fishCompletion(commands: readonly CompletionCommand[]): string {
  const lines = [
    "complete -c lazyrich -f",
    "complete -c lazyrich -n __fish_use_subcommand -l version -s V -d 'print the version'",
  ];
  for (const { name, description, options, words, wordsFrom } of commands) {
    lines.push(`complete -c lazyrich -n __fish_use_subcommand -a ${name} -d ${quote(description)}`);
    const here = `complete -c lazyrich -n '__fish_seen_subcommand_from ${name}'`;
    if (wordsFrom !== undefined) lines.push(`${here} -a '(${wordsFrom})'`);
    if (words.length > 0) lines.push(`${here} -a '${words.join(" ")}'`);
    for (const { names, description: text, value } of options) {
      lines.push(
        `${here} ${names.map(flag).join(" ")} -d ${quote(text)}${value === undefined ? "" : ` ${taken(value)}`}`,
      );
    }
  }
  return `# fish completion of lazyrich\n${lines.join("\n")}\n`;
}

const flag = (name: string): string => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`);

function taken(value: Completion): string {
  switch (value.kind) {
    case "words":
      return `-x -a '${value.words.join(" ")}'`;
    case "list":
      return `-x -a '(__fish_append , ${value.words.join(" ")})'`;
    case "file":
      return "-r -F";
    case "folder":
      return "-x -a '(__fish_complete_directories)'";
    case "free":
      return "-x";
  }
}

const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
