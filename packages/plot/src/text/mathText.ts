import { svgElement } from "../svg/svgElement.js";
import { mathFontFamily } from "../theme.js";
import { parseLabel } from "./mathLabel.js";
import { scriptSize } from "./textWidth.js";

/** Characters that the text font lacks; the mathematics font has them. */
const mathOnly = /([∥⊥∗⋆★∇∈∉∝∘⋅⊤ϵℝ∀∃∖⊂⊆∪∩⊗⊙⟂]+)/u;

const raise = 0.34;
const lower = 0.2;

/**
 * Turns the markup of labels (see `parseLabel`) below an element into tspans: italics, raised and lowered text, and the mathematics font
 * for characters that the text font lacks. Shifts are plain `dy`, which every reader of SVG understands.
 */
export function renderLabels(root: Element, defaultFontSize: number): void {
  for (const element of Array.from(root.querySelectorAll("text, tspan")))
    for (const child of Array.from(element.childNodes)) {
      const label = child.nodeType === 3 ? (child.nodeValue ?? "") : "";
      if (!/[*_^\\]/.test(label) && !mathOnly.test(label)) continue;
      const tspans = labelSpans(element.ownerDocument, label, fontSizeOf(element, defaultFontSize));
      for (const tspan of tspans) element.insertBefore(tspan, child);
      element.removeChild(child);
    }
}

function labelSpans(document: Document, label: string, fontSize: number): Node[] {
  const spans: Node[] = [];
  let height = 0;
  for (const { text, italic, shift } of parseLabel(label)) {
    const target = shift === 0 ? 0 : shift > 0 ? -raise * fontSize : lower * fontSize;
    for (const piece of text.split(mathOnly)) {
      if (piece === "") continue;
      const math = mathOnly.test(piece);
      const dy = target - height;
      height = target;
      spans.push(
        svgElement(
          document,
          "tspan",
          {
            dy: dy === 0 ? undefined : dy,
            "font-style": italic && !math ? "italic" : undefined,
            "font-size": shift === 0 ? undefined : fontSize * scriptSize,
            "font-family": math ? mathFontFamily : undefined,
          },
          [piece],
        ),
      );
    }
  }
  return spans;
}

function fontSizeOf(element: Element, defaultFontSize: number): number {
  for (let node: Element | null = element; node !== null; node = node.parentElement) {
    const size = node.getAttribute("font-size");
    if (size !== null) return Number.parseFloat(size);
  }
  return defaultFontSize;
}
