/**
 * The format that the ending of a path says: `a.csv` is csv, `a.b.PARQUET` is parquet.
 *
 * @throws RangeError in one line that begins with the path if it has another ending, or none.
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
