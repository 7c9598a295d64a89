import { dirname } from "node:path";
import { poster } from "@lazyrich/figures";
import { type PictureFormat, pictureFile } from "@lazyrich/figures/files";
import { sweepIntoFolder } from "@lazyrich/runs/files";
import { checkFolderIsWritable, writeFilesTogether } from "@lazyrich/tables/files";
import { InputError } from "../../input/inputError.js";
import { withInterrupt } from "../../interrupt.js";
import { openInBrowser } from "../../output/openInBrowser.js";
import { writing } from "../../output/outputError.js";
import { progressLine } from "../../output/progressLine.js";

/** Options of `lazyrich poster` as commander gives them. */
export interface PosterOptions {
  readonly out: string;
  readonly open?: true;
}

const endings: readonly PictureFormat[] = ["pdf", "svg", "png"];

/** Pixels of a PNG per point: a poster of 2384 x 3370 points needs no more to be looked at. */
const SCALE = 2;

/** Runs the figures of the poster and writes it. */
export async function posterCommand({ out, open }: PosterOptions): Promise<void> {
  const ending = endings.find((each) => out.endsWith(`.${each}`));
  if (ending === undefined) {
    throw new InputError(`--out is ${JSON.stringify(out)}; expected a name that ends in .pdf, .svg or .png`);
  }
  const folder = dirname(out);
  const A_FILE = "a file in a folder that can be written";
  writing(out, A_FILE, () => checkFolderIsWritable(folder));
  const progress = progressLine(process.stderr);
  await withInterrupt(async (signal) => {
    try {
      const show = (fraction: number) => progress.show(`poster: ${Math.floor(100 * fraction)}%`);
      const svg = await poster({ onProgress: show, signal, sweep: sweepIntoFolder(folder) });
      const content = await pictureFile(svg, ending, SCALE);
      signal.throwIfAborted();
      writing(out, A_FILE, () => writeFilesTogether([{ path: out, content }]));
    } finally {
      progress.clear();
    }
  });
  process.stdout.write(`${out}\n`);
  if (open) openInBrowser(out);
}
