import type { Fields } from "./fields.js";
import type { Machine } from "./machine.js";
import type { Shape } from "./shape.js";

/** One layer of a description: its kind, a name (its number by default) and the fields of its kind. */
export interface LayerDescription {
  /** Its kind. */
  readonly layer: string;
  /** With which the names of its parameters begin; its number by default. */
  readonly name?: string | undefined;
  readonly [field: string]: unknown;
}

/** What a block of parameters is for, which starts ask; a projection is attention's joint one. */
export type ParameterRole = "weight" | "projection" | "bias" | "gain" | "shift" | "embedding";

export interface ParameterBlock {
  readonly name: string;
  readonly shape: readonly number[];
  readonly role: ParameterRole;
  /** Inputs and outputs of a unit, of attention's joint projection as PyTorch counts them. */
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Numbers that training passes leave behind beside the parameters: running statistics. */
export interface StatisticsBlock {
  readonly name: string;
  readonly shape: readonly number[];
  readonly start: number;
}

/** A layer whose fields and input are known. */
export interface LayerForm {
  readonly kind: string;
  readonly output: Shape;
  readonly parameters: readonly ParameterBlock[];
  readonly statistics?: readonly StatisticsBlock[];
  /** Each row of the output depends on the same row of the input alone. */
  readonly isRowwise: boolean;
  /** It needs every row of a batch, equal ones too. */
  readonly needsEveryRow?: boolean;
  /** It carries a positive factor from its input through, unit by unit, so that conserved quantities reach across. */
  readonly isHomogeneous?: boolean;
  /** It normalises: the scale of what comes before does not matter. */
  readonly normalizes?: boolean;
  /** How many of the last positions of the input are needed where `kept` of the output are. */
  keptOfInput(kept: number): number;
  node(place: Place): Node;
  /** The layers inside, of a residual sum. */
  readonly inner?: readonly LayerForm[];
}

/** A kind of layer: one file, and one line in layerKinds.ts. */
export interface LayerKind {
  readonly layer: string;
  read(fields: Fields, input: Shape, context: ReadContext): LayerForm;
}

export interface ReadContext {
  /** Forms of a list of layers inside a layer. */
  readLayers(layers: unknown, input: Shape, where: string, prefix?: string): LayerForm[];
  /** The name of the layer, which begins the names of its parameters. */
  readonly name: string;
}

/** A buffer between two layers: rows of values and of slopes dL/dvalue. */
export interface Slot {
  readonly shape: Shape;
  readonly width: number;
  /** Of how many of the last positions there are rows. Rows of the last position come first, then those of the one before. */
  readonly kept: number;
  /** Equal rows of (token, position) are there once. */
  readonly isDistinct: boolean;
  readonly value: number;
  readonly slope: number;
  /** Of a one-hot input: how many ones a row has, and where their columns are listed. */
  readonly ones?: { readonly each: number; readonly index: number } | undefined;
  /** Rows in this pass. */
  rows: number;
}

/** What all layers know of the batch of a pass. */
export interface Batch {
  count: number;
  /** BatchNorm normalises by the batch. */
  isTraining: boolean;
  /** The backward pass adds to the gradient; else it leaves slopes only. */
  isLearning: boolean;
  readonly positions: number;
  /** Of sequences: the row of (position, input) where equal rows are there once; the token and position of each row. */
  readonly rowOf: number;
  readonly rowTokens: number;
  readonly rowPositions: number;
  /** Tokens by position from the last and input, n each. */
  readonly tokens: number;
  /** Distinct rows of the last k positions, by k. */
  readonly distinctRows: Uint32Array;
}

/** Everything that a layer is given when a plan is laid out. */
export interface Place {
  readonly machine: Machine;
  readonly batch: Batch;
  readonly capacity: number;
  readonly input: Slot;
  readonly output: Slot;
  /** Address of the values and gradient of each block, and its number in the network. */
  readonly parameters: readonly { readonly value: number; readonly gradient: number; readonly block: number }[];
  readonly statistics: readonly number[];
  /** c, where the plan is one for kernels; else 0. */
  readonly kernelOutputs: number;
  readonly contraction: Contraction;
  /** A buffer of rows of the given shape, for `kept` positions. */
  slot(shape: Shape, kept: number, isDistinct: boolean, slope?: number): Slot;
  /** Nodes of the layers inside, from one slot to another. */
  nodes(forms: readonly LayerForm[], input: Slot, output: Slot): Node[];
}

/** Sums of Jacobians into rows of kernels. */
export interface Contraction {
  /** The inputs whose rows are formed from now on. */
  choose(first: number, count: number): void;
  /** K += factor J J^T, J nc x width. */
  addJacobian(jacobian: number, width: number, factor: number, K: Float64Array): void;
  /** K += factor (A B^T) o (D E^T), A and B n x width of inputs, D and E nc x units of slopes; `slopesAlone` += D E^T. */
  addProduct(
    a: number,
    b: number,
    width: number,
    d: number,
    e: number,
    units: number,
    factor: number,
    K: Float64Array,
    slopesAlone?: Float64Array,
  ): void;
  /** The same where A B^T is `gram`, n x n numbers. */
  addMasked(gram: Float64Array, d: number, e: number, units: number, factor: number, K: Float64Array): void;
}

/** A layer in a plan. */
export interface Node {
  /** After new parameters. */
  prepare?(): void;
  forward(): void;
  /** Adds to the gradient, from the slope of the output. */
  addGradient?(): void;
  /** The slope of the input from that of the output. */
  backward(): void;
  /** Keeps what the kernel needs of the backward pass of output `a`. */
  keepSlope?(a: number): void;
  /** Adds its blocks' kernels to the rows of each, once the slopes of all outputs are kept. */
  addKernel?(rowsOf: (block: number) => Float64Array): void;
  /** The input of an activation with a kink. */
  readonly kink?: Slot;
  readonly inner?: readonly Node[];
  /** Its own backward pass adds to the gradient. */
  readonly isComposite?: boolean;
}

/** The forward pass of a list of nodes. Counted, since an iterator would be allocated. */
export function forwardThrough(nodes: readonly Node[]): void {
  for (let i = 0; i < nodes.length; i++) nodes[i]!.forward();
}

/** The backward pass of a list of nodes, down to the input of the first where `toInput`. */
export function backwardThrough(nodes: readonly Node[], isLearning: boolean, first: number, toInput: boolean): void {
  for (let i = nodes.length - 1; i >= first; i--) {
    const node = nodes[i]!;
    if (isLearning) node.addGradient?.();
    if (i > first || toInput || node.isComposite) node.backward();
  }
}
