"""Writes two-layer-linear-random.json: random networks whose digits double precision loses (needs mpmath).

    python3 two_layer_linear_random.py [draws] [file]

Draws problems of several kinds, of which KEPT are those that a solution in double precision had wrong; with a number of draws, all of them. The flow is the
closed form of theory.md section 5 in modes from mpmath's eigenvectors, with elimination by complete pivoting of [Phi^(1/2) C; I], in digits beyond the range of
the inputs. A value is null where it does not count: where a relative change of 2^-53 in one input moves it by 1e-14 of itself, its norm for a block, or more,
and for a kernel distance below 1e-60.
"""

import json
import math
import random
import sys
from pathlib import Path

import mpmath as mp

KEPT = {
    "at a saddle": [0, 2, 8],
    "far from balance": [3, 11, 14, 21, 30, 44, 53, 55],
    "one neuron, 60 orders": [22, 26],
    "one neuron, 300 orders": [2, 8, 20, 32],
    "balanced neurons, 20 orders": [28, 57],
}


def signed(x):
    return random.choice([-1, 1]) * x


def graded(orders):
    kind = random.random()
    if kind < 0.12:
        return 0.0
    return random.gauss(0, 1) if kind < 0.3 else signed(10 ** random.uniform(-orders, 0))


def matrix(rows, columns, entry):
    return [[entry() for _ in range(columns)] for _ in range(rows)]


def at_a_saddle():
    rows = [random.gauss(0, 1) for _ in range(random.randint(1, 3))]
    rate_a, rate_w = 10 ** random.uniform(-2, 2), 10 ** random.uniform(-2, 2)
    return {
        "W0": [[x / math.sqrt(rate_a)] for x in rows],
        "A0": [[-x / math.sqrt(rate_w)] for x in rows],
        "betaStar": [[abs(random.gauss(0, 1))]],
        "etaA": rate_a,
        "etaW": rate_w,
    }, random.uniform(1, 6)


def far_from_balance():
    size = 10 ** random.uniform(2, 5)
    d, c = random.choice([(2, 2), (2, 3), (3, 2)])
    W0, A0 = matrix(1, d, lambda: random.gauss(0, 1)), matrix(1, c, lambda: size * random.gauss(0, 1))
    return {"W0": W0, "A0": A0, "betaStar": matrix(d, c, lambda: random.gauss(0, 1))}, random.uniform(-8, 8)


def one_neuron(orders):
    d, c = random.choice([(1, 2), (1, 3), (2, 1), (3, 1), (2, 2), (2, 3), (3, 2)])
    W0, A0, target = (matrix(*shape, lambda: graded(orders)) for shape in ((1, d), (1, c), (d, c)))
    return {"W0": W0, "A0": A0, "betaStar": target}, random.uniform(-6, 3)


def permuted(orders):
    h, d = random.randint(2, 3), random.randint(2, 3)
    W0 = matrix(h, d, lambda: graded(orders))
    places = random.sample(range(d), d)
    signs = [signed(1) for _ in range(d)]
    A0 = [[signs[j] * row[j] for j in places] for row in W0]
    return {"W0": W0, "A0": A0, "betaStar": matrix(d, d, lambda: graded(orders))}, random.uniform(-6, 3)


KINDS = {
    "at a saddle": at_a_saddle,
    "far from balance": far_from_balance,
    "one neuron, 60 orders": lambda: one_neuron(60),
    "one neuron, 300 orders": lambda: one_neuron(300),
    "balanced neurons, 20 orders": lambda: permuted(20),
}


