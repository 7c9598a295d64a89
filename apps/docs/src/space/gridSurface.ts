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
import type { Point3 } from "./space.ts";

export interface GridSurfaceOptions {
  /** Rows and columns of points. */
  readonly rows: number;
  readonly columns: number;
  /** A thin line is drawn along every so many rows and columns. */
  readonly mesh: number;
  readonly opacity?: number;
}

/** A surface over a grid of parameters in [0, 1] x [0, 1], moved in place. */
export class GridSurface {
  readonly object: Group = new Group();
  readonly #options: GridSurfaceOptions;
  readonly #geometry = new BufferGeometry();
  readonly #lineGeometry = new BufferGeometry();
  readonly #positions: BufferAttribute;
  readonly #colors: BufferAttribute;

  constructor(options: GridSurfaceOptions) {
    this.#options = options;
    const { rows, columns, mesh, opacity = 1 } = options;
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
    this.#lineGeometry.setIndex(lines);
    this.#lineGeometry.setAttribute("position", this.#positions);
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
    this.object.add(new Mesh(this.#geometry, material), new LineSegments(this.#lineGeometry, ink));
    for (const child of this.object.children) child.frustumCulled = false;
  }

  /** Moves the points, and colours each by `color` (written into the given one). */
  update(point: (u: number, v: number) => Point3, color: (point: Point3, out: Color) => void): void {
    const { rows, columns } = this.#options;
    const tint = new Color();
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const at = point(i / (rows - 1), j / (columns - 1));
        color(at, tint);
        this.#positions.setXYZ(i * columns + j, ...(at as [number, number, number]));
        this.#colors.setXYZ(i * columns + j, tint.r, tint.g, tint.b);
      }
    }
    this.#positions.needsUpdate = true;
    this.#colors.needsUpdate = true;
    this.#geometry.computeVertexNormals();
  }
}
