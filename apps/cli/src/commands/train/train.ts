import { Command } from "commander";
import { collected } from "../../input/collected.js";
import type { TrainOptions } from "./trainCommand.js";

export const train = (): Command =>
  new Command("train")
    .description("train one network: any task, model, start, dynamics and measures")
    .requiredOption("--spec <file>", "the run as JSON; - reads standard input")
    .option("--files <folder>", "the folder from which the spec names files; its own if not given")
    .option("--set <field=value>", "a field of the spec, such as start.tau=0.1; may be given again", collected)
    .option(
      "--with <module>",
      "a module of tasks, models, starts, dynamics, measures or activations of one's own",
      collected,
    )
    .option("-f, --format <name>", "table, csv or json", "table")
    .option("-o, --out <folder>", "also write train.json and parameters.npz into this folder")
    .option("--dry-run", "say what the run would take, by running it once without writing")
    .addHelpText("after", TRAIN_EXAMPLES)
    .action(async (options: TrainOptions) => (await import("./trainCommand.js")).trainCommand(options));

const TRAIN_EXAMPLES = `
The spec: task, model, start, dynamics, and if wanted loss, measures, seed and build. \`lazyrich spec\` lists the names
that can stand there, \`lazyrich spec NAME\` prints a spec to begin with, \`lazyrich schema\` the JSON Schema for editors.

Your own data: "task": {"name": "arrays", "X": "X.npy", "y": "y.npy", "XTest": ..., "yTest": ...}, inline or in files
.npy, .npz and .csv, named from the folder of the spec. One row a checkpoint, with the measures as columns; the line above
them says lazy if the last kernelDistance is below 0.05, else rich, and by when it had half of that. A run that diverges is a result: its
rows until then, and stopReason.

Examples:
  lazyrich spec mirrored > run.json
  lazyrich train --spec run.json
  lazyrich train --spec run.json --set start.tau=1 --format json --out result`;
