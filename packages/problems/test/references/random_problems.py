"""Writes random-problems.json: problems of every model of `solve`, with zeros, 1e-300, 1e300, the smallest number and anything between, at any times,
and what they are in as many digits as their range asks for (needs mpmath; gmpy2 makes it five times faster).

    python3 random_problems.py [seed]
    python3 random_problems.py KIND COUNT SEED FILE      # more of one kind, one JSON a line: neuron, wide, deep, bias, deepbias

The last ones of the file are of seed 2026 and were once wrong.

A value is null where it does not count: where a relative change of 2^-53 in the inputs moves it by 1e-14 of itself or more, or it is a kernel distance below
1e-60. The neuron is in closed form (theory.md section 2), the network by the h x h inverse of section 5 in singular vectors of at most two columns, the deep mode by
the incomplete beta function that its time is, the implicit biases by the Gram matrix of the samples (sections 4 and 6).
"""

import json
import math
import random
import sys
from pathlib import Path

import mpmath as mp

SETTLED = mp.mpf(10) ** 7


def sign():
    return random.choice([-1, 1])


def number(limit):
    kinds = [
        (4, lambda: 0.0),
        (2, lambda: sign() * 1e-300),
        (1, lambda: sign() * 1e300),
        (1, lambda: sign() * 5e-324),
        (4, lambda: sign() * 10 ** random.uniform(-308, 150)),
        (2, lambda: float(random.randint(-3, 3))),
        (6, lambda: random.gauss(0, 1)),
    ]
    while True:
        x = random.choices([m for _, m in kinds], [w for w, _ in kinds])[0]()
        if abs(x) < limit:
            return x


def moment(rate):
    k = random.random()
    if k < 0.13:
        return random.choice([0.0, 1e-300, 1e300])
    if k < 0.5:
        return 10 ** random.uniform(-16, 4)
    if k < 0.85 and rate > 0:
        t = 10 ** random.uniform(-6, 4) / rate
        return t if 0 < t < 1e308 else 1.0
    return 10 ** random.uniform(-300, 300)


def decay(x):
    return mp.exp(-x) if x < SETTLED else mp.mpf(0)


def mean_decay(rate, t):
    if not rate:
        return t
    return -mp.expm1(-rate * t) / rate if rate * t < SETTLED else 1 / rate


def flt(x):
    if x is None:
        return None
    f = float(x)
    return f if math.isfinite(f) else ("Infinity" if f > 0 else "-Infinity" if f < 0 else None)


def precision(inputs, base=220, per=4):
    sizes = [abs(x) for x in inputs if x] + [1.0]
    return int(base + per * (math.log10(max(sizes)) - math.log10(min(sizes))))


def stands(values, others, tol=mp.mpf(10) ** -14):
    return [v if v is not None and o is not None and abs(o - v) <= abs(v) * tol else None for v, o in zip(values, others)]


# ---------- single neuron
def neuron(a, w, target, ea, ew, t):
    d = len(w)
    ra, rw = mp.sqrt(ea), mp.sqrt(ew)
    a, w, target = rw * a, [ra * x for x in w], [ra * rw * x for x in target]
    s = mp.sqrt(mp.fsum(x * x for x in target))
    unit = [x / s if s else s for x in target]
    u = mp.fsum(x * y for x, y in zip(w, unit))
    rest = [x - u * y if d > 1 or not s else mp.mpf(0) for x, y in zip(w, unit)]
    delta = a * a - mp.fsum(x * x for x in w)
    omega = mp.sqrt(s * s + delta * delta / 4)
    E, m = decay(2 * omega * t), mean_decay(2 * omega, t)
    rate, slow = omega + delta / 2, omega - delta / 2
    p, q, r = E * u + m * (slow * u + s * a), E * a + m * (s * u + rate * a), decay(rate * t)
    G = E + (u * u + a * a) * t
    if omega:
        e = (s, rate) if delta >= 0 else (slow, s)
        length = mp.hypot(*e)
        gr, sh = (e[0] * u + e[1] * a) / length, (e[0] * a - e[1] * u) / length
        G = E + gr**2 * m + sh**2 * E * m
    G += mp.fsum(x * x for x in rest) * mean_decay(abs(delta), t) * (E if delta >= 0 else r * r)
    if not G:
        return None
    now, weights = q / mp.sqrt(G), [(p * y + r * x) / mp.sqrt(G) for x, y in zip(rest, unit)]

    def inner(a1, w1, a2, w2):
        cross = mp.fsum(x * y for x, y in zip(w1, w2))
        return d * a1**2 * a2**2 + a1**2 * mp.fsum(x * x for x in w2) + a2**2 * mp.fsum(x * x for x in w1) + cross**2

    sq = inner(a, w, a, w) * inner(now, weights, now, weights)
    S = 1 - inner(a, w, now, weights) / mp.sqrt(sq) if sq else None
    A, W = now / rw, [x / ra for x in weights]
    n = mp.sqrt(mp.fsum(x * x for x in W))
    beta = [A * x for x in W]
    phi = mp.fsum(x * y for x, y in zip(W, unit)) / n if n and s else None
    return [A, *W, S, *beta, A * n, phi, delta]


