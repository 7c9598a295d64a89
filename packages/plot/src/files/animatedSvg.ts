import { type MarkupElement, type MarkupNode, markupText, markupTree } from "./markupTree.js";

/**
 * One SVG of SVG frames of the same size that plays for ever: what all frames share stands once, what differs is shown in its turn
 * (CSS, so it plays in an `<img>` too). Where nothing moves (another viewer, print, a reader who asked for less motion) it is the last frame.
 *
 * @param frames markup as `figure` returns it.
 * @param options `seconds` that each frame is shown: one number, or one a frame.
 * @throws RangeError if there are no frames, their sizes differ, or a duration is not a positive number.
 * @example
 * import { figure, panel, points } from "@lazyrich/plot";
 * import { animatedSvg } from "@lazyrich/plot/files";
 * const axis = { domain: [0, 1] };
 * const frame = (x) => figure({ panels: [panel({ x: axis, y: axis, marks: [points([{ x, y: x }], { x: "x", y: "y" })] })] });
 * animatedSvg([0.2, 0.5, 0.8].map(frame), { seconds: 0.5 }).includes("@keyframes"); // true
 */
export function animatedSvg(
  frames: readonly string[],
  { seconds }: { readonly seconds: number | readonly number[] },
): string {
  if (frames.length === 0) throw new RangeError("frames is empty; expected at least one");
  const durations = typeof seconds === "number" ? frames.map(() => seconds) : seconds;
  if (durations.length !== frames.length) {
    throw new RangeError(`seconds has length ${durations.length}; expected ${frames.length}, the number of frames`);
  }
  for (const [i, duration] of durations.entries()) {
    if (!(duration > 0 && duration < Infinity))
      throw new RangeError(`seconds[${i}] is ${duration}; expected a positive number`);
  }
  const roots = sharedNames(frames).map(markupTree);
  for (const [i, root] of roots.entries()) {
    if (root.open !== roots[0]!.open)
      throw new RangeError(`frames[${i}] starts with ${root.open}; expected ${roots[0]!.open}, as frames[0]`);
  }
  const spans = new Set<string>();
  const children = mergedChildren(roots, spans);
  return `${roots[0]!.open}>${styleOf(spans, durations)}${children}</svg>\n`;
}

/** What is referred to has another name in every frame: one name where it is the same thing in all of them. */
function sharedNames(frames: readonly string[]): readonly string[] {
  const renamed = frames.map((frame) => frame.trim().replace(/(id="|url\(#|href="#)p[a-z0-9]+-(\d+)/g, "$1p-$2"));
  const named = (frame: string): string => (frame.match(/<clipPath\b.*?<\/clipPath>/gs) ?? []).join("");
  return renamed.every((frame) => named(frame) === named(renamed[0]!)) ? renamed : frames;
}

/** Elements whose children cannot be shown one by one. */
const whole = new Set(["text", "clipPath", "defs", "path"]);

const isElement = (node: MarkupNode): node is MarkupElement => typeof node !== "string";

function mergedChildren(parents: readonly MarkupElement[], spans: Set<string>): string {
  return parents[0]!.children
    .map((_, index) =>
      merged(
        parents.map(({ children }) => children[index]!),
        spans,
      ),
    )
    .join("");
}

function merged(versions: readonly MarkupNode[], spans: Set<string>): string {
  const texts = versions.map(markupText);
  if (texts.every((text) => text === texts[0])) return texts[0]!;
  const elements = versions.filter(isElement);
  const [first] = elements;
  const isAlike =
    first !== undefined &&
    elements.length === versions.length &&
    !whole.has(first.name) &&
    elements.every(({ open, children }) => open === first.open && children.length === first.children.length);
  if (isAlike) return `${first.open}>${mergedChildren(elements, spans)}</${first.name}>`;
  let shown = "";
  for (let from = 0; from < texts.length; ) {
    let to = from + 1;
    while (to < texts.length && texts[to] === texts[from]) to++;
    spans.add(`${from}-${to}`);
    const visibility = to === texts.length ? "" : ' visibility="hidden"';
    shown += `<g class="f${from}-${to}"${visibility}>${texts[from]}</g>`;
    from = to;
  }
  return shown;
}

function styleOf(spans: ReadonlySet<string>, durations: readonly number[]): string {
  const total = durations.reduce((sum, each) => sum + each, 0);
  const percent = (frame: number): string =>
    `${Number(((100 * durations.slice(0, frame).reduce((sum, each) => sum + each, 0)) / total).toFixed(3))}%`;
  const rules = Array.from(spans, (span) => {
    const [from, to] = span.split("-").map(Number) as [number, number];
    const before = from === 0 ? "" : "0%{visibility:hidden}";
    const after = to === durations.length ? "" : `${percent(to)}{visibility:hidden}`;
    return (
      `.f${span}{animation:f${span} ${Number(total.toFixed(3))}s step-end infinite}` +
      `@keyframes f${span}{${before}${percent(from)}{visibility:visible}${after}}`
    );
  });
  const still = "@media print,(prefers-reduced-motion:reduce){g[class^=f]{animation:none}}";
  return `<style>${rules.join("")}${still}</style>`;
}
