// Matrices
export {
  identityMatrix,
  type Matrix,
  matrix,
  matrixFromRows,
  requireFiniteMatrix,
  rowsOf,
  transpose,
} from "./matrix.js";
export { type GaussianSource, gaussianMatrix } from "./gaussianMatrix.js";
// Products
export { type ProductBuild, productBuilds, reproducibleBuild } from "./productBuild.js";
export { type Products, product, products, productTransposed, transposedProduct } from "./products.js";
export { type Workspace, workspace } from "./workspace.js";
// Decompositions
export {
  type SingularValueDecomposition,
  singularValueDecomposition,
  singularValues,
} from "./singularValueDecomposition.js";
export { type SymmetricEigendecomposition, symmetricEigendecomposition } from "./symmetricEigendecomposition.js";
export { orthonormalColumns } from "./orthonormalColumns.js";
// Least squares
export { minimumNormSolution, nullSpaceProjector, pseudoInverse } from "./leastSquares.js";
// Functions and sums
export {
  symmetricFunction,
  symmetricMeanDecay,
} from "./symmetricFunction.js";
export { meanDecay } from "./meanDecay.js";
export { euclideanNorm } from "./euclideanNorm.js";
export { compensatedDot } from "./compensatedDot.js";
export {
  type DoubleDouble,
  doubleDoubleDot,
  doubleDoubleProduct,
  doubleDoubleRoot,
  doubleDoubleSum,
} from "./doubleDouble.js";
export { compensatedWeightedDot } from "./compensatedWeightedDot.js";
// Checks of arguments
export {
  requireFinite,
  requireFiniteVector,
  requireLength,
  requireNonNegative,
  requirePositive,
  requireWhole,
  requireWidths,
} from "./requireNumbers.js";