def case_neuron():
    d, o = random.choice([1, 1, 2, 3, 5]), random.random() < 0.3
    a0, *w0 = [random.gauss(0, 1) if o else number(1e152) for _ in range(d + 1)]
    target = [random.gauss(0, 1) if o and random.random() < 0.7 else number(1e308) for _ in range(d)]
    k = random.random()
    if k < 0.04 and max(map(abs, target)) < 1e150:
        w0 = [-x for x in target]
    elif k < 0.10:
        # exact separatrix: pythagorean vectors at any power of two
        v = random.choice([[3.0, 4.0], [5.0, 12.0], [2.0, 3.0, 6.0], [1.0, 2.0, 2.0], [7.0], [1.0]])
        L = {(3.0, 4.0): 5, (5.0, 12.0): 13, (2.0, 3.0, 6.0): 7, (1.0, 2.0, 2.0): 3, (7.0,): 7, (1.0,): 1}[tuple(v)]
        p = 2.0 ** random.randint(-400, 400)
        q = 2.0 ** random.randint(-400, 400)
        sg = sign()
        target = [p * x for x in v]
        w0 = [-sg * q * x for x in v]
        a0 = sg * q * L
        d = len(v)
    ea, ew = random.choice([(1.0, 1.0)] * 4 + [(0.25, 2.3), (3.7, 0.1), (1e-3, 1e3), (10 ** random.uniform(-20, 20), 10 ** random.uniform(-20, 20))])
    t = moment(max([abs(x) for x in target] + [x * x for x in [a0, *w0]]))
    inputs = [a0, *w0, *target, ea, ew, t]
    mp.mp.dps = precision(inputs)

    def at(v):
        return neuron(v[0], v[1 : 1 + d], v[1 + d : 1 + 2 * d], *v[1 + 2 * d :])

    exact = [mp.mpf(x) for x in inputs]
    values = at(exact)
    if values is None:
        return None
    up = 1 + mp.mpf(2) ** -53
    known = values
    # one input at a time
    for k in range(len(inputs)):
        if k in (1 + 2 * d, 2 + 2 * d) and inputs[k] == 1:
            continue
        other = at([x * up if j == k else x for j, x in enumerate(exact)])
        known = stands(known, other or [None] * len(values))
    A, W, S = known[0], known[1 : 1 + d], known[1 + d]
    if S is not None and 0 < S < mp.mpf(10) ** -60:
        S = None
    return dict(
        spec=dict(model="single-neuron", a0=a0, w0=w0, betaStar=target, etaA=ea, etaW=ew, times=[t]),
        a=flt(A),
        w=[flt(x) for x in W],
        S=flt(S),
        beta=[flt(x) for x in known[2 + d : 2 + 2 * d]],
        mu=flt(known[2 + 2 * d]),
        phi=flt(known[3 + 2 * d]),
        delta=flt(known[4 + 2 * d]),
    )


