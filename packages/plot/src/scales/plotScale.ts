import type * as Plot from "@observablehq/plot";
import type { ColorScale } from "./colorScale.js";

/** A colour scale as an option of Observable Plot, which paints with it as it does alone. */
export const plotScale = ({ type, domain, knots = domain, constant, colorAt }: ColorScale): Plot.ScaleOptions => ({
  type,
  domain: [...knots],
  interpolate: colorAt,
  clamp: true,
  ...(type.startsWith("diverging") ? { pivot: 0 } : {}),
  ...(constant === undefined ? {} : { constant }),
});
