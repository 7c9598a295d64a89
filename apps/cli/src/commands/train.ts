import { Command } from "commander";
import type { TrainOptions } from "../trainCommand.js";

export const train = (): Command =>
  new Command("train")
    .description("train a two-layer piecewise-linear network on your own data")
    .requiredOption("--spec <file>", "the run as JSON; - reads standard input")
    .option("-f, --format <name>", "table, csv or json", "table")
    .option("-o, --out <folder>", "also write train.json and the parameters a.npy and W.npy into this folder")
    .option("--build <name>", "simd (the same bytes on every machine) or relaxed-simd (a little faster)", "simd")
    .addHelpText("after", TRAIN_EXAMPLES)
    .action(async (options: TrainOptions) => (await import("../trainCommand.js")).trainCommand(options));

const TRAIN_EXAMPLES = `
The spec: X (n x d) and y (n); XTest and yTest if you have them; directions (h x d, unit rows) and signs (h) of the
student; tau, delta; dynamics "gradient-descent" or "gradient-flow"; learningRate; steps, the checkpoints; gamma, the
slope below 0 (default 0). Arrays stand in the spec or are paths of .npy files (float32 or float64, C order),
relative to it. The loss is the mean squared error; the flow runs to the times learningRate x steps.

At each checkpoint: trainLoss, generalizationError, kernelDistance, hammingDistance, parameterDistance, relative to
the start. A run ends where its train loss falls below 1e-10, and later checkpoints keep what was reached.

Examples:
  lazyrich train --spec run.json
  lazyrich train --spec run.json --format json --out result`;
