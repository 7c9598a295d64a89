import type { LayerDescription } from "@lazyrich/deep";

/** How the tensors of a checkpoint make a network, as JSON. */
export interface ArchitectureSpec {
  /** A named model of `@lazyrich/deep` with its fields, or `input` and a list of `layers`. */
  readonly model: Readonly<Record<string, unknown>> & {
    readonly name?: string | undefined;
    readonly layers?: readonly LayerDescription[] | undefined;
  };
  /** The tensor of each block of parameters, or the prefix of the tensors of each layer, where they differ from its own name. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Of weights with two axes; "out,in" by default. */
  readonly axes?: Axes | undefined;
  /** Tensors of the checkpoint that take no part. */
  readonly ignore?: readonly string[] | undefined;
  /** Shapes by name as the checkpoint has them: for the reader, and compared where given. */
  readonly tensors?: Readonly<Record<string, readonly number[]>> | undefined;
}

/** How a weight with two axes lies: PyTorch's way, or JAX's. */
export type Axes = "out,in" | "in,out";
