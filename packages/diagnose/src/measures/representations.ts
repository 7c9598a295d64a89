import type { Precision } from "@lazyrich/deep";
import { type Matrix, products } from "@lazyrich/linalg";
import { centredKernelAlignment, kernelDistance } from "@lazyrich/metrics";
import type { Architecture, NetworkState } from "../architecture/architecture.js";
import { features } from "./features.js";
import { hiddenLayers } from "./hiddenLayers.js";
import { ratio } from "./ratio.js";

/** How far what a hidden layer makes of the inputs has changed. */
export interface RepresentationChange {
  /** The layer of weights before the activation. */
  readonly layer: string;
  /** Distance of the kernels H H^T of its outputs on the inputs, before and after; null if one is zero. */
  readonly kernelDistance: number | null;
  /** Their centred alignment, 1 if they are alike up to scale; null if one is the same for all inputs. */
  readonly centredKernelAlignment: number | null;
}

/** Of every hidden layer, in order. */
export function representationChanges(
  { description }: Architecture,
  before: NetworkState,
  after: NetworkState,
  inputs: Matrix,
  precision: Precision,
): RepresentationChange[] {
  return hiddenLayers(description).map((layer) => {
    const [k, kAfter] = [before, after].map((state) => gram(features(layer.after, state, inputs, precision))) as [
      Float64Array,
      Float64Array,
    ];
    return {
      layer: layer.name,
      kernelDistance: ratio(kernelDistance(k, kAfter)),
      centredKernelAlignment: ratio(centredKernelAlignment(k, kAfter)),
    };
  });
}

const gram = (H: Matrix): Float64Array => products().productTransposed(H, H).data;
