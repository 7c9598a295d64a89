import type { Box } from "./chart.ts";

/** Frames for three charts beside one another, or one below the other where the stage is narrow. */
export function threeBoxes(width: number, height: number): readonly [Box, Box, Box] {
  const margin = { left: 56, right: 10, top: 8, bottom: 42 };
  const isWide = width >= 600;
  const cell = isWide ? { width: width / 3, height } : { width, height: height / 3 };
  const box = (k: number): Box => ({
    x: (isWide ? k * cell.width : 0) + margin.left,
    y: (isWide ? 0 : k * cell.height) + margin.top,
    width: cell.width - margin.left - margin.right,
    height: cell.height - margin.top - margin.bottom,
  });
  return [box(0), box(1), box(2)];
}
