"""Writes modes-any-size.json: aligned and deep modes of any size, in as many digits as it takes (needs mpmath).

Each case has the value at one time and the time of a value; one is null where it does not count: where a relative change of 2^-53 in one input moves it by 1e-14 of
itself or more.
"""

import json
import math
import random
from pathlib import Path

import mpmath as mp

random.seed(8)


def size():
    kinds = [lambda: 1e-300, lambda: 1e300, lambda: 5e-324, lambda: 10 ** random.uniform(-308, 308), lambda: abs(random.gauss(0, 1)), lambda: 10 ** random.uniform(-30, 30)]
    return random.choice(kinds)()


def sign():
    return random.choice([-1, 1])


def counted(evaluate, inputs):
    exact = [mp.mpf(x) for x in inputs]
    value = evaluate(*exact)
    for k in range(len(inputs)):
        other = evaluate(*[x * (1 + mp.mpf(2) ** -53) if j == k else x for j, x in enumerate(exact)])
        if abs(other - value) > abs(value) * mp.mpf(10) ** -14:
            return None
    return float(value)


def decay(x):
    return mp.exp(-x) if x < 10**7 else mp.mpf(0)


def aligned(start, target, delta, etaA, etaW, t):
    """p q/G of theory.md section 2."""
    unit = mp.sqrt(etaA * etaW)
    x, s = unit * start, unit * target
    root = mp.sqrt(delta * delta + 4 * x * x)
    a, w = mp.sqrt((root + delta) / 2), mp.sign(x) * mp.sqrt((root - delta) / 2)
    omega = mp.sqrt(s * s + delta * delta / 4)
    E = decay(2 * omega * t)
    m = (1 - E) / (2 * omega)
    fast, slow = omega + delta / 2, omega - delta / 2
    p, q = E * w + m * (slow * w + s * a), E * a + m * (s * w + fast * a)
    e = (s, fast) if delta >= 0 else (slow, s)
    square = e[0] ** 2 + e[1] ** 2
    G = E + (e[0] * w + e[1] * a) ** 2 / square * m + (e[0] * a - e[1] * w) ** 2 / square * E * m
    return p * q / G / unit


def aligned_time(start, target, delta, etaA, etaW, value):
    """The rise of asinh((s x + k^2)/(k |s - x|)) over 2 omega."""
    unit = mp.sqrt(etaA * etaW)
    s, k = unit * target, abs(delta) / 2
    rise = lambda x: mp.asinh((s * x + k * k) / (k * abs(s - x)))
    return abs(rise(unit * value) - rise(unit * start)) / (2 * mp.hypot(s, k))


def aligned_case():
    start, target, delta = sign() * size(), size(), sign() * size()
    etaA, etaW = [random.choice([1.0, 1.0, 0.3, 10 ** random.uniform(-30, 30)]) for _ in range(2)]
    rate = max(target * math.sqrt(etaA) * math.sqrt(etaW), abs(delta))
    exponent = random.uniform(-6, 3) - (math.log10(rate) if 0 < rate < 1e307 else 400)
    value = start + (target - start) * random.random()
    if not -320 < exponent < 307 or not min(start, target) < value < max(start, target):
        return None
    given = [start, target, delta, etaA, etaW]
    sizes = [abs(math.log10(abs(x))) for x in given]
    mp.mp.dps = int(100 + 8 * max(sizes))
    time = 10**exponent
    problem = dict(zip(["start", "target", "delta", "etaA", "etaW"], given))
    reached = counted(aligned, [*given, time])
    when = counted(aligned_time, [*given, value])
    return {**problem, "time": time, "reached": reached, "value": value, "when": when if when is None or when < 1e308 else None}


def primitive(y, depth):
    """The integral of dy/(y^p |1 - y|), p = 2 - 2/depth, from a point that depends on the side alone."""
    p = 2 - mp.mpf(2) / depth
    if y < 1:
        return y ** (1 - p) / (1 - p) * mp.hyp2f1(1, 1 - p, 2 - p, y)
    return (1 / y) ** p / p * mp.hyp2f1(1, p, p + 1, 1 / y)


def deep_case():
    depth, start = random.choice([3, 3, 4, 5, 7, 10]), size()
    target = random.choice([size(), start * 10 ** random.uniform(-9, 9)])
    if not (1e-320 < target < 1e308 and 1e-320 < start < 1e307 and abs(math.log(start / target if 1e-300 < start / target < 1e300 else 1.0)) > 0.1):
        return None
    fraction = random.choice([random.random(), 10 ** random.uniform(-9, 0)])
    u = start + (target - start) * fraction if random.random() < 0.5 else math.exp(math.log(start) + (math.log(target) - math.log(start)) * random.random())
    if not min(start, target) < u < max(start, target):
        return None
    mp.mp.dps = int(80 + 3 * abs(math.log10(target) - math.log10(start)))
    p = 2 - mp.mpf(2) / depth

    def when(start, target, u):
        return (primitive(u / target, depth) - primitive(start / target, depth)) / target**p

    exact = when(mp.mpf(start), mp.mpf(target), mp.mpf(u))
    if not 1e-300 < exact < 1e300:
        return None
    # the value at the rounded time
    time = float(exact / depth)
    slope = lambda x: x**p * (target - x)
    reached = u + (depth * mp.mpf(time) - exact) * slope(mp.mpf(u))
    of_time, of_start = depth * mp.mpf(time) * slope(reached) / reached, start * slope(reached) / (slope(mp.mpf(start)) * reached)
    counts = all(abs(x) < 80 for x in [of_time, of_start, 1 - of_start + p * of_time])
    return {"depth": depth, "start": start, "target": target, "time": time, "reached": float(reached) if counts else None, "value": u, "when": counted(when, [start, target, u]) and time}


def take(make, count):
    cases = []
    while len(cases) < count:
        case = make()
        if case is not None:
            cases.append(case)
    return "[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]"


if __name__ == "__main__":
    text = '{\n"aligned": ' + take(aligned_case, 60) + ',\n"deep": ' + take(deep_case, 60) + "\n}\n"
    Path(__file__).with_name("modes-any-size.json").write_text(text)
