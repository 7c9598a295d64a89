import type { RunMeasure } from "../measure.js";

export const trainLoss: RunMeasure = {
  name: "trainLoss",
  summary: "the loss on the training inputs",
  label: "train loss",
  unit: "",
  scale: "log",
  better: "smaller",
  per: "run",
  of: (now) => now.loss,
};
