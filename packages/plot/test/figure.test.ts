import { expect, test } from "vitest";
import { deltaScale, exactOverSimulation, figure, panel } from "../src/index.js";

const rows = [-1, 0, 1].flatMap((delta) => [0, 1, 2, 3].map((t) => ({ delta, t, mu: t * (delta + 2) })));

test("a label's Greek letter is set in italics", () => {
  const svg = figure({
    panels: [
      panel({
        x: { label: "time *t*" },
        y: { label: "|*β*|" },
        marks: [exactOverSimulation(rows, rows, { x: "t", y: "mu", stroke: "delta" })],
      }),
    ],
    color: deltaScale({ extent: 1 }),
  });
  expect(svg).toContain('<tspan font-style="italic">β</tspan>');
});