# ---------- wide
def svd_small(B):
    """U (d x d), s, V (c x c), min(d,c) <= 2, closed form; B list of rows of mpf"""
    d, c = len(B), len(B[0])
    if d < c:
        U, s, V = svd_small([[B[i][j] for i in range(d)] for j in range(c)])
        return V, s, U

    # c <= 2
    def dot(x, y):
        return mp.fsum(a * b for a, b in zip(x, y))

    cols = [[B[i][j] for i in range(d)] for j in range(c)]
    if c == 1:
        V = [[mp.mpf(1)]]
    else:
        p, q, r = dot(cols[0], cols[0]), dot(cols[0], cols[1]), dot(cols[1], cols[1])
        if q == 0:
            V = [[mp.mpf(1), mp.mpf(0)], [mp.mpf(0), mp.mpf(1)]]
        else:
            # eigenvector of the larger eigenvalue
            h = (p - r) / 2
            g = mp.sqrt(h * h + q * q)
            x, y = (h + g, q) if h >= 0 else (q, g - h)
            n = mp.hypot(x, y)
            x, y = x / n, y / n
            V = [[x, -y], [y, x]]
    s = []
    Us = []
    for j in range(c):
        v = [mp.fsum(B[i][k] * V[k][j] for k in range(c)) for i in range(d)]
        n = mp.sqrt(dot(v, v))
        s.append(n)
        Us.append([x / n for x in v] if n else None)
    size = max(s) if s else 0
    for j in range(c):
        if Us[j] is not None and s[j] < size * mp.mpf(10) ** (-mp.mp.dps * 0.6):
            s[j] = mp.mpf(0)
            Us[j] = None
    # complete the basis
    basis = [u for u in Us if u is not None]
    extra = []
    for k in range(d):
        e = [mp.mpf(1 if i == k else 0) for i in range(d)]
        for _ in range(2):
            for b in basis + extra:
                t = dot(b, e)
                e = [x - t * y for x, y in zip(e, b)]
        n = mp.sqrt(dot(e, e))
        if n > mp.mpf(10) ** -3 and len(basis) + len(extra) < d:
            extra.append([x / n for x in e])
    ex = iter(extra)
    full = [u if u is not None else next(ex) for u in Us] + list(ex)
    U = [[full[j][i] for j in range(d)] for i in range(d)]
    return U, s, V


def inverse_sym(G):
    n = len(G)
    M = [[*row, *[mp.mpf(1 if i == j else 0) for j in range(n)]] for i, row in enumerate(G)]
    for k in range(n):
        for i in range(k + 1, n):
            f = M[i][k] / M[k][k]
            if f:
                M[i] = [x - f * y for x, y in zip(M[i], M[k])]
    for k in reversed(range(n)):
        p = M[k][k]
        M[k] = [x / p for x in M[k]]
        for i in range(k):
            f = M[i][k]
            if f:
                M[i] = [x - f * y for x, y in zip(M[i], M[k])]
    return [row[n:] for row in M]


def matmul(A, B):
    return [[mp.fsum(a * b for a, b in zip(r, c)) for c in zip(*B)] for r in A]


def T(A):
    return [list(r) for r in zip(*A)]


