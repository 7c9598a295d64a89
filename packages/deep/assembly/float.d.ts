/** The type of a number, which the build names: f32 or f64. */
declare type Float = f64;
