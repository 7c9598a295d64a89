// Runs a sweep in a process of its own, which a test may kill: node runInProcess.mjs FOLDER SPEC SHARD COMPUTE
import { parseShard, runSweep } from "../dist/files/index.js";

const [folder, spec, shard, compute] = process.argv.slice(2);
const outcome = await runSweep({
  ...{ folder, spec: JSON.parse(spec), shard: parseShard(shard), workers: 2 },
  compute: compute === "" ? undefined : new URL(compute),
});
process.stdout.write(JSON.stringify(outcome));
