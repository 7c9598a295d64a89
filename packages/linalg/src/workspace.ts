import { javascriptMultiplication } from "./javascriptMultiplication.js";
import { type Matrix, matrix } from "./matrix.js";
import { checkedProducts, type Multiplication } from "./multiplication.js";
import { type Kernel, type ProductBuild, requireBuild, startKernel } from "./productBuild.js";
import { bytesFor, reserve } from "./wasmMemory.js";

type ProductInto = (a: Matrix, b: Matrix, out: Matrix) => Matrix;

/** Matrices that stay in the memory of a kernel, and their products, which copy nothing. */
export interface Workspace<Name extends string> {
  readonly build: ProductBuild;
  /** The matrices by name: ordinary `Float64Array`s, which can be read and written at any time. Zeros at first. */
  readonly matrices: Readonly<Record<Name, Matrix>>;
  /** $A B (m x n)$ of $A (m x k)$ and $B (k x n)$. */
  readonly product: ProductInto;
  /** $A^T B (m x n)$ of $A (k x m)$ and $B (k x n)$. */
  readonly transposedProduct: ProductInto;
  /** $A B^T (m x n)$ of $A (m x k)$ and $B (n x k)$. */
  readonly productTransposed: ProductInto;
}

/**
 * A memory with one matrix for each name, for loops that multiply the same matrices over and over.
 *
 * All shapes are given at once, so that the memory never grows, which would detach the matrices. A matrix over part of
 * another, `{ rows, columns, data: x.data.subarray(...) }`, is in the workspace too. The memory is freed with the last
 * reference to the workspace or its matrices.
 *
 * @param shapes [rows, columns] of each matrix.
 * @param build the build of the products; by default the reproducible one, which gives the same bytes on every machine.
 * @throws RangeError if a size is not a whole number $>= 0$, all together exceed 4 GiB, or the build is `"relaxed-simd"` and does not run here.
 *   The products throw one if the shapes do not fit, or a matrix is not in the workspace.
 * @example
 * import { workspace } from "@lazyrich/linalg";
 * const { matrices, product } = workspace({ a: [1, 2], b: [2, 1], c: [1, 1] });
 * matrices.a.data.set([1, 2]);
 * matrices.b.data.set([3, 4]);
 * product(matrices.a, matrices.b, matrices.c).data; // [11]
 */
export function workspace<Name extends string>(
  shapes: Readonly<Record<Name, readonly [rows: number, columns: number]>>,
  build?: ProductBuild,
): Workspace<Name> {
  const chosen = requireBuild(build);
  const kernel = chosen === "javascript" ? undefined : startKernel(chosen);
  const entries = Object.entries(shapes) as [Name, readonly [number, number]][];
  for (const [name, [rows, columns]] of entries) requireSizes(name, rows, columns);
  const bytes = entries.reduce((sum, [, [rows, columns]]) => sum + bytesFor(rows * columns), 0);
  if (kernel) reserve(kernel, bytes);
  const buffer = kernel?.memory.buffer ?? new ArrayBuffer(bytes);

  const matrices = {} as Record<Name, Matrix>;
  let offset: number = kernel?.scratchBytes.value ?? 0;
  for (const [name, [rows, columns]] of entries) {
    matrices[name] = matrix(rows, columns, new Float64Array(buffer, offset, rows * columns));
    offset += bytesFor(rows * columns);
  }
  const multiply = kernel ? residentMultiplication(kernel) : javascriptMultiplication();
  return {
    build: chosen,
    matrices,
    ...checkedProducts((m, depth, n, a, aRow, aColumn, b, bRow, bColumn, c) => {
      requireResident("a", a, buffer);
      requireResident("b", b, buffer);
      requireResident("out", c, buffer);
      multiply(m, depth, n, a, aRow, aColumn, b, bRow, bColumn, c);
    }),
  };
}

function requireSizes(name: string, rows: number, columns: number): void {
  if (![rows, columns].every((size) => Number.isSafeInteger(size) && size >= 0)) {
    throw new RangeError(`${name} is ${rows} x ${columns}; expected whole numbers >= 0`);
  }
}

function requireResident(name: string, data: Float64Array, buffer: ArrayBufferLike): void {
  if (data.buffer !== buffer) throw new RangeError(`${name} is not in this workspace; expected one of its matrices`);
}

function residentMultiplication({ multiply }: Kernel): Multiplication {
  return (m, depth, n, a, aRow, aColumn, b, bRow, bColumn, c) =>
    multiply(m, depth, n, a.byteOffset, 8 * aRow, 8 * aColumn, b.byteOffset, 8 * bRow, 8 * bColumn, c.byteOffset);
}
