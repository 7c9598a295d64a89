/** A point (w1, w2, a): the axis of the readout points up. */
export type Point3 = readonly [number, number, number];

export interface SurfaceOptions {
  /** Rows and columns of points. */
  readonly rows: number;
  readonly columns: number;
  /** A thin line is drawn along every so many rows and columns. */
  readonly mesh: number;
  readonly opacity?: number;
}

export interface SurfaceState {
  /** rows x columns points, three coordinates each. */
  readonly positions: Float32Array;
  /** For each point, its colour's place in the palette. */
  readonly shades: Uint8Array;
  readonly palette: readonly string[];
}

export interface CurveOptions {
  /** Pixels. */
  readonly width: number;
  /** Length of dashes and gaps in units of the space; a solid line if not given. */
  readonly dash?: number;
  /** false for a curve that lies on no surface; one that does is drawn a little nearer to the viewer, so as not to be half sunk. */
  readonly raised?: boolean;
  /** What the curve is: said where the reader points at it, and in the table of the drawing. */
  readonly title?: string;
}

export interface CurveState {
  /** Two points or more, three coordinates each. */
  readonly positions: Float32Array;
  readonly color: string;
}

export interface MarkerOptions {
  /** In units of the space. */
  readonly radius: number;
  readonly fill: string;
  readonly rim: string;
}

/** Something in a picture: how it was made, and how it stands now (null where it is not shown). Plain data, so that a worker can be sent it. */
export type PictureItem =
  | { readonly kind: "surface"; readonly options: SurfaceOptions; readonly state: SurfaceState | null }
  | { readonly kind: "curve"; readonly options: CurveOptions; readonly state: CurveState | null }
  | { readonly kind: "marker"; readonly options: MarkerOptions; readonly state: Point3 | null };

/** What a picture needs to be drawn anew. */
export interface PictureFrame {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  /** An orthographic camera that looks at the origin, in units of the space. */
  readonly camera: {
    readonly position: Point3;
    readonly halfWidth: number;
    readonly halfHeight: number;
    readonly far: number;
    readonly zoom: number;
  };
  /** What has changed, by its number; an item keeps its kind and options. */
  readonly items: ReadonlyMap<number, PictureItem>;
}
