import { figure, panel, regions, sequentialScale } from "@lazyrich/plot";
import { sweepInThread } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { measured, number } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import { type FiltersSpec, filterRunSpec, filterSetting, filtersSchema, paperFilters } from "./filterRuns.js";
import { refuseDiverged } from "./refuseDiverged.js";

const schema = filtersSchema({ alphas: [0.1, 1, 10], seeds: 1 });

/** Filters of each alpha that are shown, in a square. */
const SHOWN = 9;

/** The first filters of a convolutional network after training, by the scale of their start. */
export const figure6b: Figure<FiltersSpec> = {
  id: "6b",
  title: figureTitle("6b"),
  schema,
  spec: schema.parse({}),
  presets: { seconds: schema.parse({ trainSize: 800, testSize: 200 }), paper: schema.parse(paperFilters) },

  caption: (spec, { tables }) =>
    `The first ${Math.min(spec.filters, SHOWN)} filters of the first layer after training, for each α, of the first channel, each over its greatest entry in size (dark below 0, light above), seed ${spec.firstSeed}. ${smoothnessInWords(spec, tables.runs ?? [])} ${filterSetting(spec)}`,

  async run(spec, { onProgress, signal, sweep = sweepInThread } = {}) {
    const runSpec = filterRunSpec({ ...spec, seeds: 1 }, ["filterSmoothness", "testAccuracy", "firstFilters"]);
    const { rows, tables } = await sweep(runSpec, { onProgress, signal });
    refuseDiverged(rows, ["alpha", "seed"]);
    const runs = rows.map(
      ({ alpha, filterSmoothness, testAccuracy }): Row => ({
        ...{ alpha: alpha!, smoothness: filterSmoothness!, accuracy: testAccuracy! },
      }),
    );
    return { tables: { filters: shownFilters(tables.filters ?? []), runs } };
  },

  draw({ tables }, { alphas, filterSize, filters }, { width = 400, theme } = {}) {
    const side = Math.ceil(Math.sqrt(Math.min(filters, SHOWN)));
    const extent = side * (filterSize + 1) - 1;
    const color = sequentialScale({ domain: [-1, 1] });
    return figure({
      panels: alphas.map((alpha) => {
        const pixels = (tables.filters ?? []).filter((row) => row.alpha === alpha);
        return panel({
          title: `*α* = ${number(alpha)}`,
          ...{ color, equalAspect: true, frame: false },
          x: { domain: [-0.5, extent - 0.5], show: false },
          y: { domain: [extent - 0.5, -0.5], show: false },
          marks: [
            regions(
              pixels.flatMap((row) => squareOf(row, side, filterSize)),
              { x: "x", y: "y", z: "pixel", fill: "value" },
            ),
          ],
        });
      }),
      ...{ width, theme, columns: columnsFor(alphas.length, width), frameAspect: 1 },
      description: this.title,
    });
  },
};

/** The first channel of the filters that are shown, each over its greatest entry in size. */
function shownFilters(rows: readonly Row[]): Row[] {
  const shown = rows.filter((row) => Number(row.filter) <= SHOWN && row.channel === 1);
  const greatest = new Map<string, number>();
  const keyOf = ({ alpha, filter }: Row): string => `${alpha} ${filter}`;
  for (const row of shown) {
    greatest.set(keyOf(row), Math.max(greatest.get(keyOf(row)) ?? 0, Math.abs(Number(row.firstFilters))));
  }
  return shown.map((row) => ({
    ...{ alpha: row.alpha!, filter: Number(row.filter) - 1, x: row.column!, y: row.row! },
    value: Number(row.firstFilters) / (greatest.get(keyOf(row)) || 1),
  }));
}

/** The corners of a pixel, in the place of its filter in the square of filters. */
function squareOf(row: Row, side: number, filterSize: number): Row[] {
  const [filter, x, y] = [Number(row.filter), Number(row.x), Number(row.y)];
  const [left, top] = [(filter % side) * (filterSize + 1) + x, Math.floor(filter / side) * (filterSize + 1) + y];
  const corners = [
    [-0.5, -0.5],
    [0.5, -0.5],
    [0.5, 0.5],
    [-0.5, 0.5],
  ] as const;
  return corners.map(([dx, dy]) => ({ x: left + dx, y: top + dy, pixel: `${filter} ${x} ${y}`, value: row.value! }));
}

function smoothnessInWords({ alphas }: FiltersSpec, runs: readonly Row[]): string {
  const words = alphas.map((alpha) => {
    const row = runs.find((each) => each.alpha === alpha);
    return `${measured(Number(row?.smoothness))} at α = ${number(alpha)} (test accuracy ${measured(Number(row?.accuracy))})`;
  });
  return `Equation 132, which is 5.1 for noise and less for smoother filters, is ${words.join(", ")}.`;
}
