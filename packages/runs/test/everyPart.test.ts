import type { Layer } from "@lazyrich/networks";
import { csv, jsonText, npz, parseCsv, parseJsonText, type Row } from "@lazyrich/tables";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import {
  builtInLists,
  type CellStates,
  cellsOf,
  columnsOfCell,
  completeSpec,
  exampleNames,
  exampleSpec,
  run,
  runSchema,
} from "../src/index.js";
import { columnOf, SHARED_FIELDS } from "../src/spec/columns.js";

const lists = builtInLists;
/** Parts that read files, which other tests write. */
const NEED_FILES = ["file", "idx-images", "cifar-10"];
const names = Object.entries(exampleNames(lists))
  .flatMap(([list, parts]) => parts.map(({ name }) => [list, name] as const))
  .filter(([, name]) => !NEED_FILES.includes(name));
/** Tasks and starts that draw from a seed. */
const seeded = new Set(
  Object.entries({ tasks: lists.tasks, starts: lists.starts }).flatMap(([list, parts]) =>
    parts.filter(({ fields = {} }) => "seed" in fields).map(({ name }) => `${list} ${name}`),
  ),
);
const validate = new Ajv2020({ strict: false }).compile(runSchema(lists));

describe.each(names)("%s: %s", (list, name) => {
  const example = () => {
    const spec = exampleSpec(lists, name)!;
    const completed = completeSpec(lists, spec);
    return { spec, completed, cells: cellsOf(lists, completed) };
  };
  const ranExample = async () => {
    let states: CellStates | undefined;
    const { rows, tables } = await run(example().spec, {
      lists,
      onCell: (_, given) => {
        states = given;
      },
    });
    return { rows, tables, states: states! };
  };
  let firstRun: ReturnType<typeof ranExample> | undefined;
  /** The example's run, which the first test that asks for it computes. */
  const ran = () => {
    firstRun ??= ranExample();
    return firstRun;
  };

  it("has an example of one cell, which the JSON Schema takes, as given and as completed", () => {
    const { spec, completed, cells } = example();
    expect(cells).toHaveLength(1);
    expect([validate(spec), validate.errors]).toEqual([true, null]);
    expect([validate(completed), validate.errors]).toEqual([true, null]);
    expect(completeSpec(lists, completed)).toEqual(completed);
  });

  it("runs to a row a checkpoint with finite measures, the same bytes each time, which CSV and JSON give back", async () => {
    const { spec, completed, cells } = example();
    const { rows, tables } = await ran();
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) {
      for (const measure of completed.measures) {
        if (row[measure] !== undefined && row[measure] !== null) expect(row[measure]).toSatisfy(Number.isFinite);
      }
      expect(row).toMatchObject(columnsOfCell(lists, cells[0]!));
    }
    for (const layer of tables.layers ?? []) {
      expect(layer).toMatchObject({ layerName: expect.any(String) });
      for (const [column, value] of Object.entries(layer)) {
        if (typeof value === "number") expect(value, column).toSatisfy(Number.isFinite);
      }
    }
    expect((await run(spec, { lists })).rows).toEqual(rows);
    expect(parseCsv(csv(rows), "rows")).toEqual(rows);
    expect(parseJsonText(jsonText(rows), "rows")).toEqual(rows);
  });

  it("learns along its gradient, which is that of its loss", async () => {
    const { completed } = example();
    const {
      theta0,
      observed,
      problem: { bound },
    } = (await ran()).states;
    const losses = observed.map(({ values }) => values.trainLoss ?? Number.NaN);
    if (completed.measures.includes("trainLoss")) expect(losses.at(-1)).toBeLessThan(losses[0]!);
    const gradient = new Float64Array(theta0.length);
    expect(bound.lossAndGradient(theta0, gradient)).toBeCloseTo(bound.lossAt(theta0), 12);
    const direction = theta0.map((_, k) => Math.sin(3 * k + 1));
    const slope = (h: number): number => {
      const at = (sign: number): number => bound.lossAt(theta0.map((value, k) => value + sign * h * direction[k]!));
      return (at(1) - at(-1)) / (2 * h);
    };
    const expected = gradient.reduce((sum, each, k) => sum + each * direction[k]!, 0);
    // the kinks of a piecewise linear network leave a central difference with an error of its step
    expect(Math.abs(slope(1e-6) - expected)).toBeLessThan(1e-4 * (Math.abs(expected) + 1e-2));
  });

  it.runIf(list === "measures")("is defined somewhere in its example", async () => {
    const { rows, tables } = await ran();
    expect([rows, ...Object.values(tables)].flat().some((row) => typeof row[name] === "number")).toBe(true);
  });

  it.runIf(seeded.has(`${list} ${name}`))("draws other numbers from another seed", async () => {
    const part = list === "tasks" ? "task" : "start";
    const { completed, cells } = example();
    const measured = (rows: readonly Row[]) => rows.flatMap((row) => completed.measures.map((each) => row[each]));
    const ownSeed = columnsOfCell(lists, cells[0]!)[`${part}Seed`];
    expect(ownSeed).not.toBe(2024);
    const other = await run({ ...completed, [part]: { ...(completed[part] as object), seed: 2024 } }, { lists });
    expect(measured(other.rows)).not.toEqual(measured((await ran()).rows));
  });
});

it("a run that starts from the parameters of another goes on from there", async () => {
  const spec = exampleSpec(lists, "mirrored") as Record<string, object>;
  let parameters: Uint8Array | undefined;
  let end: number | null | undefined;
  await run(spec, {
    lists,
    onCell(_, { theta, problem, observed }) {
      const ofLayer = ({ name, shape, offset }: Layer) => {
        const size = shape.reduce((product, each) => product * each, 1);
        return [name, { shape, data: theta.slice(offset, offset + size) }] as const;
      };
      parameters = npz(Object.fromEntries(problem.model.layers.map(ofLayer)));
      end = observed.at(-1)!.values.trainLoss;
    },
  });
  const readFile = (): Uint8Array => parameters!;
  const again = { ...spec, start: { name: "file", file: "a.npz" } };
  expect((await run(again, { lists, readFile })).rows[0]!.trainLoss).toBe(end);
  const wider = { ...again, model: { name: "two-layer", hiddenWidth: 21 } };
  await expect(run(wider, { lists, readFile })).rejects.toThrow(
    "spec.start.file names a.npz, whose W is 20 x 10; expected 21 x 10",
  );
});

it("names are in one list each, and every field has one column in every table", () => {
  const all = names.map(([, name]) => name);
  expect(new Set(all).size).toBe(all.length);
  const parts = { task: lists.tasks, model: lists.models, start: lists.starts, dynamics: lists.dynamics };
  const users = new Map<string, Set<string>>();
  for (const [part, list] of Object.entries(parts)) {
    for (const { fields = {} } of list) {
      for (const field of Object.keys(fields)) users.set(field, (users.get(field) ?? new Set()).add(part));
    }
  }
  const shared = [...users].filter(([, of]) => of.size > 1).map(([field]) => field);
  for (const field of shared) expect(SHARED_FIELDS, field).toContain(field);
  expect(columnOf("start", "seed")).toBe("startSeed");
  expect(columnOf("start", "tau")).toBe("tau");
});
