"""Writes deep-mode-edges.json: deep modes far from their target, by the incomplete beta function that time is, inverted in 60 digits (needs mpmath).

u is null where it does not count: where a relative change of 2^-53 in start, target or time moves it by 1e-14 of itself or more.
"""

import json
import math
import random
from pathlib import Path

import mpmath as mp

mp.mp.dps = 60
random.seed(3)


def mode(depth, u0, s, t):
    p = mp.mpf(2) if depth == "infinite" else 2 - mp.mpf(2) / depth
    time = t if depth == "infinite" else depth * t
    if u0 == s or s == 0:
        return u0 if u0 == s else (u0**-p + p * time) ** (-1 / p)
    first = primitive(u0 / s, p)

    def late(z):
        return (primitive(mp.exp(z) / s, p) - first) / s**p - time

    low, high = sorted([mp.log(u0), mp.log(s)])
    for _ in range(90):
        middle = (low + high) / 2
        if (late(middle) > 0) == (u0 > s):
            low = middle
        else:
            high = middle
    z = (low + high) / 2
    for _ in range(4):
        u = mp.exp(z)
        if abs(u / s - 1) < mp.mpf(10) ** -20:
            return s
        z -= late(z) * (s - u) * u ** (p - 1)
    return mp.exp(z)


def primitive(v, p):
    """The integral of dv/(v^p (1 - v)), whole or not, from a point that depends on the side alone."""
    if v < 1:
        if p == int(p):
            p = int(p)
            return mp.log(v / (1 - v)) - (mp.fsum(v ** (1 - j) / (j - 1) for j in range(2, p + 1)))
        return v ** (1 - p) / (1 - p) * mp.hyp2f1(1, 1 - p, 2 - p, v)
    # beyond 1: with w = 1/v it is the integral of w^(p-1)/(1 - w)
    w = 1 / v
    return w**p / p * mp.hyp2f1(1, p, p + 1, w)


def cases():
    for _ in range(120):
        depth = random.choice([2, 3, 4, 5, 10, "infinite"])
        target = random.choice([1.0, 3.0, 10 ** random.uniform(-290, -16), 10 ** random.uniform(10, 280)])
        start = target * 10 ** random.choice([random.uniform(0, 60), random.uniform(16, 20), random.uniform(-12, 0)])
        if start > target and random.random() < 0.1:
            target = 0.0
        power = 2 if depth == "infinite" else 2 - 2 / depth
        log = -power * math.log10(max(start, target)) + random.uniform(-6, 8)
        if not (-300 < log < 300 and start < 1e300):
            continue
        u0, s, time = mp.mpf(start), mp.mpf(target), mp.mpf(float(10**log))
        u = mode(depth, u0, s, time)
        more = 1 + mp.mpf(2) ** -53
        near = [mode(depth, u0 * more, s, time), mode(depth, u0, s * more, time), mode(depth, u0, s, time * more)]
        counts = all(abs(x - u) < 1e-14 * u for x in near)
        yield {"depth": depth, "start": start, "target": target, "time": float(time), "u": float(u) if counts else None}


if __name__ == "__main__":
    text = "[\n" + ",\n".join(json.dumps(c) for c in cases()) + "\n]\n"
    Path(__file__).with_name("deep-mode-edges.json").write_text(text)
