import { formatTick } from "@lazyrich/plot";
import type { Drawing, Stage } from "../demo.ts";
import { isWide } from "../drawing/isWide.ts";
import { remembered, timed } from "../drawing/remembered.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { type FunctionPlane, functionPlane } from "./functionPlane.ts";
import { chosenBalance, familyOf, pathPoints, problemOf } from "./planeFamily.ts";
import type { PlaneValues } from "./planeFields.ts";
import { type PlaneLoss, planeLoss } from "./planeLoss.ts";
import { type PlanePath, planePath } from "./planeSolution.ts";

/** The plane of functions with its loss and the exact paths for each delta, and the loss in time beside it. */
export function planeDrawing({ element, report, change }: Stage<PlaneValues>): Drawing<PlaneValues> {
  const plane = functionPlane(change);
  const loss = planeLoss();
  const root = svg("svg", { width: "100%", height: "100%" }, [...plane.groups, loss.group]);
  element.replaceChildren(root);
  const family = remembered(problemOf, familyOf);

  function draw(values: PlaneValues): void {
    const { delta, time, inputs } = values;
    const others = family(values);
    const own = timed(() => chosenBalance(values));
    const chosen = own.value;
    const now = planePath(values, delta, Float64Array.of(time));
    const here = [now.beta1[0]!, now.beta2[0]!] as const;

    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    layOut(plane, loss, width, height);
    plane.draw(values, { others: others.value, chosen, here });
    loss.draw(values, { others: others.value, chosen });

    const { end } = chosen.path;
    report({
      computed: `The exact path for ${others.value.length + 1} values of δ, up to ${pathPoints} points each`,
      milliseconds: others.milliseconds + own.milliseconds,
      readouts: [
        { value: here },
        { value: now.loss[0]! },
        { value: now.kernelDistance[0]!, ...(inputs === "one" ? { text: "0, as one input has one direction" } : {}) },
        { value: end, ...endText(chosen.path) },
      ],
      summary: `With delta ${delta}, at time ${time} the function is (${here.map((value) => value.toFixed(2)).join(", ")}) and the loss ${now.loss[0]!.toPrecision(2)}; it ends at (${end.map((value) => value.toFixed(2)).join(", ")}).`,
    });
  }

  return { draw, rest: () => {} };
}

/** The plane as a square, and the loss beside it or, on a narrow stage, below. */
function layOut(plane: FunctionPlane, loss: PlaneLoss, width: number, height: number): void {
  const inRow = isWide(width);
  const side = inRow ? Math.min(height - 44, width * 0.56) : Math.min(width - 66, height * 0.6);
  plane.layOut({ x: 54, y: 6, width: side, height: side });
  const left = inRow ? 54 + side + 76 : 54;
  const top = inRow ? 6 : side + 62;
  loss.layOut({ x: left, y: top, width: width - left - 12, height: inRow ? side : height - top - 44 });
}

/** Where theorem 3.1 does not give the end, this is said in its place. */
function endText({ end, bias }: PlanePath): { text?: string } {
  if (bias === undefined || bias.condition === "holds") return {};
  const point = `(${end.map((value) => formatTick(Number(value.toPrecision(3)))).join(", ")})`;
  return { text: bias.condition === "fails" ? `${point}, through *β* = 0` : `${point} unless *β* passes through 0` };
}
