// Runs the commands that its parent sends, one after another: what they load is loaded once.
import { closeSync, openSync } from "node:fs";
import { runCommand } from "../dist/commandLine.js";

const written = { stdout: "", stderr: "" };
for (const stream of ["stdout", "stderr"]) {
  process[stream].write = (text) => {
    written[stream] += text;
    return true;
  };
}

process.on("message", async ({ args, cwd, input }) => {
  Object.assign(written, { stdout: "", stderr: "" });
  process.exitCode = 0;
  process.chdir(cwd);
  // the lowest free descriptor is the next that opens: standard input
  closeSync(0);
  openSync(input, "r");
  await runCommand(args);
  process.send({ code: process.exitCode, ...written });
});
