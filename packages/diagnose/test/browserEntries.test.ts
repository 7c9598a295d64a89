import { ofNode, outsideImports } from "@lazyrich/browser/outsideImports";
import { expect, test } from "vitest";

test("the main entry runs in a browser: nothing of Node's", () => {
  const found = outsideImports(new URL("../src/index.ts", import.meta.url));
  expect(found.size).toBeGreaterThan(0);
  expect(ofNode(found)).toEqual([]);
});