def wide(W, A, B, ea, ew, delta, t):
    """canonical: Q=[W^T;A^T], returns beta,WtW,AtA, S in problem units"""
    h, d, c = len(W), len(W[0]), len(A[0])
    ra, rw = mp.sqrt(ea), mp.sqrt(ew)
    W = [[ra * x for x in r] for r in W]
    A = [[rw * x for x in r] for r in A]
    B = [[ra * rw * x for x in r] for r in B]
    if delta is None:
        diag = [mp.fsum(x * x for x in A[k]) - mp.fsum(x * x for x in W[k]) for k in range(h)]
        delta = mp.fsum(diag) / h
        if abs(delta) < mp.mpf(10) ** -15 * max(mp.fsum(x * x for x in A[k]) + mp.fsum(x * x for x in W[k]) for k in range(h)):
            delta = mp.mpf(0)
    U, s, V = svd_small(B)
    r = len(s)
    Qu, Qv = matmul(T(U), T(W)), matmul(T(V), T(A))
    # modes: list of (rate, row)
    modes = []
    vec = []
    for i in range(r):
        om = mp.sqrt(s[i] ** 2 + delta**2 / 4)
        large = om + abs(delta) / 2
        n = mp.hypot(s[i], large)
        if n:
            x, y = (s[i] / n, large / n) if delta >= 0 else (large / n, s[i] / n)
        else:
            x = y = mp.sqrt(mp.mpf(1) / 2)
        modes.append((om, [x * a + y * b for a, b in zip(Qu[i], Qv[i])]))
        modes.append((-om, [-y * a + x * b for a, b in zip(Qu[i], Qv[i])]))
        vec.append((x, y))
    for i in range(r, d):
        modes.append((-delta / 2, Qu[i]))
    for i in range(r, c):
        modes.append((delta / 2, Qv[i]))

    def growth(v):
        if not v or abs(v) * t < mp.mpf(10) ** -(mp.mp.dps * 2):
            return t
        return mp.expm1(2 * v * t) / (2 * v)

    # divide modes by nothing: precision and exponent range of mpf are unlimited; but e^(1e7) needs digits
    big = max([abs(v) for v, _ in modes]) * t
    if big > 2500:
        return "late", delta
    G = [[mp.fsum(growth(v) * row[i] * row[j] for v, row in modes) + (1 if i == j else 0) for j in range(h)] for i in range(h)]
    inv = inverse_sym(G)
    P = [[mp.exp(v * t) * x for x in row] for v, row in modes]
    M = matmul(matmul(P, inv), T(P))
    # back to singular vectors
    N = d + c
    R = [[mp.mpf(0)] * len(modes) for _ in range(N)]
    for i in range(r):
        x, y = vec[i]
        R[i][2 * i] = x
        R[i][2 * i + 1] = -y
        R[d + i][2 * i] = y
        R[d + i][2 * i + 1] = x
    k = 2 * r
    for i in range(r, d):
        R[i][k] = mp.mpf(1)
        k += 1
    for i in range(r, c):
        R[d + i][k] = mp.mpf(1)
        k += 1
    F = [[mp.mpf(0)] * N for _ in range(N)]
    for i in range(d):
        for j in range(d):
            F[i][j] = U[i][j]
    for i in range(c):
        for j in range(c):
            F[d + i][d + j] = V[i][j]
    L = matmul(F, R)
    S = matmul(matmul(L, M), T(L))
    beta = [[S[i][d + j] / (ra * rw) for j in range(c)] for i in range(d)]
    WtW = [[S[i][j] / ea for j in range(d)] for i in range(d)]
    AtA = [[S[d + i][d + j] / ew for j in range(c)] for i in range(c)]
    N0 = matmul(T(W), W)
    P0 = matmul(T(A), A)
    N1 = [[S[i][j] for j in range(d)] for i in range(d)]
    P1 = [[S[d + i][d + j] for j in range(c)] for i in range(c)]
    tr = lambda X: mp.fsum(X[i][i] for i in range(len(X)))
    fro = lambda X, Y: mp.fsum(a * b for x, y in zip(X, Y) for a, b in zip(x, y))
    inner = lambda P, N, R, M: d * fro(P, R) + tr(P) * tr(M) + tr(N) * tr(R) + c * fro(N, M)
    sq = inner(P0, N0, P0, N0) * inner(P1, N1, P1, N1)
    K = 1 - inner(P0, N0, P1, N1) / mp.sqrt(sq) if sq else None
    return [beta, WtW, AtA, K], delta


