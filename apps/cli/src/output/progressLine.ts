/** A line at the bottom of a terminal that is written over; nothing where standard error is not a terminal. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let shownAt = 0;
  let shown = "";
  return {
    show(text) {
      const now = performance.now();
      if (text === shown || now - shownAt < 50) return;
      shownAt = now;
      shown = text;
      stream.write(`\r\u001b[K${text.slice(0, Math.max(1, (stream.columns || 80) - 1))}`);
    },
    clear() {
      if (shown !== "") stream.write("\r\u001b[K");
      shown = "";
    },
  };
}
