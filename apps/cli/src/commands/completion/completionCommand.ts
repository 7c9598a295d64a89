import { figureTitles } from "@lazyrich/figures/names";
import type { Command } from "commander";
import { InputError } from "../../input/inputError.js";
import { bashCompletion } from "./bash.js";
import { completionModel } from "./completionModel.js";
import { fishCompletion } from "./fish.js";
import { zshCompletion } from "./zsh.js";

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** Prints a shell's completion script. */
export async function completionCommand(shell: string, root: Command): Promise<void> {
  const names = Object.keys(shells);
  if (!Object.hasOwn(shells, shell)) {
    const { suggestion } = await import("../../input/suggestion.js");
    throw new InputError(`shell is ${JSON.stringify(shell)}; expected bash, zsh or fish${suggestion(shell, names)}`);
  }
  const ids = [...figureTitles.map(({ id }) => id), "all"];
  process.stdout.write(shells[shell as keyof typeof shells](completionModel(root, ids)));
}
