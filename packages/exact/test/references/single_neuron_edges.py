"""Writes single-neuron-edges.json: starts with zeros, 1e-300 and 1e300, antiparallel and on the separatrix, in 1500-digit arithmetic (needs mpmath).

Each case has a, w and the kernel distance S at one time, each null where it does not count: where a relative change of 2^-53 in one input moves it by
1e-14 of itself or more, or S is below 1e-60.
"""

import json
import random
from pathlib import Path

import mpmath as mp

mp.mp.dps = 1500
random.seed(11)


def solution(a0, w0, target, etaA, etaW, t):
    """[a, *w, S] by the closed form of theory.md section 2, in which enough digits stand any cancellation; S is None where a kernel is 0."""
    rootA, rootW = mp.sqrt(etaA), mp.sqrt(etaW)
    a, w, goal = rootW * a0, [rootA * x for x in w0], [rootA * rootW * x for x in target]
    d = len(w)
    s = mp.sqrt(mp.fsum(x * x for x in goal))
    unit = [x / s if s else s for x in goal]
    u = mp.fsum(x * y for x, y in zip(w, unit))
    rest = [x - u * y for x, y in zip(w, unit)]
    delta = a * a - mp.fsum(x * x for x in w)
    omega = mp.sqrt(s * s + delta * delta / 4)
    sinh = mp.sinh(omega * t) / omega if omega else t
    cosh = mp.cosh(omega * t)
    p = cosh * u + sinh * (s * a - delta / 2 * u)
    q = cosh * a + sinh * (s * u + delta / 2 * a)
    r = mp.exp(-delta * t / 2)
    # G = 1 + the integral of p^2 + q^2 + |r|^2, of the squares of cosh and sinh
    double = mp.sinh(2 * omega * t) / (2 * omega) if omega else t
    even = (t + double) / 2
    odd = (double - t) / (2 * omega**2) if omega else t**3 / 3
    mixed = sinh * sinh / 2
    dp, dq = s * a - delta / 2 * u, s * u + delta / 2 * a
    G = 1 + even * (u * u + a * a) + odd * (dp * dp + dq * dq) + 2 * mixed * (u * dp + a * dq)
    G += mp.fsum(x * x for x in rest) * (-mp.expm1(-delta * t) / delta if delta else t)
    root = mp.sqrt(G)
    now, weights = q / root, [(p * y + r * x) / root for x, y in zip(rest, unit)]

    def inner(a1, w1, a2, w2):
        cross = mp.fsum(x * y for x, y in zip(w1, w2))
        return (
            d * a1**2 * a2**2
            + a1**2 * mp.fsum(x * x for x in w2)
            + a2**2 * mp.fsum(x * x for x in w1)
            + cross**2
        )

    squares = inner(a, w, a, w) * inner(now, weights, now, weights)
    S = 1 - inner(a, w, now, weights) / mp.sqrt(squares) if squares else None
    return [now / rootW, *[x / rootA for x in weights], S]


def counted(inputs, d):
    """The values, or None where they do not count."""

    def at(values):
        a0, w0, target = values[0], values[1 : 1 + d], values[1 + d : 1 + 2 * d]
        return solution(a0, w0, target, *values[1 + 2 * d :])

    exact = [mp.mpf(x) for x in inputs]
    values = at(exact)
    worst = [mp.mpf(0)] * len(values)
    for k in range(len(inputs)):
        changed = at([x * (1 + mp.mpf(2) ** -53) if i == k else x for i, x in enumerate(exact)])
        for i, (value, other) in enumerate(zip(values, changed)):
            if value is None or other is None:
                worst[i] = mp.inf
            elif value != other:
                worst[i] = max(worst[i], abs(other - value) / abs(value) if value else mp.inf)
    if worst[-1] < 1e-14 and values[-1] < 1e-60:
        worst[-1] = mp.inf
    return [float(v) if w < 1e-14 else None for v, w in zip(values, worst)]


def sign():
    return random.choice([-1, 1])


def early():
    return 0.0 if random.random() < 0.25 else sign() * 10 ** random.uniform(-14, 1)


def ordinary():
    return 0.0 if random.random() < 0.2 else random.uniform(-2, 2)


def extreme():
    return random.choice(
        [
            0.0,
            sign() * 10 ** random.uniform(-310, -290),
            random.uniform(-10, 10),
            sign() * 10 ** random.uniform(-200, 20),
        ]
    )


def starts():
    def vector(entry, d):
        return [entry() for _ in range(d)]

    for _ in range(25):
        d = random.choice([1, 2, 3, 5])
        yield "early", early(), vector(early, d), vector(ordinary, d), 10 ** random.uniform(-16, 0)
        yield "zeros", ordinary(), vector(ordinary, d), vector(ordinary, d), 10 ** random.uniform(-16, 1)
        yield "extreme", extreme(), vector(extreme, d), vector(extreme, d), 10 ** random.uniform(-320, -20)
        size = 10 ** random.uniform(280, 300)
        huge = [size * x for x in vector(ordinary, d)]
        yield "huge target", extreme(), vector(extreme, d), huge, 10 ** random.uniform(-3, 1.5) / size
        base = 10 ** random.uniform(-308, -90)
        tiny = [base * x for x in vector(ordinary, d)]
        yield "tiny", base * random.uniform(-2, 2), tiny, vector(ordinary, d), 10 ** random.uniform(-3, 3.5)
        target = vector(ordinary, d)
        factor = random.choice([1e-3, 0.5, 1, 10])
        anti = [-factor * x for x in target]
        yield "antiparallel", ordinary(), anti, target, 10 ** random.uniform(-14, 1)
    # a tiny readout beside weights of the scale of 1, which escapes when the weights have decayed by as much
    for a0 in (1e-200, -1e-300, 5e-324):
        yield "mixed", a0, [0.0, 1.0], [1.0, 0.0], 3000.0
        yield "mixed", a0, [0.5, 0.0], [0.0, 2.0], 1e6
    yield "smallest target", 0.3, [1.2, -0.7], [5e-324, 0.0], 2.0
    for target, length in (([3.0], 3), ([3.0, 4.0], 5), ([2.0, 3.0, 6.0], 7)):
        for factor in (1.0, 0.25):
            for t in (1e-12, 1e-3, 0.5):
                yield "separatrix", factor * length, [-factor * x for x in target], target, t
    # on the separatrix with delta = -3: w.beta* = -a (omega + delta/2), and sqrt(4 + 9/4) = 5/2
    for t in (1e-9, 0.1, 1.0, 5.0):
        yield "separatrix", 1.0, [-0.5, 1.9364916731037085], [2.0, 0.0], t


def cases():
    for name, a0, w0, target, t in starts():
        etaA, etaW = random.choice([(1.0, 1.0), (1.0, 1.0), (0.25, 2.3), (3.7, 0.1)]) if name not in ("separatrix", "mixed") else (1.0, 1.0)
        d = len(w0)
        if max(abs(x) for x in [a0, *w0]) > 1e150:
            continue
        a, *w, S = counted([a0, *w0, *target, etaA, etaW, t], d)
        yield {"name": name, "a0": a0, "w0": w0, "betaStar": target, "etaA": etaA, "etaW": etaW, "time": t, "a": a, "w": w, "kernelDistance": S}


if __name__ == "__main__":
    text = "[\n" + ",\n".join(json.dumps(c) for c in cases()) + "\n]\n"
    Path(__file__).with_name("single-neuron-edges.json").write_text(text)
