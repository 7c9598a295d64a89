import { expect, test } from "vitest";
import { figures } from "../src/index.js";
import { figureTitles } from "../src/titles.js";

test("the titles are those of the figures, in their order", () => {
  expect(figures.map(({ id, title }) => ({ id, title }))).toEqual(figureTitles);
});
