import type { PlaneValues } from "./planeFields.ts";

/** The program that computes the numbers of a demo of the plane. */
export function planeCode(values: PlaneValues): string {
  return values.inputs === "whitened" ? whitenedCode(values) : oneInputCode(values);
}

const whitenedCode = ({ delta, time, start1, start2, target1, target2 }: PlaneValues): string => `\
import { singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";

const { a, w } = neuronWithFunction({ beta0: [${start1}, ${start2}], delta: ${delta} });
const betaStar = [${target1}, ${target2}];
const solution = singleNeuron({ a0: a, w0: w, betaStar });
const { beta, kernelDistance } = solution.trajectory([${time}]);
const loss = beta.reduce((sum, entry, k) => sum + (entry - betaStar[k]) ** 2, 0) / 2;
console.log({ beta, loss, kernelDistance, end: solution.limit().beta });
`;

const oneInputCode = ({ delta, time, inputAngle, start1, start2, target1, target2 }: PlaneValues): string => `\
import { implicitBias, singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";

const x = [Math.cos((${inputAngle} * Math.PI) / 180), Math.sin((${inputAngle} * Math.PI) / 180)];
const y = x[0] * ${target1} + x[1] * ${target2};
const beta0 = [${start1}, ${start2}];
const { a, w } = neuronWithFunction({ beta0, delta: ${delta} });
// the part of w across x stays; the part along it is a neuron of one dimension
const across = x[0] * w[1] - x[1] * w[0];
const now = singleNeuron({ a0: a, w0: [x[0] * w[0] + x[1] * w[1]], betaStar: [y] }).at(${time});
const beta = [now.a * (now.w[0] * x[0] - across * x[1]), now.a * (now.w[0] * x[1] + across * x[0])];
const X = { rows: 1, columns: 2, data: Float64Array.from(x) };
const bias = implicitBias({ X, y: [y], beta0, delta: ${delta} });
console.log({ beta, loss: (now.a * now.w[0] - y) ** 2 / 2, kernelDistance: 0, end: bias.condition === "fails" ? bias.throughZero : bias.betaInfinity });
`;
