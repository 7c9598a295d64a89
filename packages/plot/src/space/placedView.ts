import type { Theme } from "../theme.js";
import type { Projection } from "./camera.js";
import type { Fit } from "./fitView.js";
import type { Occlusion } from "./occlusion.js";

/** A view of space with its place on the page: what curves and markers are drawn by. */
export interface PlacedView {
  readonly document: Document;
  readonly theme: Theme;
  readonly project: Projection;
  readonly covered: Occlusion;
  readonly fit: Fit;
}
