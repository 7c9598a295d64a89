import mathjax from "markdown-it-mathjax3";
import { expect, test } from "vitest";
import { leanFormula } from "../site/.vitepress/leanFormulas.ts";

/** A formula as MathJax gives it to a page. */
const made = (() => {
  const rules: Record<string, (tokens: readonly { content: string }[], index: number) => string> = {};
  const ruler = { after: () => {} };
  mathjax({ inline: { ruler }, block: { ruler }, renderer: { rules } } as never, {});
  return (content: string): string => rules.math_block!([{ content }], 0);
})();

/** Every shape of a picture, with all the transforms over it from the outermost in. */
function shapes(html: string): string[] {
  const found: string[] = [];
  const transforms: string[] = [];
  for (const [tag, name, attributes] of html.matchAll(/<(\/?\w+)([^>]*)>/g)) {
    if (name === "/g") transforms.pop();
    const own = / transform="([^"]*)"/.exec(attributes!)?.[1] ?? "";
    if (name === "g" && !tag.endsWith("/>")) transforms.push(own);
    if (/^<(?:path|rect|line|svg|text)/.test(tag)) {
      const rest = attributes!.replace(/ (?:transform|data-c)="[^"]*"|\/$/g, "");
      found.push([name, ...[...transforms, own].filter((each) => each !== ""), rest].join(" "));
    }
  }
  return found;
}

test.each([
  "\\delta = \\eta_w a^2 - \\eta_a \\|w\\|^2",
  "\\dot\\beta = -\\underbrace{\\left(\\sqrt{\\tfrac{\\delta^2}{4} + \\|\\beta\\|^2}\\, I_d\\right)}_{M} X^\\top \\rho",
  "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\quad \\hat{x} \\xrightarrow{t \\to \\infty} \\text{rich}",
])("%s: every shape stands where MathJax put it, in fewer groups", (formula) => {
  const full = made(formula);
  const lean = leanFormula(full);
  expect(shapes(lean)).toEqual(shapes(full));
  expect(shapes(full).length).toBeGreaterThan(5);
  expect(lean.split("<g").length).toBeLessThan(0.7 * full.split("<g").length);
  // what is said of it stays, its looks are the page's
  expect(lean).toContain("<mjx-assistive-mml");
  expect(lean).not.toContain("clip:rect");
});
