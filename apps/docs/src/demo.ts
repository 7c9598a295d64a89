/** A number set by a slider, or by dragging in the drawing. */
export interface NumberField {
  readonly kind: "number";
  /** A math label: `"*δ*"`. */
  readonly label: string;
  /** What a screen reader says: `"conserved quantity delta"`. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Of the slider; of the logarithm to base 10 on a "log" scale. */
  readonly step: number;
  readonly value: number;
  readonly scale?: "linear" | "log";
  readonly unit?: string;
  /** A count: only the values that the slider stops at are ones. */
  readonly whole?: boolean;
  /** On a "log" scale: the slider's left end stands for 0. */
  readonly fromZero?: boolean;
  /** Fields set "in drawing" have a handle there, which takes the arrow keys too, and no slider. */
  readonly place?: "slider" | "drawing";
  /** The slider can be moved only while these other fields have these values; `why` says so to the reader. */
  readonly appliesTo?: { readonly values: Readonly<Record<string, string | boolean>>; readonly why: string };
}

/** One of a few named ways. */
export interface ChoiceField {
  readonly kind: "choice";
  readonly label: string;
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Something shown or hidden. */
export interface ToggleField {
  readonly kind: "toggle";
  readonly label: string;
  readonly name: string;
  readonly value: boolean;
}

export type Field = NumberField | ChoiceField | ToggleField;
export type Fields = Readonly<Record<string, Field>>;

/** The value of each field. */
export type Values<F extends Fields = Fields> = {
  [K in keyof F]: F[K] extends NumberField
    ? number
    : F[K] extends ChoiceField
      ? keyof F[K]["options"] & string
      : F[K] extends ToggleField
        ? boolean
        : number | string | boolean;
};

/** A number under the drawing: what the library computed, with all its digits in `value`. */
export interface Readout {
  /** A number, or the entries of a vector. */
  readonly value: number | readonly number[];
  /** A math label, instead of four digits of the value. */
  readonly text?: string;
}

/** A line of a demo's legend. */
export interface LegendEntry {
  readonly mark: "line" | "thick" | "dashed" | "dotted" | "dot" | "ring" | "cross" | "star" | "square" | "ramp" | "map";
  /** A math label. */
  readonly label: string;
  /** A CSS colour; that of the text if not given. */
  readonly color?: string;
}

/** What a drawing says after it has computed. */
export interface Report {
  /** What was computed: "exact solution for 8 values of delta at 200 times". */
  readonly computed: string;
  readonly milliseconds: number;
  /** One for each label in the demo's `readouts`. */
  readonly readouts: readonly Readout[];
  /** In a math label, where what is drawn is not quite what the sliders say, and why. */
  readonly note?: string;
  /** The drawing in a sentence, for those who do not see it. */
  readonly summary: string;
}

/** What a drawing is given: an element of a size that the page has reserved, and ways to answer. */
export interface Stage<V> {
  readonly element: HTMLElement;
  report(report: Report): void;
  /** Says in a sentence why these values cannot be drawn, until the next report. */
  refuse(reason: string): void;
  /** Sets fields, as a slider does: what dragging a handle calls. */
  change(values: Partial<V>): void;
}

/** A started drawing. */
export interface Drawing<V> {
  /** Draws the values in the stage's present size and theme. Called at most once a frame. */
  draw(values: V): void;
  /** Ends workers and animations while the demo is off the screen; the next `draw` starts them again. */
  rest(): void;
}

/** A demo: fields with sensible ranges, and a drawing whose code is loaded when the reader comes near. */
export interface Demo<F extends Fields = Fields> {
  readonly id: string;
  readonly title: string;
  /** What to drag and what to look for, in a sentence or two of math labels. */
  readonly look: string;
  readonly fields: F;
  /** What the colours and marks of the drawing mean. */
  readonly legend: readonly LegendEntry[];
  /** Labels of the numbers under the drawing. */
  readonly readouts: readonly string[];
  /** Width over height of a wide stage and of a narrow one, where the window is high enough. */
  readonly aspect: { readonly wide: number; readonly narrow: number };
  /** What the drawing must have in height, in pixels, for every chart to be 120 high. */
  readonly leastHeight?: { readonly wide?: number; readonly narrow?: number };
  /** A program of about ten lines that computes what stands below the drawing with the packages. */
  code?(values: Values<F>): string;
  load(): Promise<(stage: Stage<Values<F>>) => Drawing<Values<F>>>;
}

/** The values a demo starts with and resets to. */
export function initialValues<F extends Fields>(fields: F): Values<F> {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value])) as Values<F>;
}
