import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { main } from "./lazyrich.js";

// prints the address of every module as it is loaded
const watch = `data:text/javascript,import{registerHooks}from"node:module";registerHooks({load(url,context,next){process.stderr.write(url+"\\n");return next(url,context)}})`;

test.for([["figures"], ["completion", "bash"], ["--help"]])(
  "%s loads nothing that computes, draws or checks",
  (args) => {
    const { stderr, status } = spawnSync(process.execPath, ["--import", watch, main, ...args], { encoding: "utf8" });
    expect(status).toBe(0);
    expect(stderr).toContain("commander");
    expect(stderr.split("\n").filter((url) => /zod|linalg|plot|linkedom|hyparquet|runs\/dist/.test(url))).toEqual([]);
  },
);
