/**
 * In how many columns panels stand at a width in points: as many as have room for their labels at the size of print, with lines as equally long
 * as can be.
 *
 * @param least what a panel with its labels must have across.
 */
export function columnsFor(panels: number, width = 486, least = 112): number {
  const most = Math.max(1, Math.floor(width / least));
  return Math.ceil(panels / Math.ceil(panels / most));
}
