import { BackSide, Mesh, MeshBasicMaterial, SphereGeometry } from "three";
import type { MarkerOptions, Point3 } from "./picture.ts";

/** A small ball in space that surfaces can hide, with a rim that sets it off them. */
export class PictureMarker {
  readonly object: Mesh<SphereGeometry, MeshBasicMaterial>;

  constructor({ radius, fill, rim }: MarkerOptions) {
    this.object = new Mesh(new SphereGeometry(radius, 20, 14), new MeshBasicMaterial({ color: fill }));
    // seen from any side the rim's far half stands behind the ball
    const around = new MeshBasicMaterial({ color: rim, side: BackSide });
    this.object.add(new Mesh(new SphereGeometry(radius * 1.35, 20, 14), around));
    this.object.renderOrder = 3;
  }

  update(at: Point3 | null): void {
    this.object.visible = at !== null;
    if (at !== null) this.object.position.set(...(at as [number, number, number]));
  }
}
