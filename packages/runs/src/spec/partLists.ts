import type { PartLists } from "@lazyrich/specs";
import type { Lists } from "../lists.js";

/** The lists as the language of specs knows them: names and fields. */
export const partListsOf = (lists: Lists): PartLists => lists as unknown as PartLists;
