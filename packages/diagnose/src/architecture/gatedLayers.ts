interface Named {
  readonly name: string;
  /** Of its weight. */
  readonly shape: readonly number[];
}

/** The first w1, w2 and w3 among layers of which w1 and w3 have one shape and w2 leads back: w2 takes a product of both. Empty if there are none. */
export function gatedLayers(layers: readonly Named[]): readonly string[] {
  for (const { name, shape } of layers.filter((each) => /(^|[._/])w1$/.test(each.name))) {
    const names = [name, name.replace(/1$/, "2"), name.replace(/1$/, "3")];
    const [back, beside] = names.slice(1).map((each) => layers.find((layer) => layer.name === each)?.shape.join());
    if (beside === shape.join() && back === [...shape].reverse().join()) return names;
  }
  return [];
}
