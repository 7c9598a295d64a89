import { expect, test } from "vitest";
import { texOfPlain, withTex } from "../scripts/plainMath.ts";

const spaces = (tex: string) => tex.replaceAll(/\s+/g, " ");

test.for([
  ["K = J diag(eta) J^T", "K = J \\operatorname{diag}(\\eta ) J^{\\top }"],
  ["sqrt(delta^2 + 4 etaA etaW |beta|^2)", "\\sqrt{\\delta ^{2} + 4 \\eta_{A} \\eta_{W} \\lvert \\beta \\rvert ^{2}}"],
  ["beta0.betaStar", "\\beta _{0}\\cdot \\beta_{\\ast}"],
  ["f(x) = a w.x", "f(x) = a w\\cdot x"],
  ["n x d", "n \\times d"],
  ["x e^(-+2 step)", "x e^{\\mp 2 \\mathrm{step}}"],
  ["theta' = -eta dL/dtheta", "\\theta ' = -\\eta dL/d\\theta"],
  ["beta~", "\\tilde{\\beta}"],
  ["1e-15", "10^{-15}"],
  [
    "S = 1 - <K1, K2>/(|K1| |K2|)",
    "S = 1 - \\langle K_{1}, K_{2}\\rangle /(\\lvert K_{1}\\rvert \\lvert K_{2}\\rvert )",
  ],
  ["[W^T; A^T]", "\\begin{bmatrix}W^{\\top } \\\\ A^{\\top }\\end{bmatrix}"],
  ["t >= 0", "t \\ge 0"],
])("%s", ([formula, tex]) => {
  expect(spaces(texOfPlain(formula!))).toBe(tex);
});

test("a formula that is not closed is named", () => {
  expect(() => texOfPlain("sqrt(x")).toThrow(new RangeError("sqrt(x has a parenthesis that is not closed"));
});

test("Greek letters by name are set too, words and code that only contain them are not", () => {
  expect(spaces(withTex("the sign of delta and betaStar, not the alphabet or a beta-version"))).toBe(
    "the sign of $\\delta$ and $\\beta_{\\ast}$, not the alphabet or a beta-version",
  );
});

test("a formula that is a paragraph is displayed, with its comma", () => {
  expect(spaces(withTex("It solves\n\n$u' = u$,\n\nfor $t >= 0$."))).toBe("It solves $$ u' = u, $$ for $t \\ge 0$.");
});
