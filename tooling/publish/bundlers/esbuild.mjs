import { build } from "esbuild";

await build({
  entryPoints: process.argv.slice(3),
  outdir: process.argv[2],
  ...{ bundle: true, minify: true, format: "esm", platform: "browser", target: "es2022", logLevel: "warning" },
});
