import { existsSync, readFileSync } from "node:fs";
import { programHash } from "./program.js";

const FOLDER = new URL("../worker/", import.meta.url);

/** The file that holds all that a worker process loads, and the one beside it that says which program it is: the build writes both. */
export const workerBundle: { readonly code: URL; readonly program: URL } = {
  code: new URL("cellWork.js", FOLDER),
  program: new URL("program.txt", FOLDER),
};

/** Whether that file is of the same program as the packages that compute here, which may be of other versions. */
export const isBundleOfProgram = (): boolean =>
  existsSync(workerBundle.program) && readFileSync(workerBundle.program, "utf8") === programHash();
