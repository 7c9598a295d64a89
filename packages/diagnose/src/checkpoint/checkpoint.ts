import type { NamedArrays, NumericArray } from "@lazyrich/tables";
import { type StoredType, storedType } from "./storedType.js";

/** The parameters of a network at one moment of its training. */
export interface Checkpoint {
  /** Of the file, for errors. */
  readonly name: string;
  /** By the names of the file without `module.`, `_orig_mod.` and `model.` before them. */
  readonly arrays: ReadonlyMap<string, NumericArray>;
  /** The narrowest type that holds every entry. */
  readonly type: StoredType;
}

const PREFIX = /^(?:(?:module|_orig_mod|model)\.)+(?=.)/;

/**
 * A checkpoint from the arrays of a file.
 *
 * @param arrays by the names of the file
 * @param name of the file, for errors
 * @throws RangeError in one line if there are no arrays, two have one name once prefixes are dropped, or an entry is not finite.
 * @example
 * import { checkpoint } from "@lazyrich/diagnose";
 * const weight = { shape: [1, 2], data: Float64Array.of(0.5, 1) };
 * const { arrays, type } = checkpoint({ "module.fc.weight": weight }, "step 100");
 * [...arrays.keys()]; // ["fc.weight"]
 * type; // "F32": the narrowest that holds every entry
 */
export function checkpoint(arrays: NamedArrays, name: string): Checkpoint {
  const named = new Map<string, NumericArray>();
  for (const [full, array] of Object.entries(arrays)) {
    const short = withoutPrefix(full);
    if (/\p{Cc}/u.test(short)) throw new RangeError(`${name} holds ${shown(short)}; expected names of one line`);
    if (named.has(short))
      throw new RangeError(`${name} holds ${shown(short)} twice, once with a prefix; expected it once`);
    if (array.data.length === 0) {
      throw new RangeError(
        `${name}: ${shown(short)} is of shape (${array.shape.join(", ")}), without entries; expected some`,
      );
    }
    const at = array.data.findIndex((entry) => !Number.isFinite(entry));
    if (at >= 0) {
      const place = array.shape.length > 0 ? `[${indexOf(at, array.shape).join("][")}]` : "";
      throw new RangeError(`${name}: ${shown(short)}${place} is ${array.data[at]}; expected finite numbers`);
    }
    named.set(short, array);
  }
  if (named.size === 0) throw new RangeError(`${name} holds no arrays; expected the parameters of a network`);
  return { name, arrays: named, type: storedType([...named.values()].map(({ data }) => data)) };
}

/** A name without `module.`, `_orig_mod.` and `model.` before it. */
export const withoutPrefix = (name: string): string => name.replace(PREFIX, "");

const shown = (name: string): string => (/^[\w.:/-]{1,80}$/.test(name) ? name : JSON.stringify(name.slice(0, 80)));

function indexOf(at: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (let axis = shape.length - 1, rest = at; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}
