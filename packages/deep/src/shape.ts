/** What passes from layer to layer, of one input. Images are height x width x channels inside, channels last. */
export type Shape =
  | { readonly of: "vector"; readonly width: number }
  | { readonly of: "image"; readonly height: number; readonly width: number; readonly channels: number }
  | { readonly of: "tokens"; readonly positions: number; readonly vocabulary: number }
  | { readonly of: "sequence"; readonly positions: number; readonly width: number };

/** Numbers of one row of a buffer: of an input, or of one of its positions. */
export function rowLength(shape: Shape): number {
  if (shape.of === "image") return shape.height * shape.width * shape.channels;
  return shape.of === "tokens" ? 0 : shape.width;
}

export function positionsOf(shape: Shape): number {
  return shape.of === "tokens" || shape.of === "sequence" ? shape.positions : 1;
}

/** A shape as an error says it, an image as PyTorch has it. */
export function shownShape(shape: Shape): string {
  if (shape.of === "vector") return `a vector of ${shape.width}`;
  if (shape.of === "image") return `an image of ${shape.channels} x ${shape.height} x ${shape.width}`;
  if (shape.of === "tokens") return `${shape.positions} tokens of ${shape.vocabulary}`;
  return `a sequence of ${shape.positions} x ${shape.width}`;
}
