import { parseSpec } from "@lazyrich/specs";
import type { Figure } from "../../src/figure.js";
import { smaller } from "./smaller.js";

/** A figure that tests look at, run and drawn once for all of them: of its own settings, or of smaller ones where these take long. */
export interface Example {
  readonly spec: unknown;
  readonly data: ReturnType<Figure["run"]>;
  readonly svg: Promise<string>;
}

const examples = new Map<string, Example>();

export function example(figure: Figure): Example {
  const known = examples.get(figure.id);
  if (known !== undefined) return known;
  const spec = parseSpec(figure.schema, smaller[figure.id] ?? {});
  const data = figure.run(spec);
  const made = { spec, data, svg: data.then((rows) => figure.draw(rows, spec)) };
  examples.set(figure.id, made);
  return made;
}
