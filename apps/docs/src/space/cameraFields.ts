import type { NumberField } from "../demo.ts";

const angle = (name: string, reach: number, value: number): NumberField => ({
  ...{ kind: "number", label: name, name, place: "drawing" },
  ...{ min: -reach, max: reach, step: 1, value },
});

/** How near the camera may come. */
export const zoomField = {
  ...{ kind: "number", label: "zoom", name: "zoom of the picture", place: "drawing" },
  ...{ min: 0.5, max: 6, step: 0.01, value: 1 },
} as const satisfies NumberField;

/** Where a picture in space is seen from, for the fields of its demo: set by turning it, kept in its link, restored by its reset. */
export const cameraFields = (azimuth: number, elevation: number) =>
  ({
    azimuth: angle("direction that the picture is seen from", 180, azimuth),
    elevation: angle("height that the picture is seen from", 90, elevation),
    zoom: zoomField,
  }) as const satisfies Readonly<Record<string, NumberField>>;
