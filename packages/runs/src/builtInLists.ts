import { activations } from "./activations.js";
import { dynamics } from "./dynamicsList.js";
import type { Lists } from "./lists.js";
import { losses } from "./losses.js";
import { measures } from "./measures.js";
import { models } from "./models.js";
import { starts } from "./starts.js";
import { tasks } from "./tasks.js";

/**
 * All that we have. A page that needs few of them makes lists of its own, so that it bundles no others.
 *
 * @example
 * import { builtInLists } from "@lazyrich/runs";
 * Object.keys(builtInLists); // ["tasks", "models", "starts", "dynamics", "measures", "losses", ...]
 * builtInLists.dynamics.map(({ name }) => name); // ["gradient-descent", "gradient-flow", "dormand-prince", "sgd", "adamw"]
 */
export const builtInLists: Lists = { tasks, models, starts, dynamics, measures, losses, activations };
