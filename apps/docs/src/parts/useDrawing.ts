import { onBeforeUnmount, onMounted, type Ref, shallowRef } from "vue";
import type { Demo, Drawing, Report, Values } from "../demo.ts";

/** How far below the screen a demo's code is loaded, so that it stands there when the reader arrives. */
const near = "600px";

/**
 * Loads a demo's drawing when the reader comes near, draws at most once a frame while it is on the screen, and lets it rest when it has left.
 *
 * @returns `redraw`, to be called when a value changes; the last report; and what went wrong, if something did.
 */
export function useDrawing(
  demo: Demo,
  stage: Readonly<Ref<HTMLElement | null>>,
  values: () => Values,
  change: (values: Partial<Values>) => void,
): { redraw(): void; report: Readonly<Ref<Report | undefined>>; failure: Readonly<Ref<string>> } {
  const report = shallowRef<Report>();
  const failure = shallowRef("");
  let drawing: Drawing<Values> | undefined;
  let frame = 0;
  let isOnScreen = false;
  let isGone = false;

  const fail = (error: unknown): void => {
    failure.value = error instanceof Error ? error.message : String(error);
  };
  const redraw = (): void => {
    if (frame !== 0 || drawing === undefined || !isOnScreen) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      try {
        drawing?.draw(values());
      } catch (error) {
        fail(error);
      }
    });
  };
  const start = async (element: HTMLElement): Promise<void> => {
    try {
      const begin = await demo.load();
      if (isGone) return;
      drawing = begin({
        element,
        report: (latest) => {
          report.value = latest;
          failure.value = "";
        },
        refuse: fail,
        change,
      });
      redraw();
    } catch (error) {
      fail(error);
    }
  };

  const observers: { disconnect(): void }[] = [];
  onMounted(() => {
    const element = stage.value;
    if (element === null) return;
    const approach = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        approach.disconnect();
        void start(element);
      },
      { rootMargin: near },
    );
    const screen = new IntersectionObserver((entries) => {
      isOnScreen = entries.at(-1)!.isIntersecting;
      if (isOnScreen) redraw();
      else drawing?.rest();
    });
    const size = new ResizeObserver(redraw);
    const theme = new MutationObserver(redraw);
    approach.observe(element);
    screen.observe(element);
    size.observe(element);
    theme.observe(document.documentElement, { attributeFilter: ["class"] });
    observers.push(approach, screen, size, theme);
  });
  onBeforeUnmount(() => {
    isGone = true;
    cancelAnimationFrame(frame);
    for (const observer of observers) observer.disconnect();
    drawing?.rest();
  });
  return { redraw, report, failure };
}
