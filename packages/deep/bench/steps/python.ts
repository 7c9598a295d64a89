import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a script beside the benchmark prints, a title and seconds, by the first Python that can run it, on one thread. */
export function secondsByPython(script: string, input: unknown): { title: string; seconds: number[] } | undefined {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const { OPENBLAS_CORETYPE: _core, ...env } = process.env;
  for (const python of process.env.PYTHON ? [process.env.PYTHON] : ["python3", "/usr/bin/python3"]) {
    const { status, stdout } = spawnSync(python, [path], {
      env: { ...env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" },
      input: JSON.stringify(input),
      encoding: "utf8",
    });
    if (status === 0) {
      const [title, ...seconds] = stdout.trim().split("\n");
      return { title: title!, seconds: seconds.map(Number) };
    }
  }
  return undefined;
}
