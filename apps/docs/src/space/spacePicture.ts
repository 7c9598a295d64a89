import { AmbientLight, Color, DirectionalLight, Group, OrthographicCamera, Scene, WebGLRenderer } from "three";
import type { PictureFrame, PictureItem } from "./picture.ts";
import { PictureCurve } from "./pictureCurve.ts";
import { PictureMarker } from "./pictureMarker.ts";
import { PictureSurface } from "./pictureSurface.ts";

/** Draws surfaces, curves and markers on a canvas that belongs to a worker. */
export class SpacePicture {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new OrthographicCamera();
  readonly #content = new Group();
  /** Curves and markers that lie on surfaces: a little nearer to the viewer, so that none is half sunk. */
  readonly #raised = new Group();
  readonly #updates = new Map<number, (item: PictureItem) => void>();
  #size = "";

  /** @throws Error if the canvas has no WebGL. */
  constructor(canvas: OffscreenCanvas) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.#renderer.setClearColor(new Color(0), 0);
    this.#camera.up.set(0, 0, 1);
    const sun = new DirectionalLight(0xffffff, 1.15);
    sun.position.set(-0.4, -0.3, 1);
    this.#camera.add(new DirectionalLight(0xffffff, 0.9));
    this.#scene.add(this.#camera, new AmbientLight(0xffffff, 2.05), sun, this.#content, this.#raised);
  }

  draw({ width, height, pixelRatio, camera, items }: PictureFrame): void {
    for (const [number, item] of items) {
      if (!this.#updates.has(number)) this.#updates.set(number, this.#add(item));
      this.#updates.get(number)!(item);
    }
    const size = `${width} ${height} ${pixelRatio}`;
    if (size !== this.#size) {
      this.#size = size;
      this.#renderer.setPixelRatio(pixelRatio);
      this.#renderer.setSize(width, height, false);
    }
    const { position, halfWidth, halfHeight, far, zoom } = camera;
    this.#camera.position.set(...(position as [number, number, number]));
    this.#camera.lookAt(0, 0, 0);
    Object.assign(this.#camera, {
      ...{ left: -halfWidth, right: halfWidth, top: halfHeight, bottom: -halfHeight },
      ...{ near: 0.1, far, zoom },
    });
    this.#camera.updateProjectionMatrix();
    this.#raised.position.copy(this.#camera.position).setLength(0.1);
    this.#renderer.render(this.#scene, this.#camera);
  }

  /** @returns what brings the new item into another state. */
  #add(item: PictureItem): (item: PictureItem) => void {
    if (item.kind === "surface") {
      const surface = new PictureSurface(item.options);
      this.#content.add(surface.object);
      return (next) => {
        if (next.kind === "surface") surface.update(next.state);
      };
    }
    if (item.kind === "curve") {
      const curve = new PictureCurve(item.options);
      (item.options.raised === false ? this.#content : this.#raised).add(curve.object);
      return (next) => {
        if (next.kind === "curve") curve.update(next.state);
      };
    }
    const marker = new PictureMarker(item.options);
    this.#raised.add(marker.object);
    return (next) => {
      if (next.kind === "marker") marker.update(next.state);
    };
  }
}
