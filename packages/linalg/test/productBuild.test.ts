import { afterEach, expect, it, vi } from "vitest";
import { relaxedSimdModule } from "../src/generated/relaxedSimdModule.js";
import { simdModule } from "../src/generated/simdModule.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it("falls back to JavaScript where WebAssembly is missing", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  const { matrix, productBuilds, product, products, workspace } = await import("../src/index.js");
  expect(productBuilds()).toEqual(["javascript"]);
  expect(products().build).toBe("javascript");
  expect([...product(matrix(1, 2, Float64Array.of(3, 4)), matrix(2, 1, Float64Array.of(5, 6))).data]).toEqual([39]);
  expect(workspace({ x: [2, 2] }).build).toBe("javascript");
  expect(products("simd").build).toBe("javascript");
  expect(workspace({ x: [2, 2] }, "simd").build).toBe("javascript");
  expect(() => products("relaxed-simd")).toThrow(
    new RangeError('build is "relaxed-simd", which does not run here; these do: javascript'),
  );
});

it("falls back to plain SIMD where relaxed SIMD is missing", async () => {
  const { Module, Instance } = WebAssembly;
  class WithoutRelaxed extends Module {
    constructor(bytes: Uint8Array<ArrayBuffer>) {
      if (bytes.length === atob(relaxedSimdModule).length) throw new WebAssembly.CompileError("invalid instruction");
      super(bytes);
    }
  }
  vi.stubGlobal("WebAssembly", { Module: WithoutRelaxed, Instance, CompileError: WebAssembly.CompileError });
  const { products } = await import("../src/index.js");
  expect(products().build).toBe("simd");
});

it("compiles nothing at import", async () => {
  const compile = vi.fn();
  vi.stubGlobal("WebAssembly", { Module: compile });
  await import("../src/index.js");
  expect(compile).not.toHaveBeenCalled();
});

it("keeps its modules below the 4096 bytes that any browser compiles on its main thread", () => {
  for (const base64 of [simdModule, relaxedSimdModule]) expect(atob(base64).length).toBeLessThan(4096);
});
