import { draws } from "@lazyrich/fuzz";
import fc from "fast-check";

/** Calls with changed copies of a file: bytes replaced, most often near its ends, and the file cut or made longer. */
export function forMutations(original: Uint8Array, check: (bytes: Uint8Array) => void): void {
  fc.assert(
    fc.property(mutation, (change) => check(mutated(original, change))),
    draws,
  );
}

export async function forMutationsAsync(
  original: Uint8Array,
  check: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(mutation, (change) => check(mutated(original, change))),
    draws,
  );
}

const place = fc.oneof(
  fc.record({ from: fc.constantFrom("start", "end"), bytes: fc.nat(200) }),
  fc.record({ from: fc.constant("start"), bytes: fc.nat() }),
);
const mutation = fc.record({
  replaced: fc.array(fc.record({ place, byte: fc.nat(255) }), { minLength: 1, maxLength: 4 }),
  length: fc.option(fc.nat(), { freq: 4 }),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutated(original: Uint8Array, { replaced, length }: Mutation): Uint8Array {
  const bytes = original.slice();
  for (const { place, byte } of replaced) {
    const at = place.bytes % bytes.length;
    bytes[place.from === "start" ? at : bytes.length - 1 - at] = byte;
  }
  if (length === null) return bytes;
  const cut = new Uint8Array(length % (bytes.length + 100));
  cut.set(bytes.subarray(0, cut.length));
  return cut;
}
