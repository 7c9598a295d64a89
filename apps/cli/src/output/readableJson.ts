const WIDTH = 100;

/** JSON to read and edit: what fits stands on one line. */
export function readableJson(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isArray = Array.isArray(value);
  const inner = `${indent}  `;
  const parts = (next: string) =>
    isArray
      ? value.map((each) => readableJson(each, next))
      : Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${readableJson(each, next)}`);
  const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
  const flat = isArray ? `[${parts("").join(", ")}]` : `{ ${parts("").join(", ")} }`;
  if (flat.length + indent.length <= WIDTH && !flat.includes("\n") && !(indent === "" && !isArray)) return flat;
  return `${open}\n${parts(inner)
    .map((part) => inner + part)
    .join(",\n")}\n${indent}${close}`;
}
