import { relaxedSimdModule } from "./generated/relaxedSimdModule.js";
import { simdModule } from "./generated/simdModule.js";

/**
 * A build of the products. `"simd"` and `"javascript"` round after every multiplication and every addition, like the
 * three plain loops, so they give the same bytes on every machine. `"relaxed-simd"` rounds once where the processor has
 * a fused multiply-add: it is faster, and its last digit may depend on the machine.
 */
export type ProductBuild = "relaxed-simd" | "simd" | "javascript";

const FASTEST_FIRST: readonly ProductBuild[] = ["relaxed-simd", "simd", "javascript"];

type WasmBuild = Exclude<ProductBuild, "javascript">;
const SOURCES: Readonly<Record<WasmBuild, string>> = { "relaxed-simd": relaxedSimdModule, simd: simdModule };

/** What assembly/multiply.ts exports. Sizes in entries, addresses and strides in bytes. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** The first address that is free for matrices. */
  readonly scratchBytes: { readonly value: number };
  readonly multiply: (
    m: number,
    depth: number,
    n: number,
    a: number,
    aRowBytes: number,
    aColumnBytes: number,
    b: number,
    bRowBytes: number,
    bColumnBytes: number,
    c: number,
  ) => void;
}

/**
 * The builds that run here, the fastest first. `"javascript"` is always among them.
 *
 * @example
 * import { productBuilds } from "@lazyrich/linalg";
 * productBuilds().includes("javascript"); // true: it runs everywhere
 */
export function productBuilds(): ProductBuild[] {
  return FASTEST_FIRST.filter((build) => build === "javascript" || compiledModule(build) !== undefined);
}

/**
 * The fastest build that runs here of those that give the same bytes on every machine.
 *
 * @example
 * import { reproducibleBuild } from "@lazyrich/linalg";
 * ["simd", "javascript"].includes(reproducibleBuild()); // true
 */
export function reproducibleBuild(): ProductBuild {
  return productBuilds().find((build) => build !== "relaxed-simd")!;
}

/**
 * The given build, or the fastest that runs here of those that give the same bytes on every machine. Where `"simd"` does not run, `"javascript"`, which gives the same bytes, takes its place.
 *
 * @throws RangeError if the build is unknown, or is `"relaxed-simd"` and does not run here.
 */
export function requireBuild(build: ProductBuild | undefined): ProductBuild {
  if (build !== undefined && !FASTEST_FIRST.includes(build)) {
    throw new RangeError(`build is ${JSON.stringify(build)}; expected one of ${FASTEST_FIRST.join(", ")}`);
  }
  const running = productBuilds();
  if (build === "simd" && !running.includes(build)) return "javascript";
  if (build !== undefined && !running.includes(build)) {
    throw new RangeError(`build is "${build}", which does not run here; these do: ${running.join(", ")}`);
  }
  return build ?? reproducibleBuild();
}

/** A fresh instance with a memory of its own. Every instance of a build shares one compiled module. */
export function startKernel(build: WasmBuild): Kernel {
  return new WebAssembly.Instance(compiledModule(build)!).exports as unknown as Kernel;
}

const modules = new Map<WasmBuild, WebAssembly.Module | undefined>();

function compiledModule(build: WasmBuild): WebAssembly.Module | undefined {
  if (!modules.has(build)) modules.set(build, compile(SOURCES[build]));
  return modules.get(build);
}

function compile(base64: string): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    // no WebAssembly, no such instructions, or a page whose security policy forbids both: the next build is tried
    return undefined;
  }
}
