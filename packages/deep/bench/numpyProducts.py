"""Times products of float32 matrices by numpy, one list of shapes m x k by k x n a case, from a JSON of the input."""

import json
import sys
import time

import numpy as np

print(f"numpy {np.__version__}")
for shapes in json.load(sys.stdin):
    rng = np.random.default_rng(0)
    factors = [(rng.random((m, k), np.float32), rng.random((k, n), np.float32), np.empty((m, n), np.float32)) for m, k, n in shapes]
    best = float("inf")
    end = time.perf_counter() + 0.7
    while time.perf_counter() < end:
        start = time.perf_counter()
        for a, b, out in factors:
            np.matmul(a, b, out=out)
        best = min(best, time.perf_counter() - start)
    print(repr(best))