def case_wide():
    kind = random.random()
    tame = random.random() < 0.5
    lim = 1e152
    if tame:
        scale = 10 ** random.choice([0, 0, 0, random.uniform(-12, 2), random.uniform(-150, 0)])
        num = lambda: random.choice([0.0] + [scale * random.gauss(0, 1)] * 6)
    else:
        num = lambda: number(lim)
    if tame and random.random() < 0.3:
        tnum = lambda: random.gauss(0, 1)
    elif tame:
        tnum = lambda: random.choice([0.0, random.gauss(0, 1), random.gauss(0, 1), random.gauss(0, 1), float(random.randint(-2, 2))])
    else:
        tnum = lambda: number(1e308)
    h = random.choice([1, 1, 2, 2, 3, 4])
    ea = ew = 1.0
    if kind < 0.35:
        h = 1
        d, c = random.choice([(1, 1), (2, 1), (2, 2), (3, 2), (2, 3), (4, 1), (1, 3)])
        W = [[num() for _ in range(d)]]
        A = [[num() for _ in range(c)]]
        ea, ew = random.choice([(1.0, 1.0)] * 3 + [(0.25, 2.3), (10 ** random.uniform(-6, 6), 10 ** random.uniform(-6, 6))])
        delta = None
    else:
        r = random.choice([1, 2, 2, 3])
        d, c = random.choice([(r, r), (r + 1, r), (r, r + 1), (r + 2, r)])
        sg = random.choice([0, 0, 1, -1])
        if sg:
            h = min(h, 2)
        Bm = [[num() for _ in range(r)] for _ in range(h)]
        if random.random() < 0.2 and h > 1:
            Bm[-1] = [0.0] * r
        W = [row + [0.0] * (d - r) for row in Bm]
        A = [row + [0.0] * (c - r) for row in Bm]
        delta = mp.mpf(0)
        if sg:
            k = 2.0 ** random.choice([0, 1, -1, -3, 3, -20, 6]) if tame else 2.0 ** random.randint(-400, 400)
            I = [[k if i == j else 0.0 for j in range(h)] for i in range(h)]
            if sg < 0:
                W = [row + e for row, e in zip(W, I)]
                d += h
            else:
                A = [row + e for row, e in zip(A, I)]
                c += h
            delta = sg * mp.mpf(k) ** 2
        pd = list(range(d))
        random.shuffle(pd)
        pc = list(range(c))
        random.shuffle(pc)
        sd = [sign() for _ in pd]
        sc = [sign() for _ in pc]
        W = [[sd[j] * row[pd[j]] for j in range(d)] for row in W]
        A = [[sc[j] * row[pc[j]] for j in range(c)] for row in A]
        if min(d, c) > 2:
            return None
    B = [[tnum() for _ in range(c)] for _ in range(d)]
    flat = [x for M in (W, A, B) for row in M for x in row]
    t = moment(max([abs(x) for row in B for x in row] + [x * x for M in (W, A) for row in M for x in row] + [0]))
    mp.mp.dps = precision(flat + [t, ea, ew], 120, 6 if not tame else 6)
    if mp.mp.dps > 6500:
        return None
    X = lambda M, f=lambda: 1: [[mp.mpf(x) * f() for x in row] for row in M]
    got, delta0 = wide(X(W), X(A), X(B), mp.mpf(ea), mp.mpf(ew), delta, mp.mpf(t))
    if got == "late":
        return None
    if mp.mp.dps < 60 + 2.2 * float(max(0, mp.log10(1 + t * max([abs(x) for x in sum(B, [])] + [abs(delta0)])))):
        return None
    # change inputs jointly, keeping isotropy: rows of (W,A) change by one factor per shared entry is hard; target and time, and a common factor of the start
    up = lambda: 1 + random.choice([-1, 1]) * mp.mpf(2) ** -53
    known = dict(beta=True, WtW=True, AtA=True, S=True)
    norm = lambda M: mp.sqrt(mp.fsum(x * x for row in M for x in row))
    blocks = list(got)
    for trial in range(2):
        f = up()
        other, _ = wide(
            X(W, lambda: f), X(A, lambda: f), X(B, up), mp.mpf(ea), mp.mpf(ew), None if delta is None else delta * f * f, mp.mpf(t) * up()
        )
        if other == "late":
            return None
        for name, x, y in zip(["beta", "WtW", "AtA"], blocks, other):
            if norm([[a - b for a, b in zip(p, q)] for p, q in zip(x, y)]) > mp.mpf(10) ** -14 * norm(x):
                known[name] = False
        if blocks[3] is None or other[3] is None or abs(other[3] - blocks[3]) > mp.mpf(10) ** -14 * abs(blocks[3]):
            known["S"] = False
    if h == 1:
        for trial in range(2):
            other, _ = wide(X(W, up), X(A, up), X(B), mp.mpf(ea), mp.mpf(ew), None, mp.mpf(t))
            for name, x, y in zip(["beta", "WtW", "AtA"], blocks, other):
                if norm([[a - b for a, b in zip(p, q)] for p, q in zip(x, y)]) > mp.mpf(10) ** -14 * norm(x):
                    known[name] = False
            if blocks[3] is None or other[3] is None or abs(other[3] - blocks[3]) > mp.mpf(10) ** -14 * abs(blocks[3]):
                known["S"] = False
    if blocks[3] is not None and 0 < blocks[3] < mp.mpf(10) ** -60:
        known["S"] = False
    rows = lambda M: [[flt(x) for x in r] for r in M]
    return dict(
        spec=dict(model="two-layer-linear", W0=W, A0=A, betaStar=B, etaA=ea, etaW=ew, times=[t]),
        delta=flt(delta0),
        tame=tame,
        beta=rows(blocks[0]) if known["beta"] else None,
        WtW=rows(blocks[1]) if known["WtW"] else None,
        AtA=rows(blocks[2]) if known["AtA"] else None,
        S=flt(blocks[3]) if known["S"] else None,
    )


