import { cpSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkpoint, specifiedArchitecture } from "@lazyrich/diagnose";
import { expect, test } from "vitest";
import { lazyrichInTurn, temporaryFolder } from "./lazyrich.js";

const guide = readFileSync(new URL("../../docs/site/guides/is-my-network-lazy.md", import.meta.url), "utf8");
const sample = fileURLToPath(new URL("../../docs/site/public/sample-network", import.meta.url));
const blocks = (language: string): string[] =>
  Array.from(guide.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g")), ([, code]) => code!);

test("the guide's commands run on the checkpoints that its PyTorch program wrote, and say what it quotes", async () => {
  const folder = temporaryFolder();
  cpSync(sample, folder, { recursive: true });
  const lines = blocks("sh").flatMap((block) => block.trim().split("\n"));
  expect(lines.length).toBeGreaterThanOrEqual(4);
  const results = await Promise.all(
    lines.map((line) => lazyrichInTurn(line.replaceAll("'", "").split(" ").slice(1), { cwd: folder })),
  );
  for (const { code, stderr } of results) expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const said = results.map(({ stdout }) => stdout).join("\n");
  const quoted = blocks("text").flatMap((block) => block.trim().split("\n\n"));
  expect(quoted.length).toBeGreaterThanOrEqual(4);
  for (const each of quoted) expect(said).toContain(each);
});

test("the guide's spec is one, and names the tensors that it maps", () => {
  const shapes = {
    "features.0.weight": [6, 1, 5, 5],
    "features.0.bias": [6],
    "classifier.weight": [10, 1176],
    "classifier.bias": [10],
  };
  const arrays = Object.entries(shapes).map(([name, shape]) => {
    return [name, { shape, data: new Float64Array(shape.reduce((product, size) => product * size, 1)) }] as const;
  });
  const start = checkpoint(Object.fromEntries(arrays), "start");
  const { network, stateOf } = specifiedArchitecture(JSON.parse(blocks("json")[0]!), start, { inputDimension: 784 });
  expect(stateOf(start).theta).toHaveLength(network.parameterCount);
});
