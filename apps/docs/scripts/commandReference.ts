import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { builtInLists, exampleNames } from "@lazyrich/runs";
import type { Command } from "commander";
import { program } from "lazyrich/program";

const out = fileURLToPath(new URL("../site/reference/command-line.md", import.meta.url));

/** Writes the page of the `lazyrich` command from the command itself: what `--help` says, with a heading for each command. */
export function writeCommandReference(): void {
  const root = program();
  const page = [
    "# Command line",
    "",
    `${root.description()} What follows is what \`lazyrich --help\` and \`lazyrich COMMAND --help\` say.`,
    "",
    ...usage(root),
    ...root.commands.flatMap((command) => [
      `## ${command.name()}`,
      "",
      sentence(command.description()),
      "",
      ...usage(command),
    ]),
    ...namesInSpecs(),
  ];
  writeFileSync(out, `${page.join("\n")}\n`);
}

/** What each part of a run says of itself. */
const namesInSpecs = (): string[] => [
  "## What specs can name",
  "",
  "`lazyrich spec NAME` prints a small spec with the name in it, to begin with.",
  "",
  ...Object.entries(exampleNames(builtInLists)).flatMap(([list, parts]) => [
    `| ${list} | |`,
    "| --- | --- |",
    ...parts.map(({ name, summary }) => `| <code v-pre>${html(name)}</code> | ${html(summary)} |`),
    "",
  ]),
];

/** Usage, arguments, options and the examples of a command. */
function usage(command: Command): string[] {
  const help = command.createHelp();
  const rows = (items: readonly { term: string; description: string }[], heading: string): string[] =>
    items.length === 0
      ? []
      : [
          `| ${heading} | |`,
          "| --- | --- |",
          ...items.map(({ term, description }) => `| <code v-pre>${html(term)}</code> | ${html(description)} |`),
          "",
        ];
  return [
    "```text",
    help.commandUsage(command),
    "```",
    "",
    ...rows(
      help.visibleArguments(command).map((argument) => ({
        term: help.argumentTerm(argument),
        description: help.argumentDescription(argument),
      })),
      "argument",
    ),
    ...rows(
      help.visibleOptions(command).map((option) => ({
        term: help.optionTerm(option),
        description: help.optionDescription(option),
      })),
      "option",
    ),
    ...rows(
      help.visibleCommands(command).map((each) => ({
        term: help.subcommandTerm(each),
        description: help.subcommandDescription(each),
      })),
      "command",
    ),
    ...afterHelp(command),
  ];
}

/** The text that the command's help ends with. */
function afterHelp(command: Command): string[] {
  let text = "";
  command.configureOutput({
    writeOut: (more) => {
      text += more;
    },
  });
  command.outputHelp();
  const end = text.slice(text.indexOf(command.helpInformation()) + command.helpInformation().length).trim();
  return end === "" ? [] : ["```text", end, "```", ""];
}

const html = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("|", "\\|").replaceAll("{{", "&#123;{");

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
