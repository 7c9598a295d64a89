import { neuronWithFunction } from "@lazyrich/networks";
import type { Point3 } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import type { PlaneVector } from "./figureFields.js";
import { surfaceRows } from "./surfaceRows.js";

/** How far a level set is drawn. */
export interface Reach {
  readonly w: number;
  readonly a: number;
}

/**
 * The level set etaW a^2 - etaA |w|^2 = delta as rows (delta, sheet, i, j, w1, w2, a, loss): one sheet (0) where
 * delta < 0, an upper (1) and a lower one (-1) else. It is drawn as far as |w|^2 = reach^2 + max(0, -delta / etaA), and beyond beta0 and beta*.
 */
export function levelSet({
  delta,
  etaA,
  etaW,
  reach,
  betaStar,
  beta0,
}: {
  readonly delta: number;
  readonly etaA: number;
  readonly etaW: number;
  readonly reach: number;
  readonly betaStar: PlaneVector;
  readonly beta0: PlaneVector;
}): { readonly surface: Row[]; readonly reach: Reach } {
  const shown = [betaStar, beta0].map((beta) =>
    Math.hypot(...neuronWithFunction({ beta0: beta, delta, etaA, etaW }).w),
  );
  const w = Math.max(Math.sqrt(reach ** 2 + Math.max(0, -delta / etaA)), 1.15 * Math.max(...shown));
  const a = Math.sqrt((delta + etaA * w ** 2) / etaW);
  const loss = lossOf(betaStar);
  const around: readonly [number, number] = [0, 2 * Math.PI];
  const surface =
    delta < 0
      ? surfaceRows(
          { delta, sheet: 0 },
          {
            u: [-a, a],
            v: around,
            samples: [37, 61],
            point: (height, angle) => polar(Math.sqrt((etaW * height ** 2 - delta) / etaA), angle, height),
            loss,
          },
        )
      : ([1, -1] as const).flatMap((sheet) =>
          surfaceRows(
            { delta, sheet },
            {
              u: [0, w],
              v: around,
              samples: [25, 61],
              point: (radius, angle) => polar(radius, angle, sheet * Math.sqrt((delta + etaA * radius ** 2) / etaW)),
              loss,
            },
          ),
        );
  return { surface, reach: { w, a } };
}

const polar = (radius: number, angle: number, a: number): Point3 => [
  radius * Math.cos(angle),
  radius * Math.sin(angle),
  a,
];

/** |a w - beta*|^2 / 2 at a point (w1, w2, a). */
export const lossOf =
  (betaStar: PlaneVector) =>
  ([w1, w2, a]: Point3): number =>
    ((a * w1 - betaStar[0]) ** 2 + (a * w2 - betaStar[1]) ** 2) / 2;

/** One branch of the hyperbola a w = beta, the parameters of one function, within a reach: rows of identity, w1, w2, a. */
export function productCurve(identity: Row, beta: PlaneVector, sign: 1 | -1, reach: Reach, count = 81): Row[] {
  const lowest = Math.hypot(...beta) / reach.w;
  if (!(lowest < reach.a)) return [];
  return Array.from({ length: count }, (_, i) => {
    const a = sign * lowest * (reach.a / lowest) ** (i / (count - 1));
    return { ...identity, sign, w1: beta[0] / a, w2: beta[1] / a, a };
  });
}
