// Writes the pages that are made from code: the packages' interfaces and the command line.
import { writeApiReference } from "./apiReference.ts";
import { writeCommandReference } from "./commandReference.ts";

await writeApiReference();
writeCommandReference();
