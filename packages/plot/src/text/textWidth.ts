import { parseLabel } from "./mathLabel.js";

/** Advance widths of Source Sans 3 (of Noto Sans Math where it has no glyph), in thousandths of the font size. */
const widths = new Map<string, number>();
for (const [width, characters] of [
  [200, " "],
  [240, "|"],
  [250, "',.:;ij·′"],
  [260, "Ilι"],
  [290, "!f"],
  [300, "()[]{}⟨⟩"],
  [310, "-"],
  [330, "°"],
  [340, "t"],
  [350, "/\\r"],
  [360, "∥∫"],
  [370, "²³₀₁₂"],
  [390, "‖"],
  [410, "ℓ"],
  [420, "*sζ"],
  [430, '"?zξς″'],
  [450, "xε"],
  [460, "cτ∗"],
  [470, "vyν"],
  [480, "JYγχΥ–"],
  [490, "FLκλ"],
  [500, "#$+0123456789<=>^_aegk~Γ−±×≤≥≈≠∑"],
  [510, "Xυ"],
  [520, "VθΛ"],
  [530, "ESδΞ∂"],
  [540, "ATZ`houηοΣ∝"],
  [550, "bnρσ"],
  [560, "dpqαμ√"],
  [570, "CPRβ"],
  [580, "K∇"],
  [590, "BπΔ"],
  [610, "&"],
  [620, "DG→←↑↓"],
  [650, "HNUΠ"],
  [660, "OQΘ"],
  [680, "φϕΩ"],
  [690, "ψ"],
  [700, "ωΨ∈"],
  [720, "wΦ"],
  [730, "M"],
  [760, "⊥"],
  [780, "∞"],
  [790, "W"],
  [800, "—"],
  [820, "%"],
  [830, "m"],
  [850, "@"],
  [950, "…"],
] as const)
  for (const character of characters) widths.set(character, width);

/** The size of raised and lowered text, as a fraction of the text it stands beside. */
export const scriptSize = 0.72;

/** The width of a label (with its markup read), in the units of `fontSize`. A table of advance widths, so it needs no font and no layout. */
export function textWidth(label: string, fontSize: number): number {
  let sum = 0;
  for (const { text, shift } of parseLabel(label))
    for (const character of text) sum += (widths.get(character) ?? 600) * (shift === 0 ? 1 : scriptSize);
  return (sum * fontSize) / 1000;
}
