import { figureFormats, statisticNames } from "@lazyrich/figures/names";
import { modelNames } from "@lazyrich/problems/names";
import type { Command, Option } from "commander";
import { answerFormats } from "../../output/answerFormats.js";

/** What a value can be: given words, words between commas, a file, a folder, or something only the user knows. */
export type Completion =
  | { readonly kind: "words" | "list"; readonly words: readonly string[] }
  | { readonly kind: "file" | "folder" | "free" };

export interface CompletionOption {
  /** `--out`, `-o`. */
  readonly names: readonly string[];
  readonly description: string;
  /** undefined for an option that takes no value. */
  readonly value: Completion | undefined;
}

export interface CompletionCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletionOption[];
  /** Words for its arguments. */
  readonly words: readonly string[];
  /** A command whose lines are words for its arguments when they are asked for, where knowing them takes loading what they name. */
  readonly wordsFrom?: string | undefined;
}

/** The commands and options of a command line, as completion scripts need them. */
export function completionModel(root: Command, figureIds: readonly string[]): readonly CompletionCommand[] {
  const names = root.commands.map((command) => command.name());
  const words: Readonly<Record<string, readonly string[]>> = {
    figure: figureIds,
    completion: ["bash", "zsh", "fish"],
    help: names,
  };
  const help = { name: "help", description: "show help for a command", options: [], words: names };
  const commands = root.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: [
      ...command.options.map((option) => describe(option, command.name())),
      { names: ["--help", "-h"], description: "show help", value: undefined },
    ],
    words: words[command.name()] ?? [],
    wordsFrom: command.name() === "spec" ? "lazyrich spec --names 2>/dev/null" : undefined,
  }));
  return [...commands, help];
}

function describe(option: Option, command: string): CompletionOption {
  return {
    names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
    description: option.description,
    value: option.required ? completionOf(option, command) : undefined,
  };
}

/** The words that an option takes, by its name. */
const optionWords: Readonly<Record<string, readonly string[]>> = {
  model: modelNames,
  format: answerFormats,
  statistic: statisticNames,
  width: ["column", "page", "neurips", "slide"],
  theme: ["paper", "dark"],
  precision: ["float64", "float32"],
};

/** By the words of an option, or by what it says its value is: `--out <file>`. */
function completionOf(option: Option, command: string): Completion {
  const name = option.attributeName();
  if (name === "format" && command === "figure") return { kind: "list", words: figureFormats };
  const words = optionWords[name];
  if (words !== undefined) return { kind: "words", words };
  if (/<(?:files?|path|module)\b/.test(option.flags)) return { kind: "file" };
  return { kind: option.flags.includes("<folder>") ? "folder" : "free" };
}
