/** Does all of the actions, each under a name, and throws one error that tells of each that failed. */
export function everyFailure(actions: Iterable<readonly [name: string, action: () => void]>): void {
  const failures: string[] = [];
  for (const [name, action] of actions) {
    try {
      action();
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (failures.length > 0) throw new Error(failures.join("\n\n"));
}
