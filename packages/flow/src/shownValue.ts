/** A value as an error message shows it, on one short line: arrays and objects are never printed whole. */
export function shownValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  if (typeof value === "function") return value.name === "" ? "a function" : `the function ${value.name.slice(0, 40)}`;
  if (typeof value === "symbol") return "a symbol";
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `an array of length ${(value as unknown[]).length}`;
  return value instanceof Promise ? "a promise" : "an object";
}