# ---------- deep mode
def primitive(v, p):
    if v < 1:
        if p == int(p):
            p = int(p)
            return mp.log(v / (1 - v)) - (mp.fsum(v ** (1 - j) / (j - 1) for j in range(2, p + 1)))
        return v ** (1 - p) / (1 - p) * mp.hyp2f1(1, 1 - p, 2 - p, v)
    w = 1 / v
    return w**p / p * mp.hyp2f1(1, p, p + 1, w)


def deep(depth, u0, s, eta, t):
    p = mp.mpf(2) if depth == "infinite" else 2 - mp.mpf(2) / depth
    time = eta * t if depth == "infinite" else depth * eta * t
    if p == 0:
        return s + (u0 - s) * mp.exp(-time) if time < SETTLED else s
    if u0 == 0:
        return u0
    if u0 == s:
        return u0
    if s == 0:
        return (u0**-p + p * time) ** (-1 / p)
    if p == 1:
        e = decay(s * time)
        return s / (1 - e + s * e / u0)
    # substitution: z=log u; time from u0 to u
    first = primitive(u0 / s, p)
    late = lambda z: (primitive(mp.exp(z) / s, p) - first) / s**p - time
    lo, hi = sorted([mp.log(u0), mp.log(s)])
    # near the target primitive diverges: shrink
    for _ in range(100):
        mid = (lo + hi) / 2
        v = mp.exp(mid) / s
        if abs(v - 1) < mp.mpf(10) ** -25:
            return s
        if (late(mid) > 0) == (u0 > s):
            lo = mid
        else:
            hi = mid
    z = (lo + hi) / 2
    for _ in range(5):
        u = mp.exp(z)
        if abs(u / s - 1) < mp.mpf(10) ** -20:
            return s
        z -= late(z) * (s - u) * u ** (p - 1)
    return mp.exp(z)


def case_deep():
    depth = random.choice([1, 2, 2, 3, 4, 5, 7, 10, 100, "infinite"])
    o = random.random() < 0.4
    pos = lambda: abs(random.gauss(0, 1)) if o else abs(number(1e305))
    u0, s = pos(), pos()
    if random.random() < 0.3 and s:
        u0 = s * 10 ** random.uniform(-25, 25)
        if not 0 < u0 < 1e305:
            return None
    eta = random.choice([1.0, 1.0, 1.0, 10 ** random.uniform(-10, 10)])
    p = 2 if depth == "infinite" else 2 - 2 / depth
    big = max(u0, s)
    t = moment(0)
    if random.random() < 0.7 and big:
        l = -p * math.log10(random.choice([u0 or big, s or big])) + random.uniform(-6, 8) - math.log10(eta)
        if not -300 < l < 300:
            return None
        t = 10**l
    mp.mp.dps = 70 if depth not in (1, 2) else precision([u0, s, t], 80, 3)
    try:
        args = [mp.mpf(u0), mp.mpf(s), mp.mpf(eta), mp.mpf(t)]
        u = deep(depth, *args)
        up = 1 + mp.mpf(2) ** -53
        ok = all(abs(deep(depth, *[x * up if j == k else x for j, x in enumerate(args)]) - u) <= mp.mpf(10) ** -14 * abs(u) for k in (0, 1, 3))
    except (mp.NoConvergence if hasattr(mp, "NoConvergence") else Exception, ZeroDivisionError, OverflowError, ValueError):
        return None
    # half time
    half = None
    if u0 != s and not (u0 == 0 and depth != 1):
        v = (mp.mpf(u0) + mp.mpf(s)) / 2
        pp = mp.mpf(2) if depth == "infinite" else 2 - mp.mpf(2) / depth
        rate = eta if depth == "infinite" else depth * mp.mpf(eta)
        try:
            if pp == 0:
                ht = mp.log(2)
            elif s == 0:
                ht = (v**-pp - mp.mpf(u0) ** -pp) / pp
            elif pp == 1:
                ht = mp.log(v * (s - mp.mpf(u0)) / ((s - v) * u0)) / s
            else:
                ht = (primitive(v / s, pp) - primitive(mp.mpf(u0) / s, pp)) / mp.mpf(s) ** pp
            half = flt(ht / rate)
        except Exception:
            half = None
    return dict(spec=dict(model="deep-mode", depth=depth, start=u0, target=s, eta=eta, times=[t]), u=flt(u) if ok else None, half=half)


