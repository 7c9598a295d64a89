import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

interface FontFile {
  /** The first family name of the figures' CSS. */
  readonly family: "Source Sans 3" | "Noto Sans Math";
  readonly bold: boolean;
  readonly italic: boolean;
  readonly path: string;
}

const face = (bold: boolean, italic: boolean, name: string): FontFile => ({
  family: "Source Sans 3",
  bold,
  italic,
  path: resolve(`@expo-google-fonts/source-sans-3/${name}/SourceSans3_${name}.ttf`),
});

/** The fonts that PNG and PDF are set in, as files that come with this package's dependencies (SIL Open Font License). */
export const fontFiles: readonly FontFile[] = [
  face(false, false, "400Regular"),
  face(false, true, "400Regular_Italic"),
  face(true, false, "600SemiBold"),
  face(true, true, "600SemiBold_Italic"),
  {
    family: "Noto Sans Math",
    bold: false,
    italic: false,
    path: resolve("@expo-google-fonts/noto-sans-math/400Regular/NotoSansMath_400Regular.ttf"),
  },
];
