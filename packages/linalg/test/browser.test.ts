import { isBrowserPresent, runEverywhere } from "@lazyrich/browser";
import { expect, test } from "vitest";
import { everyBuild } from "./everyBuild.js";

test.skipIf(!isBrowserPresent)(
  "a browser multiplies to the same bytes as Node, on the main thread and in a worker, and where a page forbids WebAssembly",
  { timeout: 60_000 },
  async () => {
    const { onMainThread, inWorker, withoutWebAssembly } = await runEverywhere<ReturnType<typeof everyBuild>>(
      new URL("./everyBuild.ts", import.meta.url),
      "everyBuild",
    );
    const { simd, javascript } = everyBuild();
    expect(javascript).toEqual(simd);
    for (const there of [onMainThread, inWorker]) {
      expect(Object.keys(there)).toContain("relaxed-simd");
      expect(there.simd).toEqual(simd);
      expect(there.javascript).toEqual(simd);
    }
    expect(withoutWebAssembly).toEqual({ javascript: simd });
  },
);
