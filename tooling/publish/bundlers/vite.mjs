const [alias, outDir, ...input] = process.argv.slice(2);
const { build } = await import(alias);

await build({
  configFile: false,
  logLevel: "error",
  build: {
    ...{ outDir, target: "es2022", modulePreload: false },
    rollupOptions: { input, output: { entryFileNames: "[name].js" } },
  },
});
