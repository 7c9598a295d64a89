import { figures } from "@lazyrich/figures";
import type { Command } from "commander";
import { completionModel } from "./completionModel.js";
import { bashCompletion } from "./completionScripts/bash.js";
import { fishCompletion } from "./completionScripts/fish.js";
import { zshCompletion } from "./completionScripts/zsh.js";
import { InputError } from "./inputError.js";
import { suggestion } from "./suggestion.js";

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** Prints a shell's completion script. */
export function completionCommand(shell: string, root: Command): void {
  const names = Object.keys(shells);
  if (!Object.hasOwn(shells, shell)) {
    throw new InputError(`shell is ${JSON.stringify(shell)}; expected bash, zsh or fish${suggestion(shell, names)}`);
  }
  const ids = [...figures.map(({ id }) => id), "all"];
  process.stdout.write(shells[shell as keyof typeof shells](completionModel(root, ids)));
}
