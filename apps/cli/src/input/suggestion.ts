import { closestName } from "@lazyrich/specs";

/** ` (did you mean "png"?)`, or nothing if no name is near. */
export function suggestion(name: string, names: readonly string[]): string {
  const closest = closestName(name, names);
  return closest === undefined ? "" : ` (did you mean ${JSON.stringify(closest)}?)`;
}
