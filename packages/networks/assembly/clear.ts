/** Zeros, a multiple of 16 bytes: stores in line, since a call of memory.fill takes longer than the small tables of a small network. */
export function clear(from: usize, bytes: usize): void {
  const end = from + bytes;
  const zeros = f64x2.splat(0);
  for (let address = from; address < end; address += 16) v128.store(address, zeros);
}
