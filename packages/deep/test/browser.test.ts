import { isBrowserPresent, runEverywhere } from "@lazyrich/browser";
import { expect, test } from "vitest";
import { everyBuild } from "./everyBuild.js";

test.skipIf(!isBrowserPresent)(
  "a browser finds the same bytes as Node, on the main thread and in a worker, and where a page forbids WebAssembly",
  { timeout: 60_000 },
  async () => {
    const { onMainThread, inWorker, withoutWebAssembly } = await runEverywhere<ReturnType<typeof everyBuild>>(
      new URL("./everyBuild.ts", import.meta.url),
      "everyBuild",
    );
    const { simd } = everyBuild();
    for (const there of [onMainThread, inWorker]) {
      expect(Object.keys(there)).toContain("relaxed-simd");
      expect(there.simd).toEqual(simd);
    }
    // the exponential of a page's JavaScript is its own: it must agree, and with itself to the byte
    expect(withoutWebAssembly.javascript).toEqual(onMainThread.javascript);
    const [here, there] = [simd!, withoutWebAssembly.javascript!];
    for (const [k, number] of here.entries())
      expect(Math.abs(there[k]! - number)).toBeLessThan(1e-5 * (1 + Math.abs(number)));
  },
);
