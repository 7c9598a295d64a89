import { figureTitles } from "@lazyrich/figures/names";

/** Lists the figures: id and title. */
export function figuresCommand(): void {
  const width = Math.max(...figureTitles.map(({ id }) => id.length));
  process.stdout.write(figureTitles.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join(""));
}
