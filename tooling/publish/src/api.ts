// The public surface of every package, in its api.txt: `npm run api` writes it, `npm run api -- --check` says what differs.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiReport, changedLines, committedReport, reportPath, strictOptions, unnamedExports } from "./apiReport.ts";
import { docExamples } from "./docExamples.ts";
import { publishable, root } from "./publishable.ts";
import { sharedNames } from "./sharedNames.ts";

const reports = publishable()
  .map((each) => ({ ...each, report: apiReport(each) }))
  .filter(({ report }) => report !== "");
for (const { report, ...each } of reports) {
  const before = existsSync(reportPath(each.folder)) ? committedReport(each.folder) : "";
  if (report === before) continue;
  console.log([`${each.folder}/api.txt`, ...changedLines(before, report)].join("\n"));
  if (process.argv.includes("--check")) process.exitCode = 1;
  else writeFileSync(reportPath(each.folder), report);
}
for (const { name, folder, report } of reports) {
  const unnamed = unnamedExports(report, readFileSync(join(root, folder, "README.md"), "utf8"));
  if (unnamed.length > 0) {
    console.error(
      `${folder}/README.md does not name ${unnamed.join(", ")}; expected every function, constant and class`,
    );
    process.exitCode = 2;
  }
  for (const option of strictOptions(report)) {
    console.error(`${name} has the option "${option}"; expected it to take undefined too`);
    process.exitCode = 2;
  }
}
for (const { entry, name, code } of docExamples(publishable().filter(({ folder }) => folder.startsWith("packages/")))) {
  if (code !== undefined) continue;
  console.error(`${name} of ${entry} has no @example; expected a short program in its doc comment`);
  process.exitCode = 2;
}
for (const shared of sharedNames(reports)) {
  console.error(shared);
  process.exitCode = 2;
}
if (process.exitCode === 1) console.error("the public surface is not the committed one; `npm run api` writes it");
