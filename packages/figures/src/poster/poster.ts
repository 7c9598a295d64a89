import type { RunOptions } from "../figure.js";
import { findFigure } from "../findFigure.js";
import { posterPage } from "./posterPage.js";
import { posterColumns, posterSources, posterSubtitle, posterTitle } from "./posterStory.js";

export interface PosterOptions extends RunOptions {
  /** Settings of figures by id, instead of their own. */
  readonly specs?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The story of lazy and rich learning on one page of A0, as SVG: runs the figures that tell it and draws them with what their rows show.
 *
 * @param options settings of its figures, and whom to tell
 * @example
 * import { poster } from "@lazyrich/figures";
 * const stop = AbortSignal.abort(new Error("not today")); // it runs for a minute
 * await poster({ signal: stop }).catch((error) => error.message); // "not today"
 */
export async function poster({ specs = {}, onProgress, ...options }: PosterOptions = {}): Promise<string> {
  const count = posterColumns.flat().length;
  let done = 0;
  const columns = [];
  for (const column of posterColumns) {
    const parts = [];
    for (const { heading, figure: id, width, words } of column) {
      const figure = findFigure(id);
      const spec = specs[id] ?? figure.spec;
      const data = await figure.run(spec, {
        ...options,
        onProgress: (fraction) => onProgress?.((done + fraction) / count),
      });
      parts.push({ heading, words: words(data, spec), svg: figure.draw(data, spec, { width }) });
      done++;
      options.signal?.throwIfAborted();
    }
    columns.push(parts);
  }
  return posterPage({ title: posterTitle, subtitle: posterSubtitle, sources: posterSources }, columns);
}
