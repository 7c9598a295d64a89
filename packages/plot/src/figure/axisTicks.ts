import { formatTick, logTicks, roundTicks } from "../text/formatTick.js";
import { textWidth } from "../text/textWidth.js";
import type { Axis, Domain } from "./axis.js";

/** Where ticks stand, and what is written at each ("" where its label would touch another). */
export interface Ticks {
  readonly values: readonly number[];
  readonly text: (value: number) => string;
}

const none: Ticks = { values: [], text: () => "" };

/** Ticks of an axis across: as many as their labels leave room for. */
export function ticksAcross(axis: Axis | undefined, domain: Domain | undefined, length: number, size: number): Ticks {
  const most = Math.max(2, Math.floor(length / 26));
  return domain === undefined
    ? none
    : ticks(axis ?? {}, domain, { length, most, room: (text) => textWidth(text, size) + 0.5 * size });
}

/** Ticks of an axis upward. */
export function ticksUpward(axis: Axis | undefined, domain: Domain | undefined, length: number, size: number): Ticks {
  const most = Math.max(2, Math.floor(length / 20));
  return domain === undefined ? none : ticks(axis ?? {}, domain, { length, most, room: () => 1.05 * size });
}

interface Room {
  readonly length: number;
  readonly most: number;
  /** How long a label is along the axis, with what must be free around it. */
  readonly room: (text: string) => number;
}

/** From the domain alone, so that panels that share a domain share ticks: as many as have room, but two where two have. */
function ticks(axis: Axis, domain: Domain, { length, most, room }: Room): Ticks {
  const position = positions(axis, domain, length);
  const at = (count: number): Ticks & { readonly isClear: boolean } => {
    const { values, format } = chosen(axis, domain, count);
    const shown = withRoom(values, position, (value) => room(format(value)));
    const text = (value: number): string => (shown.has(value) ? format(value) : "");
    return { values, text, isClear: shown.size === values.length };
  };
  if (axis.ticks !== undefined) return at(most);
  const fewer = Array.from({ length: most }, (_, i) => most - i).map(at);
  const found = fewer.find(({ isClear }) => isClear) ?? fewer.at(-1)!;
  if (found.values.length > 1) return found;
  const more = [most + 1, most + 2, most + 3].map(at);
  return more.find(({ isClear, values }) => isClear && values.length > 1) ?? found;
}

function chosen(
  axis: Axis,
  [from, to]: Domain,
  count: number,
): { values: readonly number[]; format: (value: number) => string } {
  const sorted: [number, number] = from < to ? [from, to] : [to, from];
  const { values, format } =
    axis.type === "log" ? logTicks(sorted, count) : { values: roundTicks(sorted, count), format: formatTick };
  return { values: axis.ticks ?? values, format: axis.format ?? format };
}

/** Where values lie along an axis of a length. */
export function positions({ type, constant = 1 }: Axis, [from, to]: Domain, length: number): (value: number) => number {
  const forward = {
    linear: (value: number) => value,
    log: Math.log,
    symlog: (value: number) => Math.sign(value) * Math.log1p(Math.abs(value / constant)),
  }[type ?? "linear"];
  const [start, end] = [forward(from), forward(to)];
  return (value) => ((forward(value) - start) / (end - start)) * length;
}

/** Those of some values whose labels do not touch: the first, and each that is clear of the one before. */
export function withRoom(
  values: readonly number[],
  position: (value: number) => number,
  room: (value: number) => number,
): ReadonlySet<number> {
  const shown = new Set<number>();
  let last: number | undefined;
  for (const value of values) {
    if (last !== undefined && Math.abs(position(value) - position(last)) < (room(value) + room(last)) / 2) continue;
    shown.add(value);
    last = value;
  }
  return shown;
}
