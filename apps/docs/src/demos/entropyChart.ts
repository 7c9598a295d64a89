import { hyperbolicEntropy } from "@lazyrich/exact";
import type { Box } from "../drawing/box.ts";
import { Chart } from "../drawing/chart.ts";
import { deltaColor, deltaTitle } from "../drawing/deltaFamily.ts";

const reach = 2;
const xs = Float64Array.from({ length: 121 }, (_, i) => reach * (i / 60 - 1));
const sizes = xs.map(Math.abs);
const squares = xs.map((x) => x * x);

/** The hyperbolic entropy of a delta between the two that it goes to; all potentials are 1 at x = 1, so that their shapes can be compared. */
export function entropyChart(): { readonly group: SVGGElement; draw(delta: number, box: Box): void } {
  const chart = new Chart();
  return {
    group: chart.group,
    draw(delta, box) {
      chart.layOut(
        box,
        { type: "linear", domain: [-reach, reach], label: "*x*" },
        { type: "linear", domain: [0, 3], label: "potential, 1 at *x* = 1" },
      );
      const faint = { stroke: "currentColor", width: 1.4, dash: "1.5 4" };
      chart.curve("l1", xs, sizes, { ...faint, title: "|*x*|", label: "|*x*|" });
      chart.curve("l2", xs, squares, { ...faint, title: "*x*^2", label: "*x*^2" });
      // as delta goes to 0 the ratios go to those of |x|
      const entropy = (x: number): number =>
        delta === 0 ? Math.abs(x) : hyperbolicEntropy(x, delta) / hyperbolicEntropy(1, delta);
      chart.curve("entropy", xs, xs.map(entropy), {
        ...{ stroke: deltaColor(delta), width: 4, title: `*q*_δ for ${deltaTitle(delta)}` },
        label: "*q*_δ",
      });
    },
  };
}
