import type { NamedArrays } from "@lazyrich/tables";

/**
 * The share of activations that switched between two moments, layer by layer: 1 where z >= 0 and 0 else, so that pre-activations and
 * patterns of -1 and 1 both do; of an array of zeros and ones, what is 1.
 *
 * @param before activations by layer
 * @param after the same layers later
 * @throws RangeError if names or shapes differ, an entry is NaN, or there is no layer.
 * @example
 * import { compareActivations } from "@lazyrich/diagnose";
 * const layer = (...data) => ({ hidden: { shape: [2, 2], data: Float64Array.from(data) } });
 * compareActivations(layer(1, -1, 0.5, 2), layer(1, 1, 0.5, 2)); // { hidden: 0.25 }
 */
export function compareActivations(before: NamedArrays, after: NamedArrays): Record<string, number> {
  const names = Object.keys(before);
  if (names.length === 0) throw new RangeError("the activations before hold no arrays; expected one a layer");
  const other = Object.keys(after).find((name) => !Object.hasOwn(before, name));
  if (other !== undefined) throw new RangeError(`the activations after have ${other}; expected ${names.join(", ")}`);
  return Object.fromEntries(
    names.map((name) => {
      const [a, b] = [before[name]!, after[name]];
      if (b === undefined) throw new RangeError(`the activations after lack ${name}`);
      if (b.shape.join() !== a.shape.join()) {
        throw new RangeError(`${name} after is ${b.shape.join(" x ")}; expected ${a.shape.join(" x ")}`);
      }
      for (const [when, { data }] of [
        ["before", a],
        ["after", b],
      ] as const) {
        const at = data.findIndex(Number.isNaN);
        if (at >= 0) throw new RangeError(`${name} ${when} has NaN as entry ${at}; expected numbers`);
      }
      const areBits = [a, b].every(({ data }) => data.every((entry) => entry === 0 || entry === 1));
      const isOn = areBits ? (z: number) => z === 1 : (z: number) => z >= 0;
      let switched = 0;
      for (const [k, z] of a.data.entries()) if (isOn(z) !== isOn(b.data[k]!)) switched++;
      return [name, switched / a.data.length];
    }),
  );
}
