import { Command } from "commander";
import type { DiagnoseCommandOptions } from "./diagnoseCommand.js";

export const diagnose = (): Command =>
  new Command("diagnose")
    .description("say whether a network that you trained is lazy or rich, and where")
    .option("--before <file>", "the checkpoint at the start: .safetensors (or its .index.json), .npz or .onnx")
    .option("--after <file>", "the checkpoint after training")
    .option("--inputs <file>", "inputs, one row each: .npy, .npz or .csv")
    .option("--labels <file>", "classes, or values, one row an input: loss and accuracy are told first")
    .option(
      "--series <files...>",
      "checkpoints of one training instead of two, or a pattern such as 'ckpt-*.safetensors'",
    )
    .option("--steps <list>", "their steps, between commas (default: the last number in each name)")
    .option(
      "--outputs-before <file>",
      "your own outputs before: if the rebuilt network gives others, nothing is diagnosed",
    )
    .option(
      "--activation <name>",
      "between dense layers of a chain: relu (assumed by default), leaky, tanh, gelu or linear",
    )
    .option("--order <names>", "its layers, first to last, between commas, where names and shapes leave several orders")
    .option("--axes <axes>", "out,in as PyTorch has weights or in,out as JAX, where they fit both ways")
    .option(
      "--spec <file>",
      "the architecture as JSON, an .onnx graph, or the spec or result of a run of `lazyrich train`, where it is no chain of dense layers; - reads standard input",
    )
    .option("--learning-rates <list>", "name=rate of layers or parameters, between commas (1 for the others)")
    .option("--threshold <number>", "the kernel distance between lazy and rich, a convention", "0.05")
    .option("--inputs-count <n>", "draw so many of the inputs")
    .option("--outputs-count <n>", "draw so many of the outputs")
    .option("--seed <n>", "of what is drawn", "0")
    .option("--precision <name>", "float64, or float32 for large networks", "float64")
    .option("--kernel <files...>", "instead of a network: two kernels, .npy, nc x nc or n x c x n x c")
    .option("--outputs <c>", "outputs of an input in kernels that are nc x nc", "1")
    .option(
      "--activations <files...>",
      "instead of a network: activations before and after, .npy, or .npz with one array a layer",
    )
    .option("-f, --format <name>", "table, json or csv (default: by the ending of --out, or table)")
    .option(
      "-o, --out <file>",
      "a file instead of standard output: .txt, .json, .csv, .parquet; .svg, .png, .pdf: a figure",
    )
    .addHelpText("after", DIAGNOSE_EXAMPLES)
    .action(async (options: DiagnoseCommandOptions) => (await import("./diagnoseCommand.js")).diagnoseCommand(options));

const DIAGNOSE_EXAMPLES = `
Kernel distance S: how far what a step on one input does to the outputs of the others has turned, 0 to 1. Lazy if S is below the
threshold by two standard errors, rich if it is above by two, else "cannot tell".

A chain of dense layers is found by the names and shapes of its tensors, all of which must take part. For any other network the
error writes a spec to complete, architecture.json, with every name and shape. Nothing in a file is executed: a pickle (.pt) is
refused.

Examples:
  lazyrich diagnose --before start.safetensors --after end.safetensors --inputs X.npy --labels y.npy
  lazyrich diagnose --before start.npz --after end.npz --inputs X.npy --activation gelu --format json
  lazyrich diagnose --before a.safetensors --after b.safetensors --inputs X.npy --spec architecture.json --out diagnosis.svg
  lazyrich diagnose --before start/parameters.npz --after end/parameters.npz --inputs X.npy --spec end/train.json
  lazyrich diagnose --series 'ckpt-*.safetensors' --inputs X.npy --labels y.npy --out series.csv
  lazyrich diagnose --kernel K0.npy K1.npy --activations A0.npz A1.npz`;
