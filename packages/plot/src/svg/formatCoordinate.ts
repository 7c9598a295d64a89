/** A number with at most two decimals (a hundredth of a point is far below what print resolves), without "-0". */
export function formatCoordinate(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 ? "0" : String(rounded);
}
