import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { exclusiveOrTask, lowRankRegression, studentTeacherTask, whitenedRegression } from "../src/index.js";

/** The first 16 digits of the SHA-256 sum of arrays. */
function sum(...arrays: readonly Float64Array[]): string {
  const hash = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of arrays) hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest("hex").slice(0, 16);
}

it("tasks of a seed keep the bytes that they had when first published: stored sweeps are continued by later versions", () => {
  const betaStar = [1, 2, 3, 4];
  const student = studentTeacherTask({ trainSize: 60, inputDimension: 7, testSize: 40, seed: 3 });
  const { X, Y, test, teacher } = student;
  expect(sum(X.data, Y.data, test.X.data, test.Y.data, teacher.directions.data, teacher.signs)).toBe(
    "96813297f100afc8",
  );
  const whitened = whitenedRegression({ trainSize: 10, inputDimension: 4, inputScale: 2, betaStar, seed: 5 });
  expect(sum(whitened.X.data, whitened.Y.data)).toBe("e511007807a70126");
  const lowRank = lowRankRegression({ trainSize: 6, inputDimension: 4, rank: 2, betaStar, seed: 5 });
  expect(sum(lowRank.X.data, lowRank.Y.data)).toBe("2a4fba8b6d614335");
  const exclusiveOr = exclusiveOrTask({ trainSize: 9, seed: 5 });
  expect(sum(exclusiveOr.X.data, exclusiveOr.Y.data)).toBe("a581ac212bcad323");
});
