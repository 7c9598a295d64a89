import { Group } from "three";
import { Line2 } from "three/examples/jsm/lines/Line2.js";
import { LineGeometry } from "three/examples/jsm/lines/LineGeometry.js";
import { LineMaterial } from "three/examples/jsm/lines/LineMaterial.js";
import type { CurveOptions, CurveState } from "./picture.ts";

/** A curve in space, as thick as on paper; what a surface hides of it shows faintly through. */
export class PictureCurve {
  readonly object: Group = new Group();
  readonly #line: Line2;
  readonly #hidden: Line2;

  constructor({ width, dash }: CurveOptions) {
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

  update(state: CurveState | null): void {
    this.object.visible = state !== null;
    if (state === null) return;
    for (const line of [this.#line, this.#hidden]) {
      // a geometry of another length cannot be refilled
      line.geometry.dispose();
      line.geometry = new LineGeometry().setPositions(state.positions);
      line.material.color.set(state.color);
      line.computeLineDistances();
    }
  }
}
