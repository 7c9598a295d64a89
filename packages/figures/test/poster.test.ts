import { svgToPdf } from "@lazyrich/plot/files";
import { parseSpec } from "@lazyrich/specs";
import { expect, test } from "vitest";
import { findFigure, poster } from "../src/index.js";
import { posterColumns, posterTitle } from "../src/poster/posterStory.js";
import { smaller } from "./figures/smaller.js";

const ids = posterColumns.flat().map(({ figure }) => figure);
const specs = Object.fromEntries(ids.map((id) => [id, parseSpec(findFigure(id).schema, smaller[id] ?? {})]));

test("the poster is one page of A0 with every part of the story inside it, in words that its rows show", async () => {
  const shares: number[] = [];
  const svg = await poster({ specs, onProgress: (share) => shares.push(share) });
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(svg).toMatch(/viewBox="0 0 2384 3370"/);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  const text = svg
    .replace(/<\/text><text[^>]*>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<");
  for (const { heading } of posterColumns.flat()) expect(text).toContain(heading);
  expect(text).toContain(posterTitle);
  const [, rich, lazy] = /Rich, their kernel turned by a distance S: (\(τ.*)\. Lazy: (\(τ.*?)\. /.exec(text)!;
  const distances = (words: string): number[] =>
    Array.from(words.matchAll(/S = (\S+)/g), ([, S]) => Number.parseFloat(S!));
  expect(Math.min(...distances(rich!))).toBeGreaterThan(0.05);
  expect(Math.max(...distances(lazy!))).toBeLessThan(0.05);
  expect(distances(`${rich} ${lazy}`)).toHaveLength(4);
  expect(text).toMatch(/12 students, from step 100 to step 1000\. At the last: The kernel distance S is greatest/);
  // every picture is on the page, within its margins
  const places = [...svg.matchAll(/transform="translate\(([\d.]+),([\d.]+)\) scale\(([\d.]+)\)/g)];
  expect(places).toHaveLength(ids.length);
  for (const [i, { width }] of posterColumns.flat().entries()) {
    const [x, y, scale] = places[i]!.slice(1).map(Number) as [number, number, number];
    expect(scale).toBeGreaterThan(1);
    expect(x + scale * width).toBeLessThanOrEqual(2384 - 110 + 1e-6);
    expect(y).toBeLessThan(3370 - 300);
  }
  expect(Buffer.from(await svgToPdf(svg)).toString("latin1")).toContain("/MediaBox [0 0 2384 3370]");
  const reason = new Error("enough");
  await expect(poster({ specs, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
