import { Color, Group } from "three";
import { Line2 } from "three/examples/jsm/lines/Line2.js";
import { LineGeometry } from "three/examples/jsm/lines/LineGeometry.js";
import { LineMaterial } from "three/examples/jsm/lines/LineMaterial.js";
import type { Point3 } from "./space.ts";

export interface SpaceCurveOptions {
  /** Pixels. */
  readonly width: number;
  /** Length of dashes and gaps in units of the space; a solid line if not given. */
  readonly dash?: number;
}

/** A curve in space, as thick as on paper; what a surface hides of it shows faintly through. */
export class SpaceCurve {
  readonly object: Group = new Group();
  readonly #line: Line2;
  readonly #hidden: Line2;

  constructor({ width, dash }: SpaceCurveOptions) {
    const dashes = dash === undefined ? {} : { dashed: true, dashSize: dash, gapSize: dash };
    this.#line = new Line2(new LineGeometry(), new LineMaterial({ linewidth: width, ...dashes }));
    this.#hidden = new Line2(
      new LineGeometry(),
      new LineMaterial({
        linewidth: width * 0.7,
        transparent: true,
        opacity: 0.3,
        depthTest: false,
        dashed: true,
        dashSize: 0.06,
        gapSize: 0.06,
      }),
    );
    this.#line.frustumCulled = false;
    this.#hidden.frustumCulled = false;
    this.#line.renderOrder = 2;
    this.#hidden.renderOrder = 1;
    this.object.add(this.#hidden, this.#line);
  }

  /** Lays the curve through points, in a CSS colour. */
  update(points: readonly Point3[], color: string): void {
    this.object.visible = points.length > 1;
    if (!this.object.visible) return;
    const tint = new Color(color);
    for (const line of [this.#line, this.#hidden]) {
      // a geometry of another length cannot be refilled
      line.geometry.dispose();
      line.geometry = new LineGeometry().setPositions(points.flat());
      line.material.color.copy(tint);
      line.computeLineDistances();
    }
  }
}
