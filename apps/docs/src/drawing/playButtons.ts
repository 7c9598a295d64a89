export interface PlayButtonsOptions {
  /** Moves on by seconds of the clock; false at the end. */
  readonly advance: (seconds: number) => boolean;
  /** Moves on by one checkpoint. */
  readonly step: () => void;
  readonly restart: () => void;
}

/** Play or pause, one step, from the start. Nothing plays until the reader asks for it. */
export function playButtons({ advance, step, restart }: PlayButtonsOptions): { element: HTMLElement; pause(): void } {
  const element = document.createElement("div");
  element.className = "stage-buttons";
  const button = (text: string, action: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", action);
    element.append(made);
    return made;
  };
  let frame = 0;
  let last = 0;
  const pause = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    play.textContent = "Play";
  };
  const tick = (now: number): void => {
    // a tab that was hidden does not jump ahead
    const seconds = Math.min(0.1, (now - last) / 1000);
    last = now;
    frame = requestAnimationFrame(tick);
    if (!advance(seconds)) pause();
  };
  const play = button("Play", () => {
    if (frame !== 0) {
      pause();
      return;
    }
    play.textContent = "Pause";
    last = performance.now();
    frame = requestAnimationFrame(tick);
  });
  button("Step", () => {
    pause();
    step();
  });
  button("From the start", restart);
  return { element, pause };
}
