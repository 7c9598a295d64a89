import { parseLabel } from "@lazyrich/plot";

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element of the page with attributes and children; attributes that are undefined are left out. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  children: readonly Node[] = [],
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** Sets attributes of an SVG element; those that are as they were cost no new style. */
export function setAttributes(element: SVGElement, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const text = value === undefined ? null : String(value);
    if (element.getAttribute(name) === text) continue;
    if (text === null) element.removeAttribute(name);
    else element.setAttribute(name, text);
  }
}

/** Writes a math label (`"*β*_0"`) into a text element as its only content. */
export function writeLabel(text: SVGTextElement, label: string): void {
  text.replaceChildren();
  let shift = 0;
  for (const run of parseLabel(label)) {
    const wanted = run.shift * -0.32;
    text.append(
      Object.assign(
        svg("tspan", {
          dy: wanted === shift ? undefined : `${((wanted - shift) * (run.shift === 0 ? 1 : 1 / 0.72)).toFixed(2)}em`,
          "font-style": run.italic ? "italic" : undefined,
          "font-size": run.shift === 0 ? undefined : "72%",
        }),
        { textContent: run.text },
      ),
    );
    shift = wanted;
  }
}

/** The `d` of a broken line through points, in tenths of a pixel; NaN starts a new line. */
export function linePath(xs: ArrayLike<number>, ys: ArrayLike<number>): string {
  let d = "";
  let isOpen = false;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    const y = ys[i]!;
    if (Number.isNaN(x) || Number.isNaN(y)) {
      isOpen = false;
      continue;
    }
    d += `${isOpen ? "L" : "M"}${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
    isOpen = true;
  }
  return d;
}
