/**
 * The format that the ending of a path says: `a.csv` is csv, `a.b.PARQUET` is parquet.
 *
 * @param path of a file
 * @param formats those there are
 * @throws RangeError in one line that begins with the path if it has another ending, or none.
 * @example
 * import { formatOfPath } from "@lazyrich/tables";
 * formatOfPath("out/map.CSV", ["csv", "parquet"]); // "csv"
 * formatOfPath("out/map", ["csv", "parquet"]); // RangeError: out/map has no ending; expected .csv, .parquet
 */
export function formatOfPath<Format extends string>(path: string, formats: readonly Format[]): Format {
  const ending = /[^/\\]\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  const format = formats.find((each) => each === ending);
  if (format !== undefined) return format;
  const found = ending === undefined ? "has no ending" : `ends in .${ending}`;
  throw new RangeError(
    `${path === "" ? '""' : path} ${found}; expected ${formats.map((each) => `.${each}`).join(", ")}`,
  );
}
