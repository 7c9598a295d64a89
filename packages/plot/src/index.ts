// A figure and its panels
export { type FigureOptions, figure, figureElement } from "./figure/figure.js";
export type { Sharing } from "./figure/sharedDomains.js";
export type { Domains, FigurePanel, Margins, PanelContext, PanelMeasure } from "./figure/figurePanel.js";
export { type PanelOptions, panel } from "./figure/panel.js";
export type { Axis } from "./figure/axis.js";
export {
  pictureHeight,
  type SheetOptions,
  type SheetPicture,
  type SheetWords,
  sheet,
  wordsHeight,
} from "./figure/sheet.js";
export { serializeSvg } from "./svg/serializeSvg.js";
// Marks
export type { Mark } from "./marks/mark.js";
export type { Row } from "./marks/columns.js";
export { exactLine, exactOverSimulation, type LineOptions, line, simulationLine } from "./marks/lines.js";
export { type PointOptions, points } from "./marks/points.js";
export { type BandOptions, band, type RegionOptions, regions } from "./marks/bands.js";
export { type ContourMapOptions, contourLines, contourMap } from "./marks/maps.js";
export { type VectorOptions, vectors } from "./marks/vectors.js";
export { type EndLabelOptions, endLabels } from "./marks/endLabels.js";
export {
  type AnnotationOptions,
  annotations,
  horizontalLines,
  type ReferenceOptions,
  verticalLines,
} from "./marks/annotations.js";
// Colours
export type { ColorScale } from "./scales/colorScale.js";
export { type DeltaScaleOptions, deltaColor, deltaScale } from "./scales/deltaScale.js";
export { type SequentialScaleOptions, sequentialColor, sequentialScale } from "./scales/sequentialScale.js";
// Legends
export type { DrawnLegend, Legend, LegendContext } from "./legends/legend.js";
export { exactKeys, exactLegend, type KeyEntry, keyLegend, valuesLegend } from "./legends/keyLegend.js";
export { type RampLegendOptions, rampLegend, rampPanel } from "./legends/rampLegend.js";
// Look and labels
export {
  darkTheme,
  groundColor,
  pageTheme,
  paperTheme,
  paperWidth,
  strokes,
  symbolRadius,
  type Theme,
} from "./theme.js";
export { type LabelRun, parseLabel } from "./text/mathLabel.js";
export { formatLogTick, formatTick } from "./text/formatTick.js";
// Space
export { type View3dOptions, view3d } from "./space/view3d.js";
export type { Curve3 } from "./space/curve3.js";
export type { Marker3 } from "./space/marker3.js";
export { type Camera, type Point3, type Projection, projection } from "./space/camera.js";
export { type ParametricSurfaceOptions, parametricSurface, type Surface } from "./space/surface.js";
export { type Axes3, type AxisLabels, axisBox, axisTriad, type Bounds3 } from "./space/axes3.js";
