import { keyLegend, type Legend, strokes } from "@lazyrich/plot";
import * as z from "zod/mini";
import { orderedColor } from "./palette.js";

/** A number of weight matrices. */
export type Depth = number | "infinite";

/** Depths, from the shallowest on. */
export const depthsField: z.ZodMiniType<readonly Depth[]> = z._default(
  z
    .array(z.union([z.int().check(z.minimum(1), z.maximum(64)), z.literal("infinite")]))
    .check(z.minLength(1), z.maxLength(9)),
  [1, 2, 3, 4, 8, "infinite"],
);

export const depthNumber = (depth: Depth): number => (depth === "infinite" ? Number.POSITIVE_INFINITY : depth);
export const depthText = (depth: Depth): string => (depth === "infinite" ? "∞" : String(depth));

/** The color of the depth at an index. */
export const depthColors =
  (depths: readonly Depth[]): ((index: number) => string) =>
  (index) =>
    orderedColor(index, depths.length);

export const depthLegend = (depths: readonly Depth[]): Legend =>
  keyLegend(
    depths.map((depth, index) => ({
      label: index === 0 ? `*L* = ${depthText(depth)}` : depthText(depth),
      color: orderedColor(index, depths.length),
      strokeWidth: strokes.simulation,
    })),
  );
