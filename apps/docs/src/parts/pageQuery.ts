import { shallowRef } from "vue";

/** The query of the page's address, which holds the state of every demo on the page. Written by the demos, in the browser alone. */
export const pageQuery = shallowRef("");

/** Puts a query into the address, as a step that the browser's Back undoes. */
export function pushQuery(query: string, hash: string = location.hash): void {
  // where the page stood is kept as the router keeps it
  history.replaceState({ ...history.state, scrollPosition: scrollY }, "");
  history.pushState({ scrollPosition: scrollY }, "", `${location.pathname}${query}${hash}`);
  pageQuery.value = query;
}
