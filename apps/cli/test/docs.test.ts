import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lazyrich, startLazyrich, temporaryFolder } from "./lazyrich.js";

test("docs serves a built site, and nothing beside it", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "site/part"), { recursive: true });
  writeFileSync(join(folder, "site/index.html"), "<title>first</title>");
  writeFileSync(join(folder, "site/part/index.html"), "<title>part</title>");
  writeFileSync(join(folder, "secret.html"), "secret");
  const child = startLazyrich(["docs", "--folder", "site", "--no-open"], folder);
  onTestFinished(() => void child.kill());
  const address = await new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => resolve(text.split("\n")[0]!));
  });
  const read = async (path: string) => {
    const response = await fetch(address + path);
    return { status: response.status, text: await response.text() };
  };
  expect(await read("")).toEqual({ status: 200, text: "<title>first</title>" });
  expect(await read("part/")).toEqual({ status: 200, text: "<title>part</title>" });
  expect(await read("gone.html")).toMatchObject({ status: 404 });
  expect(await read("..%2fsecret.html")).toMatchObject({ status: 404 });
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