# ---------- implicit bias
def gauss_solve(G, b):
    n = len(G)
    M = [row + [x] for row, x in zip(G, b)]
    for k in range(n):
        p = max(range(k, n), key=lambda i: abs(M[i][k]))
        if not M[p][k]:
            return None
        M[k], M[p] = M[p], M[k]
        for i in range(k + 1, n):
            f = M[i][k] / M[k][k]
            M[i] = [x - f * y for x, y in zip(M[i], M[k])]
    x = [mp.mpf(0)] * n
    for k in reversed(range(n)):
        x[k] = (M[k][n] - mp.fsum(M[k][j] * x[j] for j in range(k + 1, n))) / M[k][k]
    return x


def bias_parts(X, y, b0):
    G = matmul(X, T(X))
    lam = gauss_solve(G, y)
    mu = gauss_solve(G, [mp.fsum(a * b for a, b in zip(r, b0)) for r in X])
    if lam is None or mu is None:
        return None
    d = len(X[0])
    mn = [mp.fsum(X[i][j] * lam[i] for i in range(len(X))) for j in range(d)]
    row = [mp.fsum(X[i][j] * mu[i] for i in range(len(X))) for j in range(d)]
    null = [x - y for x, y in zip(b0, row)]
    return mn, null


def nrm(v):
    return mp.sqrt(mp.fsum(x * x for x in v))


def bias(X, y, b0, delta, ea, ew):
    got = bias_parts(X, y, b0)
    if got is None:
        return None
    mn, null = got
    n0 = nrm(b0)
    g = mp.sqrt(ea * ew)
    kap = mp.sqrt(delta**2 + 4 * g**2 * n0**2)
    wsq = (kap - delta) / 2  # canonical |w|^2
    asq = (kap + delta) / 2
    share = (nrm(null) / n0) ** 2
    D = delta + wsq * share
    a2 = D / 2 + mp.sqrt(D**2 / 4 + g**2 * nrm(mn) ** 2)
    # beta~ = g beta ; w~null = sqrt(wsq) null/n0 ; beta~ null = a w~null
    k = mp.sqrt(a2) * mp.sqrt(wsq) / n0 / g
    return [*mn, *[m + k * z for m, z in zip(mn, null)]]


def deep_bias(depth, X, y, b0):
    got = bias_parts(X, y, b0)
    if got is None:
        return None
    mn, null = got
    n0 = nrm(b0)
    nn = nrm(null)
    c = nrm(mn)
    if nn < mp.mpf(10) ** -13 * n0:
        return None
    e = mp.mpf(1) if depth == "infinite" else 1 - mp.mpf(1) / depth
    k = nn * n0**-e
    if e == 1:
        al = c * nn / mp.sqrt(n0**2 - nn**2)
    elif c == 0:
        al = k ** (1 / (1 - e))
    else:
        f = lambda x: x - e / 2 * mp.log(c * c + mp.exp(2 * x)) - mp.log(k)
        lc = mp.log(c)
        x = mp.log(k) + e * lc
        for _ in range(60):
            q = mp.exp(2 * x)
            st = (f(x)) / (1 - e * q / (c * c + q))
            x -= st
            if abs(st) < mp.mpf(10) ** -60:
                break
        q = mp.exp(2 * x)
        x -= f(x) / (1 - e * q / (c * c + q))
        al = mp.exp(x)
    return [*mn, *[m + al * z / nn for m, z in zip(mn, null)]]


