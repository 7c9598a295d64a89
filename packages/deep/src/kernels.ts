/**
 * What a plan computes with, in WebAssembly (assembly/) or in JavaScript (javascript/). Buffers are byte addresses in one
 * memory, sizes and strides count numbers. Numbers are float32 or float64; moments and losses are always float64, indices
 * unsigned 32-bit. Nothing is checked and nothing allocated.
 */
export interface Kernels {
  /** C = A B, or C + A B where `proceed`, C m x n; entry (i, k) of A lies i aRow + k aColumn numbers after `a`. */
  multiply(
    m: number,
    depth: number,
    n: number,
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    c: number,
    cRow: number,
    proceed: boolean,
  ): void;
  /** x_i += row, for each row of x (rows x width). */
  addRow(rows: number, width: number, row: number, x: number): void;
  /** sums += the sums of the columns of x (rows x width). */
  addColumnSums(rows: number, width: number, x: number, sums: number): void;
  /** y += x. */
  addVector(n: number, x: number, y: number): void;
  /** y = factor x, or y + factor x where `proceed`. */
  scale(n: number, factor: number, x: number, y: number, proceed: boolean): void;
  /** Copies rows of `width` numbers, which lie xRow and yRow numbers apart. */
  copyRows(rows: number, width: number, x: number, xRow: number, y: number, yRow: number): void;
  clear(n: number, x: number): void;
  /** `count` matrices (rows x columns), one after the other, transposed. */
  transpose(count: number, rows: number, columns: number, x: number, y: number): void;
  /** y_i = factor x[index_i]. */
  permute(n: number, index: number, factor: number, x: number, y: number): void;

  /** Each row of out: the sum of the `each` rows of the table that `index` names, added to what is there where `proceed`. */
  gatherSums(
    rows: number,
    width: number,
    each: number,
    index: number,
    table: number,
    out: number,
    proceed: boolean,
  ): void;
  /** Adds each row of x to the `each` rows of the table that `index` names. */
  scatterSums(rows: number, width: number, each: number, index: number, x: number, table: number): void;

  /** y = x where x >= 0, else gamma x. */
  leaky(n: number, gamma: number, x: number, y: number): void;
  leakyBackward(n: number, gamma: number, x: number, dy: number, dx: number): void;
  tanh(n: number, x: number, y: number): void;
  tanhBackward(n: number, y: number, dy: number, dx: number): void;
  /** y = x Phi(x). */
  gelu(n: number, x: number, y: number): void;
  geluBackward(n: number, x: number, dy: number, dx: number): void;
  /** y = x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))). */
  geluByTanh(n: number, x: number, y: number): void;
  geluByTanhBackward(n: number, x: number, dy: number, dx: number): void;

  /** The sum of -log softmax(outputs)[label], and its slope times `factor` where `slope` is not 0. */
  crossEntropy(rows: number, width: number, outputs: number, labels: number, factor: number, slope: number): number;
  /** 1/2 sum (outputs - targets)^2, and its slope times `factor` where `slope` is not 0. */
  halfSquares(n: number, outputs: number, targets: number, factor: number, slope: number): number;

  /** One step of SGD; velocity is moments. A step is computed in float64, and of the same bytes in every build. */
  sgdStep(
    n: number,
    rate: number,
    momentum: number,
    isNesterov: boolean,
    weightDecay: number,
    theta: number,
    gradient: number,
    velocity: number,
  ): void;
  /** theta = keep theta - stepSize m / (perRoot sqrt(v) + epsilon), first and second are the moments m and v. */
  adamWStep(
    n: number,
    keep: number,
    stepSize: number,
    beta1: number,
    beta2: number,
    perRoot: number,
    epsilon: number,
    theta: number,
    gradient: number,
    first: number,
    second: number,
  ): void;

