import type { Box } from "./box.ts";
import { isWide } from "./isWide.ts";

/** Frames for three charts beside one another, or one below the other where the stage is narrow. */
export function threeBoxes(width: number, height: number): readonly [Box, Box, Box] {
  const margin = { left: 56, right: 10, top: 8, bottom: 42 };
  const inRow = isWide(width);
  const cell = inRow ? { width: width / 3, height } : { width, height: height / 3 };
  const box = (k: number): Box => ({
    x: (inRow ? k * cell.width : 0) + margin.left,
    y: (inRow ? 0 : k * cell.height) + margin.top,
    width: cell.width - margin.left - margin.right,
    height: cell.height - margin.top - margin.bottom,
  });
  return [box(0), box(1), box(2)];
}
