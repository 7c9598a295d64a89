"""Times products of float32 matrices by numpy, one list of shapes m x k by k x n a case, from a JSON of the input."""

import json
import sys

import numpy as np

from processor import best_processor_seconds

print(f"numpy {np.__version__}")
for shapes in json.load(sys.stdin):
    rng = np.random.default_rng(0)
    factors = [(rng.random((m, k), np.float32), rng.random((k, n), np.float32), np.empty((m, n), np.float32)) for m, k, n in shapes]

    def products():
        for a, b, out in factors:
            np.matmul(a, b, out=out)

    print(repr(best_processor_seconds(products, 0.7)))
