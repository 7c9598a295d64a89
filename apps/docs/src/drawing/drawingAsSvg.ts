import { cssColor } from "../space/cssColor.ts";
import { setAttributes, svg } from "./svg.ts";

/** What a look is made of, with the values that need not be written. */
const properties: Readonly<Record<string, string>> = {
  fill: "",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-opacity": "1",
  "stroke-linejoin": "miter",
  "stroke-linecap": "butt",
  opacity: "1",
  visibility: "visible",
  "font-size": "",
  "font-family": "",
  "font-style": "normal",
  "font-weight": "400",
  "text-anchor": "start",
  "paint-order": "normal",
};
const dropped = ["class", "tabindex", "role", "style", "data-rows"];
const margin = 12;
const headHeight = 30;

/** A demo as it looks now, as a picture of its own: title, legend and drawing, with every colour and letter written out. */
export function drawingAsSvg(frame: HTMLElement, title: string): string {
  const colors = new Map<string, string>();
  const plainColor = (color: string): string => {
    if (color === "none" || color.startsWith("url(")) return color;
    if (color === "transparent" || /^rgba\(.*, 0\)$/.test(color)) return "none";
    if (!colors.has(color)) colors.set(color, cssColor(color, frame));
    return colors.get(color)!;
  };
  const stage = frame.querySelector<HTMLElement>(".demo-stage")!;
  const legend = frame.querySelector<HTMLElement>(".demo-legend")!;
  const around = frame.getBoundingClientRect();
  const body = [legend, stage].map((part) => part.getBoundingClientRect());
  const top = body[0]!.top;
  const place = ({ left, top: y }: DOMRect): { x: number; y: number } => ({
    x: left - around.left,
    y: y - top + headHeight,
  });
  const [width, height] = [around.width, body[1]!.bottom - top + headHeight + margin];
  const { color, fontFamily } = getComputedStyle(frame);
  const ink = plainColor(color);
  const root = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, fill: ink, color: ink });
  root.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  root.setAttribute("font-family", fontFamily);
  const background = plainColor(getComputedStyle(frame).backgroundColor);
  root.append(
    Object.assign(svg("title"), { textContent: title }),
    svg("rect", { width, height, fill: background }),
    Object.assign(svg("text", { x: margin, y: 20, "font-size": 16, "font-weight": 600 }), { textContent: title }),
  );

  /** A copy of an element that no style sheet is needed for. */
  const written = (element: Element): Element => {
    const copy = element.cloneNode(false) as Element;
    for (const name of [...copy.getAttributeNames()]) {
      if (dropped.includes(name) || name.startsWith("aria-")) copy.removeAttribute(name);
    }
    if (element instanceof SVGGraphicsElement) {
      const style = getComputedStyle(element);
      for (const [property, usual] of Object.entries(properties)) {
        const value = style.getPropertyValue(property);
        const isColor = property === "fill" || property === "stroke";
        if (value !== usual) copy.setAttribute(property, isColor ? plainColor(value) : value);
        else if (isColor || copy.hasAttribute(property)) copy.setAttribute(property, value);
      }
    }
    for (const child of element.childNodes)
      copy.append(child instanceof Element ? written(child) : child.cloneNode(true));
    return copy;
  };

  for (const canvas of stage.querySelectorAll("canvas")) {
    const box = canvas.getBoundingClientRect();
    const still = document.createElement("canvas");
    [still.width, still.height] = [canvas.width, canvas.height];
    still.getContext("2d")!.drawImage(canvas, 0, 0);
    root.append(svg("image", { ...place(box), width: box.width, height: box.height, href: still.toDataURL() }));
  }
  for (const drawing of frame.querySelectorAll<SVGSVGElement>(".demo-stage svg, .demo-legend svg")) {
    const box = drawing.getBoundingClientRect();
    const copy = written(drawing);
    copy.removeAttribute("xmlns");
    setAttributes(copy as SVGElement, { ...place(box), width: box.width, height: box.height, overflow: "visible" });
    root.append(copy);
  }
  for (const ramp of legend.querySelectorAll<HTMLElement>(".demo-ramp")) {
    const box = ramp.getBoundingClientRect();
    const found = getComputedStyle(ramp).backgroundImage.match(/(?:rgba?|oklab|color)\([^)]*\)/g) ?? [];
    const { x, y } = place(box);
    found.forEach((each, k) => {
      const cell = box.width / found.length;
      root.append(svg("rect", { x: x + k * cell, y, width: cell + 0.5, height: box.height, fill: plainColor(each) }));
    });
  }
  for (const label of legend.querySelectorAll<HTMLElement>(".math-label")) {
    const box = label.getBoundingClientRect();
    const { x, y } = place(box);
    const { fontSize } = getComputedStyle(label);
    const text = svg("text", { x, y: y + box.height * 0.76, "font-size": fontSize, "xml:space": "preserve" });
    let shift = 0;
    for (const run of label.children) {
      const wanted = { SUB: 0.25, SUP: -0.35 }[run.tagName] ?? 0;
      const look = getComputedStyle(run);
      const tspan = svg("tspan", {
        dy: wanted === shift ? undefined : `${((wanted - shift) * Number.parseFloat(fontSize)).toFixed(1)}px`,
        "font-style": look.fontStyle === "normal" ? undefined : look.fontStyle,
        "font-size": wanted === 0 ? undefined : look.fontSize,
      });
      tspan.textContent = run.textContent;
      text.append(tspan);
      shift = wanted;
    }
    root.append(text);
  }
  return `${new XMLSerializer().serializeToString(root)}\n`;
}
