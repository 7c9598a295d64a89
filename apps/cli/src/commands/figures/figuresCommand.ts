import { figures } from "@lazyrich/figures";

/** Lists the figures: id and title. */
export function figuresCommand(): void {
  const width = Math.max(...figures.map(({ id }) => id.length));
  process.stdout.write(figures.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join(""));
}
