/** A five-pointed star around a centre, its tips at a radius. */
export function starPath(cx: number, cy: number, radius: number): string {
  const corners = Array.from({ length: 10 }, (_, i) => {
    const reach = i % 2 === 0 ? radius : 0.42 * radius;
    const angle = (Math.PI * i) / 5 - Math.PI / 2;
    return `${cx + reach * Math.cos(angle)},${cy + reach * Math.sin(angle)}`;
  });
  return `M${corners.join("L")}Z`;
}
