import type { Drawing, Stage } from "../demo.ts";
import { alphaColor, alphas } from "../drawing/alphaColor.ts";
import { Chart } from "../drawing/chart.ts";
import { isWide } from "../drawing/isWide.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import type { HierarchyAnswer, HierarchyCell } from "../simulation/hierarchyCell.ts";
import { poolSize, workerPool } from "../simulation/workerPool.ts";
import type { RandomHierarchyValues } from "./randomHierarchyFields.ts";
import { rulesOf, ruleTree, treeOf } from "./ruleTree.ts";

const trainSizes = [300, 600, 1200, 2400] as const;
/** Whose errors are told in numbers. */
const toldSize = 1200;
const lowestError = 0.02;

/** A tree with its rules, and the errors of networks on more and more points, which workers train one by one. */
export function randomHierarchyDrawing({
  element,
  report,
  refuse,
}: Stage<RandomHierarchyValues>): Drawing<RandomHierarchyValues> {
  const chart = new Chart();
  const tree = svg("g", { fill: "currentColor" });
  const dots = svg("g");
  chart.above.append(dots);
  const root = svg("svg", { width: "100%", height: "100%" }, [tree, chart.group]);
  element.replaceChildren(root);

  let values: RandomHierarchyValues | undefined;
  let seed: number | undefined;
  let answers: readonly (HierarchyCell & HierarchyAnswer)[] = [];
  let isWorking = false;
  let [began, milliseconds] = [0, 0];
  const pool = workerPool<HierarchyCell, HierarchyAnswer>(
    () => new Worker(new URL("../simulation/hierarchyCell.worker.ts", import.meta.url), { type: "module" }),
    (cell, answer) => {
      if ("error" in answer) return refuse(answer.error);
      answers = [...answers, { ...cell, ...answer.result }];
      const now = performance.now();
      milliseconds += now - began;
      began = now;
      if (values !== undefined) draw(values);
    },
  );

  /** Trains the networks that are missing, those on few points first. */
  function work(latest: number): void {
    if (latest !== seed) {
      seed = latest;
      answers = [];
      milliseconds = 0;
      isWorking = false;
    }
    if (isWorking) return;
    isWorking = true;
    began = performance.now();
    pool.run(
      trainSizes
        .flatMap((trainSize) => alphas.map((alpha) => ({ trainSize, alpha, seed: latest })))
        .filter((cell) => errorOf(cell) === undefined),
    );
  }

  const errorOf = ({ trainSize, alpha }: Pick<HierarchyCell, "trainSize" | "alpha">): number | undefined =>
    answers.find((answer) => answer.trainSize === trainSize && answer.alpha === alpha)?.error;

  function draw(latest: RandomHierarchyValues): void {
    values = latest;
    work(latest.seed);
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    const inRow = isWide(width);
    const treeBox = inRow
      ? { x: 0, y: 4, width: width * 0.47, height: height - 8 }
      : { x: 0, y: 4, width, height: height * 0.55 };
    const rules = rulesOf(latest.seed);
    tree.replaceChildren(...ruleTree(treeBox, rules, treeOf(rules, latest.label - 1, latest.way - 1)));
    const left = inRow ? width * 0.47 + 84 : 58;
    const top = inRow ? 10 : height * 0.55 + 24;
    chart.layOut(
      { x: left, y: top, width: width - left - 12, height: height - top - 46 },
      { type: "log", domain: [250, 2900], label: "training points *P*", ticks: trainSizes },
      { type: "log", domain: [lowestError, 1], label: "test error", ticks: [0.02, 0.05, 0.1, 0.2, 0.5, 1] },
    );
    drawErrors();
    const told = alphas.map((alpha) => errorOf({ trainSize: toldSize, alpha }) ?? Number.NaN);
    const all = trainSizes.length * alphas.length;
    report({
      computed: `${answers.length} networks of three hidden layers of 64, ${answers.reduce((sum, { steps }) => sum + steps, 0)} steps, on ${poolSize()} background ${poolSize() === 1 ? "thread" : "threads"}`,
      milliseconds,
      readouts: [
        { value: answers.length, text: `${answers.length} of ${all}` },
        ...told.map((value) => ({ value, text: Number.isNaN(value) ? "–" : value.toFixed(3) })),
      ],
      summary: `A point of class ${latest.label} as a tree. ${answers.length} of ${all} networks are trained${
        told.some(Number.isNaN)
          ? ""
          : `; on ${toldSize} points the error is ${alphas.map((alpha, k) => `${told[k]!.toFixed(2)} at alpha ${alpha}`).join(", ")}`
      }.`,
    });
  }

  function drawErrors(): void {
    dots.replaceChildren();
    for (const alpha of alphas) {
      const stroke = alphaColor(alpha);
      const known = trainSizes.filter((trainSize) => errorOf({ trainSize, alpha }) !== undefined);
      const errors = known.map((trainSize) => Math.max(lowestError / 2, errorOf({ trainSize, alpha })!));
      chart.curve(String(alpha), known, errors, { stroke, width: 3, title: `*α* = ${alpha}`, label: `*α* = ${alpha}` });
      dots.append(
        ...known.map((size, k) => svg("circle", { cx: chart.x(size), cy: chart.y(errors[k]!), r: 4.5, fill: stroke })),
      );
    }
  }

  return {
    draw,
    rest: () => {
      pool.rest();
      isWorking = false;
    },
  };
}
