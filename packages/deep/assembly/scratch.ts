import { LANES, SIZE } from "./lanes";

// The module's memory begins with AssemblyScript's own data; what a product needs for itself and then the plan's buffers
// follow.
/** A tile that reaches beyond C. */
export const EDGE: usize = (__heap_base + 63) & ~63;
export const LEFT_PANELS: usize = EDGE + 128;
export const RIGHT_BLOCK: usize = LEFT_PANELS + 256 * 16 * SIZE;
/** The first address that is free for buffers. */
export const firstFree: usize = RIGHT_BLOCK + 256 * (256 + 2 * LANES) * SIZE;
