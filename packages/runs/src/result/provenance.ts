/** Where a result comes from. */
export interface Provenance {
  /** The package and version that made it. */
  readonly madeBy: string;
  /** The version of the layout of results. */
  readonly schema: 1;
  /** SHA-256 of the files that compute, "" where a page has computed it. */
  readonly program: string;
  /** SHA-256 of the user's modules that took part, with the files they import. */
  readonly modules: readonly string[];
}

export const SCHEMA = 1;
