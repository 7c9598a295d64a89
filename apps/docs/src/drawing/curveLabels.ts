import type { Box } from "./box.ts";
import { plainLabel } from "./plainLabel.ts";
import { setAttributes, svg, writeLabel } from "./svg.ts";

/** A curve in pixels, and what is written at it. */
export interface LabelledCurve {
  readonly across: Float64Array;
  readonly up: Float64Array;
  readonly label?: string | undefined;
  readonly color: string;
  /** A line that only guides the eye may be covered. */
  readonly isGuide: boolean;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The point of the curve that it is beside. */
  readonly of: { readonly x: number; readonly y: number };
}

const fontSize = 12.5;
const lineHeight = 14;
const letterWidth = 6.3;
/** Points of a curve that are tried, from its end, and points of every curve that a label shall not cover. */
const tried = 24;
const guarded = 60;

/** A point of a curve that has a name or a title, in pixels. */
interface Obstacle {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** Where another curve is this near, in pixels, a name could be taken for its. */
const ambiguous = 18;
/** Where a name may not stand: over another, or beyond the frame. */
const forbidden = 1000;

/** Names of curves in a chart, each where its curve is apart from the others and the name covers none of them. */
export class CurveLabels {
  readonly group: SVGGElement = svg("g", { "font-size": fontSize, class: "curve-labels", "aria-hidden": "true" });
  readonly #texts = new Map<string, { readonly text: SVGTextElement; written: string; choice: number }>();

  /**
   * @param reserved where no name may stand
   * @param isSettled false while the curves move: names then go along with their curves, and find better places later.
   */
  place(
    curves: ReadonlyMap<string, LabelledCurve>,
    { box, reserved, isSettled }: { readonly box: Box; readonly reserved: readonly Box[]; readonly isSettled: boolean },
  ): void {
    for (const [name, { text }] of this.#texts) {
      if (curves.get(name)?.label !== undefined) continue;
      text.remove();
      this.#texts.delete(name);
    }
    const obstacles = [...curves].flatMap(([name, curve]) =>
      curve.isGuide ? [] : thinned(curve, guarded).map(([x, y]): Obstacle => ({ name, x, y })),
    );
    const taken: Place[] = [];
    // the longest first: they fit in the fewest places
    const longestFirst = [...curves].sort(([, one], [, other]) => lettersOf(other) - lettersOf(one));
    for (const [name, curve] of longestFirst) {
      if (curve.label === undefined) continue;
      const entry = this.#texts.get(name) ?? { text: svg("text"), written: "", choice: -1 };
      this.#texts.set(name, entry);
      if (entry.written !== curve.label) {
        writeLabel(entry.text, curve.label);
        entry.written = curve.label;
      }
      const places = placesAlong(curve, lettersOf(curve) * letterWidth + 4);
      const cost = (k: number): number => costOf(places[k], { name, box, reserved, obstacles, taken });
      if (isSettled || entry.choice < 0) {
        let least = Infinity;
        for (let k = 0; k < places.length; k++) {
          const found = cost(k) + k / places.length;
          if (found < least) [entry.choice, least] = [k, found];
        }
      }
      const at = places[entry.choice];
      const isShown = at !== undefined && cost(entry.choice) < forbidden;
      setAttributes(entry.text, { visibility: isShown ? undefined : "hidden" });
      if (!isShown) continue;
      taken.push(at);
      setAttributes(entry.text, { x: at.x + 2, y: at.y + 4.2, fill: curve.color });
      if (entry.text.parentNode === null) this.group.append(entry.text);
    }
  }
}

const lettersOf = ({ label = "" }: LabelledCurve): number => plainLabel(label).length;

/** Beside, above and below points of a curve, from its end to its start. */
function placesAlong(curve: LabelledCurve, width: number): Place[] {
  return thinned(curve, tried)
    .reverse()
    .flatMap(([x, y]) => {
      const of = { x, y };
      return [
        { x: x + 5, y, width, of },
        { x: x - width - 5, y, width, of },
        { x: x - width / 2, y: y - 12, width, of },
        { x: x - width / 2, y: y + 13, width, of },
      ];
    });
}

function thinned(curve: LabelledCurve, count: number): (readonly [number, number])[] {
  const { across, up } = curve.across.length < count ? refined(curve, count) : curve;
  const step = Math.max(1, Math.floor(across.length / count));
  const points: (readonly [number, number])[] = [];
  for (let i = across.length - 1; i >= 0; i -= step) points.push([across[i]!, up[i]!]);
  return points.reverse();
}

/** A curve of few points with others on the lines between them: a name shall not cover these either. */
function refined(
  { across, up }: Pick<LabelledCurve, "across" | "up">,
  count: number,
): Pick<LabelledCurve, "across" | "up"> {
  const lines = across.length - 1;
  if (lines < 1) return { across, up };
  const each = Math.ceil(count / lines);
  const between = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: lines * each + 1 }, (_, k) => {
      const [i, share] = [Math.floor(k / each), (k % each) / each];
      return share === 0 ? values[i]! : (1 - share) * values[i]! + share * values[i + 1]!;
    });
  return { across: between(across), up: between(up) };
}

/** How much a name would cover, and how many points of other curves are so near to where it stands that it could be theirs. */
function costOf(
  place: Place | undefined,
  {
    name,
    box,
    reserved,
    obstacles,
    taken,
  }: {
    readonly name: string;
    readonly box: Box;
    readonly reserved: readonly Box[];
    readonly obstacles: readonly Obstacle[];
    readonly taken: readonly Place[];
  },
): number {
  if (place === undefined || Number.isNaN(place.x + place.y)) return Infinity;
  const { x, y, width, of } = place;
  const half = lineHeight / 2;
  if (x < box.x + 2 || x + width > box.x + box.width - 2) return Infinity;
  if (y - half < box.y + 1 || y + half > box.y + box.height - 1) return Infinity;
  for (const other of taken) {
    if (x < other.x + other.width && other.x < x + width && Math.abs(y - other.y) < lineHeight) return forbidden;
  }
  for (const other of reserved) {
    const isAcross = x < other.x + other.width && other.x < x + width;
    if (isAcross && y - half < other.y + other.height && other.y < y + half) return forbidden;
  }
  let cost = 0;
  for (const point of obstacles) {
    if (point.x > x - 1 && point.x < x + width + 1 && Math.abs(point.y - y) < half) cost += 2;
    if (point.name !== name && Math.abs(point.x - of.x) < ambiguous && Math.abs(point.y - of.y) < ambiguous) cost += 1;
  }
  return cost;
}
