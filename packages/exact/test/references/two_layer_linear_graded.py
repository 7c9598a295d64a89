"""Writes two-layer-linear-graded.json: networks of one hidden neuron whose entries lie up to 60 orders of magnitude apart (needs mpmath).

    python3 two_layer_linear_graded.py [count] [seed] [file]

The closed form of theory.md section 5, precise to the range of the inputs. A block is null where it does not count: where a relative change of 2^-53 in one
input moves it by 1e-14 of its norm or more; so is the kernel distance, which is also null below 1e-60 and with several inputs and outputs.
"""

import json
import math
import random
import sys
from pathlib import Path

import mpmath as mp


def number():
    kind = random.random()
    if kind < 0.12:
        return 0.0
    return random.gauss(0, 1) if kind < 0.3 else random.choice([-1, 1]) * 10 ** random.uniform(-60, 0)


def state(w, a, target, t):
    """Q Q^T of the weights w (d), readouts a (c) and the target (d x c) at a time."""
    d, c = len(w), len(a)
    delta = mp.fsum(x * x for x in a) - mp.fsum(x * x for x in w)
    H = mp.diag([-delta / 2] * d + [delta / 2] * c)
    for i in range(d):
        for j in range(c):
            H[i, d + j] = H[d + j, i] = target[i][j]
    rates, modes = mp.eigsy(H)
    start = modes.T * mp.matrix([*w, *a])
    nothing = mp.mpf(10) ** (-2 * mp.mp.dps // 3)
    growth = [mp.expm1(2 * rate * t) / (2 * rate) if abs(rate) > nothing else t for rate in rates]
    G = 1 + mp.fsum(x * x * g for x, g in zip(start, growth))
    end = modes * mp.matrix([x * mp.exp(rate * t) for x, rate in zip(start, rates)])
    return end * end.T / G


def kernel_distance(first, second, d):
    def inner(x, y):
        c = x.rows - d
        P, N, R, M = x[d:, d:], x[:d, :d], y[d:, d:], y[:d, :d]
        trace = [mp.fsum(matrix[i, i] for i in range(matrix.rows)) for matrix in (P, N, R, M)]
        both = [mp.fsum(p * q for p, q in zip(left, right)) for left, right in ((P, R), (N, M))]
        return d * both[0] + trace[0] * trace[3] + trace[1] * trace[2] + c * both[1]

    squares = inner(first, first) * inner(second, second)
    return 1 - inner(first, second) / mp.sqrt(squares) if squares else None


def norm(block):
    return mp.sqrt(mp.fsum(x * x for x in block))


def case():
    d, c = random.choice([(1, 2), (1, 3), (2, 1), (3, 1), (2, 2), (2, 3)])
    w, a = [number() for _ in range(d)], [number() for _ in range(c)]
    target = [[number() for _ in range(c)] for _ in range(d)]
    inputs = [*w, *a, *(x for row in target for x in row)]
    rate = max([abs(x) for x in inputs[d + c :]] + [x * x for x in inputs[: d + c]])
    if not rate:
        return None
    t = 10 ** random.uniform(-6, 2) / rate
    if not 0 < t < 1e300:
        return None
    inputs.append(t)
    mp.mp.dps = int(200 - 3 * math.log10(min(abs(x) for x in inputs if x) / 10) + 2 * rate * t)

    def at(values):
        rows = [values[d + c + i * c : d + c + (i + 1) * c] for i in range(d)]
        first, second = [state(values[:d], values[d : d + c], rows, time) for time in (mp.mpf(0), values[-1])]
        blocks = {"beta": second[:d, d:], "WtW": second[:d, :d], "AtA": second[d:, d:]}
        return blocks, kernel_distance(first, second, d) if min(d, c) == 1 else None

    exact = [mp.mpf(x) for x in inputs]
    blocks, distance = at(exact)
    counts = dict.fromkeys(blocks, True)
    for k in range(len(exact)):
        others, other = at([x * (1 + mp.mpf(2) ** -53) if j == k else x for j, x in enumerate(exact)])
        for name, block in blocks.items():
            counts[name] = counts[name] and norm(others[name] - block) <= norm(block) * mp.mpf(10) ** -14
        if distance is not None and (other is None or abs(other - distance) > distance * mp.mpf(10) ** -14):
            distance = None
    result = {"w0": w, "a0": a, "betaStar": target, "time": t}
    for name, block in blocks.items():
        result[name] = [float(x) for x in block] if counts[name] else None
    result["kernelDistance"] = float(distance) if distance is not None and distance > mp.mpf(10) ** -60 else None
    return result


def main(count=100, seed=3, file="two-layer-linear-graded.json"):
    random.seed(int(seed))
    cases = []
    while len(cases) < int(count):
        found = case()
        if found is not None:
            cases.append(found)
    Path(__file__).with_name(file).write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
