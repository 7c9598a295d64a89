/**
 * The page's own document.
 *
 * @throws TypeError where there is none (a worker): pass a `document` to `figure` there.
 */
export function defaultDocument(): Document {
  if (typeof document === "undefined")
    throw new TypeError("there is no global document here: give figure a `document`, for example linkedom's");
  return document;
}
