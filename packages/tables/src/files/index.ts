export { fileError } from "./fileError.js";
export { makeFolder } from "./makeFolder.js";
export { readRegularFile } from "./readRegularFile.js";
export { checkFolderIsWritable, type FileContent, writeFilesTogether } from "./writeFilesTogether.js";
