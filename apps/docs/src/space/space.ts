import { AmbientLight, Color, DirectionalLight, Group, OrthographicCamera, Scene, Vector3, WebGLRenderer } from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { svg } from "../drawing/svg.ts";

/** A point (w1, w2, a): the axis of the readout points up. */
export type Point3 = readonly [number, number, number];

/** Where the space is seen from: around the axis of a, and above the plane of w, in radians. */
export interface View {
  readonly azimuth: number;
  readonly elevation: number;
}

/**
 * The space (w1, w2, a) in a stage: rotated by dragging or with the arrow keys, zoomed with the wheel or + and -, drawn only when something has changed.
 * An SVG of the same size lies over it, for labels and handles.
 *
 * @throws Error if the browser has no WebGL.
 */
export class Space {
  /** Surfaces and axes. */
  readonly content: Group = new Group();
  /** Curves and markers that lie on surfaces: a little nearer to the viewer, so that none is half sunk. */
  readonly raised: Group = new Group();
  readonly overlay: SVGSVGElement = svg("svg", { width: "100%", height: "100%", class: "space-overlay" });
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new OrthographicCamera();
  readonly #controls: OrbitControls;
  readonly #element: HTMLElement;
  readonly #reach: number;
  readonly #afterRender: (() => void)[] = [];
  #frame = 0;
  #size = "";

  /**
   * @param reach half the height of what is seen, in units of w and a.
   * @param name what a screen reader calls the view.
   */
  constructor(element: HTMLElement, { view, reach, name }: { view: View; reach: number; name: string }) {
    this.#element = element;
    this.#reach = reach;
    if (document.createElement("canvas").getContext("webgl2") === null) {
      throw new Error("This drawing needs WebGL, which is not there in this browser.");
    }
    this.#renderer = new WebGLRenderer({ antialias: true, alpha: true });
    this.#renderer.setClearColor(new Color(0), 0);
    const canvas = this.#renderer.domElement;
    for (const [attribute, value] of Object.entries({
      tabindex: "0",
      role: "img",
      "aria-label": `${name}; arrow keys rotate, plus and minus zoom`,
    })) {
      canvas.setAttribute(attribute, value);
    }
    canvas.addEventListener("keydown", (event) => this.#turnByKey(event));
    element.replaceChildren(canvas, this.overlay);

    const distance = 40;
    const { azimuth, elevation } = view;
    this.#camera.up.set(0, 0, 1);
    this.#camera.position.set(
      distance * Math.cos(elevation) * Math.cos(azimuth),
      distance * Math.cos(elevation) * Math.sin(azimuth),
      distance * Math.sin(elevation),
    );
    this.#camera.near = 0.1;
    this.#camera.far = 2 * distance;
    this.#controls = new OrbitControls(this.#camera, canvas);
    this.#controls.enablePan = false;
    this.#controls.minZoom = 0.5;
    this.#controls.maxZoom = 6;
    this.#controls.addEventListener("change", () => this.render());
    const sun = new DirectionalLight(0xffffff, 1.15);
    sun.position.set(-0.4, -0.3, 1);
    const headlight = new DirectionalLight(0xffffff, 0.9);
    this.#camera.add(headlight);
    this.#scene.add(this.#camera, new AmbientLight(0xffffff, 2.05), sun, this.content, this.raised);
  }

  /** Draws at the next frame. */
  render(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#fit();
      this.raised.position.copy(this.#camera.position).setLength(0.1);
      this.#renderer.render(this.#scene, this.#camera);
      for (const each of this.#afterRender) each();
    });
  }

  /** Calls back after each drawing: labels and handles follow the view. */
  onRender(callback: () => void): void {
    this.#afterRender.push(callback);
  }

  /** Where a point stands on the overlay, in pixels. */
  project([x, y, z]: Point3): readonly [number, number] {
    const { clientWidth, clientHeight } = this.#element;
    const at = new Vector3(x, y, z).project(this.#camera);
    return [((at.x + 1) / 2) * clientWidth, ((1 - at.y) / 2) * clientHeight];
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.#element;
    const size = `${width} ${height} ${devicePixelRatio}`;
    if (size === this.#size) return;
    this.#size = size;
    this.#renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.#renderer.setSize(width, height);
    this.overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const aspect = width / height;
    const [across, up] = aspect > 1 ? [this.#reach * aspect, this.#reach] : [this.#reach, this.#reach / aspect];
    this.#camera.left = -across;
    this.#camera.right = across;
    this.#camera.top = up;
    this.#camera.bottom = -up;
    this.#camera.updateProjectionMatrix();
  }

  #turnByKey(event: KeyboardEvent): void {
    const turn = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const zoom = { "+": 1.15, "=": 1.15, "-": 1 / 1.15 }[event.key];
    if (turn === undefined && zoom === undefined) return;
    event.preventDefault();
    if (zoom !== undefined) {
      this.#camera.zoom = Math.min(6, Math.max(0.5, this.#camera.zoom * zoom));
      this.#camera.updateProjectionMatrix();
    }
    if (turn !== undefined) {
      const { x, y, z } = this.#camera.position;
      const length = Math.hypot(x, y, z);
      const azimuth = Math.atan2(y, x) + 0.12 * turn[0]!;
      const elevation = Math.min(1.5, Math.max(-1.5, Math.asin(z / length) + 0.12 * turn[1]!));
      this.#camera.position.set(
        length * Math.cos(elevation) * Math.cos(azimuth),
        length * Math.cos(elevation) * Math.sin(azimuth),
        length * Math.sin(elevation),
      );
    }
    this.#controls.update();
    this.render();
  }
}
