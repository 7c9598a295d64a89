/** From this width on, in pixels, what is drawn stands side by side; `demo.css` has the same number. */
const wideFrom = 540;

/** Whether a stage has room for charts side by side. */
export const isWide = (width: number): boolean => width >= wideFrom;
