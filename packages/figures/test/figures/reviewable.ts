/** Of the many cells of a surface one in so many is kept: enough to see that it has moved or changed its colors. */
const CELLS = 40;

/** A figure as a file to review: an element a line, numbers rounded to a tenth of a point, of surfaces a sample. */
export function reviewable(svg: string): string {
  const sampled = svg.replace(
    /(<g aria-label="surface">)(.*?)(<\/g>)/gs,
    (_, open: string, cells: string, close: string) => {
      const paths = cells.match(/<path [^>]*\/>/g) ?? [];
      return (
        open +
        paths
          .filter((_, i) => i % CELLS === 0)
          .map(firstCell)
          .join("") +
        close
      );
    },
  );
  return sampled
    .replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10 + 0))
    .replace(/"p[a-z0-9]+-(\d+)"|#p[a-z0-9]+-(\d+)/g, (name) => name.replace(/p[a-z0-9]+-/, "p-"))
    .replaceAll("><", ">\n<");
}

const firstCell = (path: string): string => path.replace(/ d="(M[^M"]*)[^"]*"/, ' d="$1"');
