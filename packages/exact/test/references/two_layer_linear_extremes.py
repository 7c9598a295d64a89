"""Writes two-layer-linear-extremes.json: the closed form of theory.md section 5 in 400-digit arithmetic (needs mpmath).

The direct formula, with its h x h inverse, is right in so many digits at any time here; deltas are those of the rounded starts.
"""

import json
import random
from pathlib import Path

import mpmath as mp

mp.mp.dps = 400
random.seed(5)
TIMES = [1e-8, 1e-4, 0.3, 3, 10, 30, 100]


def gaussian(rows, columns):
    return mp.matrix([[mp.mpf(random.gauss(0, 1)) for _ in range(columns)] for _ in range(rows)])


def frame(n, count):
    return mp.qr(gaussian(n, count))[0][:, :count]


def rounded(matrix):
    return mp.matrix([[mp.mpf(float(x)) for x in row] for row in matrix.tolist()])


def rows(matrix):
    return [[float(x) for x in row] for row in matrix.tolist()]


def blocks(W, A, target, delta, times):
    (h, d), c = (W.rows, W.cols), A.cols
    H = mp.zeros(d + c)
    for i in range(d + c):
        H[i, i] = -delta / 2 if i < d else delta / 2
    for i in range(d):
        for j in range(c):
            H[i, d + j] = H[d + j, i] = target[i, j]
    values, vectors = mp.eigsy(H)
    Q = mp.matrix(d + c, h)
    for k in range(h):
        for i in range(d):
            Q[i, k] = W[k, i]
        for j in range(c):
            Q[d + j, k] = A[k, j]
    C = vectors.T * Q
    for t in map(mp.mpf, times):
        growth = [mp.expm1(2 * v * t) / (2 * v) if abs(v) > mp.mpf(10) ** -200 else t for v in values]
        G = mp.eye(h) + C.T * mp.diag(growth) * C
        P = mp.diag([mp.exp(v * t) for v in values]) * C
        yield vectors * (P * mp.inverse(G) * P.T) * vectors.T



def kernel_distance(first, second, d):
    def parts(S):
        return S[d:, d:], S[:d, :d]

    def trace(M):
        return sum(M[i, i] for i in range(M.rows))

    def inner(a, b):
        (P, N), (R, M) = a, b
        return d * trace(P * R.T) + trace(P) * trace(M) + trace(N) * trace(R) + P.rows * trace(N * M.T)

    a, b = parts(first), parts(second)
    return 1 - inner(a, b) / mp.sqrt(inner(a, a) * inner(b, b))


def case(name, W, A, target):
    W, A, target = map(rounded, (W, A, target))
    h, d = W.rows, W.cols
    Delta = A * A.T - W * W.T
    delta = sum(Delta[i, i] for i in range(h)) / h
    if abs(delta) < 1e-16 * (mp.norm(W) ** 2 + mp.norm(A) ** 2):
        delta = mp.mpf(0)
    start, *states = blocks(W, A, target, delta, [0, *TIMES])
    return {
        "name": name, "h": h, "d": d, "c": A.cols, "delta": float(delta), "etaA": 1.0, "etaW": 1.0,
        "W0": rows(W), "A0": rows(A), "betaStar": rows(target), "times": TIMES,
        "beta": [rows(S[:d, d:]) for S in states],
        "WtW": [rows(S[:d, :d]) for S in states],
        "AtA": [rows(S[d:, d:]) for S in states],
        "kernelDistance": [float(kernel_distance(start, S, d)) for S in states],
    }


def isotropic(h, d, c, delta, singular_values):
    hidden, inputs, outputs = frame(h, h), frame(d, d), frame(c, c)
    W, A = mp.zeros(h, d), mp.zeros(h, c)
    delta = mp.mpf(delta)
    for k in range(h):
        if k < min(h, d, c):
            a2 = delta / 2 + mp.sqrt(delta**2 / 4 + mp.mpf(singular_values[k]) ** 4)
            W += mp.sqrt(max(a2 - delta, 0)) * hidden[:, k] * inputs[:, k].T
            A += mp.sqrt(max(a2, 0)) * hidden[:, k] * outputs[:, k].T
        elif delta > 0:
            A += mp.sqrt(delta) * hidden[:, k] * outputs[:, k].T
        elif delta < 0:
            W += mp.sqrt(-delta) * hidden[:, k] * inputs[:, k].T
    return W, A


def cases():
    yield case("far upstream", *isotropic(3, 3, 3, 1e3, [1, 0.5, 0.2]), gaussian(3, 3))
    yield case("far downstream", *isotropic(3, 3, 3, -1e3, [1, 0.5, 0.2]), gaussian(3, 3))
    yield case("far upstream, h < c", *isotropic(2, 3, 4, 1e4, [1, 0.5]), gaussian(3, 4))
    yield case("far downstream, h < d", *isotropic(2, 4, 3, -1e4, [1, 0.5]), gaussian(4, 3))
    yield case("vanishing scale", *isotropic(3, 3, 3, 0, [1e-8, 1e-9, 1e-10]), gaussian(3, 3))
    yield case("neurons of many scales", *isotropic(3, 3, 3, 0, [1, 1e-5, 1e-9]), gaussian(3, 3))
    deficient = frame(4, 2) * mp.diag([2, 1]) * frame(3, 2).T
    yield case("balanced, rank-deficient target", *isotropic(3, 4, 3, 0, [0.5, 0.4, 0.3]), deficient)
    yield case("upstream, rank-deficient target", *isotropic(3, 4, 3, 0.5, [0.5, 0.4, 0.3]), deficient)
    yield case("downstream, rank-deficient target", *isotropic(3, 4, 3, -0.5, [0.5, 0.4, 0.3]), deficient)
    yield case("zero target", *isotropic(3, 3, 3, 0, [0.5, 0.4, 0.3]), mp.zeros(3, 3))
    yield case("more neurons than dimensions", *isotropic(8, 3, 3, 0, [0.5, 0.4, 0.3]), gaussian(3, 3))
    yield case("equal singular values", *isotropic(3, 3, 3, 0.2, [0.5, 0.4, 0.3]), frame(3, 3) * 2)
    diagonal = mp.diag([2, 1, 0.5])
    eps = 1e-10
    W = mp.matrix([[eps, 1, 0.3], [0.2 * eps, -0.4, 0.8], [0.1 * eps, 0.2, 0.1]])
    yield case("a direction of 1e-10 that grows fastest", W, W, diagonal)
    W = mp.matrix([[1, 0.5, 0.25], [1, 0.5, 0.25], [0, 0, 0]])
    yield case("equal and dead neurons", W, W, gaussian(3, 3))
    yield case("a neuron of 1e-20", *[mp.diag([1, 1e-20, 1e-5])] * 2, diagonal)


if __name__ == "__main__":
    text = "[\n" + ",\n".join(json.dumps(c) for c in cases()) + "\n]\n"
    Path(__file__).with_name("two-layer-linear-extremes.json").write_text(text)
