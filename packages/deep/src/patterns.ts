import type { ActivationPattern } from "@lazyrich/networks";
import { keptPositions } from "./keptPositions.js";
import type { LayerForm, Node, Slot } from "./layerKind.js";
import type { Outline } from "./outline.js";
import type { Plan } from "./plan.js";
import { positionsOf, rowLength } from "./shape.js";

/** Patterns of all activations with a kink, which `read` fills after the forward pass of each chunk. */
export interface Patterns {
  readonly found: ActivationPattern[];
  read(plan: Plan, first: number, count: number): void;
}

/** `layer` is the block of the last weights before. Of an image, units are channels by positions, channel by channel; of a sequence, its last positions that are computed. */
export function patternsOf(network: Outline, inputCount: number): Patterns {
  const found: { layer: number; hiddenWidth: number; inputCount: number; active: Uint8Array }[] = [];
  let weights = 0;
  const begin = (forms: readonly LayerForm[], after: number): void => {
    const kept = keptPositions(forms, after);
    for (const [i, form] of forms.entries()) {
      const block = network.blocksOf.get(form)!.find((each) => network.layers[each]!.role === "weight");
      if (block !== undefined) weights = block;
      if (form.inner) begin(form.inner, kept[i + 1]!);
      if (form.kind !== "relu" && form.kind !== "leaky") continue;
      const hiddenWidth = rowLength(form.output) * Math.min(kept[i]!, positionsOf(form.output));
      const active = new Uint8Array(hiddenWidth * inputCount);
      found.push({ layer: weights, hiddenWidth, inputCount, active });
    }
  };
  begin(network.forms, 1);
  return {
    found,
    read({ nodes, machine, batch }, first, count) {
      const { numbers, indices } = machine.memory;
      let next = 0;
      const readNode = (node: Node): void => {
        for (const one of node.inner ?? []) readNode(one);
        if (node.kink) readKink(node.kink, found[next++]!);
      };
      const readKink = (slot: Slot, { hiddenWidth, active }: (typeof found)[0]): void => {
        const { shape, width, kept, value } = slot;
        const channels = shape.of === "image" ? shape.channels : width;
        const pixels = width / channels;
        for (let unit = 0; unit < hiddenWidth; unit++) {
          const s = Math.floor(unit / width);
          const inRow = unit % width;
          // channel by channel from channels last
          const at = (inRow % pixels) * channels + Math.floor(inRow / pixels);
          for (let i = 0; i < count; i++) {
            const k = (kept - 1 - s) * count + i;
            const row = slot.isDistinct ? indices[batch.rowOf / 4 + k]! : k;
            const z = numbers[value / machine.size + row * width + at]!;
            active[unit * inputCount + first + i] = z >= 0 ? 1 : 0;
          }
        }
      };
      for (const node of nodes) readNode(node);
    },
  };
}
