import { figures } from "@lazyrich/figures";
import type { Command } from "commander";
import { InputError } from "../../input/inputError.js";
import { suggestion } from "../../input/suggestion.js";
import { bashCompletion } from "./bash.js";
import { completionModel } from "./completionModel.js";
import { fishCompletion } from "./fish.js";
import { zshCompletion } from "./zsh.js";

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
