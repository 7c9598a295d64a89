import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { shell } from "./shell.ts";
import { VERDACCIO } from "./versions.ts";

export interface LocalRegistry {
  readonly address: string;
  close(): void;
}

/** A registry on this machine that takes our packages from anybody and everything else from where npm gets it. */
export async function localRegistry(folder: string): Promise<LocalRegistry> {
  mkdirSync(folder, { recursive: true });
  // verdaccio asks for node-fetch by a tag, which not every mirror of the registry has
  const manifest = { private: true, dependencies: { verdaccio: VERDACCIO }, overrides: { "node-fetch": "2.7.0" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  shell("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], folder);
  const upstream = shell("npm", ["config", "get", "registry"], folder).trim();
  const ours = { access: "$all", publish: "$all", unpublish: "$all" };
  const settings = {
    storage: join(folder, "storage"),
    uplinks: { npm: { url: upstream } },
    packages: { "@lazyrich/*": ours, lazyrich: ours, "**": { access: "$all", proxy: "npm" } },
    log: { type: "stdout", format: "pretty", level: "error" },
  };
  writeFileSync(join(folder, "config.yaml"), JSON.stringify(settings));
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const main = join(folder, "node_modules", "verdaccio", "bin", "verdaccio");
  const server = spawn(process.execPath, [main, "--config", "config.yaml", "--listen", String(port)], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (let attempt = 0; !(await answers(address)); attempt++) {
    if (attempt === 300 || server.exitCode !== null) throw new Error(`the registry at ${address} does not answer`);
    await setTimeout(200);
  }
  return { address, close: () => server.kill() };
}

const answers = (address: string): Promise<boolean> =>
  fetch(`${address}/-/ping`).then(
    ({ ok }) => ok,
    () => false,
  );

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "localhost", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(address)));
    });
  });
}
