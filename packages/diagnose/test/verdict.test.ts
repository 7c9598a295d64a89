import { expect, test } from "vitest";
import { type VerdictNumbers, verdict } from "../src/verdict/verdict.js";

const numbers: VerdictNumbers = {
  distance: 0.2,
  standardError: 0.01,
  parameterDistance: 3,
  rounding: 1e-27,
  floor: null,
  threshold: 0.05,
  mixtures: { turned: 0.15, resized: 0.02, whole: 0.2 },
  profile: "upstream",
  fastest: { layer: "fc1", share: 0.7 },
  furthest: { name: "fc1.weight", distance: 0.3, share: 0.4 },
  activationChange: [0.1, 0.25],
  scaling: "first and last layer",
};
const of = (changed: Partial<VerdictNumbers>) => {
  const { regime, by } = verdict({ ...numbers, ...changed });
  return by === undefined ? regime : `${regime} by ${by}`;
};

test("two standard errors on either side of the threshold", () => {
  expect(of({ distance: 0.03, standardError: 0.0099 })).toBe("lazy");
  expect(of({ distance: 0.03, standardError: 0.0101 })).toBe("cannot tell");
  expect(of({ distance: 0.07, standardError: 0.0101 })).toBe("cannot tell");
  expect(of({ distance: 0.07, standardError: 0.0099 })).toBe("rich by directions");
  expect(of({ distance: 0.07, standardError: 0.0099, threshold: 0.1 })).toBe("lazy");
  expect(of({ distance: null })).toBe("cannot tell");
  expect(of({ standardError: null })).toBe("cannot tell");
});

test("nothing is said of a change that rounding alone would make", () => {
  expect(of({ distance: 0.001, standardError: 0.0001, floor: 0.001 })).toBe("cannot tell");
  expect(of({ distance: 0.001, standardError: 0.0001, floor: 0.0009 })).toBe("lazy");
});

test("what reaches half of S carries it", () => {
  expect(of({ mixtures: { turned: 0.01, resized: 0.1, whole: 0.2 } })).toBe("rich by sizes");
  expect(of({ mixtures: { turned: 0.1, resized: 0.1, whole: 0.2 } })).toBe("rich by both");
  expect(of({ mixtures: { turned: 0.01, resized: 0.01, whole: 0.2 } })).toBe("rich by both");
});

test("by both says whether either alone is enough", () => {
  const text = (part: number) => verdict({ ...numbers, mixtures: { turned: part, resized: part, whole: 0.2 } }).text;
  expect(text(0.1)).toMatch(/^Rich by both directions and sizes, by either alone \(S/);
  expect(text(0.01)).toMatch(/^Rich by both directions and sizes, only by both together \(S/);
});

test("no split where a row began with zeros", () => {
  const { by, text } = verdict({ ...numbers, mixtures: undefined, withoutDirection: ["head.weight"] });
  expect(by).toBeUndefined();
  expect(text).toContain("No split into directions and sizes is there, since head.weight began with rows of zeros");
});

test("a change below rounding that is far below the threshold too is said to be so", () => {
  const of16 = { distance: 8e-6, standardError: 1e-6, floor: 2.7e-5, narrowType: "BF16" };
  expect(verdict({ ...numbers, ...of16 })).toMatchObject({
    regime: "cannot tell",
    text: expect.stringMatching(
      /^Cannot tell: nothing moved beyond the rounding of BF16 \(S = 0\.000008 ± 0\.000001, floor 0\.000027\), which is far below the threshold 0\.05\./,
    ),
  });
  expect(verdict({ ...numbers, ...of16, floor: 0.06 }).text).toContain("as much as was found");
});

test("checkpoints that hold the same tell of no training, and what rounding made is no number", () => {
  const same = verdict({ ...numbers, distance: 0, standardError: 0, parameterDistance: 0, furthest: undefined });
  expect(same.regime).toBe("cannot tell");
  expect(same.text).toMatch(/^Nothing moved: both checkpoints hold the same parameters/);
  expect(same.advice).toBe("Give checkpoints of two moments of a training.");
  const tiny = verdict({ ...numbers, distance: 1e-65, standardError: 1e-66 });
  expect(tiny.text).toMatch(/^Lazy \(S < 1e-27, no more than rounding, below 0.05\): the kernel/);
});

test("two sentences with the numbers, and a line of advice", () => {
  const { text, advice } = verdict(numbers);
  expect(text.match(/\.(?= |$)/g)).toHaveLength(2);
  for (const shown of ["S = 0.2 ± 0.01", "0.05", "S = 0.15", "0.02", "fc1.weight", "40%", "25%", "70%"])
    expect(text).toContain(shown);
  expect(advice).toMatch(
    /^To keep the features of the start, start anew and multiply the first layer's weights and the hidden biases/,
  );
  expect(verdict({ ...numbers, scaling: "first layer" }).advice).not.toMatch(/last layer/);
  expect(verdict({ ...numbers, scaling: "none" }).advice).not.toMatch(/first layer/);
});