def case_bias(deepkind):
    n = random.choice([1, 1, 2, 2, 3])
    d = n + random.choice([1, 1, 2, 3])
    o = random.random() < 0.55
    sc = lambda: 10 ** random.uniform(-140, 140)
    s1, s2, s3 = (1, 1, 1) if o else (sc(), sc(), sc())
    X = [[s1 * random.choice([0.0] + [random.gauss(0, 1)] * 5) for _ in range(d)] for _ in range(n)]
    y = [s2 * random.choice([0.0] + [random.gauss(0, 1)] * 5) for _ in range(n)]
    b0 = [s3 * random.choice([0.0] + [random.gauss(0, 1)] * 5) for _ in range(d)]
    if random.random() < 0.05:
        b0 = [10 ** random.uniform(-300, 150) * x for x in b0]
    if not any(b0) or any(not math.isfinite(x) for x in b0 + y):
        return None
    delta = random.choice([0.0, random.gauss(0, 1), random.gauss(0, 10), sign() * 10 ** random.uniform(-300, 150), sign() * 1e-300])
    ea, ew = random.choice([(1.0, 1.0)] * 3 + [(0.25, 2.3)])
    mp.mp.dps = precision([*sum(X, []), *y, *b0, delta], 150, 4)
    f = (lambda p, q, r, dl: deep_bias(depth, p, q, r)) if deepkind else (lambda p, q, r, dl: bias(p, q, r, dl, mp.mpf(ea), mp.mpf(ew)))
    depth = random.choice([1, 2, 3, 4, 10, 100, "infinite"])
    up = lambda: 1 + random.choice([-1, 1]) * mp.mpf(2) ** -53
    M = lambda g=lambda: 1: (
        [[mp.mpf(x) * g() for x in r] for r in X],
        [mp.mpf(x) * g() for x in y],
        [mp.mpf(x) * g() for x in b0],
        mp.mpf(delta) * g(),
    )
    v = f(*M())
    if v is None:
        return None
    vec = [v[:d], v[d:]]
    move = [mp.mpf(0)] * 2
    for _ in range(4):
        o2 = f(*M(up))
        if o2 is None:
            return None
        for i, x in enumerate([o2[:d], o2[d:]]):
            nn = nrm(vec[i])
            move[i] = max(move[i], nrm([a - b for a, b in zip(x, vec[i])]) / nn if nn else mp.mpf(0))
    spec = (
        dict(model="deep-implicit-bias", depth=depth, X=X, y=y, beta0=b0)
        if deepkind
        else dict(model="implicit-bias", X=X, y=y, beta0=b0, delta=delta, etaA=ea, etaW=ew)
    )
    return dict(spec=spec, minimumNorm=[flt(x) for x in vec[0]], betaInfinity=[flt(x) for x in vec[1]], move=[float(x) for x in move])


CASES = dict(neuron=case_neuron, wide=case_wide, deep=case_deep, bias=lambda: case_bias(False), deepbias=lambda: case_bias(True))


def draw(kind):
    while True:
        try:
            found = CASES[kind]()
        except (OverflowError, ZeroDivisionError):
            continue
        if found is not None:
            return found


def main(*arguments):
    if len(arguments) > 1:
        kind, count, seed, file = arguments
        random.seed(int(seed))
        with open(file, "w") as out:
            for _ in range(int(count)):
                out.write(json.dumps(draw(kind)) + "\n")
        return
    random.seed(int(arguments[0]) if arguments else 11)
    counts = dict(neuron=70, wide=40, deep=30, bias=20, deepbias=20)
    found = [draw(kind) for kind, count in counts.items() for _ in range(count)]
    text = "[\n" + ",\n".join(json.dumps(each) for each in found) + "\n]\n"
    Path(__file__).with_name("random-problems.json").write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
