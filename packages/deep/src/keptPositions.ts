import type { LayerForm } from "./layerKind.js";

/** Positions needed before each layer and after the last. */
export function keptPositions(forms: readonly LayerForm[], after: number): number[] {
  const kept = [after];
  for (let i = forms.length - 1; i >= 0; i--) kept.unshift(forms[i]!.keptOfInput(kept[0]!));
  return kept;
}
