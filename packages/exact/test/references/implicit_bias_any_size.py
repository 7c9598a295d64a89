"""Writes implicit-bias-any-size.json: where gradient flow ends on inputs, targets and starts of any size, by elimination in fractions (needs mpmath).

Each case has the end of a neuron and that of a deep network, entry by entry; one is null where it does not count: where a relative change of 2^-53 in one input
moves it by 1e-14 of itself or more.
"""

import json
import math
import random
from fractions import Fraction
from pathlib import Path

import mpmath as mp

random.seed(9)


def number():
    sign = random.choice([-1, 1])
    kinds = [lambda: 0.0, lambda: 1e-300, lambda: 1e300, lambda: 5e-324, lambda: 10 ** random.uniform(-300, 300), lambda: 10 ** random.uniform(-30, 30)]
    return sign * random.choice(kinds + [lambda: abs(random.gauss(0, 1))] * 4)()


def dot(x, y):
    return sum((a * b for a, b in zip(x, y)), Fraction(0))


def solved(A, b):
    """Gauss-Jordan elimination of a regular system."""
    rows = [[*row, right] for row, right in zip(A, b)]
    for k in range(len(rows)):
        pivot = next(i for i in range(k, len(rows)) if rows[i][k])
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(len(rows)):
            if i != k:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k])]
    return [row[-1] for row in rows]


def parts(X, y, beta0):
    """The least-squares solution of least norm, and the part of beta0 in the null space, by orthogonal rows."""
    frame = []
    for row in X:
        for other in frame:
            share = dot(row, other) / dot(other, other)
            row = [a - share * b for a, b in zip(row, other)]
        if any(row):
            frame.append(row)
    coordinates = [[dot(row, other) for other in frame] for row in X]
    gram = [[sum(c[k] * c[l] for c in coordinates) for l in range(len(frame))] for k in range(len(frame))]
    factors = solved(gram, [sum(c[k] * t for c, t in zip(coordinates, y)) for k in range(len(frame))])
    least = [sum((f * other[j] for f, other in zip(factors, frame)), Fraction(0)) for j in range(len(beta0))]
    null = list(beta0)
    for other in frame:
        share = dot(null, other) / dot(other, other)
        null = [a - share * b for a, b in zip(null, other)]
    return [[mp.mpf(x.numerator) / x.denominator for x in vector] for vector in (least, null)]


def norm(x):
    return mp.sqrt(mp.fsum(v * v for v in x))


def ends(n, d, depth, values):
    fractions, (delta, etaA, etaW) = [Fraction(x) for x in values[: n * d + n + d]], [mp.mpf(x.numerator) / x.denominator for x in values[-3:]]
    least, null = parts([fractions[i * d : (i + 1) * d] for i in range(n)], fractions[n * d : n * d + n], fractions[n * d + n :])
    beta0 = [mp.mpf(x.numerator) / x.denominator for x in fractions[n * d + n :]]
    size, inside, c = norm(beta0), norm(null), norm(least)
    if not inside:
        return [*least, *least]
    unit = mp.sqrt(etaA * etaW)
    weights = (mp.sqrt(delta * delta + 4 * (unit * size) ** 2) - delta) / 2
    D = delta + weights * (inside / size) ** 2
    readouts = (D + mp.sqrt(D * D + 4 * (unit * c) ** 2)) / 2
    ratio = mp.sqrt(readouts * weights) / unit / size
    exponent = 1 - mp.mpf(1) / depth
    if not c:
        alpha = size * (inside / size) ** depth
    else:
        goal = mp.log(inside) - exponent * mp.log(size) - (1 - exponent) * mp.log(c)
        x = goal
        for _ in range(200):
            z = mp.exp(2 * x)
            step = (x - exponent / 2 * mp.log1p(z) - goal) / (1 - exponent * z / (1 + z))
            x -= step
            if abs(step) < mp.mpf(10) ** -60:
                break
        alpha = c * mp.exp(x)
    return [*[m + ratio * x for m, x in zip(least, null)], *[m + alpha * x / inside for m, x in zip(least, null)]]


def case():
    n, d = random.choice([(1, 1), (1, 2), (1, 2), (1, 3), (2, 3), (2, 2), (3, 2)])
    X, y, beta0 = [[number() for _ in range(d)] for _ in range(n)], [number() for _ in range(n)], [number() for _ in range(d)]
    delta, depth = number(), random.choice([2, 3, 5])
    etaA, etaW = [random.choice([1.0, 1.0, 0.3, 10 ** random.uniform(-30, 30)]) for _ in range(2)]
    if not any(beta0) or not any(map(any, X)):
        return None
    inputs = [*sum(X, []), *y, *beta0, delta, etaA, etaW]
    sizes = [abs(math.log10(abs(x))) for x in inputs if x]
    mp.mp.dps = int(150 + 8 * max(sizes))
    exact = [Fraction(x) for x in inputs]
    values = ends(n, d, depth, exact)
    if max(map(abs, values)) > 1e307:
        return None
    counts = [True] * len(values)
    for k in range(len(inputs)):
        others = ends(n, d, depth, [x * (1 + Fraction(1, 2**53)) if j == k else x for j, x in enumerate(exact)])
        counts = [known and abs(a - b) <= abs(a) * mp.mpf(10) ** -14 for known, a, b in zip(counts, values, others)]
    known = [float(x) if counts else None for x, counts in zip(values, counts)]
    problem = {"X": X, "y": y, "beta0": beta0, "delta": delta, "etaA": etaA, "etaW": etaW, "depth": depth}
    return {**problem, "betaInfinity": known[:d], "deepInfinity": known[d:]}


if __name__ == "__main__":
    cases = []
    while len(cases) < 60:
        found = case()
        if found is not None:
            cases.append(found)
    text = "[\n" + ",\n".join(json.dumps(found) for found in cases) + "\n]\n"
    Path(__file__).with_name("implicit-bias-any-size.json").write_text(text)
