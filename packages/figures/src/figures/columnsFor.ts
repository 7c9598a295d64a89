/** In how many columns panels stand at a width in points: as many as there are, where each has room for its labels at the size of print. */
export const columnsFor = (panels: number, width = 486): number =>
  Math.max(1, Math.min(panels, Math.floor(width / 112)));
