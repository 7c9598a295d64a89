/** One axis of a panel. Labels are read as math labels (see `parseLabel`). */
export interface Axis {
  readonly label?: string | undefined;
  /** Written after the label in parentheses. */
  readonly unit?: string | undefined;
  /** How values become places, "symlog" logarithmically to both sides of 0; "linear" by default. */
  readonly type?: "linear" | "log" | "symlog" | undefined;
  /** The values at both ends; by default those of the rows, or of all panels that share the axis. */
  readonly domain?: readonly [number, number] | undefined;
  /** Where ticks stand; where the labels of two would touch, the later goes without. */
  readonly ticks?: readonly number[] | undefined;
  /** How a tick is written; as `formatTick` does by default. */
  readonly format?: ((value: number) => string) | undefined;
  /** Where a "symlog" axis turns from linear to logarithmic. */
  readonly constant?: number | undefined;
  /** Space between the rows' extremes and the frame where no `domain` is given, as a fraction of its extent: 0 for maps, else 0.04. */
  readonly padding?: number | undefined;
  /** Faint lines across the panel at the ticks. */
  readonly grid?: boolean | undefined;
  /** false leaves out line, ticks and label: inner panels of a shared axis, maps of the plane. */
  readonly show?: boolean | undefined;
}

export type Domain = readonly [number, number];

/** @throws RangeError if its domain is empty, not finite, not positive where it is logarithmic, or wider than numbers are where it is not. */
export function checkAxis(name: string, axis: Axis | undefined): void {
  if (axis?.domain === undefined) return;
  const [low, high] = axis.domain;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low !== high))
    throw new RangeError(`${name}.domain is [${low}, ${high}]; expected two different finite numbers`);
  if (axis.type === "log" && !(low > 0 && high > 0))
    throw new RangeError(`${name}.domain is [${low}, ${high}]; expected positive numbers on a logarithmic axis`);
  checkExtent(`${name}.domain`, axis, axis.domain);
}

/** The label with its unit, "" if there is none. */
export function axisLabel(axis: Axis | undefined): string {
  const label = axis?.label ?? "";
  return axis?.unit === undefined ? label : `${label} (${axis.unit})`;
}

/** The domain of the rows with room around, where the axis has none of its own. */
export function padded(
  name: string,
  domain: Domain | undefined,
  axis: Axis | undefined,
  fraction: number,
): Domain | undefined {
  if (domain === undefined || axis?.domain !== undefined) return domain;
  checkExtent(name, axis, domain);
  const [low, high] = domain;
  if (fraction === 0 || axis?.type === "symlog") return domain;
  if (axis?.type === "log") {
    const extra = (Math.log(high) - Math.log(low)) * fraction;
    // between the least and the greatest number that a logarithm can be taken of
    const within = (value: number): number => Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, value));
    return [within(Math.exp(Math.log(low) - extra)), within(Math.exp(Math.log(high) + extra))];
  }
  const extra = (high - low) * fraction;
  return [low - extra, high + extra];
}

function checkExtent(name: string, axis: Axis | undefined, [low, high]: Domain): void {
  if (axis?.type === "log" || axis?.type === "symlog" || Math.abs(high - low) < Number.MAX_VALUE / 2) return;
  throw new RangeError(
    `${name} spans [${low}, ${high}]; expected a range below 9e307 on a linear axis ("log" and "symlog" can show it)`,
  );
}

/** Both domains so that a unit of x is as long as one of y in a frame of the given aspect: the shorter one is extended. */
export function equalized(x: Domain, y: Domain, aspect: number): [Domain, Domain] {
  const widthX = x[1] - x[0];
  const widthY = y[1] - y[0];
  const grow = ([low, high]: Domain, extra: number): Domain => [low - extra / 2, high + extra / 2];
  return widthX / widthY < aspect ? [grow(x, widthY * aspect - widthX), y] : [x, grow(y, widthX / aspect - widthY)];
}
