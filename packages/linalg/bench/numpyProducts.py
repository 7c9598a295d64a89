"""Times numpy's product of each line "kind m k n" of the input; prints the BLAS in use, then the best seconds a line."""

import sys
import time

import numpy as np

shapes = [line.split() for line in sys.stdin]
random = np.random.default_rng(1).standard_normal
timings = []
for kind, *sizes in shapes:
    m, k, n = map(int, sizes)
    a = random((k, m)).T if kind == "AtB" else random((m, k))
    b = random((n, k)).T if kind == "ABt" else random((k, n))
    out = np.empty((m, n))
    best = float("inf")
    end = time.perf_counter() + 0.15
    while time.perf_counter() < end:
        start = time.perf_counter()
        np.matmul(a, b, out=out)
        best = min(best, time.perf_counter() - start)
    timings.append(best)

try:
    # numpy may be linked to any BLAS: what is loaded says which
    with open("/proc/self/maps") as maps:
        library = "OpenBLAS" if "openblas" in maps.read() else "another BLAS"
except OSError:
    library = "its BLAS"
print(f"{library} in one thread through numpy {np.__version__}")
print("\n".join(map(repr, timings)))
