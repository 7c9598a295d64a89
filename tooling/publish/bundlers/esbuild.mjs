const [installed, outdir, ...entryPoints] = process.argv.slice(2);
const { build } = await import(installed);

await build({
  ...{ entryPoints, outdir },
  ...{ bundle: true, minify: true, format: "esm", platform: "browser", target: "es2022", logLevel: "warning" },
});
