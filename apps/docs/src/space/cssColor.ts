/** A colour as the page computes it for an element (variables, mixtures), in the form that three reads. */
export function cssColor(color: string, element: HTMLElement): string {
  const before = element.style.outlineColor;
  element.style.outlineColor = color;
  const computed = getComputedStyle(element).outlineColor;
  element.style.outlineColor = before;
  // mixtures come back in their own space: a pixel of a canvas has them as red, green and blue
  canvas ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const context = canvas!;
  context.fillStyle = computed;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
}

let canvas: CanvasRenderingContext2D | null = null;
