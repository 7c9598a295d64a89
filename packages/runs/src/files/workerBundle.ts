import { programHash } from "./program.js";

/**
 * The file that holds all that a worker process loads, as the build of this package writes it. Its name is that of the program, so that
 * beside other versions of the packages that compute it is not there.
 */
export const workerBundle = (): URL => new URL(`../worker/${programHash()}.js`, import.meta.url);
