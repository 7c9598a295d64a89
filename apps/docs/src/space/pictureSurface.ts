import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshLambertMaterial,
} from "three";
import type { SurfaceOptions, SurfaceState } from "./picture.ts";

/** A surface over a grid, with thin lines along some of its rows and columns. */
export class PictureSurface {
  readonly object: Group = new Group();
  readonly #geometry = new BufferGeometry();
  readonly #positions: BufferAttribute;
  readonly #colors: BufferAttribute;

  constructor({ rows, columns, mesh, opacity = 1 }: SurfaceOptions) {
    this.#positions = new BufferAttribute(new Float32Array(rows * columns * 3), 3);
    this.#colors = new BufferAttribute(new Float32Array(rows * columns * 3), 3);
    const triangles: number[] = [];
    for (let i = 0; i + 1 < rows; i++) {
      for (let j = 0; j + 1 < columns; j++) {
        const k = i * columns + j;
        triangles.push(k, k + 1, k + columns, k + 1, k + columns + 1, k + columns);
      }
    }
    this.#geometry.setIndex(triangles);
    this.#geometry.setAttribute("position", this.#positions);
    this.#geometry.setAttribute("color", this.#colors);
    const lines: number[] = [];
    for (let i = 0; i < rows; i += mesh) {
      for (let j = 0; j + 1 < columns; j++) lines.push(i * columns + j, i * columns + j + 1);
    }
    for (let j = 0; j < columns; j += mesh) {
      for (let i = 0; i + 1 < rows; i++) lines.push(i * columns + j, (i + 1) * columns + j);
    }
    const lineGeometry = new BufferGeometry();
    lineGeometry.setIndex(lines);
    lineGeometry.setAttribute("position", this.#positions);
    const material = new MeshLambertMaterial({
      vertexColors: true,
      side: DoubleSide,
      polygonOffset: true,
      polygonOffsetFactor: 1,
      polygonOffsetUnits: 2,
      transparent: opacity < 1,
      opacity,
      depthWrite: opacity === 1,
    });
    const ink = new LineBasicMaterial({ color: 0x333333, transparent: true, opacity: 0.22 });
    this.object.add(new Mesh(this.#geometry, material), new LineSegments(lineGeometry, ink));
    for (const child of this.object.children) child.frustumCulled = false;
  }

  update(state: SurfaceState | null): void {
    this.object.visible = state !== null;
    if (state === null) return;
    const palette = state.palette.map((color) => new Color(color));
    this.#positions.copyArray(state.positions);
    state.shades.forEach((shade, k) => {
      const { r, g, b } = palette[shade]!;
      this.#colors.setXYZ(k, r, g, b);
    });
    this.#positions.needsUpdate = true;
    this.#colors.needsUpdate = true;
    this.#geometry.computeVertexNormals();
  }
}
