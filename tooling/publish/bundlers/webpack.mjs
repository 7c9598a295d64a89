import { basename } from "node:path";

const [installed, path, ...inputs] = process.argv.slice(2);
const { default: webpack } = await import(installed);
const entry = Object.fromEntries(inputs.map((input) => [basename(input, ".js"), input]));
webpack(
  {
    ...{ mode: "production", target: ["web", "es2022"], entry, performance: false },
    output: { path, filename: "[name].js", module: true, chunkFormat: "module" },
    experiments: { outputModule: true },
  },
  (error, stats) => {
    if (error) throw error;
    const { errors, warnings } = stats.toJson({ errors: true, warnings: true });
    for (const { message } of [...errors, ...warnings]) console.error(message);
    if (errors.length + warnings.length > 0) process.exitCode = 1;
  },
);
