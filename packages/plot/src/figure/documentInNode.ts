import { parseHTML } from "linkedom";

let shared: Document | undefined;

/** The document that figures are built in where there is no browser: one of linkedom's, made on first use. */
export function defaultDocument(): Document {
  shared ??= parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document;
  return shared;
}
