import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lazyrich, startLazyrich, temporaryFolder } from "./lazyrich.js";

/** Serves the folder `site` in a folder until the test ends. */
async function served(folder: string) {
  const child = startLazyrich(["docs", "--folder", "site", "--port", "0", "--no-open"], folder);
  onTestFinished(() => void child.kill());
  const address = await new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => resolve(text.split("\n")[0]!));
  });
  const read = async (path: string, method = "GET") => {
    const response = await fetch(address + path, { method });
    return { status: response.status, text: await response.text(), allow: response.headers.get("allow") };
  };
  return { child, address, read };
}

test("docs serves a built site, and nothing beside it", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "site/part"), { recursive: true });
  writeFileSync(join(folder, "site/index.html"), "<title>first</title>");
  writeFileSync(join(folder, "site/part/index.html"), "<title>part</title>");
  writeFileSync(join(folder, "secret.html"), "secret");
  symlinkSync("../secret.html", join(folder, "site/link.html"));
  symlinkSync("..", join(folder, "site/up"));
  symlinkSync("part/index.html", join(folder, "site/inside.html"));
  const { read } = await served(folder);
  expect(await read("")).toMatchObject({ status: 200, text: "<title>first</title>" });
  expect(await read("part/")).toMatchObject({ status: 200, text: "<title>part</title>" });
  expect(await read("inside.html")).toMatchObject({ status: 200, text: "<title>part</title>" });
  expect(await read("", "HEAD")).toMatchObject({ status: 200, text: "" });
  for (const path of ["gone.html", "..%2fsecret.html", "link.html", "up/secret.html", "%00", "%ff"]) {
    expect({ path, ...(await read(path)) }).toMatchObject({ path, status: 404, text: "not found" });
  }
  for (const method of ["POST", "PUT", "DELETE"]) {
    expect({ method, ...(await read("", method)) }).toMatchObject({ method, status: 405, allow: "GET, HEAD" });
  }
});

test("docs goes on after what cannot be read", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "site/part/index.html"), { recursive: true });
  writeFileSync(join(folder, "site/index.html"), "first");
  symlinkSync("circle.html", join(folder, "site/circle.html"));
  execFileSync("mkfifo", [join(folder, "site/pipe.html")]);
  writeFileSync(join(folder, "site/closed.html"), "closed");
  chmodSync(join(folder, "site/closed.html"), 0o000);
  const { read } = await served(folder);
  const mayReadAll = process.getuid?.() === 0;
  for (const path of ["part/", "circle.html", "pipe.html", ...(mayReadAll ? [] : ["closed.html"])]) {
    expect({ path, ...(await read(path)) }).toMatchObject({ path, status: 404 });
  }
  expect(await read("")).toMatchObject({ status: 200, text: "first" });
});

test.runIf(process.platform === "linux")("docs closes the files of 40 aborted downloads", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "site"));
  writeFileSync(join(folder, "site/index.html"), "first");
  writeFileSync(join(folder, "site/large.bin"), new Uint8Array(2 ** 25));
  const { child, address, read } = await served(folder);
  const openFiles = () =>
    readdirSync(`/proc/${child.pid}/fd`).filter((each) => {
      try {
        return readlinkSync(`/proc/${child.pid}/fd/${each}`).endsWith("large.bin");
      } catch {
        return false;
      }
    }).length;
  const download = () =>
    new Promise<() => void>((begun, failed) => {
      const request = get(`${address}large.bin`, (response) => {
        response.on("error", () => {});
        begun(() => request.destroy());
      }).on("error", failed);
    });
  const aborts = await Promise.all(Array.from({ length: 40 }, download));
  expect(openFiles()).toBe(40);
  for (const abort of aborts) abort();
  await expect.poll(openFiles, { timeout: 20_000 }).toBe(0);
  expect(await read("")).toMatchObject({ status: 200, text: "first" });
});

test("docs says in a line what is wrong", async () => {
  const folder = temporaryFolder();
  expect(await lazyrich(["docs", "--folder", folder])).toEqual({
    code: 2,
    stdout: "",
    stderr: `lazyrich: ${folder} has no index.html; expected a built site\n`,
  });
  expect(await lazyrich(["docs", "--port", "many"])).toMatchObject({
    code: 2,
    stderr: 'lazyrich: --port is "many"; expected a whole number from 0 to 65535\n',
  });
});
