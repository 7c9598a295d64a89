import type { LayerForm, LayerKind, Node, Place } from "../layerKind.js";

/** max(z, 0), with slope 1 at 0. */
export const relu: LayerKind = {
  layer: "relu",
  read: (_fields, input) => activationForm("relu", input, (place) => leakyNode(place, 0), true),
};

/** z where z >= 0, else gamma z (0.01 by default). */
export const leaky: LayerKind = {
  layer: "leaky",
  read(fields, input) {
    const gamma = fields.finiteNumber("gamma", 0.01);
    if (gamma > 1) throw new RangeError(`${fields.where}.gamma is ${gamma}; expected a number <= 1`);
    return activationForm("leaky", input, (place) => leakyNode(place, gamma), true);
  },
};

export const tanh: LayerKind = {
  layer: "tanh",
  read: (_fields, input) =>
    activationForm("tanh", input, ({ machine: { kernels }, input, output }) => ({
      forward: () => kernels.tanh(output.rows * output.width, input.value, output.value),
      backward: () => kernels.tanhBackward(output.rows * output.width, output.value, output.slope, input.slope),
    })),
};

/** z Phi(z), with the distribution function of the normal law itself, or where `approximate` is "tanh" PyTorch's approximation. */
export const gelu: LayerKind = {
  layer: "gelu",
  read(fields, input) {
    const approximate = fields.raw("approximate") ?? "none";
    if (approximate !== "none" && approximate !== "tanh") {
      throw new RangeError(`${fields.where}.approximate is ${JSON.stringify(approximate)}; expected "none" or "tanh"`);
    }
    const [there, back] =
      approximate === "none" ? (["gelu", "geluBackward"] as const) : (["geluByTanh", "geluByTanhBackward"] as const);
    return activationForm("gelu", input, ({ machine: { kernels }, input, output }) => ({
      forward: () => kernels[there](output.rows * output.width, input.value, output.value),
      backward: () => kernels[back](output.rows * output.width, input.value, output.slope, input.slope),
    }));
  },
};

function activationForm(
  kind: string,
  input: LayerForm["output"],
  node: LayerForm["node"],
  isHomogeneous = false,
): LayerForm {
  return { kind, output: input, parameters: [], isRowwise: true, isHomogeneous, keptOfInput: (kept) => kept, node };
}

function leakyNode({ machine: { kernels }, input, output }: Place, gamma: number): Node {
  return {
    kink: input,
    forward: () => kernels.leaky(output.rows * output.width, gamma, input.value, output.value),
    backward: () => kernels.leakyBackward(output.rows * output.width, gamma, input.value, output.slope, input.slope),
  };
}
