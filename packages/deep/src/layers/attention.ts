import { type KeptSlopes, keptSlopes } from "../keptSlopes.js";
import type { LayerKind, Node, ParameterBlock, Place } from "../layerKind.js";

interface Attention {
  readonly heads: number;
  readonly isCausal: boolean;
  readonly positions: number;
  readonly hasBias: boolean;
}

/**
 * Multi-head attention, causal unless `causal` is false. The rows of in_proj_weight (3d x d) are queries, keys and values, each head by
 * head; where `projections` are "separate" they are blocks of their own, query.weight, key.weight and value.weight (d x d). Then out_proj.weight
 * (d x d). Queries are formed at the positions that are needed, keys and values at all, each once for equal rows.
 *
 * @see Vaswani et al. 2017
 */
export const attention: LayerKind = {
  layer: "attention",
  read(fields, input) {
    const { positions, width: d } = fields.require(input, "sequence");
    const heads = fields.wholeNumber("heads", 1);
    if (d % heads !== 0) throw new RangeError(`${fields.where}.heads is ${heads}; expected a divisor of ${d}`);
    const projections = fields.raw("projections") ?? "joint";
    if (projections !== "joint" && projections !== "separate") {
      const given = JSON.stringify(projections);
      throw new RangeError(`${fields.where}.projections is ${given}; expected "joint" or "separate"`);
    }
    const hasBias = fields.flag("bias", false);
    const isCausal = fields.flag("causal", true);
    const fans = { fanIn: d, fanOut: projections === "joint" ? 3 * d : d };
    const inward = (last: "weight" | "bias"): ParameterBlock[] => {
      const rest = last === "weight" ? [d] : [];
      // a bias begins at 0, as in PyTorch
      const role = last === "weight" ? "projection" : "shift";
      if (projections === "joint") return [{ name: `in_proj_${last}`, shape: [3 * d, ...rest], role, ...fans }];
      return ["query", "key", "value"].map((name) => ({ name: `${name}.${last}`, shape: [d, ...rest], role, ...fans }));
    };
    const outFans = { fanIn: d, fanOut: d };
    return {
      kind: "attention",
      output: input,
      // queries, keys and values one after another, so that they are one matrix in memory
      parameters: [
        ...inward("weight"),
        ...(hasBias ? inward("bias") : []),
        { name: "out_proj.weight", shape: [d, d], role: "weight", ...outFans },
        ...(hasBias ? [{ name: "out_proj.bias", shape: [d], role: "shift", ...outFans } as const] : []),
      ],
      isRowwise: false,
      keptOfInput: () => positions,
      node: (place) => attentionNode(place, { heads, isCausal, positions, hasBias }),
    };
  },
};

