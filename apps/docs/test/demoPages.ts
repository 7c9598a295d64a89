/** Where each demo stands in the article. */
export const demoPages: Readonly<Record<string, string>> = {
  "regime-map": "article/lazy-and-rich.html",
  hyperboloid: "article/one-neuron.html",
  basins: "article/one-neuron.html",
  "neuron-in-time": "article/exact-solution.html",
  "function-space": "article/function-space.html",
  "one-input": "article/implicit-bias.html",
  "linear-network": "article/linear-networks.html",
  "deep-mode": "article/linear-networks.html",
  "student-teacher": "article/piecewise-linear.html",
  "phase-portrait": "article/piecewise-linear.html",
  "random-hierarchy": "article/deep-networks.html",
  grokking: "article/deep-networks.html",
  filters: "article/deep-networks.html",
};
