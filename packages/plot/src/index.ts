// A figure and its panels
export { type FigureOptions, figure, figureElement, type Sharing } from "./figure.js";
export type { Domains, FigurePanel, Margins, PanelContext, PanelMeasure } from "./figurePanel.js";
export { type Axis, type PanelOptions, panel } from "./panel.js";
export { serializeSvg } from "./serializeSvg.js";
// Marks
export {
  exactLine,
  exactOverSimulation,
  type LineOptions,
  line,
  type Row,
  simulationLine,
} from "./lines.js";
export { type PointOptions, points } from "./points.js";
export { type BandOptions, band, type RegionOptions, regions } from "./bands.js";
export { type ContourMapOptions, contourLines, contourMap } from "./maps.js";
export { type VectorOptions, vectors } from "./vectors.js";
export {
  type AnnotationOptions,
  annotations,
  horizontalLines,
  type ReferenceOptions,
  verticalLines,
} from "./annotations.js";
export * as Plot from "@observablehq/plot";
// Colours and legends
export type { ColorScale } from "./colorScale.js";
export { type DeltaScaleOptions, deltaColor, deltaScale } from "./deltaScale.js";
export { type SequentialScaleOptions, sequentialColor, sequentialScale } from "./sequentialScale.js";
export {
  type DrawnLegend,
  exactLegend,
  type KeyEntry,
  keyLegend,
  type Legend,
  type LegendContext,
  type RampLegendOptions,
  rampLegend,
  valuesLegend,
} from "./legend.js";
// Look and labels
export { darkTheme, groundColor, pageTheme, paperTheme, paperWidth, type Theme } from "./theme.js";
export { type LabelRun, parseLabel, plainLabel } from "./mathLabel.js";
export { formatLogTick, formatTick } from "./formatTick.js";
// Space
export { type Curve3, type Marker3, type View3dOptions, view3d } from "./view3d.js";
export { type Camera, type Point3, type Projection, projection } from "./camera.js";
export { type ParametricSurfaceOptions, parametricSurface, type Surface } from "./surface.js";
export { type Axes3, type AxisLabels, axisBox, axisTriad, type Bounds3 } from "./axes3.js";
