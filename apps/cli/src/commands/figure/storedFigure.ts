import { type Figure, type FigureData, figures } from "@lazyrich/figures";
import { parseFigureJson, type StoredFigure } from "@lazyrich/figures/files";
import { isRefusal } from "@lazyrich/specs";
import { readRegularFile } from "@lazyrich/tables/files";
import { InputError } from "../../input/inputError.js";
import { resultOf } from "../../input/resultOf.js";

/** Files above this are refused. */
const LARGEST = 2 ** 30;

interface Drawable {
  readonly spec: unknown;
  readonly data: FigureData;
}

/**
 * Where figures are drawn from without a run: the JSON of a figure, of itself alone, or results of runs.
 *
 * @throws InputError that names what cannot be read, or (when asked for) a figure that it is not of.
 */
export async function storedFigure(from: string): Promise<(figure: Figure) => Drawable> {
  const own = ownJson(from);
  if (own !== undefined) {
    return (figure) => {
      if (figure.id === own.figure.id) return own;
      throw new InputError(`${from} is of figure ${own.figure.id}; expected one of figure ${figure.id}`);
    };
  }
  const { rows } = await resultOf(from);
  return (figure) => {
    if (figure.fromRuns === undefined) {
      const able = figures.filter(({ fromRuns }) => fromRuns !== undefined).map(({ id }) => id);
      throw new InputError(
        `figure ${figure.id} is of no stored runs; expected one of ${able.join(", ")}, or the JSON of figure ${figure.id}, with --from`,
      );
    }
    return asInput(() => figure.fromRuns!(rows), "the stored runs cannot be drawn: ");
  };
}

function ownJson(from: string): StoredFigure | undefined {
  if (!/\.json$/i.test(from)) return undefined;
  let text: string;
  try {
    text = Buffer.from(readRegularFile(from, { limit: LARGEST })).toString("utf8");
  } catch {
    // what cannot be read is said by the reader of results
    return undefined;
  }
  return asInput(() => parseFigureJson(text, from, figures), "");
}

function asInput<T>(read: () => T, prefix: string): T {
  try {
    return read();
  } catch (error) {
    throw isRefusal(error) ? new InputError(prefix + error.message) : error;
  }
}
