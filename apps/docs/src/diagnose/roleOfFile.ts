/** What a file may be for. */
export const roles = ["before", "after", "inputs", "labels", "spec"] as const;
export type Role = (typeof roles)[number];

/**
 * What a file that was dropped is most likely for, by its name and by what is there already: of two checkpoints the first in natural
 * order is the one before.
 */
export function roleOfFile(name: string, taken: ReadonlySet<Role>): Role {
  if (/\.json$/i.test(name)) return "spec";
  if (/\.(npy|csv)$/i.test(name))
    return /^(y|labels?|targets?)\b/i.test(name) || taken.has("inputs") ? "labels" : "inputs";
  return taken.has("before") ? "after" : "before";
}
