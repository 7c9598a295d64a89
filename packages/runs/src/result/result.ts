import type { Row } from "@lazyrich/tables";
import type { RunSpec } from "../spec/runSpec.js";
import type { Provenance } from "./provenance.js";

/** What runs give: the completed spec, tables of rows, and where they come from. */
export interface Result {
  /** Null for a table that came without one. */
  readonly spec: RunSpec | null;
  /** One row a checkpoint of a cell: the fields of the spec, `step`, `t`, measures, how the run ended. */
  readonly rows: readonly Row[];
  /** Further tables by name: `layers` has one row a checkpoint and layer, `filters` one a pixel of a filter. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  /** What made it; null for a table that came without. */
  readonly provenance: Provenance | null;
}
