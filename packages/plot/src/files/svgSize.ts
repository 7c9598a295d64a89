/**
 * Width and height of an SVG in its own units (points, for our figures), from its viewBox.
 *
 * @throws RangeError if there is no viewBox.
 */
export function svgSize(svg: string): { width: number; height: number } {
  const box = /<svg\b[^>]*\bviewBox="([^"]*)"/
    .exec(svg)?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , width, height] = box ?? [];
  if (box?.length !== 4 || !(width! > 0) || !(height! > 0))
    throw new RangeError(`svg starts with ${JSON.stringify(svg.slice(0, 40))}; expected an SVG with a viewBox`);
  return { width: width!, height: height! };
}
