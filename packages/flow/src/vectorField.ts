/**
 * The right-hand side of d theta / dt = F(theta): writes F(`theta`) into `out`, and changes nothing else.
 *
 * Both arrays have the length of the state and belong to the integrator: read, write, keep neither.
 */
export type VectorField = (theta: Float64Array, out: Float64Array) => void;
