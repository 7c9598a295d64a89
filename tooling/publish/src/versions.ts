/**
 * What the packages are tried with, each at an exact version of the npm registry. The first Node is the floor that
 * `engines` states, the others the newest of each line a user may have.
 */
export const NODES: readonly string[] = ["20.15.0", "22.2.0", "24.21.0", "26.10.0"];

export const TYPESCRIPTS: Readonly<Record<string, string>> = {
  typescript5: "npm:typescript@5.9.3",
  typescript7: "npm:typescript@7.0.2",
};

export const NODE_TYPES = "24.10.1";

export const YARN = "@yarnpkg/cli-dist@4.18.1";

export const BUNDLERS: Readonly<Record<string, string>> = {
  esbuild: "0.28.2",
  vite7: "npm:vite@7.3.8",
  vite8: "npm:vite@8.3.8",
  webpack: "5.113.0",
};

export const RUNTIMES: Readonly<Record<string, string>> = { deno: "2.9.6", bun: "1.4.5" };

export const VERDACCIO = "6.10.4";
