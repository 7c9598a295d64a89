import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readRegularFile } from "../src/files/readRegularFile.js";
import { formatOfPath } from "../src/formatOfPath.js";

test("only a regular file is read, and nothing is waited for", () => {
  const folder = mkdtempSync(join(tmpdir(), "lazyrich-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const place = (name: string) => join(folder, name);
  writeFileSync(place("file"), "abc");
  symlinkSync(place("file"), place("link"));
  symlinkSync(place("circle"), place("circle"));
  expect(readRegularFile(place("link"), { limit: 3 })).toEqual(new Uint8Array([97, 98, 99]));
  const refusal = (path: string, limit = 100) => {
    try {
      return readRegularFile(path, { limit });
    } catch (error) {
      return (error as Error).message.replace(path, "it");
    }
  };
  expect(refusal(place("file"), 2)).toBe("it has 3 bytes; expected at most 2");
  expect(refusal(folder)).toBe("it is a folder; expected a regular file");
  expect(refusal(place("none"))).toBe("it cannot be used: there is no such file or folder");
  expect(refusal(place("file/x"))).toBe("it cannot be used: a part of its path is not a folder");
  if (process.platform === "win32") return;
  execFileSync("mkfifo", [place("pipe")]);
  expect(refusal(place("pipe"))).toBe("it is a pipe; expected a regular file");
  expect(refusal("/dev/zero")).toBe("it is a device; expected a regular file");
  expect(refusal(place("circle"))).toBe("it cannot be used: its links lead in a circle");
  if (process.platform === "linux") {
    expect(refusal("/proc/self/status")).toBe("it has more bytes than its size of 0; expected a regular file at rest");
  }
  if (process.getuid?.() !== 0) {
    chmodSync(place("file"), 0);
    expect(refusal(place("file"))).toBe("it cannot be used: permission denied");
  }
});

test("the ending of a path says the format, or the path is refused", () => {
  const formats = ["csv", "json"] as const;
  expect(["a.csv", "/x.y/b.JSON", "c.tar.csv"].map((path) => formatOfPath(path, formats))).toEqual([
    "csv",
    "json",
    "csv",
  ]);
  expect(() => formatOfPath("a.parquet", formats)).toThrow("a.parquet ends in .parquet; expected .csv, .json");
  expect(() => formatOfPath("x.csv/a", formats)).toThrow("x.csv/a has no ending; expected .csv, .json");
  expect(() => formatOfPath(".csv", formats)).toThrow(".csv has no ending");
  expect(() => formatOfPath("", formats)).toThrow('"" has no ending');
});
