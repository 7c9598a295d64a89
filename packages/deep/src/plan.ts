import type { ProductBuild } from "@lazyrich/linalg";
import type { Numbers } from "@lazyrich/networks";
import { contraction } from "./contraction.js";
import { keptPositions } from "./keptPositions.js";
import {
  type Batch,
  backwardThrough,
  type Contraction,
  forwardThrough,
  type LayerForm,
  type Node,
  type Place,
  type Slot,
} from "./layerKind.js";
import { type Machine, machine as newMachine } from "./machine.js";
import type { Precision } from "./memory.js";
import type { Outline } from "./outline.js";
import { positionsOf, rowLength, type Shape } from "./shape.js";

export interface PlanOptions {
  /** The largest batch. */
  readonly capacity: number;
  readonly precision: Precision;
  readonly build?: ProductBuild | undefined;
  /** Ones in each row of a one-hot input, 0 where it is not. */
  readonly ones?: number | undefined;
  /** What takes room: a gradient, the kernel's slopes, or neither. "training" by default. */
  readonly purpose?: "training" | "kernel" | "evaluation" | undefined;
}

/** A network laid out for batches up to a size: every buffer has its place, and a pass allocates nothing. */
export interface Plan {
  readonly machine: Machine;
  readonly batch: Batch;
  readonly capacity: number;
  readonly input: Slot;
  readonly output: Slot;
  readonly nodes: readonly Node[];
  readonly contraction: Contraction;
  /** Targets of a batch: numbers (n x c) and labels. */
  readonly targets: number;
  readonly labels: number;
  readonly gradient: Numbers;
  readonly outputs: Numbers;
  setParameters(theta: ArrayLike<number>): void;
  /** Running statistics go in before an evaluation, and come out of a training pass. */
  setStatistics(statistics: ArrayLike<number>): void;
  getStatistics(statistics: Float64Array): void;
  /** Outputs of the inputs that were put into the input's buffer. */
  forward(count: number, isTraining: boolean): void;
  clearGradient(): void;
  /** Adds to the gradient, from the slope of the output. */
  addGradient(): void;
  /** The slopes of every layer, without a gradient. */
  backward(): void;
  /** Bytes of all buffers. */
  readonly bytes: number;
}

/** @throws RangeError if the buffers do not fit into one memory, or the build does not run here. */
export function plan(
  network: Outline,
  { capacity, precision, build, ones = 0, purpose = "training" }: PlanOptions,
): Plan {
  const machine = newMachine(precision, build);
  const { kernels, size } = machine;
  const values = machine.numbers(network.parameterCount);
  const gradients = purpose === "training" ? machine.numbers(network.parameterCount) : 0;
  const forKernel = purpose === "kernel";
  const statistics = machine.moments(network.statisticsCount);
  const positions = positionsOf(network.input);
  const shares = network.input.of === "tokens" && !forKernel && !someForm(network.forms, needsEveryRow);
  const batch = emptyBatch(machine, capacity, positions);
  const c = network.outputDimension;
  const slots: Slot[] = [];
  const slot: Place["slot"] = (shape, kept, isDistinct, slope) => {
    const width = rowLength(shape);
    const length = capacity * kept * width;
    const made = { shape, width, kept, isDistinct, value: machine.numbers(length), slope: 0, rows: 0 };
    const result: Slot = { ...made, slope: slope ?? (purpose === "evaluation" ? 0 : machine.numbers(length)) };
    slots.push(result);
    return result;
  };
  const sums = contraction(machine, batch, forKernel ? capacity : 0, c);
  const nodes: Place["nodes"] = (forms, first, last) => {
    const kept = keptPositions(forms, last.kept);
    let input = first;
    return forms.map((form, i) => {
      const isLast = i === forms.length - 1;
      const output = isLast ? last : slot(form.output, kept[i + 1]!, input.isDistinct && form.isRowwise);
      const node = form.node({
        machine,
        batch,
        capacity,
        input,
        output,
        parameters: network.blocksOf.get(form)!.map((block) => {
          const offset = network.layers[block]!.offset * size;
          return { value: values + offset, gradient: gradients + offset, block };
        }),
        statistics: network.statisticsOf.get(form)!.map((block) => statistics + network.statistics[block]!.offset * 8),
        kernelOutputs: forKernel ? c : 0,
        contraction: sums,
        slot,
        nodes,
      });
      input = output;
      return node;
    });
  };

  const input: Slot = {
    ...slot(network.input, keptPositions(network.forms, 1)[0]!, shares),
    ones: ones > 0 ? { each: ones, index: machine.indices(capacity * ones) } : undefined,
  };
  slots[slots.length - 1] = input;
  const output = slot(network.output, 1, false);
  const list = nodes(network.forms, input, output);
  const targets = machine.numbers(capacity * c);
  const labels = machine.indices(capacity);
  // nothing before the first parameters needs a slope
  const firstLearning = network.forms.findIndex((form) => someForm([form], (one) => one.parameters.length > 0));
  const sharing = sharedRows(machine, batch, network.input, shares);
  machine.start();
  const { numbers } = machine.memory;
  const gradientLength = purpose === "training" ? network.parameterCount : 0;
  const gradient = numbers.subarray(gradients / size, gradients / size + gradientLength);

  return {
    machine,
    batch,
    capacity,
    input,
    output,
    nodes: list,
    contraction: sums,
    targets,
    labels,
    gradient,
    outputs: numbers.subarray(output.value / size, output.value / size + capacity * c),
    bytes: machine.bytes,
    setParameters(theta) {
      numbers.set(theta, values / size);
      prepareAll(list);
    },
    setStatistics(from) {
      machine.memory.moments.set(from, statistics / 8);
    },
    getStatistics(to) {
      for (let k = 0; k < network.statisticsCount; k++) to[k] = machine.memory.moments[statistics / 8 + k]!;
    },
    forward(count, isTraining) {
      batch.count = count;
      batch.isTraining = isTraining;
      if (network.input.of === "tokens") sharing();
      for (let k = 0; k < slots.length; k++) {
        const one = slots[k]!;
        one.rows = one.isDistinct ? batch.distinctRows[one.kept]! : one.kept * count;
      }
      forwardThrough(list);
    },
    clearGradient() {
      kernels.clear(network.parameterCount, gradients);
    },
    addGradient() {
      batch.isLearning = true;
      backwardThrough(list, true, firstLearning, false);
    },
    backward() {
      batch.isLearning = false;
      backwardThrough(list, false, firstLearning, false);
    },
  };
}

