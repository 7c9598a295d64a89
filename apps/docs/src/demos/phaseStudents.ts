import type { StudentCell, SweepTask } from "../simulation/studentCell.ts";
import type { StudentMetrics } from "../simulation/studentLists.ts";
import { workerPool } from "../simulation/workerPool.ts";
import { cellAt, indexAt, spread } from "./phaseCells.ts";
import { checkpoints, type PhasePortraitValues } from "./phasePortraitFields.ts";

/** The students of a map, trained by several workers. */
export interface PhaseStudents {
  /** What is measured of each cell's student at the checkpoints; undefined where none is trained yet. */
  readonly results: readonly (readonly StudentMetrics[] | undefined)[];
  /** How long the present map has been in the making. */
  readonly milliseconds: number;
  /** Asks for the cells that are missing: the ring's first, the others in an order that is spread over the map. */
  train(values: PhasePortraitValues): void;
  /** Ends the workers; what is trained stays. */
  rest(): void;
}

/** @param receive is called when a student has come in, or with the reason why none can. */
export function phaseStudents(receive: (problem?: string) => void): PhaseStudents {
  let key = "";
  let isWorking = false;
  let began = 0;
  let milliseconds = 0;
  let results: (readonly StudentMetrics[] | undefined)[] = [];
  const pool = workerPool<StudentCell & { readonly index: number }, readonly StudentMetrics[]>(
    () => new Worker(new URL("../simulation/studentCell.worker.ts", import.meta.url), { type: "module" }),
    ({ index }, answer) => {
      if ("error" in answer) return receive(answer.error);
      results[index] = answer.result;
      milliseconds += performance.now() - began;
      began = performance.now();
      if (!results.includes(undefined)) isWorking = false;
      receive();
    },
  );
  return {
    get results() {
      return results;
    },
    get milliseconds() {
      return milliseconds;
    },
    train({ side, d, h, n, seed, tau, delta }) {
      const latest = `${side} ${d} ${h} ${n} ${seed}`;
      if (latest !== key) {
        key = latest;
        results = Array.from({ length: side * side }, () => undefined);
        milliseconds = 0;
        isWorking = false;
      }
      if (isWorking || !results.includes(undefined)) return;
      isWorking = true;
      began = performance.now();
      const task: SweepTask = { inputDimension: d, hiddenWidth: h, n, seed, steps: checkpoints };
      pool.run(
        [...new Set([indexAt({ tau, delta }, side), ...spread(side * side)])]
          .filter((index) => results[index] === undefined)
          .map((index) => ({ index, task, ...cellAt(index, side) })),
      );
    },
    rest() {
      pool.rest();
      isWorking = false;
    },
  };
}
