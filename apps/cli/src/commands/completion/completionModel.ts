import { figureFormats } from "@lazyrich/figures/names";
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
  }));
  return [...commands, help];
}

function describe(option: Option, command: string): CompletionOption {
  return {
    names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
    description: option.description,
    value: option.required ? completionOf(option.attributeName(), command) : undefined,
  };
}

function completionOf(name: string, command: string): Completion {
  if (name === "out") return { kind: ["solve", "merge", "diagnose"].includes(command) ? "file" : "folder" };
  if (name === "build") return { kind: "words", words: ["simd", "relaxed-simd"] };
  const files = ["spec", "before", "after", "inputs", "labels", "outputsBefore", "series", "kernel", "activations"];
  if (files.includes(name)) return { kind: "file" };
  if (name === "model") return { kind: "words", words: modelNames };
  if (name === "format") {
    return command === "figure" ? { kind: "list", words: figureFormats } : { kind: "words", words: answerFormats };
  }
  return { kind: "free" };
}
