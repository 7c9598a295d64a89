"""Writes deep-function-space.json: the velocity of the product of balanced layers under gradient flow, layer by layer, in 40 digits (needs mpmath)."""

import json
import random
from pathlib import Path

import mpmath as mp

mp.mp.dps = 40
random.seed(5)


def gaussian(rows, columns):
    return mp.matrix([[mp.mpf(random.gauss(0, 1)) for _ in range(columns)] for _ in range(rows)])


def rows(matrix):
    return [[float(x) for x in row] for row in matrix.tolist()]


def case(depth, d, c, n, rank):
    r = min(d, c)
    left, right = mp.qr(gaussian(d, d))[0][:, :r], mp.qr(gaussian(c, c))[0][:, :r]
    values = [mp.mpf(random.uniform(0.3, 2)) if k < rank else mp.mpf(0) for k in range(r)]
    roots = mp.diag([value ** (mp.mpf(1) / depth) for value in values])
    # f(x) = layers[-1] ... layers[0] x, each with the roots of the singular values
    layers = [roots * left.T] + [roots] * (depth - 2) + [right * roots] if depth > 1 else [right * mp.diag(values) * left.T]
    X, Y = gaussian(n, d), gaussian(n, c)
    X, Y = [mp.matrix([[mp.mpf(float(x)) for x in row] for row in m.tolist()]) for m in (X, Y)]

    def times(factors, size):
        result = mp.eye(size)
        for factor in factors:
            result = factor * result
        return result

    whole = times(layers, d)
    slope = (X * whole.T - Y).T * X
    velocity = mp.zeros(c, d)
    for j in range(depth):
        before = times(layers[:j], d)
        after = times(layers[j + 1 :], layers[j].rows)
        velocity += after * (-(after.T * slope * before.T)) * before
    return {"depth": depth, "X": rows(X), "Y": rows(Y), "beta": rows(whole.T), "velocity": rows(velocity.T)}


cases = [case(*sizes) for sizes in [(1, 2, 3, 4, 2), (2, 3, 2, 4, 2), (3, 2, 4, 3, 2), (4, 3, 3, 2, 3), (5, 4, 2, 6, 2), (3, 3, 1, 2, 1)]]
Path(__file__).with_name("deep-function-space.json").write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
