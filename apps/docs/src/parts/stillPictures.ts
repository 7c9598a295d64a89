declare global {
  interface ImportMeta {
    /** Files of a pattern, known when the site is built. */
    glob(pattern: string, options: object): Readonly<Record<string, string>>;
  }
}

const found = import.meta.glob("../../pictures/*.png", {
  eager: true,
  query: "?url",
  import: "default",
});

/** The pictures of a demo, by day and by night, that stand in its place until it is drawn: without script, without WebGL, on paper. */
export const stillPictures = (id: string): readonly { readonly scheme: string; readonly address: string }[] =>
  Object.entries({ light: `${id}.png`, dark: `${id}-dark.png` }).flatMap(([scheme, file]) => {
    const address = found[`../../pictures/${file}`];
    return address === undefined ? [] : [{ scheme, address }];
  });
