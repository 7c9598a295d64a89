/** sRGB components, linear in light, of an OKLCH colour (lightness in [0, 1], chroma, hue in degrees); outside [0, 1] when out of gamut. */
function linearRgb(lightness: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const channel = (linear: number): string => {
  const clamped = Math.min(1, Math.max(0, linear));
  const encoded = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * clamped ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, "0");
};

/**
 * The hex colour of an OKLCH colour; where sRGB cannot show it, the chroma is lowered until it can, which keeps lightness and hue.
 *
 * @see Ottosson 2020, "A perceptual color space for image processing".
 */
export function oklch(lightness: number, chroma: number, hue: number): string {
  const fits = (c: number): boolean => linearRgb(lightness, c, hue).every((v) => v >= -1e-4 && v <= 1 + 1e-4);
  let shown = chroma;
  if (!fits(chroma)) {
    let low = 0;
    let high = chroma;
    for (let i = 0; i < 20; i++) {
      const middle = (low + high) / 2;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    shown = low;
  }
  return `#${linearRgb(lightness, shown, hue).map(channel).join("")}`;
}
