"""Writes kernel-velocity.json: the derivative of the kernel of one neuron along its flow, from a and w themselves, in 60 digits (needs mpmath)."""

import json
import random
from pathlib import Path

import mpmath as mp

mp.mp.dps = 60
random.seed(7)


def case(n, d):
    number = lambda: round(random.gauss(0, 1), 3)
    X = [[number() for _ in range(d)] for _ in range(n)]
    y, w, a = [number() for _ in range(n)], [number() for _ in range(d)], number()
    etaA, etaW = round(random.uniform(0.2, 3), 2), round(random.uniform(0.2, 3), 2)
    A, W = mp.mpf(a), [mp.mpf(x) for x in w]
    residual = [A * mp.fsum(x * v for x, v in zip(row, W)) - target for row, target in zip(X, y)]
    g = [mp.fsum(r * row[k] for r, row in zip(residual, X)) for k in range(d)]

    def kernel(t):
        now = A - t * etaA * mp.fsum(p * q for p, q in zip(W, g))
        weights = [v - t * etaW * A * q for v, q in zip(W, g)]
        f = [mp.fsum(x * v for x, v in zip(row, weights)) for row in X]
        gram = lambda i, j: mp.fsum(mp.mpf(p) * q for p, q in zip(X[i], X[j]))
        return [[etaW * now**2 * gram(i, j) + etaA * f[i] * f[j] for j in range(n)] for i in range(n)]

    step = mp.mpf(10) ** -20
    ahead, behind = kernel(step), kernel(-step)
    velocity = [[float((p - q) / (2 * step)) for p, q in zip(r, s)] for r, s in zip(ahead, behind)]
    return {"X": X, "y": y, "a": a, "w": w, "etaA": etaA, "etaW": etaW, "velocity": velocity}


cases = [case(n, d) for n, d in [(1, 1), (2, 3), (4, 2), (3, 3), (5, 4)]]
Path(__file__).with_name("kernel-velocity.json").write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
