import { type RandomHierarchyTask, randomHierarchyTask } from "@lazyrich/data";
import type { Box } from "../drawing/chart.ts";
import { svg } from "../drawing/svg.ts";
import { hierarchy } from "../simulation/hierarchySizes.ts";

const { tuples, tupleSize, levels, symbols } = hierarchy;

/** A node of a tree: its symbol (of the root, its class), and which of the symbol's tuples stands below it. */
interface TreeNode {
  readonly symbol: number;
  readonly tuple: number | undefined;
}

/** The rules of a seed: one table a level, of all symbols' tuples. */
export const rulesOf = (seed: number): RandomHierarchyTask["rules"] =>
  randomHierarchyTask({ ...hierarchy, trainSize: 1, testSize: 0, seed }).rules;

/** The levels of the tree of a class from the top on; `way` chooses a tuple at every node, by its digits in base m. */
export function treeOf(rules: RandomHierarchyTask["rules"], label: number, way: number): TreeNode[][] {
  let rest = way;
  let row = [label];
  const tree = rules.map((table) => {
    const nodes = row.map((symbol): TreeNode => {
      const tuple = rest % tuples;
      rest = Math.floor(rest / tuples);
      return { symbol, tuple };
    });
    row = nodes.flatMap(({ symbol, tuple }) => tupleOf(table, symbol, tuple!));
    return nodes;
  });
  return [...tree, row.map((symbol) => ({ symbol, tuple: undefined }))];
}

const tupleOf = (table: Uint32Array, symbol: number, tuple: number): number[] =>
  Array.from({ length: tupleSize }, (_, k) => table[(symbol * tuples + tuple) * tupleSize + k]!);

/** Letters of their own for the symbols of each level, as they have nothing to do with one another. */
const ALPHABETS = ["1234", "abcdef", "uvwxyz", "αβγδεζ"] as const;
const letter = (level: number, symbol: number): string => ALPHABETS[level]![symbol]!;

/** The colour of a symbol, the same on every level; that of a class is the page's. */
const symbolColor = (symbol: number): string =>
  `color-mix(in oklab, oklch(0.62 0.11 ${(360 * symbol) / symbols + 20}), white var(--demo-lighter))`;

/** A tree, and below it the rules that made it: on each level what a symbol may become, with what it became here in bold. */
export function ruleTree(box: Box, rules: RandomHierarchyTask["rules"], tree: TreeNode[][]): SVGElement[] {
  const ruleHeight = 17;
  const tableHeight = ruleHeight * (symbols + 1) + 16;
  const height = box.height - tableHeight;
  const leaves = tupleSize ** levels;
  const radius = Math.min(13, box.width / leaves / 2.4);
  const x = (level: number, k: number): number => box.x + (box.width * (k + 0.5)) / tupleSize ** level;
  const y = (level: number): number => box.y + radius + ((height - 2 * radius - 8) * level) / levels;
  const edges = tree.slice(1).flatMap((nodes, above) =>
    nodes.map((_, k) => {
      const parent = Math.floor(k / tupleSize);
      return svg("path", {
        d: `M${x(above, parent)},${y(above)}L${x(above + 1, k)},${y(above + 1)}`,
        ...{ stroke: "var(--demo-neutral)", "stroke-width": 1.2 },
      });
    }),
  );
  const nodes = tree.flatMap((row, level) =>
    row.map(({ symbol }, k) => {
      const circle = svg("circle", {
        ...{ cx: x(level, k), cy: y(level), r: radius },
        ...{ fill: level === 0 ? "var(--plot-background)" : symbolColor(symbol), stroke: "currentColor" },
      });
      const text = svg("text", {
        ...{ x: x(level, k), y: y(level) + 4.5, "text-anchor": "middle", "font-size": 13, "font-weight": 600 },
        fill: level === 0 ? "currentColor" : "var(--plot-background)",
      });
      text.textContent = letter(level, symbol);
      return svg("g", {}, [circle, text]);
    }),
  );
  return [...edges, ...nodes, ...ruleTables({ ...box, y: box.y + height + 8 }, { rules, tree, ruleHeight })];
}

interface Tables {
  readonly rules: RandomHierarchyTask["rules"];
  readonly tree: TreeNode[][];
  readonly ruleHeight: number;
}

/** One column a level: each symbol and its tuples. */
function ruleTables({ x, y, width }: Box, { rules, tree, ruleHeight }: Tables): SVGElement[] {
  const column = width / levels;
  return rules.flatMap((table, level) => {
    const rows = table.length / tuples / tupleSize;
    return Array.from({ length: rows }, (_, symbol) => {
      const text = svg("text", { x: x + level * column, y: y + ruleHeight * (symbol + 1), "font-size": 13 });
      text.append(Object.assign(svg("tspan", { "font-weight": 600 }), { textContent: letter(level, symbol) }), " → ");
      for (let tuple = 0; tuple < tuples; tuple++) {
        const isUsed = tree[level]!.some((node) => node.symbol === symbol && node.tuple === tuple);
        const written = tupleOf(table, symbol, tuple)
          .map((each) => letter(level + 1, each))
          .join("");
        text.append(
          Object.assign(svg("tspan", { "font-weight": isUsed ? 700 : 400, opacity: isUsed ? 1 : 0.55 }), {
            textContent: written,
          }),
          tuple + 1 < tuples ? " " : "",
        );
      }
      return text;
    });
  });
}