function attentionNode(place: Place, { heads, isCausal, positions, hasBias }: Attention): Node {
  const { machine, batch, input, output, parameters, capacity, contraction } = place;
  const { kernels, size } = machine;
  // blocks of queries, keys and values (three or one), of weights and then of biases
  const each = hasBias ? (parameters.length - 2) / 2 : parameters.length - 1;
  const inward = parameters.slice(0, each);
  const inBiases = hasBias ? parameters.slice(each, 2 * each) : [];
  const outward = parameters[hasBias ? 2 * each : each]!;
  const outBias = hasBias ? parameters.at(-1) : undefined;
  const [weight, bias] = [inward[0]!, inBiases[0]];
  const d = output.width;
  const { kept } = output;
  const buffer = (rows: number, width: number): number => machine.numbers(rows * width);
  const [queries, querySlopes] = [buffer(capacity * kept, d), buffer(capacity * kept, d)];
  const [keyValues, keyValueSlopes] = [buffer(capacity * positions, 2 * d), buffer(capacity * positions, 2 * d)];
  const [mixed, mixedSlopes] = [buffer(capacity * kept, d), buffer(capacity * kept, d)];
  const weights = buffer(capacity * kept, heads * positions);
  const scores = buffer(1, positions);
  const identity = input.isDistinct ? 0 : machine.indices(capacity * positions);
  const index = input.isDistinct ? batch.rowOf : identity;
  const [queryKept, keyKept, valueKept, outKept] = [kept, positions, positions, kept].map((count) =>
    keptSlopes(place, d, count),
  ) as [KeptSlopes, KeptSlopes, KeptSlopes, KeptSlopes];
  // the rows of queries come first
  const ofKeyValues = d * d * size;
  const queryRows = (): number => (input.isDistinct ? batch.distinctRows[kept]! : output.rows);

  return {
    isComposite: true,
    prepare() {
      if (identity === 0) return;
      const { indices } = machine.memory;
      for (let k = 0; k < capacity * positions; k++) indices[identity / 4 + k] = k;
    },
    forward() {
      const forKeys = weight.value + ofKeyValues;
      kernels.multiply(queryRows(), d, d, input.value, d, 1, weight.value, 1, d, queries, d, false);
      kernels.multiply(input.rows, d, 2 * d, input.value, d, 1, forKeys, 1, d, keyValues, 2 * d, false);
      if (bias) {
        kernels.addRow(queryRows(), d, bias.value, queries);
        kernels.addRow(input.rows, 2 * d, bias.value + d * size, keyValues);
      }
      kernels.attention(batch.count, positions, kept, heads, d, isCausal, queries, keyValues, index, weights, mixed);
      kernels.multiply(output.rows, d, d, mixed, d, 1, outward.value, 1, d, output.value, d, false);
      if (outBias) kernels.addRow(output.rows, d, outBias.value, output.value);
    },
    backward() {
      const rows = queryRows();
      const allRows = input.rows;
      const x = input.value;
      kernels.multiply(output.rows, d, d, output.slope, d, 1, outward.value, d, 1, mixedSlopes, d, false);
      kernels.clear(rows * d, querySlopes);
      kernels.clear(allRows * 2 * d, keyValueSlopes);
      kernels.attentionBackward(
        batch.count,
        positions,
        kept,
        heads,
        d,
        isCausal,
        queries,
        keyValues,
        index,
        weights,
        mixedSlopes,
        querySlopes,
        keyValueSlopes,
        scores,
      );
      if (batch.isLearning) {
        const forKeys = weight.gradient + ofKeyValues;
        kernels.multiply(d, output.rows, d, output.slope, 1, d, mixed, d, 1, outward.gradient, d, true);
        kernels.multiply(d, rows, d, querySlopes, 1, d, x, d, 1, weight.gradient, d, true);
        kernels.multiply(2 * d, allRows, d, keyValueSlopes, 1, 2 * d, x, d, 1, forKeys, d, true);
        if (bias) {
          kernels.addColumnSums(rows, d, querySlopes, bias.gradient);
          kernels.addColumnSums(allRows, 2 * d, keyValueSlopes, bias.gradient + d * size);
        }
        if (outBias) kernels.addColumnSums(output.rows, d, output.slope, outBias.gradient);
      }
      const forKeys = weight.value + ofKeyValues;
      kernels.multiply(allRows, 2 * d, d, keyValueSlopes, 2 * d, 1, forKeys, d, 1, input.slope, d, false);
      kernels.multiply(rows, d, d, querySlopes, d, 1, weight.value, d, 1, input.slope, d, true);
    },
    keepSlope(a) {
      queryKept.keep(querySlopes, a);
      keyKept.keep(keyValueSlopes, a, 2 * d);
      valueKept.keep(keyValueSlopes + d * size, a, 2 * d);
      outKept.keep(output.slope, a);
    },
    addKernel(rowsOf) {
      const rowBytes = batch.count * d * size;
      const slopes = [queryKept, keyKept, valueKept];
      // one block, or one each
      const rowsOfPart = (blocks: readonly Place["parameters"][0][], part: number): Float64Array =>
        rowsOf(blocks[blocks.length === 1 ? 0 : part]!.block);
      const outRows = rowsOf(outward.block);
      for (let s = 0; s < positions; s++) {
        for (let t = 0; t < positions; t++) {
          const [a, b] = [input.value + s * rowBytes, input.value + t * rowBytes];
          for (const [part, of] of slopes.entries()) {
            if (of === queryKept && (s >= kept || t >= kept)) continue;
            contraction.addProduct(a, b, d, of.at(s), of.at(t), d, 1, rowsOfPart(inward, part));
          }
          if (s >= kept || t >= kept) continue;
          const [p, q] = [mixed + s * rowBytes, mixed + t * rowBytes];
          contraction.addProduct(p, q, d, outKept.at(s), outKept.at(t), d, 1, outRows);
        }
      }
      if (!outBias) return;
      for (const [part, of] of slopes.entries()) contraction.addJacobian(of.summed(), d, 1, rowsOfPart(inBiases, part));
      contraction.addJacobian(outKept.summed(), d, 1, rowsOf(outBias.block));
    },
  };
}
