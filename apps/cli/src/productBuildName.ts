import { InputError } from "./inputError.js";
import { suggestion } from "./suggestion.js";

const names = ["simd", "relaxed-simd"] as const;
/** Builds of the kernels that a user can choose. */
export type BuildName = (typeof names)[number];

/** The build that an option names. */
export function buildName(text: string): BuildName {
  if ((names as readonly string[]).includes(text)) return text as BuildName;
  throw new InputError(`--build is ${JSON.stringify(text)}; expected ${names.join(" or ")}${suggestion(text, names)}`);
}
