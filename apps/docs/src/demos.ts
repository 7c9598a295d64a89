import type { Demo } from "./demo.ts";
import { basins } from "./demos/basins.ts";
import { deepModeDemo } from "./demos/deepMode.ts";
import { filters } from "./demos/filters.ts";
import { functionSpace } from "./demos/functionSpace.ts";
import { grokking } from "./demos/grokking.ts";
import { hyperboloid } from "./demos/hyperboloid.ts";
import { implicitBiasDemo } from "./demos/implicitBias.ts";
import { linearNetwork } from "./demos/linearNetwork.ts";
import { neuronInTime } from "./demos/neuronInTime.ts";
import { phasePortrait } from "./demos/phasePortrait.ts";
import { randomHierarchy } from "./demos/randomHierarchy.ts";
import { regimeMap } from "./demos/regimeMap.ts";
import { studentTeacher } from "./demos/studentTeacher.ts";

/** Every demo, by the id that pages and links name it by. */
export const demos = [
  regimeMap,
  basins,
  hyperboloid,
  neuronInTime,
  functionSpace,
  implicitBiasDemo,
  linearNetwork,
  deepModeDemo,
  studentTeacher,
  phasePortrait,
  randomHierarchy,
  grokking,
  filters,
] as const;

/**
 * The demo of an id, for a page that cannot know its fields.
 *
 * @throws RangeError if there is none.
 */
export function findDemo(id: string): Demo {
  const demo = demos.find((each) => each.id === id);
  if (demo === undefined)
    throw new RangeError(
      `there is no demo ${JSON.stringify(id)}; expected one of ${demos.map((each) => each.id).join(", ")}`,
    );
  return demo as unknown as Demo;
}
