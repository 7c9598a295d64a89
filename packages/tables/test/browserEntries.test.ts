import { ofNode, outsideImports } from "@lazyrich/browser/outsideImports";
import { expect, test } from "vitest";

test.each(["../src/index.ts", "../src/parquet/index.ts"])("%s runs in a browser: nothing of Node's", (entry) => {
  const found = outsideImports(new URL(entry, import.meta.url));
  expect(ofNode(found)).toEqual([]);
});

test("the main entry does without Parquet, so that it starts fast", () => {
  expect([...outsideImports(new URL("../src/index.ts", import.meta.url))]).toEqual(["fflate"]);
});
