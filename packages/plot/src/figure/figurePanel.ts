import type { ColorScale } from "../scales/colorScale.js";
import type { Theme } from "../theme.js";

export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Domains {
  readonly x: readonly [number, number] | undefined;
  readonly y: readonly [number, number] | undefined;
}

/** What a figure tells a panel. `width` and `height` are those of the frame, without margins, in points. */
export interface PanelContext {
  readonly document: Document;
  readonly theme: Theme;
  readonly color: ColorScale | undefined;
  readonly width: number;
  readonly height: number;
  readonly margins: Margins;
  readonly domains: Domains;
}

export interface PanelMeasure {
  readonly domains: Domains;
  readonly margins: Margins;
}

/** Anything that a figure can lay out: `panel`, `view3d`, or one of your own. */
export interface FigurePanel {
  readonly title: string | undefined;
  /** false for what has no letter, and is not counted, in a figure with letters. */
  readonly isLettered?: boolean | undefined;
  /** The domains of its own data and the margins that its ticks and labels need; `domains` and `margins` of the context are not yet known. */
  measure(context: PanelContext): PanelMeasure;
  /** Draws into a group whose origin is the top left corner of the margins. */
  draw(context: PanelContext): SVGElement;
}
