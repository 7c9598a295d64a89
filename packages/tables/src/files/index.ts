export { fileError } from "./fileError.js";
export { readRegularFile } from "./readRegularFile.js";
export { checkFolderIsWritable, type FileContent, writeFilesTogether } from "./writeFilesTogether.js";
