import { OrthographicCamera, Vector3 } from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { svg } from "../drawing/svg.ts";
import { type Painter, startPainter } from "./painter.ts";
import type { PictureItem, Point3 } from "./picture.ts";

/** Where the space is seen from: around the axis of a, and above the plane of w, in radians. */
export interface View {
  readonly azimuth: number;
  readonly elevation: number;
}

export interface SpaceOptions {
  readonly view: View;
  /** Half the height of what is seen, in units of w and a. */
  readonly reach: number;
  /** What a screen reader calls the view. */
  readonly name: string;
  /** Told in a sentence why nothing can be drawn. */
  readonly refuse: (reason: string) => void;
}

const noWebGL = "This drawing needs WebGL in a worker, which is not there in this browser.";
const distance = 40;
const zooms = { least: 0.5, greatest: 6 };

/**
 * The space (w1, w2, a) in a stage: rotated by dragging or with the arrow keys, zoomed with the wheel or + and -, painted by a worker
 * when something has changed. An SVG of the same size lies over it, for labels and handles.
 */
export class Space {
  readonly overlay: SVGSVGElement = svg("svg", { width: "100%", height: "100%", class: "space-overlay" });
  readonly #view: HTMLDivElement;
  readonly #camera = new OrthographicCamera();
  readonly #controls: OrbitControls;
  readonly #element: HTMLElement;
  readonly #reach: number;
  readonly #refuse: (reason: string) => void;
  readonly #afterRender: (() => void)[] = [];
  readonly #items = new Map<number, PictureItem>();
  /** The numbers of what the painter has not been sent yet. */
  readonly #changed = new Set<number>();
  #painter: Painter | undefined;
  #isPainting = false;
  #isOutdated = false;
  #slots = 0;
  #frame = 0;

  /** @throws Error if the browser has no WebGL. */
  constructor(element: HTMLElement, { view, reach, name, refuse }: SpaceOptions) {
    this.#element = element;
    this.#reach = reach;
    this.#refuse = refuse;
    if (!hasWebGL()) throw new Error(noWebGL);
    this.#view = document.createElement("div");
    this.#view.className = "space-view";
    for (const [attribute, value] of Object.entries({
      tabindex: "0",
      role: "img",
      "aria-label": `${name}; arrow keys rotate, plus and minus zoom`,
    })) {
      this.#view.setAttribute(attribute, value);
    }
    this.#view.addEventListener("keydown", (event) => this.#turnByKey(event));
    element.replaceChildren(this.#view, this.overlay);

    this.#camera.up.set(0, 0, 1);
    this.#lookFrom(view.azimuth, view.elevation);
    this.#camera.near = 0.1;
    this.#camera.far = 2 * distance;
    this.#controls = new OrbitControls(this.#camera, this.#view);
    this.#controls.enablePan = false;
    this.#controls.minZoom = zooms.least;
    this.#controls.maxZoom = zooms.greatest;
    this.#controls.addEventListener("change", () => this.render());
    this.#start();
  }

  /** A place in the picture: what is put there takes the place of what was, which had the same kind and options. */
  slot(): (item: PictureItem) => void {
    const number = this.#slots++;
    return (item) => {
      this.#items.set(number, item);
      this.#changed.add(number);
    };
  }

  /** Draws at the next frame. */
  render(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#fit();
      this.#camera.updateMatrixWorld();
      for (const each of this.#afterRender) each();
      void this.#paint();
    });
  }

  /** Calls back at each drawing: labels and handles follow the view. */
  onRender(callback: () => void): void {
    this.#afterRender.push(callback);
  }

  /** Where a point stands on the overlay, in pixels. */
  project([x, y, z]: Point3): readonly [number, number] {
    const { clientWidth, clientHeight } = this.#element;
    const at = new Vector3(x, y, z).project(this.#camera);
    return [((at.x + 1) / 2) * clientWidth, ((1 - at.y) / 2) * clientHeight];
  }

  /** Ends the painter; the last picture stays, and the next `render` starts another. */
  rest(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#painter?.end();
    this.#painter = undefined;
  }

  /** A new painter, with a canvas of its own, which covers the former one once it is painted. */
  #start(): Painter {
    const canvas = document.createElement("canvas");
    this.#view.append(canvas);
    this.#view.ariaBusy = "true";
    this.#isPainting = false;
    for (const number of this.#items.keys()) this.#changed.add(number);
    this.#painter = startPainter(canvas);
    return this.#painter;
  }

  /** Paints all that has changed, or once the present frame is done. */
  async #paint(): Promise<void> {
    const painter = this.#painter ?? this.#start();
    if (this.#isPainting) {
      this.#isOutdated = true;
      return;
    }
    this.#isPainting = true;
    this.#isOutdated = false;
    const items = new Map(Array.from(this.#changed, (number) => [number, this.#items.get(number)!]));
    this.#changed.clear();
    const { position, right, top, far, zoom } = this.#camera;
    try {
      await painter.paint({
        width: this.#element.clientWidth,
        height: this.#element.clientHeight,
        pixelRatio: Math.min(2, devicePixelRatio),
        camera: { position: position.toArray(), halfWidth: right, halfHeight: top, far, zoom },
        items,
      });
    } catch {
      if (painter !== this.#painter) return;
      this.rest();
      return this.#refuse(noWebGL);
    }
    if (painter !== this.#painter) return;
    while (this.#view.childElementCount > 1) this.#view.firstElementChild!.remove();
    this.#view.ariaBusy = "false";
    this.#isPainting = false;
    if (this.#isOutdated) void this.#paint();
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.#element;
    this.overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const aspect = width / height;
    const [across, up] = aspect > 1 ? [this.#reach * aspect, this.#reach] : [this.#reach, this.#reach / aspect];
    Object.assign(this.#camera, { left: -across, right: across, top: up, bottom: -up });
    this.#camera.updateProjectionMatrix();
  }

  #lookFrom(azimuth: number, elevation: number): void {
    this.#camera.position.set(
      distance * Math.cos(elevation) * Math.cos(azimuth),
      distance * Math.cos(elevation) * Math.sin(azimuth),
      distance * Math.sin(elevation),
    );
    this.#camera.lookAt(0, 0, 0);
  }

  #turnByKey(event: KeyboardEvent): void {
    const turn = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const zoom = { "+": 1.15, "=": 1.15, "-": 1 / 1.15 }[event.key];
    if (turn === undefined && zoom === undefined) return;
    event.preventDefault();
    if (zoom !== undefined) {
      this.#camera.zoom = Math.min(zooms.greatest, Math.max(zooms.least, this.#camera.zoom * zoom));
    }
    if (turn !== undefined) {
      const { x, y, z } = this.#camera.position;
      const elevation = Math.asin(z / distance) + 0.12 * turn[1]!;
      this.#lookFrom(Math.atan2(y, x) + 0.12 * turn[0]!, Math.min(1.5, Math.max(-1.5, elevation)));
    }
    this.#controls.update();
    this.render();
  }
}

function hasWebGL(): boolean {
  if (typeof OffscreenCanvas === "undefined") return false;
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
