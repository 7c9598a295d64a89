// Compiles an AssemblyScript file of the package it is called in, once for each build, and writes each as base64 into
// src/generated/, so that a bundler, a worker and Node load them like any other source:
//
//   node ../../tooling/assemblyModules.mjs assembly/multiply.ts simdModule=simd relaxedSimdModule=simd,relaxed-simd
//
// names the file, then the constant and the features of WebAssembly of each build. A build may give a type another name,
// so that one source makes float32 and float64: float32Module=simd:Float=f32.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [entry, ...builds] = process.argv.slice(2);
// the package's own compiler, which this folder does not see
const { default: asc } = await import(
  pathToFileURL(join(process.cwd(), "node_modules/assemblyscript/dist/asc.js")).href
);

mkdirSync("src/generated", { recursive: true });
for (const build of builds) {
  const name = build.slice(0, build.indexOf("="));
  const [features, alias] = build.slice(name.length + 1).split(":");
  const base64 = Buffer.from(await compile(features, alias)).toString("base64");
  const source = `// Written by tooling/assemblyModules.mjs from assembly/; do not edit.\nexport const ${name}: string =\n  "${base64}";\n`;
  writeIfChanged(`src/generated/${name}.ts`, source);
}

async function compile(features, alias) {
  let binary;
  const { error, stderr } = await asc.main(
    [
      entry,
      "--outFile",
      "module.wasm",
      "-O3",
      "--runtime",
      "stub",
      "--enable",
      features,
      ...(alias ? ["--use", alias] : []),
    ],
    {
      readFile: readIfPresent,
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
