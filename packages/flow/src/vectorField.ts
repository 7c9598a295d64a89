/**
 * The right-hand side of $dtheta/dt = F(t, theta)$: writes $F(t, theta)$ into `out`, and changes nothing else.
 *
 * Both arrays have the length of the state and belong to the integrator: read, write, keep neither.
 */
export type VectorField = (t: number, theta: Float64Array, out: Float64Array) => void;
