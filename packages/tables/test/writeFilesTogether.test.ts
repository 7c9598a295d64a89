import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { checkFolderIsWritable, writeFilesTogether } from "../src/files/writeFilesTogether.js";

let folder: string;
beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), "lazyrich-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  folder = made;
});

test("files appear together or not at all, and the folders made for them go again", () => {
  mkdirSync(join(folder, "taken"));
  writeFileSync(join(folder, "old"), "old");
  const files = ["old", "new/a/b", "taken"].map((name) => ({ path: join(folder, name), content: "new" }));
  expect(() => writeFilesTogether(files)).toThrow("taken is a folder");
  expect(readdirSync(folder).sort()).toEqual(["old", "taken"]);
  expect(readFileSync(join(folder, "old"), "utf8")).toBe("old");
  writeFilesTogether(files.slice(0, 2));
  expect(readFileSync(join(folder, "old"), "utf8")).toBe("new");
  expect(readdirSync(join(folder, "new/a"))).toEqual(["b"]);
});

test("a link stays a link, a device a device", () => {
  writeFileSync(join(folder, "real"), "old");
  symlinkSync(join(folder, "real"), join(folder, "link"));
  writeFilesTogether([{ path: join(folder, "link"), content: "new" }]);
  expect(readFileSync(join(folder, "real"), "utf8")).toBe("new");
  symlinkSync("/dev/null", join(folder, "null"));
  writeFilesTogether([{ path: join(folder, "null"), content: "gone" }]);
  expect(readdirSync(folder).sort()).toEqual(["link", "null", "real"]);
});

test("a link to what is not there yet is followed, however many there are, and a circle is refused", () => {
  mkdirSync(join(folder, "far"));
  symlinkSync("far/second", join(folder, "first"));
  symlinkSync("../real", join(folder, "far/second"));
  writeFilesTogether([{ path: join(folder, "first"), content: "new" }]);
  expect(readFileSync(join(folder, "real"), "utf8")).toBe("new");
  expect(readlinkSync(join(folder, "first"))).toBe("far/second");
  symlinkSync(join(folder, "nowhere/file"), join(folder, "lost"));
  expect(() => writeFilesTogether([{ path: join(folder, "lost"), content: "x" }])).toThrow(
    `${join(folder, "lost")} cannot be used: there is no such file or folder`,
  );
  symlinkSync(join(folder, "circle"), join(folder, "circle"));
  expect(() => writeFilesTogether([{ path: join(folder, "circle"), content: "x" }])).toThrow(
    `${join(folder, "circle")} cannot be used: its links lead in a circle`,
  );
  expect(readdirSync(folder).sort()).toEqual(["circle", "far", "first", "lost", "real"]);
});

test("trying whether a folder can be written leaves no trace", () => {
  checkFolderIsWritable(join(folder, "a/b/c"));
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, "file"), "");
  expect(() => checkFolderIsWritable(join(folder, "file"))).toThrow();
  expect(() => checkFolderIsWritable(join(folder, "file/x/y"))).toThrow("ENOTDIR");
  expect(readdirSync(folder)).toEqual(["file"]);
});

test("a full device is named, with nothing left behind", () => {
  if (process.platform !== "linux") return;
  symlinkSync("/dev/full", join(folder, "full"));
  const files = ["new/a", "full"].map((name) => ({ path: join(folder, name), content: "x" }));
  expect(() => writeFilesTogether(files)).toThrow(
    `${join(folder, "full")} cannot be used: no space is left on the device`,
  );
  expect(readdirSync(folder)).toEqual(["full"]);
});
