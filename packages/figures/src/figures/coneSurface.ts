import { type Curve3, type Point3, type Surface, strokes } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import { ink, parityColors } from "./palette.js";
import type { StudentNeuron } from "./students.js";

/**
 * The activation regions of a two-layer ReLU network without biases on the plane as rows, one a sampled angle of a cone: `cone, activeNeurons, angle, value`. The function is linear along
 * every ray from 0, so its values on the unit circle say all of it; on a cone the angles are spread from edge to edge.
 */
export function coneRows(identity: Row, neurons: readonly StudentNeuron[]): Row[] {
  const edges = kinkAngles(neurons);
  if (edges.length === 0) edges.push(0);
  return edges.flatMap((from, cone) => {
    const to = edges[cone + 1] ?? edges[0]! + 2 * Math.PI;
    const activeNeurons = activeCount(neurons, (from + to) / 2);
    const samples = Math.max(2, Math.ceil((to - from) / 0.12) + 1);
    return Array.from({ length: samples }, (_, i) => {
      const angle = from + ((to - from) * i) / (samples - 1);
      return { ...identity, cone, activeNeurons, angle, value: valueAt(neurons, angle) };
    });
  });
}

/** The surface of the function over the unit disc, a piece for each cone, in the colours of its parity. */
export function coneSurfaces(rows: readonly Row[]): Surface[] {
  const rings = 6;
  return cones(rows).map((cone) => {
    const points = new Float64Array((rings + 1) * cone.length * 3);
    for (let ring = 0; ring <= rings; ring++) {
      const radius = ring / rings;
      for (const [j, row] of cone.entries()) {
        points.set(pointAt(row, radius), 3 * (ring * cone.length + j));
      }
    }
    const isOdd = Number(cone[0]!.activeNeurons) % 2 === 1;
    return { rows: rings + 1, columns: cone.length, points, fill: isOdd ? parityColors.odd : parityColors.even };
  });
}

/** The edges of the cones and the rim of the disc, on the surface. */
export function coneEdges(rows: readonly Row[]): Curve3[] {
  const pieces = cones(rows);
  const look = { stroke: ink, strokeWidth: strokes.reference, casing: false, showHidden: false };
  const edges = pieces.length > 1 ? pieces.map((cone) => [[0, 0, 0] as Point3, pointAt(cone[0]!, 1)]) : [];
  const rim = pieces.flatMap((cone) => cone.map((row) => pointAt(row, 1)));
  return [...edges, [...rim, rim[0]!]].map((points) => ({ points, ...look }));
}

function cones(rows: readonly Row[]): Row[][] {
  const byCone = new Map<number, Row[]>();
  for (const row of rows) {
    const cone = Number(row.cone);
    byCone.set(cone, [...(byCone.get(cone) ?? []), row]);
  }
  return [...byCone.values()];
}

function pointAt(row: Row, radius: number): Point3 {
  const angle = Number(row.angle);
  return [radius * Math.cos(angle), radius * Math.sin(angle), radius * Number(row.value)];
}

/** Where some neuron turns on or off, in order and each once: at right angles to its weights. */
function kinkAngles(neurons: readonly StudentNeuron[]): number[] {
  const angles = neurons.map(({ w }) => Math.atan2(w[1]!, w[0]!));
  const kinks = angles.flatMap((angle) => [angle + Math.PI / 2, angle - Math.PI / 2]);
  const turned = kinks.map((angle) => (angle + 4 * Math.PI) % (2 * Math.PI)).sort((a, b) => a - b);
  // neurons of the same direction change at the same place
  return turned.filter((angle, i) => i === 0 || angle - turned[i - 1]! > 1e-9);
}

const activeCount = (neurons: readonly StudentNeuron[], angle: number): number =>
  neurons.filter((neuron) => preactivation(neuron, angle) > 0).length;

const valueAt = (neurons: readonly StudentNeuron[], angle: number): number =>
  neurons.reduce((sum, neuron) => sum + neuron.a * Math.max(0, preactivation(neuron, angle)), 0);

const preactivation = ({ w }: StudentNeuron, angle: number): number =>
  w[0]! * Math.cos(angle) + w[1]! * Math.sin(angle);