class Flow:
    def __init__(self, problem):
        rate_a, rate_w = problem["etaA"], problem["etaW"]
        root_a, root_w = mp.sqrt(rate_a), mp.sqrt(rate_w)
        weights = [[root_a * x for x in row] for row in problem["W0"]]
        readouts = [[root_w * x for x in row] for row in problem["A0"]]
        h, d, c = len(weights), len(weights[0]), len(readouts[0])
        self.h, self.d, self.rates = h, d, (rate_a, rate_w)
        squares = [mp.fsum(x * x for row in rows for x in row) for rows in (readouts, weights)]
        half = (squares[0] - squares[1]) / (2 * h)
        H = mp.diag([-half] * d + [half] * c)
        for i in range(d):
            for j in range(c):
                H[i, d + j] = H[d + j, i] = root_a * root_w * problem["betaStar"][i][j]
        self.values, self.modes = mp.eigsy(H)
        self.start = mp.matrix([w + a for w, a in zip(weights, readouts)]).T
        self.first = self.start * self.start.T

    def at(self, t):
        """Q Q^T at a time above 0."""
        nothing = mp.mpf(10) ** (-mp.mp.dps // 3)
        growth = [mp.expm1(2 * r * t) / (2 * r) if abs(r) * t > nothing else t * (1 + r * t) for r in self.values]
        C = self.modes.T * self.start
        rows = [[mp.sqrt(growth[i]) * C[i, j] for j in range(self.h)] for i in range(C.rows)]
        lower = completely_pivoted(rows + mp.eye(self.h).tolist())
        scaled = mp.matrix(
            [[mp.exp(r * t) / mp.sqrt(g) * x for x in row] for r, g, row in zip(self.values, growth, lower)]
        )
        L = mp.matrix(lower)
        end = self.modes * scaled
        return end * mp.inverse(L.T * L) * end.T

    def blocks(self, S):
        d, (rate_a, rate_w) = self.d, self.rates
        return {"beta": S[:d, d:] / mp.sqrt(rate_a * rate_w), "WtW": S[:d, :d] / rate_a, "AtA": S[d:, d:] / rate_w}

    def kernel_distance(self, S):
        def inner(x, y):
            N, P, M, R = x[: self.d, : self.d], x[self.d :, self.d :], y[: self.d, : self.d], y[self.d :, self.d :]
            traces = [mp.fsum(m[i, i] for i in range(m.rows)) for m in (N, P, M, R)]
            both = [mp.fsum(p * q for p, q in zip(left, right)) for left, right in ((N, M), (P, R))]
            return P.rows * both[0] + self.d * both[1] + traces[0] * traces[3] + traces[1] * traces[2]

        squares = inner(self.first, self.first) * inner(S, S)
        return 1 - inner(self.first, S) / mp.sqrt(squares) if squares else None


def completely_pivoted(rows):
    """The lower factor of a matrix, its rows where they were."""
    rows = [list(row) for row in rows]
    h = len(rows[0])
    lower = [[mp.mpf(0)] * h for _ in rows]
    left, columns = set(range(len(rows))), set(range(h))
    for step in range(h):
        i, j = max(((i, j) for i in left for j in columns), key=lambda place: abs(rows[place[0]][place[1]]))
        lower[i][step] = mp.mpf(1)
        left.remove(i)
        columns.remove(j)
        for k in left:
            lower[k][step] = rows[k][j] / rows[i][j]
            for m in columns:
                rows[k][m] -= lower[k][step] * rows[i][m]
    return lower


def norm(block):
    return mp.sqrt(mp.fsum(x * x for x in block))


def values(problem):
    flow = Flow(problem)
    state = flow.at(problem["time"])
    return flow.blocks(state), flow.kernel_distance(state)


def places(problem):
    for name in ("W0", "A0", "betaStar"):
        yield from ((name, i, j) for i, row in enumerate(problem[name]) for j, x in enumerate(row) if x)
    yield from ((name,) for name in ("etaA", "etaW", "time"))


def exactly(problem, moved=None):
    """The problem in mpmath's numbers, one of them moved by the last bit."""

    def number(x, *place):
        return mp.mpf(x) * (1 + mp.mpf(2) ** -53) if place == moved else mp.mpf(x)

    result = {name: number(problem[name], name) for name in ("etaA", "etaW", "time")}
    for name in ("W0", "A0", "betaStar"):
        result[name] = [[number(x, name, i, j) for j, x in enumerate(row)] for i, row in enumerate(problem[name])]
    return result


def solved(problem):
    inputs = [abs(x) for name in ("W0", "A0", "betaStar") for row in problem[name] for x in row if x]
    inputs += [problem["time"], problem["etaA"], problem["etaW"], 1.0]
    mp.mp.dps = int(120 + 3 * math.log10(max(inputs) / min(inputs)) if min(inputs) > 1e-250 else 2200)
    blocks, distance = values(exactly(problem))
    counts = dict.fromkeys(blocks, True)
    for place in places(problem):
        others, other = values(exactly(problem, place))
        for name, block in blocks.items():
            counts[name] = counts[name] and norm(others[name] - block) <= norm(block) * mp.mpf(10) ** -14
        if distance is not None and (other is None or abs(other - distance) > abs(distance) * mp.mpf(10) ** -14):
            distance = None
    result = {name: [float(x) for x in block] if counts[name] else None for name, block in blocks.items()}
    return {**result, "kernelDistance": float(distance) if distance is not None and distance > 1e-60 else None}


def problem_of(kind, draw):
    random.seed(f"{kind} {draw}")
    found, exponent = KINDS[kind]()
    found = {"etaA": 1.0, "etaW": 1.0, **found}
    root = math.sqrt(found["etaA"] * found["etaW"])
    sizes = [abs(x) * root for row in found["betaStar"] for x in row]
    sizes += [found["etaA"] * x * x for row in found["W0"] for x in row]
    sizes += [found["etaW"] * x * x for row in found["A0"] for x in row]
    exponent -= math.log10(max(sizes)) if max(sizes) else 0
    if not -300 < exponent < 300:
        return None
    return {"name": f"{kind}, draw {draw}", **found, "time": 10**exponent}


def main(draws=None, file="two-layer-linear-random.json"):
    cases = []
    for kind in KINDS:
        for draw in range(int(draws)) if draws else KEPT[kind]:
            problem = problem_of(kind, draw)
            if problem is not None:
                cases.append({**problem, **solved(problem)})
    (Path(__file__).parent / file).write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
