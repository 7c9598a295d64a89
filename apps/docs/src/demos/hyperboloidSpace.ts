import { initialValues, type Stage } from "../demo.ts";
import { deltaColor } from "../drawing/deltaFamily.ts";
import { cssColor } from "../space/cssColor.ts";
import { GridSurface } from "../space/gridSurface.ts";
import { functionBranch, levelReach, levelSheet } from "../space/levelSheet.ts";
import { lossTint } from "../space/lossTint.ts";
import type { Point3 } from "../space/picture.ts";
import { Space } from "../space/space.ts";
import { addAxes } from "../space/spaceAxes.ts";
import { SpaceCurve } from "../space/spaceCurve.ts";
import { SpaceHandle } from "../space/spaceHandle.ts";
import { SpaceMarker } from "../space/spaceMarker.ts";
import { type HyperboloidValues, hyperboloidFields } from "./hyperboloidFields.ts";
import { beta0Of, betaStar, lossAt, pointOf, sides, type TwoWays } from "./hyperboloidProblem.ts";

/** The level set coloured by the loss, the two ways over it, and a start that is dragged along the parameters of its function. */
export interface HyperboloidSpace {
  /** @param simulated points of the simulated way, none where it is not shown. */
  draw(values: HyperboloidValues, ways: TwoWays, simulated: readonly Point3[]): void;
  /** Ends the painter; the next `draw` starts another. */
  rest(): void;
}

export function hyperboloidSpace({
  element,
  refuse,
  change,
}: Pick<Stage<HyperboloidValues>, "element" | "refuse" | "change">): HyperboloidSpace {
  const space = new Space(element, {
    view: initialValues(hyperboloidFields),
    turn: ({ azimuth, elevation, zoom }) => change({ azimuth, elevation, zoom }),
    reach: 2.95,
    name: "Level set of delta in the space of w1, w2 and a",
    refuse,
  });
  const axes = addAxes(space, 2.7);
  const halves = sides.map((side) => levelHalf(space, side));
  const simulatedCurve = new SpaceCurve(space, { width: 2, dash: 0.07, title: "simulated" });
  let values: HyperboloidValues | undefined;
  const handle = startHandle(space, () => values!, change);

  return {
    draw(latest, ways, simulated) {
      values = latest;
      const { delta } = latest;
      const ink = cssColor("currentColor", element);
      axes.recolor(ink);
      const ends = sides.map((sign) => pointOf(betaStar, delta, sign));
      const reach = levelReach(delta, [...ways.starts, ...ends]);
      const bounds = { reach, top: Math.sqrt(delta + reach ** 2) };
      const colors = {
        minima: cssColor("var(--demo-minima)", element),
        equal: cssColor("var(--demo-neutral)", element),
        exact: cssColor(deltaColor(delta), element),
      };
      halves.forEach((half, k) => {
        half.draw(latest, { bounds, colors, end: ends[k]!, path: ways.paths[k]!, here: ways.here[k]! });
      });
      handle.place(ways.starts[0]!, delta);
      simulatedCurve.update(simulated, ink);
      space.look(latest);
      space.render();
    },
    rest: () => space.rest(),
  };
}

interface HalfState {
  readonly bounds: { readonly reach: number; readonly top: number };
  readonly colors: { readonly minima: string; readonly equal: string; readonly exact: string };
  readonly end: Point3;
  readonly path: readonly Point3[];
  readonly here: Point3;
}

/** What belongs to one sign of a: its sheet, its minima and the one on the level set, the saddle, and the way with where it is now. */
function levelHalf(space: Space, side: 1 | -1): { draw(values: HyperboloidValues, state: HalfState): void } {
  const sheet = new GridSurface(space, { rows: 37, columns: 73, mesh: 6 });
  const minima = new SpaceCurve(space, { width: 2.6, title: "minima" });
  const equal = new SpaceCurve(space, { width: 2.6, title: "the function *β*_0" });
  const exact = new SpaceCurve(space, { width: 5, title: `exact, from *a* ${side === 1 ? ">" : "<"} 0` });
  const star = new SpaceMarker(space, { radius: 0.075, fill: "#c0392b", rim: "#ffffff" });
  const saddle = new SpaceMarker(space, { radius: 0.05, fill: "#1f1f1f", rim: "#ffffff" });
  const dot = new SpaceMarker(space, { radius: 0.06, fill: "#ffffff", rim: "#1f1f1f" });
  return {
    draw(values, { bounds, colors, end, path, here }) {
      const { delta } = values;
      sheet.update(levelSheet(delta, side, bounds.reach), lossTint(lossAt, 10));
      minima.update(functionBranch(betaStar, side, bounds), colors.minima);
      equal.update(functionBranch(beta0Of(values), side, bounds), colors.equal);
      exact.update(path, colors.exact);
      star.place(end);
      dot.place(here);
      if (delta > 0) saddle.hide();
      else saddle.place([-side * Math.sqrt(-delta), 0, 0]);
    },
  };
}

/** The start with a above 0, which is dragged from balance to balance. */
function startHandle(
  space: Space,
  values: () => HyperboloidValues,
  change: Stage<HyperboloidValues>["change"],
): SpaceHandle {
  const { min, max } = hyperboloidFields.delta;
  const count = 161;
  return new SpaceHandle(space, {
    name: "start, along the parameters of the same function",
    label: "start",
    step: 0.05,
    curve: () =>
      Array.from({ length: count }, (_, i) => {
        const delta = Number((min + ((max - min) * i) / (count - 1)).toFixed(3));
        return { value: delta, at: pointOf(beta0Of(values()), delta, 1) };
      }),
    move: (delta) => change({ delta }),
  });
}
