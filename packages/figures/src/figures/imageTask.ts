import * as z from "zod/mini";

/** Which pictures a figure is of: those of a folder, or generated ones. */
export interface ImageSource {
  /** A folder of files of MNIST's or CIFAR-10's form, as the figure says; null for generated pictures. */
  readonly folder: string | null;
  readonly trainSize: number;
  readonly testSize: number;
}

/** The fields of a figure of pictures, with its own sizes. */
export function imageSourceFields(own: Omit<ImageSource, "folder">): {
  readonly [Field in keyof ImageSource]: z.ZodMiniType<ImageSource[Field]>;
} {
  const count = (value: number) => z._default(z.int().check(z.minimum(1), z.maximum(1_000_000)), value);
  return {
    folder: z._default(z.nullable(z.string().check(z.minLength(1))), null),
    trainSize: count(own.trainSize),
    testSize: count(own.testSize),
  };
}
