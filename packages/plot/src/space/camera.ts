/** A point in space; the third axis is drawn upward. */
export type Point3 = readonly [number, number, number];

/** Where an orthographic view is seen from, in radians: around the third axis from the first, and above the plane of the first two. */
export interface Camera {
  readonly azimuth: number;
  readonly elevation: number;
}

/** Coordinates of a point in the view: to the right, upward, and toward the viewer. All three in the units of space. */
export type Projection = (x: number, y: number, z: number) => [right: number, up: number, near: number];

/**
 * The orthographic projection of a camera: a rotation, so lengths and angles in the plane of the picture are true.
 *
 * @throws RangeError if an angle is not finite.
 * @example
 * import { projection } from "@lazyrich/plot";
 * projection({ azimuth: 0, elevation: 0 })(1, 2, 3); // [2, 3, 1]: seen along the first axis
 */
export function projection({ azimuth, elevation }: Camera): Projection {
  if (!Number.isFinite(azimuth)) throw new RangeError(`azimuth is ${azimuth}; expected a finite angle in radians`);
  if (!Number.isFinite(elevation))
    throw new RangeError(`elevation is ${elevation}; expected a finite angle in radians`);
  const [ca, sa, ce, se] = [Math.cos(azimuth), Math.sin(azimuth), Math.cos(elevation), Math.sin(elevation)];
  return (x, y, z) => [-sa * x + ca * y, -se * ca * x - se * sa * y + ce * z, ce * ca * x + ce * sa * y + se * z];
}
