import { expect, test } from "vitest";
import { subjects, useMutated } from "./mutatedFiles.js";

/** Of each format; `npm run fuzz` reads 10,000. */
const count = Number(process.env.MUTATIONS ?? 200);

test.for(subjects)("$name mutated is read or refused in one line", (subject) => {
  subject.use(subject.bytes, subject.name);
  const accepted = useMutated(subject, count, 1);
  // every damage of an archive shows in its checksums, but where its list of files is not looked at
  if (!subject.name.endsWith(".npz")) expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThan(count);
});
