import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** An empty folder in `folder`, for what one example writes. */
export function scratch(folder: string): string {
  const written = join(folder, "written");
  rmSync(written, { recursive: true, force: true });
  mkdirSync(written);
  return written;
}
