// Compiles assembly/ into one WebAssembly module with plain SIMD and one with relaxed SIMD, and writes both as base64
// into src/generated/, so that a bundler, a worker and Node load them like any other source.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import asc from "assemblyscript/asc";

const BUILDS = {
  simdModule: "simd",
  relaxedSimdModule: "simd,relaxed-simd",
};

const generated = new URL("../src/generated/", import.meta.url);
mkdirSync(generated, { recursive: true });

for (const [name, features] of Object.entries(BUILDS)) {
  const base64 = Buffer.from(await compile(features)).toString("base64");
  const source = `// Written by scripts/buildAssembly.mjs from assembly/; do not edit.\nexport const ${name}: string =\n  "${base64}";\n`;
  writeIfChanged(new URL(`${name}.ts`, generated), source);
}

async function compile(features) {
  let binary;
  const { error, stderr } = await asc.main(
    ["assembly/multiply.ts", "--outFile", "multiply.wasm", "-O3", "--runtime", "stub", "--enable", features],
    {
      readFile: (name) => readIfPresent(new URL(`../${name}`, import.meta.url)),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`AssemblyScript with ${features}: ${stderr}`, { cause: error });
  return binary;
}

function readIfPresent(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // the compiler asks for every place where an import may lie
    return null;
  }
}

// TypeScript builds anew what has a new date
function writeIfChanged(file, source) {
  if (readIfPresent(file) !== source) writeFileSync(file, source);
}
