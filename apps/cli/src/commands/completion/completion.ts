import { Command } from "commander";

export const completion = (root: Command): Command =>
  new Command("completion")
    .description("print a completion script for your shell")
    .argument("<shell>", "bash, zsh or fish")
    .addHelpText("after", COMPLETION_EXAMPLES)
    .action(async (shell: string) => (await import("./completionCommand.js")).completionCommand(shell, root));

const COMPLETION_EXAMPLES = `
Examples:
  source <(lazyrich completion bash)                   this shell only; put the line into ~/.bashrc to keep it
  lazyrich completion zsh > ~/.zfunc/_lazyrich         with ~/.zfunc in fpath before compinit
  lazyrich completion fish > ~/.config/fish/completions/lazyrich.fish`;
