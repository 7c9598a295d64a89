// The work of gradient flow through its kinks over random tasks of n 2-5, d 2-3, h 4-10 to t = 100 at the default tolerance: which fail, and how many
// evaluations the largest takes beside the middle one. TASKS sets how many (10,000), FIRST the number of the first (1).
import { matrix } from "@lazyrich/linalg";
import { slidingFlow } from "../dist/index.js";

const TASKS = Number(process.env.TASKS ?? 10_000);
const FIRST = Number(process.env.FIRST ?? 1);

/** mulberry32 with Box-Muller. */
function numbers(seed: number) {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { whole: (from: number, to: number) => from + Math.floor((to - from + 1) * uniform()), gaussian };
}

const evaluations: { readonly task: number; readonly count: number }[] = [];
const failures: string[] = [];
let [branching, sliding, crossings, slides] = [0, 0, 0, 0];
for (let task = FIRST; task < FIRST + TASKS; task++) {
  const { whole, gaussian } = numbers(Math.imul(task, 2654435761));
  const [n, d, hiddenWidth] = [whole(2, 5), whole(2, 3), whole(4, 10)];
  const X = matrix(n, d, Float64Array.from({ length: n * d }, gaussian));
  const y = Float64Array.from({ length: n }, gaussian);
  const theta0 = Float64Array.from({ length: hiddenWidth * (d + 1) }, gaussian);
  try {
    const run = slidingFlow({ X, y, hiddenWidth }, theta0, { checkpoints: [100], maximumEvaluations: 1e6 });
    evaluations.push({ task, count: run.evaluations });
    if (run.counts.branches > 0) branching++;
    if (run.sliding.length > 0) sliding++;
    crossings += run.counts.crossings;
    slides += run.counts.slides;
  } catch (error) {
    failures.push(`task ${task} (n ${n}, d ${d}, h ${hiddenWidth}): ${(error as Error).message}`);
  }
}
evaluations.sort((one, other) => one.count - other.count);
const median = evaluations[evaluations.length >> 1]!.count;
console.log(`${TASKS} tasks from ${FIRST} on: ${failures.length} failed`);
for (const failure of failures) console.log(failure);
console.log(`evaluations: median ${median}, 99% ${evaluations[Math.floor(0.99 * evaluations.length)]!.count}`);
console.log(`above 20 times the median: ${evaluations.filter(({ count }) => count > 20 * median).length}`);
for (const { task, count } of evaluations.slice(-5).reverse()) {
  console.log(`  task ${task}: ${count}, ${(count / median).toFixed(1)} times the median`);
}
console.log(`more than one continuation: ${branching}; sliding at the end: ${sliding}`);
console.log(`a task: ${(crossings / TASKS).toFixed(1)} crossings, ${(slides / TASKS).toFixed(1)} slides begun`);
