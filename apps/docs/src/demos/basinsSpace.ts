import { basinBoundary, basinPart, type ParameterPoint, type SingleNeuronTrajectory } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";
import { initialValues, type Stage } from "../demo.ts";
import { deltaColor } from "../drawing/deltaFamily.ts";
import { isDark } from "../drawing/pageTheme.ts";
import { cssColor } from "../space/cssColor.ts";
import { GridSurface } from "../space/gridSurface.ts";
import { functionBranch } from "../space/levelSheet.ts";
import { lossTint } from "../space/lossTint.ts";
import type { Point3 } from "../space/picture.ts";
import { Space } from "../space/space.ts";
import { addAxes } from "../space/spaceAxes.ts";
import { SpaceCurve } from "../space/spaceCurve.ts";
import { SpaceHandle } from "../space/spaceHandle.ts";
import { SpaceMarker } from "../space/spaceMarker.ts";
import { type BasinsValues, basinColors, basinsFields } from "./basinsFields.ts";
import { betaStar, spaceTimes, startOf } from "./basinsProblem.ts";

const problem = { betaStar, etaA: 1, etaW: 1 };
const sides = [1, -1] as const;
/** How far in |a| surfaces are drawn from their waist or tips. */
const height = 1.7;

/** The level set in the colours of its basins, the surface between those of every delta, and a start that goes around it. */
export interface BasinsSpace {
  /** @param trajectory at `spaceTimes`. */
  draw(values: BasinsValues, trajectory: SingleNeuronTrajectory): void;
  /** Ends the painter; the next `draw` starts another. */
  rest(): void;
}

export function basinsSpace(
  element: HTMLElement,
  { refuse, change }: Pick<Stage<BasinsValues>, "refuse" | "change">,
): BasinsSpace {
  const space = new Space(element, {
    view: initialValues(basinsFields),
    turn: ({ azimuth, elevation, zoom }) => change({ azimuth, elevation, zoom }),
    reach: 3.2,
    name: "Basins of attraction on a level set of delta in the space of w1, w2 and a",
    refuse,
  });
  const axes = addAxes(space, 2.9);
  const halves = sides.map((side) => basinHalf(space, side));
  const between = new GridSurface(space, { rows: 31, columns: 61, mesh: 6, opacity: 0.55 });
  const path = new SpaceCurve(space, { width: 5, title: "exact trajectory" });
  let values: BasinsValues | undefined;
  const handle = startHandle(space, () => values!, change);

  return {
    draw(latest, { w, a }) {
      values = latest;
      const { delta, surface } = latest;
      const [ink, red] = [cssColor("currentColor", element), cssColor("var(--demo-minima)", element)];
      axes.recolor(ink);
      for (const half of halves) half.draw(delta, { ink, red });
      if (surface) drawBetween(between, delta);
      else between.hide();
      path.update(
        Array.from(spaceTimes, (_, i): Point3 => [w[2 * i]!, w[2 * i + 1]!, a[i]!]),
        cssColor(deltaColor(delta), element),
      );
      const { a0, w0 } = startOf(latest);
      handle.place([w0[0], w0[1], a0], latest.angle);
      space.look(latest);
      space.render();
    },
    rest: () => space.rest(),
  };
}

/** What belongs to one sign of a: its part of the level set with the line to the other, its minima, and the one on the level set. */
function basinHalf(
  space: Space,
  side: 1 | -1,
): { draw(delta: number, colors: { readonly ink: string; readonly red: string }): void } {
  const part = new GridSurface(space, { rows: 31, columns: 41, mesh: 5 });
  const boundary = new SpaceCurve(space, { width: 1.6, title: "between the basins" });
  const minima = new SpaceCurve(space, { width: 2.6, title: "minima" });
  const star = new SpaceMarker(space, { radius: 0.08, fill: "#c0392b", rim: "#ffffff" });
  return {
    draw(delta, { ink, red }) {
      const tip = Math.sqrt(Math.max(0, delta));
      const palette = [basinColors[side === 1 ? "positive" : "negative"][isDark() ? "dark" : "light"]];
      part.update(
        (u, v) => {
          // heights closer together toward the tip of a sheet, where it bends
          const a = delta < 0 ? height * (2 * u - 1) : side * (tip + height * u ** 2);
          return point3(basinPart(problem, { delta, basin: side }, a, v));
        },
        { palette, shade: () => 0 },
      );
      const line = (): Point3[] =>
        Array.from({ length: 41 }, (_, i) =>
          point3(basinBoundary(problem, height * (i / 20 - 1), side * Math.sqrt(-delta))),
        );
      boundary.update(delta < 0 ? line() : [], ink);
      const { a, w } = neuronWithFunction({ beta0: betaStar, delta, sign: side });
      star.place([w[0]!, w[1]!, a]);
      minima.update(functionBranch(betaStar, side, { reach: 3, top: (height + tip) * 1.05 }), red);
    },
  };
}

/** The surface between the basins of every delta, in the colours of the loss. */
function drawBetween(surface: GridSurface, delta: number): void {
  const widest = Math.sqrt(1.2 * Math.max(1, -delta));
  surface.update(
    (u, v) => point3(basinBoundary(problem, height * 1.1 * (2 * u - 1), widest * (2 * v - 1))),
    lossTint(lossAt, 30),
  );
}

/** The start, which is dragged around the level set. */
function startHandle(space: Space, values: () => BasinsValues, change: Stage<BasinsValues>["change"]): SpaceHandle {
  return new SpaceHandle(space, {
    name: "start, around the level set",
    label: "start",
    step: basinsFields.angle.step,
    curve: () =>
      Array.from({ length: 181 }, (_, i) => {
        const angle = -180 + 2 * i;
        const { a0, w0 } = startOf({ ...values(), angle });
        return { value: angle, at: [w0[0], w0[1], a0] as const };
      }),
    move: (angle) => change({ angle }),
  });
}

const point3 = ({ a, w }: ParameterPoint): Point3 => [w[0], w[1], a];

const lossAt = ([w1, w2, a]: Point3): number => ((a * w1 - betaStar[0]) ** 2 + (a * w2 - betaStar[1]) ** 2) / 2;
