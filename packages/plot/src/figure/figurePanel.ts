import type { ColorScale } from "../scales/colorScale.js";
import type { Theme } from "../theme.js";

/**
 * What a panel needs around its frame, in points.
 */
export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The values at both ends of the axes; undefined where nothing says them.
 */
export interface Domains {
  readonly x: readonly [number, number] | undefined;
  readonly y: readonly [number, number] | undefined;
}

/** What a figure tells a panel. `width` and `height` are those of the frame, without margins, in points. */
export interface PanelContext {
  /** The document to build in. */
  readonly document: Document;
  readonly theme: Theme;
  readonly color: ColorScale | undefined;
  /** Of the frame. */
  readonly width: number;
  /** Of the frame. */
  readonly height: number;
  /** Around the frame. */
  readonly margins: Margins;
  /** Of both axes. */
  readonly domains: Domains;
}

/**
 * What a panel needs, before it is drawn.
 */
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
