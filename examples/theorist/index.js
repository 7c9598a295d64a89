// One hidden neuron, f(x) = a w·x, from starts of one function and seven balances: exact, drawn, and checked by integration.
import { writeFileSync } from "node:fs";
import { singleNeuron } from "@lazyrich/exact";
import { dormandPrince, integrate } from "@lazyrich/flow";
import { deltaScale, exactLine, figure, panel, valuesLegend } from "@lazyrich/plot";

const deltas = [-4, -2, -1, 0, 1, 2, 4];
const beta0 = [0.6, 0]; // where every path starts in function space
const betaStar = [0, 1];
const times = Array.from({ length: 201 }, (_, i) => i / 20);

/** The start of that function with the balance delta = a² − |w|²; its readout is positive. */
function startAt(delta) {
  const size = Math.hypot(...beta0);
  const a0 = Math.sqrt((delta + Math.sqrt(delta ** 2 + 4 * size ** 2)) / 2);
  return { a0, w0: beta0.map((entry) => entry / a0), betaStar };
}

const rows = [];
console.log("delta   kernel distance at t = 1    at the end   exact − integrated at t = 10");
for (const delta of deltas) {
  const start = startAt(delta);
  const { mu, phi, kernelDistance } = singleNeuron(start).trajectory(times);
  times.forEach((t, i) => {
    rows.push({ delta, t, mu: mu[i], phi: phi[i], S: kernelDistance[i] });
  });

  // a' = w·(β* − β), w' = a (β* − β)
  const { states } = integrate(
    (_t, [a, w1, w2], out) => {
      const residual = [betaStar[0] - a * w1, betaStar[1] - a * w2];
      out[0] = w1 * residual[0] + w2 * residual[1];
      out[1] = a * residual[0];
      out[2] = a * residual[1];
    },
    [start.a0, ...start.w0],
    { method: dormandPrince({ relativeTolerance: 1e-12, absoluteTolerance: 1e-14 }), checkpoints: [10] },
  );
  const { a, w } = singleNeuron(start).at(10);
  const difference = Math.max(...[a, ...w].map((entry, k) => Math.abs(entry - states[0][k])));
  const numbers = [kernelDistance[20], kernelDistance.at(-1), difference].map((value) => value.toExponential(2));
  console.log(`${String(delta).padStart(5)}   ${numbers[0].padStart(23)}  ${numbers[1].padStart(12)}   ${numbers[2]}`);
}

const against = (y, label) =>
  panel({
    x: { label: "time *t*" },
    y: { label },
    marks: [exactLine(rows, { x: "t", y, stroke: "delta", z: "delta" })],
  });
const svg = figure({
  panels: [against("mu", "magnitude *μ*"), against("phi", "alignment *φ*"), against("S", "kernel distance *S*")],
  color: deltaScale({ extent: 4 }),
  legend: [valuesLegend(deltas)],
  width: 486,
});
writeFileSync("figure.svg", svg);
console.log("figure.svg");
