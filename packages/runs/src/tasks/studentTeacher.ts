import { studentTeacherTask } from "@lazyrich/data";
import { type NamedPart, partField } from "@lazyrich/specs";
import { seedField, sizeField } from "../spec/sizes.js";
import type { TaskPart } from "../task.js";

interface StudentTeacherFields {
  readonly seed: number;
  readonly inputDimension: number;
  readonly teacherWidth: number;
  readonly trainSize: number;
  readonly testSize: number;
  readonly activation: NamedPart;
}

/**
 * A teacher with unit directions and readouts +-1 on inputs uniform on the unit sphere.
 *
 * @example
 * import { studentTeacherPart } from "@lazyrich/runs";
 * studentTeacherPart.example.task; // { name: "student-teacher", inputDimension: 10, trainSize: 100, testSize: 500 }
 */
export const studentTeacher: TaskPart<StudentTeacherFields> = {
  name: "student-teacher",
  summary: "targets of a two-layer teacher with unit directions, on inputs uniform on the unit sphere",
  fields: {
    seed: seedField,
    inputDimension: sizeField("d, the dimension of the inputs", 100),
    teacherWidth: sizeField("the number of the teacher's neurons", 3),
    trainSize: sizeField("n, the number of training inputs", 1000),
    testSize: sizeField("the number of fresh inputs for the generalization error", 10_000),
    activation: partField("the teacher's activation", "activations", { default: "relu" }),
  },
  example: { task: { name: "student-teacher", inputDimension: 10, trainSize: 100, testSize: 500 } },
  build({ activation, ...sizes }, context) {
    const { X, Y, test, teacher } = studentTeacherTask({ ...sizes, activation: context.activation(activation) });
    const { directions, signs } = teacher;
    return {
      ...{ X, Y, test, classes: null },
      arrays: {
        teacherDirections: { shape: [directions.rows, directions.columns], data: directions.data },
        teacherSigns: { shape: [signs.length], data: signs },
      },
    };
  },
};
