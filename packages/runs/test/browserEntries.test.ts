import { ofNode, outsideImports } from "@lazyrich/browser/outsideImports";
import { expect, test } from "vitest";

test.each(["../src/index.ts"])("%s runs in a browser: nothing of Node's", (entry) => {
  const found = outsideImports(new URL(entry, import.meta.url));
  expect(found.size).toBeGreaterThan(0);
  expect(ofNode(found)).toEqual([]);
});
