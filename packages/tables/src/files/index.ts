export { checkFolderIsWritable, type FileContent, writeFilesTogether } from "./writeFilesTogether.js";
