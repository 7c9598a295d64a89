import { OrthographicCamera, Vector3 } from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { ChartPointer, digits, type Pointed } from "../drawing/chartPointer.ts";
import { type DrawnRow, tellRows } from "../drawing/drawnTable.ts";
import { plainLabel } from "../drawing/plainLabel.ts";
import { svg } from "../drawing/svg.ts";
import { zoomField } from "./cameraFields.ts";
import { type Painter, startPainter } from "./painter.ts";
import type { PictureItem, Point3 } from "./picture.ts";

/** Where the space is seen from: around the axis of a, and above the plane of w, in degrees; and how near. */
export interface View {
  readonly azimuth: number;
  readonly elevation: number;
  readonly zoom: number;
}

export interface SpaceOptions {
  readonly view: View;
  /** Told the new view when the reader has turned or zoomed. */
  readonly turn: (view: View) => void;
  /** Half the height of what is seen, in units of w and a. */
  readonly reach: number;
  /** What a screen reader calls the view. */
  readonly name: string;
  /** Told in a sentence why nothing can be drawn. */
  readonly refuse: (reason: string) => void;
}

const noWebGL = "This drawing needs WebGL in a worker, which is not there in this browser.";
const distance = 40;
/** How long the reader has stopped turning, in milliseconds, before the view is told. */
const settled = 250;
/** How far from a curve, in pixels, a pointer still means it. */
const reachOfPointer = 16;
const degree = Math.PI / 180;
const steepest = 85.9;

/**
 * The space (w1, w2, a) in a stage: rotated by dragging or with the arrow keys, zoomed with + and - or, once it has the focus, with the wheel, painted by a
 * worker when something has changed. An SVG of the same size lies over it, for labels and handles.
 */
export class Space {
  readonly overlay: SVGSVGElement = svg("svg", { width: "100%", height: "100%", class: "space-overlay" });
  /** Curves that can be pointed at, and stand in the table of the drawing. */
  readonly titled: { readonly title: string; readonly points: readonly Point3[] }[] = [];
  readonly #pointer = new ChartPointer();
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
  #told: View;

  /** @throws Error if the browser has no WebGL. */
  constructor(element: HTMLElement, { view, turn, reach, name, refuse }: SpaceOptions) {
    this.#element = element;
    this.#reach = reach;
    this.#refuse = refuse;
    this.#told = view;
    if (!hasWebGL()) throw new Error(noWebGL);
    this.#view = document.createElement("div");
    this.#view.className = "space-view";
    for (const [attribute, value] of Object.entries({
      tabindex: "0",
      role: "img",
      "aria-label": `${name}; arrow keys rotate, plus and minus zoom, and so does the wheel while it has the focus`,
    })) {
      this.#view.setAttribute(attribute, value);
    }
    this.#view.addEventListener("keydown", (event) => this.#turnByKey(event));
    // before the controls' own: the wheel scrolls the page unless the reader has chosen the picture
    this.#view.addEventListener("wheel", (event) => {
      if (document.activeElement !== this.#view) event.stopImmediatePropagation();
    });
    element.replaceChildren(this.#view, this.overlay);
    this.overlay.append(this.#pointer.group);
    tellRows(this.#view, () => this.#rows());
    this.#view.addEventListener("pointermove", (event) => this.#point(event));
    this.#view.addEventListener("pointerleave", (event) => this.#point(event));

    this.#camera.up.set(0, 0, 1);
    this.#lookFrom(view);
    this.#camera.near = 0.1;
    this.#camera.far = 2 * distance;
    this.#controls = new OrbitControls(this.#camera, this.#view);
    this.#controls.enablePan = false;
    this.#controls.minZoom = zoomField.min;
    this.#controls.maxZoom = zoomField.max;
    // a finger that moves up or down scrolls the page
    this.#view.style.touchAction = "pan-y";
    let telling: ReturnType<typeof setTimeout> | undefined;
    this.#controls.addEventListener("change", () => {
      this.render();
      clearTimeout(telling);
      telling = setTimeout(() => {
        if (!sameView(this.#seen(), this.#told)) {
          this.#told = this.#seen();
          turn(this.#told);
        }
      }, settled);
    });
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

  /** Looks from where a view says, unless it is the one that was last told. */
  look(view: View): void {
    if (sameView(view, this.#told)) return;
    this.#told = view;
    this.#lookFrom(view);
    this.#controls.update();
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

  /** Says the nearest point of a curve that has a title, while nothing is dragged. */
  #point({ type, buttons, clientX, clientY }: PointerEvent): void {
    const { left, top, width, height } = this.#element.getBoundingClientRect();
    let least = reachOfPointer;
    let found: Pointed | undefined;
    for (const { title, points } of type === "pointermove" && buttons === 0 ? this.titled : []) {
      for (const point of points) {
        const [x, y] = this.project(point);
        const distance = Math.hypot(x - (clientX - left), y - (clientY - top));
        if (!(distance < least)) continue;
        least = distance;
        const [w1, w2, a] = point;
        found = { x, y, lines: [title, `*w* (${digits(w1)}, ${digits(w2)})`, `*a* ${digits(a)}`] };
      }
    }
    this.#pointer.show(found, { x: 0, y: 0, width, height });
  }

  *#rows(): Iterable<DrawnRow> {
    for (const { title, points } of this.titled) {
      for (const [x, y, z] of points) yield { chart: "w1, w2, a", curve: plainLabel(title), x, y, z };
    }
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

  #lookFrom({ azimuth, elevation, zoom }: View): void {
    const [around, above] = [azimuth * degree, elevation * degree];
    this.#camera.position.set(
      distance * Math.cos(above) * Math.cos(around),
      distance * Math.cos(above) * Math.sin(around),
      distance * Math.sin(above),
    );
    this.#camera.lookAt(0, 0, 0);
    this.#camera.zoom = zoom;
    this.#camera.updateProjectionMatrix();
  }

  /** Where the camera is, rounded as it is told. */
  #seen(): View {
    const { x, y, z } = this.#camera.position;
    return {
      azimuth: Math.round(Math.atan2(y, x) / degree),
      elevation: Math.round(Math.asin(Math.min(1, Math.max(-1, z / distance))) / degree),
      zoom: Number(this.#camera.zoom.toPrecision(3)),
    };
  }

  #turnByKey(event: KeyboardEvent): void {
    const turn = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const zoom = { "+": 1.15, "=": 1.15, "-": 1 / 1.15 }[event.key];
    if (turn === undefined && zoom === undefined) return;
    event.preventDefault();
    const seen = this.#seen();
    const [across = 0, up = 0] = turn ?? [];
    this.#lookFrom({
      azimuth: seen.azimuth + 7 * across,
      elevation: Math.min(steepest, Math.max(-steepest, seen.elevation + 7 * up)),
      zoom: Math.min(zoomField.max, Math.max(zoomField.min, this.#camera.zoom * (zoom ?? 1))),
    });
    this.#controls.update();
    this.#controls.dispatchEvent({ type: "change" });
  }
}

const sameView = (one: View, other: View): boolean =>
  one.azimuth === other.azimuth && one.elevation === other.elevation && one.zoom === other.zoom;

function hasWebGL(): boolean {
  if (typeof OffscreenCanvas === "undefined") return false;
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
