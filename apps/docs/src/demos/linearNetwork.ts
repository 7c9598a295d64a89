import type { Demo, LegendEntry } from "../demo.ts";
import { linearNetworkFields } from "./linearNetworkFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "thick", label: "singular values of *β*" },
  { mark: "dashed", label: "those of the target" },
  { mark: "thick", label: "entropy *q*_δ", color: "var(--vp-c-text-2)" },
  { mark: "dotted", label: "|*x*| and *x*^2" },
];

/** Singular values and kernel of a two-layer linear network in time, and the potential between l1 and l2. */
export const linearNetwork: Demo<typeof linearNetworkFields> = {
  id: "linear-network",
  title: "A wide linear network: singular values, kernel and entropy",
  fields: linearNetworkFields,
  legend,
  readouts: ["regime", "loss", "*S*(0, ∞)", "largest *σ*"],
  aspect: { wide: 2.75, narrow: 0.52 },
  load: async () => (await import("./linearNetworkDrawing.ts")).linearNetworkDrawing,
};
