const SPLITTER = 134217729; // 2^27 + 1

/** a b - `product`, exactly, where `product` is a b rounded (Dekker 1971); NaN or inexact where |a| or |b| exceeds 1e300 or a b underflows. */
export function productError(a: number, b: number, product: number): number {
  const aSplit = SPLITTER * a;
  const aHigh = aSplit - (aSplit - a);
  const aLow = a - aHigh;
  const bSplit = SPLITTER * b;
  const bHigh = bSplit - (bSplit - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
