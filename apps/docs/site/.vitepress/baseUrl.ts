/** The base that the build writes wherever a page needs its own folder; `scripts/portableSite.ts` then makes every place relative. */
export const placeholderBase = "/__lazyrich_base__/";

/** "/" on the development server. */
export const baseUrl: string = process.env.NODE_ENV === "production" ? placeholderBase : "/";