  /** The windows of images as rows [kernel height][kernel width][channels], one for each place of the output. */
  unfold(
    images: number,
    height: number,
    width: number,
    channels: number,
    kernelHeight: number,
    kernelWidth: number,
    stride: number,
    padding: number,
    outHeight: number,
    outWidth: number,
    x: number,
    windows: number,
  ): void;
  /** Adds each window to where it came from. */
  fold(
    images: number,
    height: number,
    width: number,
    channels: number,
    kernelHeight: number,
    kernelWidth: number,
    stride: number,
    padding: number,
    outHeight: number,
    outWidth: number,
    windows: number,
    x: number,
  ): void;
  /** The largest of each window, of what is in the image. */
  maxPool(
    images: number,
    height: number,
    width: number,
    channels: number,
    windowHeight: number,
    windowWidth: number,
    stride: number,
    padding: number,
    outHeight: number,
    outWidth: number,
    x: number,
    y: number,
  ): void;
  /** Adds the slope of each window to the first of its largest. */
  maxPoolBackward(
    images: number,
    height: number,
    width: number,
    channels: number,
    windowHeight: number,
    windowWidth: number,
    stride: number,
    padding: number,
    outHeight: number,
    outWidth: number,
    x: number,
    y: number,
    dy: number,
    dx: number,
  ): void;
  /** The mean of each window. */
  meanPool(
    images: number,
    height: number,
    width: number,
    channels: number,
    windowHeight: number,
    windowWidth: number,
    stride: number,
    outHeight: number,
    outWidth: number,
    x: number,
    y: number,
  ): void;
  /** Adds to each place its share of the slopes of the windows it is in. */
  meanPoolBackward(
    images: number,
    height: number,
    width: number,
    channels: number,
    windowHeight: number,
    windowWidth: number,
    stride: number,
    outHeight: number,
    outWidth: number,
    dy: number,
    dx: number,
  ): void;

  /** Mean and variance (of the population) of each column of x (rows x width). */
  columnMoments(rows: number, width: number, x: number, means: number, variances: number): void;
  /** y = gain (x - mean) inverse + shift, column by column. */
  batchNorm(
    rows: number,
    width: number,
    x: number,
    means: number,
    inverses: number,
    gain: number,
    shift: number,
    y: number,
  ): void;
  /** The sums over the rows of the slopes, and of the slopes times the normalised values. */
  batchNormSums(
    rows: number,
    width: number,
    x: number,
    means: number,
    inverses: number,
    dy: number,
    ofShift: number,
    ofGain: number,
  ): void;
  /** dx = gain inverse (dy - share (ofShift + normal ofGain)). */
  batchNormBackward(
    rows: number,
    width: number,
    x: number,
    means: number,
    inverses: number,
    gain: number,
    dy: number,
    ofShift: number,
    ofGain: number,
    share: number,
    dx: number,
  ): void;
  /** y = gain (x - mean) inverse + shift, row by row, with the mean and inverse of each row kept. */
  layerNorm(
    rows: number,
    width: number,
    epsilon: number,
    x: number,
    gain: number,
    shift: number,
    y: number,
    means: number,
    inverses: number,
  ): void;
  layerNormGradient(
    rows: number,
    width: number,
    x: number,
    means: number,
    inverses: number,
    dy: number,
    ofGain: number,
    ofShift: number,
  ): void;
  layerNormBackward(
    rows: number,
    width: number,
    x: number,
    means: number,
    inverses: number,
    gain: number,
    dy: number,
    dx: number,
  ): void;

  /**
   * Attention of the rows (s, input), s = 0 the last position, to all positions or to their own and those before;
   * keyValues has rows [key | value], index their rows.
   */
  attention(
    count: number,
    positions: number,
    kept: number,
    heads: number,
    width: number,
    isCausal: boolean,
    queries: number,
    keyValues: number,
    index: number,
    weights: number,
    out: number,
  ): void;
  /** Adds to the slopes of queries, keys and values. */
  attentionBackward(
    count: number,
    positions: number,
    kept: number,
    heads: number,
    width: number,
    isCausal: boolean,
    queries: number,
    keyValues: number,
    index: number,
    weights: number,
    dOut: number,
    dQueries: number,
    dKeyValues: number,
    scores: number,
  ): void;
}
