/**
 * Every figure's id and its title, one line for a list: those of the paper in its order, then those beyond it.
 *
 * @example
 * import { figureTitles } from "@lazyrich/figures/names";
 * figureTitles.map(({ id }) => id).slice(0, 3); // ["1a", "1b", "2"]
 */
export const figureTitles = [
  { id: "1a", title: "Neurons of a two-layer ReLU student in the plane, with the teacher's directions, lazy and rich" },
  { id: "1b", title: "Kernel distance and test error of ReLU students over the scale and the balance of their start" },
  { id: "2", title: "Level sets of delta in parameter space, colored by the loss, with trajectories to the minima" },
  { id: "3", title: "Temporal dynamics of one neuron: magnitude, alignment and kernel distance for each delta" },
  { id: "4a", title: "Trajectories of the function of one neuron over its loss, whitened inputs, for each delta" },
  {
    id: "4b",
    title: "Trajectories of the function of one neuron, low-rank inputs, and their implicit bias, for each delta",
  },
  {
    id: "5a",
    title:
      "The surface of a two-layer ReLU network on an XOR-like task in time, its activation regions colored by parity",
  },
  { id: "5b", title: "Hamming and parameter distance of ReLU students over the scale and the balance of their start" },
  {
    id: "6a",
    title: "LeNet-5: kernel distance against Hamming and parameter distance through training, for each alpha",
  },
  { id: "6b", title: "Filters of a convolutional network’s first layer after training, for each alpha" },
  { id: "6c", title: "Test error on the random hierarchy model against the number of training points, for each alpha" },
  {
    id: "6d",
    title: "Grokking of modular arithmetic: accuracy on trained and on other equations over the steps, for each alpha",
  },
  { id: "7", title: "Basins of attraction: the surface between them, alignment and magnitude from both sides of it" },
  { id: "8", title: "Temporal dynamics of the parameters of one neuron: nu, a and w for each delta and three starts" },
  { id: "9", title: "Activation regions of piecewise-linear networks: two colors are enough" },
  { id: "10", title: "All metrics of ReLU students over the scale and the balance of their start, in time" },
  {
    id: "11",
    title: "Smoothness of the filters of a convolutional network’s first layer, and its accuracy, over alpha",
  },
  { id: "12", title: "Grokking of modular arithmetic: steps to memorize and to generalize, over tau and alpha" },
  {
    id: "linear-modes",
    title: "Singular values and kernel distance of a two-layer linear network in time for each delta",
  },
  {
    id: "linear-regimes",
    title: "Kernel distance of two-layer linear networks at the end of learning over tau and delta, by their shape",
  },
  {
    id: "mirror-potentials",
    title: "The hyperbolic entropy from l1 to l2, and the paths of two singular values for each delta",
  },
  {
    id: "deep-modes",
    title: "A balanced mode of deep linear networks in time, from depth 1 to infinity, and its learning time",
  },
  {
    id: "deep-bias",
    title: "Which solution deep linear networks choose where inputs leave a null space, from depth 1 to infinity",
  },
  {
    id: "neuron-deltas",
    title: "The distribution of delta over the hidden neurons of Gaussian, NTK and mean-field starts",
  },
  { id: "learning-speeds", title: "Each layer’s share of the trace of the kernel through training, for each alpha" },
  { id: "depth", title: "Test error and learning time on the random hierarchy model over depth, for each alpha" },
  {
    id: "deep-portrait",
    title:
      "Kernel distance, test error and parameter distance of three-layer ReLU networks over the scale of the start and of its first layer",
  },
] as const;

/** The id of a figure. */
export type FigureId = (typeof figureTitles)[number]["id"];

/** The title of the figure with this id. */
export function figureTitle(id: FigureId): string {
  return figureTitles.find((figure) => figure.id === id)!.title;
}
