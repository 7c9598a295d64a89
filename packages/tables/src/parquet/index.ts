export { parquet } from "./parquet.js";
export { type ParquetTable, parseParquet } from "./parseParquet.js";
