import { isBrowserPresent, runEverywhere } from "@lazyrich/browser";
import { expect, test } from "vitest";
import { everyPass } from "./everyPass.js";

test.skipIf(!isBrowserPresent)(
  "a browser finds the same bytes as Node, on the main thread and in a worker, and where a page forbids WebAssembly",
  { timeout: 60_000 },
  async () => {
    const { onMainThread, inWorker, withoutWebAssembly } = await runEverywhere<ReturnType<typeof everyPass>>(
      new URL("./everyPass.ts", import.meta.url),
      "everyPass",
    );
    const { simd, javascript } = everyPass();
    expect(javascript).toEqual(simd);
    for (const there of [onMainThread, inWorker]) {
      expect(Object.keys(there)).toContain("relaxed-simd");
      expect(there.simd).toEqual(simd);
      expect(there.javascript).toEqual(simd);
    }
    expect(withoutWebAssembly).toEqual({ javascript: simd });
  },
);
