import { sweepInThread } from "@lazyrich/runs";
import { parseSpec } from "@lazyrich/specs";
import { expect, test } from "vitest";
import { deepPortrait, portraitRunSpec } from "../../src/figures/deepPortrait.js";

const small = parseSpec(deepPortrait.schema, {
  ...{ tau: { from: -0.25, to: 0, count: 2 }, alpha: { count: 2 }, n: 30, d: 5, hiddenWidth: 10, testCount: 20 },
  ...{ steps: [100, 1000] },
});

test("an upstream first layer moves the kernel far and the parameters little, and stored runs draw the same maps", async () => {
  const { rows } = await sweepInThread(portraitRunSpec(small));
  const { spec, data } = deepPortrait.fromRuns!(rows);
  expect(deepPortrait.draw(data, spec)).toBe(deepPortrait.draw(await deepPortrait.run(small), small));
  expect(spec).toMatchObject({ n: 30, d: 5, hiddenWidth: 10, steps: [100, 1000], rate: 0.005, seeds: 1, firstSeed: 1 });

  for (const tau of new Set(data.tables.maps!.map((row) => row.tau))) {
    const at = (value: string, alpha: number) =>
      Number(
        data.tables.maps!.find(
          (row) => row.value === value && row.tau === tau && row.alpha === alpha && row.step === 1000,
        )!.mean,
      );
    expect(at("kernelDistance", 10)).toBeGreaterThan(2 * at("kernelDistance", 0.1));
    expect(at("parameterDistance", 10)).toBeLessThan(at("parameterDistance", 0.1));
  }

  const faster = rows.map((row, i) => (i === 2 ? { ...row, learningRate: 2 * Number(row.learningRate) } : row));
  expect(() => deepPortrait.fromRuns!(faster)).toThrow(/^learningRate is .* expected 0\.005\/tau\^4/);
  expect(() => deepPortrait.fromRuns!(rows.map(({ alpha: _, ...row }) => row))).toThrow(
    "the rows have no alpha; expected runs of networks over tau and alpha",
  );
  expect(() => deepPortrait.fromRuns!(rows.map((row) => ({ ...row, widths: "[10]" })))).toThrow(
    "widths is [10] in the rows; expected two layers of one width",
  );
});
