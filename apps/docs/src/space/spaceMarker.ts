import { Mesh, MeshBasicMaterial, SphereGeometry } from "three";
import type { Point3 } from "./space.ts";

/** A small ball in space that surfaces can hide, with a rim that sets it off them. */
export class SpaceMarker {
  readonly object: Mesh<SphereGeometry, MeshBasicMaterial>;

  constructor(radius: number, { fill, rim }: { readonly fill: string; readonly rim: string }) {
    this.object = new Mesh(new SphereGeometry(radius, 20, 14), new MeshBasicMaterial({ color: fill }));
    const around = new Mesh(new SphereGeometry(radius * 1.35, 20, 14), new MeshBasicMaterial({ color: rim }));
    // seen from any side the rim's far half stands behind the ball
    around.material.side = 1;
    this.object.add(around);
    this.object.renderOrder = 3;
  }

  place([x, y, z]: Point3): void {
    this.object.visible = true;
    this.object.position.set(x, y, z);
  }

  hide(): void {
    this.object.visible = false;
  }
}
