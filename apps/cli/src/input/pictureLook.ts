import { type DrawOptions, darkTheme, paperTheme, paperWidth } from "@lazyrich/figures";
import { InputError } from "./inputError.js";
import { suggestion } from "./suggestion.js";

const themes: Readonly<Record<string, DrawOptions["theme"]>> = { paper: paperTheme, dark: darkTheme };

/** Options of how a picture looks: width and colors. */
export interface PictureLookOptions {
  readonly width?: string;
  readonly theme?: string;
}

/**
 * How a picture looks, from `--width` and `--theme`.
 *
 * @throws InputError if a width or a theme is none.
 */
export function pictureLook({ width, theme }: PictureLookOptions): Pick<DrawOptions, "width" | "theme"> {
  return {
    ...(width === undefined ? {} : { width: points(width) }),
    ...(theme === undefined ? {} : { theme: themeOf(theme) }),
  };
}

function points(text: string): number {
  const named = Object.entries(paperWidth).find(([name]) => name === text)?.[1];
  const width = named ?? Number(text);
  if (width >= 100 && width <= 5000) return width;
  const names = Object.entries(paperWidth).map(([name, value]) => `${name} (${value})`);
  throw new InputError(
    `--width is ${JSON.stringify(text)}; expected ${names.join(", ")} or points, at least 100 and at most 5000`,
  );
}

function themeOf(text: string): DrawOptions["theme"] {
  if (Object.hasOwn(themes, text)) return themes[text];
  const names = Object.keys(themes);
  throw new InputError(`--theme is ${JSON.stringify(text)}; expected ${names.join(" or ")}${suggestion(text, names)}`);
}
