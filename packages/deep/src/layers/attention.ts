import { keptSlopes } from "../keptSlopes.js";
import type { LayerKind, Node, Place } from "../layerKind.js";

/**
 * Causal multi-head attention without biases: the rows of in_proj_weight (3d x d) are queries, keys and values, each head
 * by head, then out_proj.weight (d x d). Queries are formed at the positions that are needed, keys and values at all, each
 * once for equal rows.
 *
 * @see Vaswani et al. 2017
 */
export const attention: LayerKind = {
  layer: "attention",
  read(fields, input) {
    const shape = fields.require(input, "sequence");
    const heads = fields.wholeNumber("heads", 1);
    const d = shape.width;
    if (d % heads !== 0) throw new RangeError(`${fields.where}.heads is ${heads}; expected a divisor of ${d}`);
    return {
      kind: "attention",
      output: input,
      parameters: [
        { name: "in_proj_weight", shape: [3 * d, d], role: "projection", fanIn: d, fanOut: 3 * d },
        { name: "out_proj.weight", shape: [d, d], role: "weight", fanIn: d, fanOut: d },
      ],
      isRowwise: false,
      keptOfInput: () => shape.positions,
      node: (place) => attentionNode(place, heads),
    };
  },
};

function attentionNode(place: Place, heads: number): Node {
  const { machine, batch, input, output, parameters, capacity, contraction } = place;
  const { kernels, size } = machine;
  const [inward, outward] = parameters as [Place["parameters"][0], Place["parameters"][0]];
  const d = output.width;
  const { positions } = batch;
  const { kept } = output;
  const buffer = (rows: number, width: number): number => machine.numbers(rows * width);
  const [queries, querySlopes] = [buffer(capacity * kept, d), buffer(capacity * kept, d)];
  const [keyValues, keyValueSlopes] = [buffer(capacity * positions, 2 * d), buffer(capacity * positions, 2 * d)];
  const [mixed, mixedSlopes] = [buffer(capacity * kept, d), buffer(capacity * kept, d)];
  const weights = buffer(capacity * kept, heads * positions);
  const scores = buffer(1, positions);
  const identity = input.isDistinct ? 0 : machine.indices(capacity * positions);
  const index = input.isDistinct ? batch.rowOf : identity;
  const [queryKept, keyValueKept, outKept] = [
    keptSlopes(place, d, kept),
    keptSlopes(place, 2 * d, positions),
    keptSlopes(place, d, kept),
  ];
  // the rows of queries in in_proj_weight come first
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
      const weight = inward.value;
      const forKeys = weight + ofKeyValues;
      kernels.multiply(queryRows(), d, d, input.value, d, 1, weight, 1, d, queries, d, false);
      kernels.multiply(input.rows, d, 2 * d, input.value, d, 1, forKeys, 1, d, keyValues, 2 * d, false);
      kernels.attention(batch.count, positions, kept, heads, d, queries, keyValues, index, weights, mixed);
      kernels.multiply(output.rows, d, d, mixed, d, 1, outward.value, 1, d, output.value, d, false);
    },
    backward() {
      const [rows, allRows, x] = [queryRows(), input.rows, input.value];
      kernels.multiply(output.rows, d, d, output.slope, d, 1, outward.value, d, 1, mixedSlopes, d, false);
      kernels.clear(rows * d, querySlopes);
      kernels.clear(allRows * 2 * d, keyValueSlopes);
      kernels.attentionBackward(
        batch.count,
        positions,
        kept,
        heads,
        d,
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
        const forKeys = inward.gradient + ofKeyValues;
        kernels.multiply(d, output.rows, d, output.slope, 1, d, mixed, d, 1, outward.gradient, d, true);
        kernels.multiply(d, rows, d, querySlopes, 1, d, x, d, 1, inward.gradient, d, true);
        kernels.multiply(2 * d, allRows, d, keyValueSlopes, 1, 2 * d, x, d, 1, forKeys, d, true);
      }
      const forKeys = inward.value + ofKeyValues;
      kernels.multiply(allRows, 2 * d, d, keyValueSlopes, 2 * d, 1, forKeys, d, 1, input.slope, d, false);
      kernels.multiply(rows, d, d, querySlopes, d, 1, inward.value, d, 1, input.slope, d, true);
    },
    keepSlope(a) {
      queryKept.keep(querySlopes, a);
      keyValueKept.keep(keyValueSlopes, a);
      outKept.keep(output.slope, a);
    },
    addKernel(rowsOf) {
      const rowBytes = batch.count * d * size;
      const [inKernel, outKernel] = [rowsOf(inward.block), rowsOf(outward.block)];
      for (let s = 0; s < positions; s++) {
        for (let t = 0; t < positions; t++) {
          const [a, b] = [input.value + s * rowBytes, input.value + t * rowBytes];
          contraction.addProduct(a, b, d, keyValueKept.at(s), keyValueKept.at(t), 2 * d, 1, inKernel);
          if (s >= kept || t >= kept) continue;
          contraction.addProduct(a, b, d, queryKept.at(s), queryKept.at(t), d, 1, inKernel);
          const [p, q] = [mixed + s * rowBytes, mixed + t * rowBytes];
          contraction.addProduct(p, q, d, outKept.at(s), outKept.at(t), d, 1, outKernel);
        }
      }
    },
  };
}
