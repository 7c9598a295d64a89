import { spawnSync } from "node:child_process";
import { delimiter, dirname } from "node:path";

/** Runs a command to its end and gives what it printed; an exit code other than 0 is an error with all of it. */
export function shell(
  command: string,
  args: readonly string[],
  cwd: string,
  variables: NodeJS.ProcessEnv = {},
): string {
  // npx and npm are found beside the Node that runs this, and are .cmd files on Windows.
  const PATH = `${process.env.PATH}${delimiter}${dirname(process.execPath)}`;
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    shell: process.platform === "win32",
    env: { ...process.env, PATH, ...variables },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status} in ${cwd}\n${stdout}${stderr}`);
  return stdout;
}
