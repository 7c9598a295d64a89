import type { DeepDescription, LayerDescription } from "@lazyrich/deep";

/** How the tensors of a checkpoint make a network, as JSON. */
export interface ArchitectureSpec {
  /** A model as a run has it: its name, or an object with it and its fields; `layers` where it has no name. */
  readonly model:
    | string
    | (Readonly<Record<string, unknown>> & {
        readonly name?: string | undefined;
        readonly layers?: readonly LayerDescription[] | undefined;
      });
  /** c, by the last weights if not given. */
  readonly outputs?: number | undefined;
  /** The tensor of each block of parameters, or the prefix of the tensors of each layer, where they differ from its own name. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Of weights with two axes, all or by layer; "out,in" by default. */
  readonly axes?: Axes | Readonly<Record<string, Axes>> | undefined;
  /** Tensors of the checkpoint that take no part; * stands for anything. */
  readonly ignore?: readonly string[] | undefined;
  /** Shapes by name as the checkpoint has them: for the reader, and compared where given. */
  readonly tensors?: Readonly<Record<string, readonly number[]>> | undefined;
}

/** A spec to complete. */
export interface ArchitectureSkeleton extends ArchitectureSpec {
  readonly model: {
    /** The length of an input, [channels, height, width], or vocabulary and positions. */
    readonly input: DeepDescription["input"];
    /** In order, the last of which gives the outputs. */
    readonly layers: readonly LayerDescription[];
  };
}

/** How a weight with two axes lies: PyTorch's way, or JAX's. */
export type Axes = "out,in" | "in,out";
