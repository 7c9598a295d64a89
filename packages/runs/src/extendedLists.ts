import { shownValue } from "@lazyrich/specs";
import { type Lists, listNames } from "./lists.js";
import { requirePart } from "./requirePart.js";

/**
 * Lists with those of others added, such as the exports of a user's module.
 *
 * @throws RangeError if a name occurs twice in a list, or what is added is not a list of named parts.
 */
export function extendedLists(lists: Lists, ...additions: readonly Partial<Lists>[]): Lists {
  const extended: Record<string, readonly { readonly name: string }[]> = {};
  for (const list of listNames) {
    const parts: { readonly name: string }[] = [...lists[list]];
    for (const addition of additions) {
      const added: unknown = addition[list] === undefined ? [] : addition[list];
      if (!Array.isArray(added)) {
        throw new RangeError(`${list} is ${shownValue(added)}; expected an array of ${list}`);
      }
      for (const [i, part] of added.entries()) {
        requirePart(list, part, `${list}[${i}]`);
        if (parts.some(({ name }) => name === part.name)) {
          throw new RangeError(`${list} has ${JSON.stringify(part.name)} twice; expected each name once`);
        }
        parts.push(part);
      }
    }
    extended[list] = parts;
  }
  return extended as unknown as Lists;
}
