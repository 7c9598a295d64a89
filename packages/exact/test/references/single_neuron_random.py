"""Writes single-neuron-random.json: problems of zeros, 1e-300, 1e300, the smallest number and anything between, at any times (needs mpmath).

    python3 single_neuron_random.py [count] [seed] [file]

Precision follows the range of the inputs. Each case has a, w and the kernel distance S at one time, each null where it does not count: where a relative
change of 2^-53 in one input moves it by 1e-14 of itself or more, or S is below 1e-60.
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
        x = random.choices([make for _, make in kinds], [weight for weight, _ in kinds])[0]()
        if abs(x) < limit:
            return x


def moment(rate):
    kind = random.random()
    if kind < 0.13:
        return random.choice([0.0, 1e-300, 1e300])
    if kind < 0.5:
        return 10 ** random.uniform(-16, 4)
    if kind < 0.85 and rate > 0:
        t = 10 ** random.uniform(-6, 4) / rate
        return t if 0 < t < 1e308 else 1.0
    return 10 ** random.uniform(-300, 300)


def decay(x):
    return mp.exp(-x) if x < SETTLED else mp.mpf(0)


def mean_decay(rate, t):
    """(1 - e^(-rate t))/rate"""
    if not rate:
        return t
    return -mp.expm1(-rate * t) / rate if rate * t < SETTLED else 1 / rate


def solution(a, w, target, t):
    """[a, *w, S] by the closed form of theory.md section 2 over e^(omega t); None where a kernel is 0 or all has decayed."""
    d = len(w)
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
        grows, shrinks = (e[0] * u + e[1] * a) / length, (e[0] * a - e[1] * u) / length
        G = E + grows**2 * m + shrinks**2 * E * m
    G += mp.fsum(x * x for x in rest) * mean_decay(abs(delta), t) * (E if delta >= 0 else r * r)
    if not G:
        return None
    now, weights = q / mp.sqrt(G), [(p * y + r * x) / mp.sqrt(G) for x, y in zip(rest, unit)]

    def inner(a1, w1, a2, w2):
        cross = mp.fsum(x * y for x, y in zip(w1, w2))
        return d * a1**2 * a2**2 + a1**2 * mp.fsum(x * x for x in w2) + a2**2 * mp.fsum(x * x for x in w1) + cross**2

    squares = inner(a, w, a, w) * inner(now, weights, now, weights)
    return [now, *weights, 1 - inner(a, w, now, weights) / mp.sqrt(squares) if squares else None]


def case():
    d, is_ordinary = random.choice([1, 1, 2, 3]), random.random() < 0.3
    a0, *w0 = [random.gauss(0, 1) if is_ordinary else number(1e152) for _ in range(d + 1)]
    target = [random.gauss(0, 1) if is_ordinary and random.random() < 0.7 else number(1e308) for _ in range(d)]
    if random.random() < 0.05 and max(map(abs, target)) < 1e150:
        w0 = [-x for x in target]
    time = moment(max([abs(x) for x in target] + [x * x for x in [a0, *w0]]))
    inputs = [a0, *w0, *target, time]
    sizes = [abs(x) for x in inputs if x] + [1.0]
    mp.mp.dps = int(220 + 4 * (math.log10(max(sizes)) - math.log10(min(sizes))))

    def at(values):
        return solution(values[0], values[1 : 1 + d], values[1 + d : 1 + 2 * d], values[-1])

    exact = [mp.mpf(x) for x in inputs]
    values = at(exact)
    if values is None:
        return None
    counts = [value is not None for value in values]
    for k in range(len(inputs)):
        changed = at([x * (1 + mp.mpf(2) ** -53) if j == k else x for j, x in enumerate(exact)])
        for j, (value, other) in enumerate(zip(values, changed or [None] * len(values))):
            counts[j] = counts[j] and other is not None and abs(other - value) <= abs(value) * mp.mpf(10) ** -14
    counts[-1] = counts[-1] and (values[-1] == 0 or values[-1] >= mp.mpf(10) ** -60)
    a, *rest = [float(value) if known else None for value, known in zip(values, counts)]
    return {"a0": a0, "w0": w0, "betaStar": target, "time": time, "a": a, "w": rest[:d], "kernelDistance": rest[-1]}


def main(count=300, seed=1, file="single-neuron-random.json"):
    random.seed(int(seed))
    cases = []
    while len(cases) < int(count):
        found = case()
        if found is not None:
            cases.append(found)
    text = "[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n"
    Path(__file__).with_name(file).write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
