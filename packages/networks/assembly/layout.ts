/** Neurons of a group: the 2^5 patterns of a group's activity have one table row each. */
export const GROUP: usize = 5;
export const PATTERNS: usize = 1 << GROUP;
/** Rows of a table, one more than it needs: at 32 rows the tables of all groups would compete for the same lines of the cache. */
export const ROWS: usize = PATTERNS + 1;
/** Inputs of a tile, whose signs are found together. */
export const TILE: usize = 8;
/** Pairs of an input and a neuron that are settled together. */
export const OPEN: usize = 1024;
/** Bytes of a row of a wide slab (16 columns) and of a narrow one (4): a wide row is summed in eight registers. */
export const WIDE: usize = 128;
export const NARROW: usize = 32;

// Sizes: inputs, dimensions and neurons, as given and padded with zeros.
export let n: usize = 0;
export let h: usize = 0;
export let groups: usize = 0;
export let paddedInputs: usize = 0;
export let paddedColumns: usize = 0;
/** Slabs of 16 columns, and the slabs of 4 that cover the columns left over. */
export let wideSlabs: usize = 0;
export let narrowSlabs: usize = 0;
/** Pairs of columns of the 16-bit copies. */
export let pairs: usize = 0;

// Addresses.
/** paddedColumns per row: the weights and their gradient; [h] readouts and their gradient. */
export let weights: usize = 0;
export let weightGradient: usize = 0;
export let readouts: usize = 0;
export let readoutGradient: usize = 0;
/** [slab][input][16 or 4]. */
export let inputs: usize = 0;
export let targets: usize = 0;
/** Two partial sums an input; f(x_i) and f(x_i) - y_i. */
export let partialOutputs: usize = 0;
export let outputs: usize = 0;
export let residuals: usize = 0;
/** [input][group], a byte each: bit b is set where neuron 5 group + b is active. */
export let patterns: usize = 0;
/**
 * The tables of one slab, [group][pattern][16 or 4]: forward, sums of a_k w_k over a pattern; backward, sums of residual x input over a pattern's
 * inputs. One slab at a time, so that what every input reads or adds to stays in the cache, however many columns there are.
 */
export let tables: usize = 0;
/** 16-bit copies, [tile][pair][input of the tile][2] and [group][pair][neuron of the group][2], and the error of a product of the two. */
export let shortInputs: usize = 0;
export let shortWeights: usize = 0;
export let margins: usize = 0;
/** Open pairs: which input and which neuron, and two partial sums of their product. */
export let openInputs: usize = 0;
export let openNeurons: usize = 0;
export let openSums: usize = 0;

/**
 * Places everything in memory for n inputs of d dimensions and h neurons.
 *
 * @returns the bytes that the memory must have.
 */
export function layOut(inputCount: usize, dimension: usize, hiddenWidth: usize): usize {
  n = inputCount;
  h = hiddenWidth;
  groups = (h + GROUP - 1) / GROUP;
  paddedInputs = roundedUp(n, TILE);
  paddedColumns = roundedUp(dimension, 4);
  wideSlabs = paddedColumns / 16;
  narrowSlabs = (paddedColumns % 16) / 4;
  pairs = paddedColumns / 2;
  const rowBytes = paddedColumns * 8;
  const neurons = groups * GROUP;

  next = roundedUp(__heap_base, 64);
  weights = placed(neurons * rowBytes);
  weightGradient = placed(neurons * rowBytes);
  readouts = placed(neurons * 8);
  readoutGradient = placed(neurons * 8);
  inputs = placed(paddedInputs * rowBytes);
  targets = placed(paddedInputs * 8);
  partialOutputs = placed(paddedInputs * 16);
  outputs = placed(paddedInputs * 8);
  residuals = placed(paddedInputs * 8);
  patterns = placed(paddedInputs * groups);
  tables = placed(groups * ROWS * WIDE);
  shortInputs = placed(paddedInputs * pairs * 4);
  shortWeights = placed(neurons * pairs * 4);
  margins = placed(neurons * 4);
  openInputs = placed(OPEN * 4);
  openNeurons = placed(OPEN * 4);
  openSums = placed(OPEN * 16);
  return next;
}

let next: usize = 0;

function placed(bytes: usize): usize {
  const address = next;
  next += roundedUp(bytes, 64);
  return address;
}

function roundedUp(size: usize, multiple: usize): usize {
  return ((size + multiple - 1) / multiple) * multiple;
}
