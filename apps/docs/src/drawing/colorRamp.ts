import { formatTick } from "@lazyrich/plot";
import type { Box } from "./box.ts";
import { mapColor } from "./mapColor.ts";
import { isDark } from "./pageTheme.ts";
import { svg, writeLabel } from "./svg.ts";

const count = 48;

/** The colours of a map with their lowest and greatest value, to its right; made anew only where something has changed. */
export class ColorRamp {
  readonly group: SVGGElement = svg("g");
  #drawn = "";

  /** @param map the frame of the map. */
  draw(map: Box, [low, high]: readonly [number, number]): void {
    const key = JSON.stringify([map, low, high, isDark()]);
    if (key === this.#drawn) return;
    this.#drawn = key;
    const left = map.x + map.width + 18;
    const step = map.height / count;
    const text = (value: number, y: number): SVGTextElement => {
      const made = svg("text", { x: left + 24, y, fill: "currentColor", "font-size": 12 });
      writeLabel(made, formatTick(Number(value.toPrecision(2))));
      return made;
    };
    this.group.replaceChildren(
      ...Array.from({ length: count }, (_, k) =>
        svg("rect", {
          x: left,
          y: map.y + k * step,
          width: 16,
          height: step + 0.5,
          fill: mapColor(1 - (k + 0.5) / count),
        }),
      ),
      text(high, map.y + 10),
      text(low, map.y + map.height),
    );
  }
}
