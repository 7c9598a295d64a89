import { parseLabel } from "@lazyrich/plot";

/** A math label without its marks: "*β*_0" as "β0". */
export const plainLabel = (label: string): string =>
  parseLabel(label)
    .map(({ text }) => text)
    .join("");
