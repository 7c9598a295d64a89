import type { ProductBuild } from "@lazyrich/linalg";
import { float32RelaxedModule } from "./generated/float32RelaxedModule.js";
import { float32SimdModule } from "./generated/float32SimdModule.js";
import { float64RelaxedModule } from "./generated/float64RelaxedModule.js";
import { float64SimdModule } from "./generated/float64SimdModule.js";
import type { Kernels } from "./kernels.js";
import type { Precision } from "./memory.js";

type WasmBuild = Exclude<ProductBuild, "javascript">;

const SOURCES: Readonly<Record<Precision, Record<WasmBuild, string>>> = {
  float32: { simd: float32SimdModule, "relaxed-simd": float32RelaxedModule },
  float64: { simd: float64SimdModule, "relaxed-simd": float64RelaxedModule },
};

/** What assembly/kernels.ts exports. */
interface WasmKernels extends Kernels {
  readonly memory: WebAssembly.Memory;
  /** The first address that is free for buffers. */
  readonly firstFree: WebAssembly.Global;
}

const modules = new Map<string, WebAssembly.Module>();

/** A fresh instance with a memory of its own, of a build that runs here. Every instance shares one compiled module. */
export function startWasmKernels(precision: Precision, build: WasmBuild): WasmKernels {
  const source = SOURCES[precision][build];
  let module = modules.get(source);
  if (!module) {
    module = new WebAssembly.Module(Uint8Array.from(atob(source), (character) => character.charCodeAt(0)));
    modules.set(source, module);
  }
  return new WebAssembly.Instance(module, { env: { abort: () => undefined } }).exports as unknown as WasmKernels;
}
