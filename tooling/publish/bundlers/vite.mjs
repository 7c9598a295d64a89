const [installed, outDir, ...input] = process.argv.slice(2);
const { build } = await import(installed);

await build({
  configFile: false,
  logLevel: "error",
  build: {
    ...{ outDir, target: "es2022", modulePreload: false },
    rollupOptions: { input, output: { entryFileNames: "[name].js" } },
  },
});