const emptyBatch = (machine: Machine, capacity: number, positions: number): Batch => ({
  count: 0,
  isTraining: false,
  isLearning: false,
  positions,
  tokens: machine.indices(capacity * positions),
  rowOf: machine.indices(capacity * positions),
  rowTokens: machine.indices(capacity * positions),
  rowPositions: machine.indices(capacity * positions),
  distinctRows: new Uint32Array(positions + 1),
});

function prepareAll(nodes: readonly Node[]): void {
  for (let k = 0; k < nodes.length; k++) {
    const { inner } = nodes[k]!;
    nodes[k]!.prepare?.();
    if (inner) prepareAll(inner);
  }
}

export function someForm(forms: readonly LayerForm[], test: (form: LayerForm) => boolean): boolean {
  return forms.some((form) => test(form) || someForm(form.inner ?? [], test));
}

function needsEveryRow(form: LayerForm): boolean {
  return form.needsEveryRow === true;
}

/**
 * Finds the rows of a batch of tokens: one for each position and input, from the last position on, or, where equal rows
 * are shared, one for each distinct pair of token and position.
 */
function sharedRows(machine: Machine, batch: Batch, input: Shape, shares: boolean): () => void {
  if (input.of !== "tokens") return () => undefined;
  const { positions, vocabulary } = input;
  // the row of each (position, token), valid if its stamp is that of this pass
  const rows = new Uint32Array(positions * vocabulary);
  const stamps = new Uint32Array(positions * vocabulary);
  let stamp = 0;
  return () => {
    const { indices } = machine.memory;
    stamp++;
    let count = 0;
    for (let s = 0; s < positions; s++) {
      for (let i = 0; i < batch.count; i++) {
        const k = s * batch.count + i;
        const token = indices[batch.tokens / 4 + k]!;
        const pair = s * vocabulary + token;
        if (!shares || stamps[pair] !== stamp) {
          stamps[pair] = stamp;
          rows[pair] = count;
          indices[batch.rowTokens / 4 + count] = token;
          indices[batch.rowPositions / 4 + count] = positions - 1 - s;
          count++;
        }
        indices[batch.rowOf / 4 + k] = rows[pair]!;
      }
      batch.distinctRows[s + 1] = count;
    }
  };
}
