import type { Activation } from "./activation.js";

/** The identity, z. */
export const linear: Activation = {
  name: "linear",
  summary: "z",
  value: (z) => z,
  slope: () => 1,
  isHomogeneous: true,
  hasKink: false,
};
