"""Writes single-neuron-any-size.json: one neuron whose numbers, learning rates and times are of any size, and what is observed of it (needs mpmath).

    python3 single_neuron_any_size.py [count] [seed] [file]

Precision follows the range of the inputs. Each case has the state at one time with its observables, and the limit; a value is null where it does not count: where a
relative change of 2^-53 in one input moves it by 1e-14 of itself or more, or the kernel distance S is below 1e-60.
"""

import json
import math
import random
import sys
from pathlib import Path

import mpmath as mp

# what is left after so many units of time is nothing
SETTLED = mp.mpf(10) ** 7


def sign():
    return random.choice([-1, 1])


def number(limit):
    kinds = [
        (4, lambda: 0.0),
        (2, lambda: sign() * 1e-300),
        (1, lambda: sign() * 1e300),
        (1, lambda: sign() * 5e-324),
        (1, lambda: sign() * random.randint(1, 2**20) * 5e-324),
        (1, lambda: sign() * 10 ** random.uniform(300, 308.2)),
        (4, lambda: sign() * 10 ** random.uniform(-308, 150)),
        (4, lambda: sign() * 10 ** random.uniform(-30, 30)),
        (1, lambda: sign() * 2.0 ** random.randint(-1074, 1023)),
        (8, lambda: random.gauss(0, 1)),
    ]
    while True:
        x = random.choices([make for _, make in kinds], [weight for weight, _ in kinds])[0]()
        if abs(x) < limit:
            return x


def rate():
    return random.choice([1.0, 1.0, 0.3, 2.0, 10 ** random.uniform(-3, 3), 10 ** random.uniform(-30, 30), 10 ** random.uniform(-300, 300)])


def moment(fastest):
    kind = random.random()
    if kind < 0.13:
        return random.choice([0.0, 1e-300, 1e300, 1e-308, 5e-324])
    if kind < 0.4:
        return 10 ** random.uniform(-16, 4)
    if kind < 0.85 and 0 < fastest < 1e308:
        exponent = random.uniform(-6, 4) - math.log10(fastest)
        return 10**exponent if -323 < exponent < 308 else 1.0
    return 10 ** random.uniform(-300, 300)


def decay(x):
    return mp.exp(-x) if x < SETTLED else mp.mpf(0)


def mean_decay(rate, t):
    """(1 - e^(-rate t))/rate"""
    if not rate:
        return t
    return -mp.expm1(-rate * t) / rate if rate * t < SETTLED else 1 / rate


def canonical(a, w, target, etaA, etaW):
    """Start and unit target with both rates 1, u, s, delta and omega."""
    a, w = mp.sqrt(etaW) * a, [mp.sqrt(etaA) * x for x in w]
    length = mp.sqrt(mp.fsum(x * x for x in target))
    unit = [x / length if length else length for x in target]
    if len(w) == 1 and length:
        unit = [mp.sign(target[0])]
    u = mp.fsum(x * y for x, y in zip(w, unit))
    s = mp.sqrt(etaA * etaW) * length
    delta = a * a - mp.fsum(x * x for x in w)
    return a, w, unit, u, s, delta, mp.sqrt(s * s + delta * delta / 4)


def solution(a0, w0, target, etaA, etaW, scale, time):
    """[a, *w, *beta, mu, phi, S] by the closed form of theory.md section 2 over e^(omega t); None where all has decayed."""
    d, t = len(w0), scale * time
    a, w, unit, u, s, delta, omega = canonical(a0, w0, target, etaA, etaW)
    rest = [x - u * y if d > 1 or not s else mp.mpf(0) for x, y in zip(w, unit)]
    square = mp.fsum(x * x for x in rest)
    fast, slow = omega + delta / 2, omega - delta / 2
    if not a and not u:
        root = mp.sqrt(decay(-delta * t) + square * mean_decay(-delta, t))
        now, weights = mp.mpf(0), [x / root if root else x for x in rest]
    else:
        E, m = decay(2 * omega * t), mean_decay(2 * omega, t)
        p, q, r = E * u + m * (slow * u + s * a), E * a + m * (s * u + fast * a), decay(fast * t)
        G = E + (u * u + a * a) * t
        if omega:
            e = (s, fast) if delta >= 0 else (slow, s)
            length = mp.hypot(*e)
            G = E + ((e[0] * u + e[1] * a) / length) ** 2 * m + ((e[0] * a - e[1] * u) / length) ** 2 * E * m
        G += square * mean_decay(abs(delta), t) * (E if delta >= 0 else r * r)
        if not G:
            return None
        now, weights = q / mp.sqrt(G), [(p * y + r * x) / mp.sqrt(G) for x, y in zip(rest, unit)]

    def inner(a1, w1, a2, w2):
        cross = mp.fsum(x * y for x, y in zip(w1, w2))
        return d * a1**2 * a2**2 + a1**2 * mp.fsum(x * x for x in w2) + a2**2 * mp.fsum(x * x for x in w1) + cross**2

    squares = inner(a, w, a, w) * inner(now, weights, now, weights)
    S = (1 - inner(a, w, now, weights) / mp.sqrt(squares) if d > 1 else mp.mpf(0)) if squares else None
    norm = mp.sqrt(mp.fsum(x * x for x in weights))
    phi = mp.fsum(x * y for x, y in zip(weights, unit)) / norm if norm and s else None
    A, W = now / mp.sqrt(etaW), [x / mp.sqrt(etaA) for x in weights]
    return [A, *W, *[A * x for x in W], A * norm / mp.sqrt(etaA), phi, S]


def limit(a0, w0, target, etaA, etaW):
    """[a, *w, the sign of a]"""
    a, w, unit, u, s, delta, omega = canonical(a0, w0, target, etaA, etaW)
    fast, slow = omega + delta / 2, omega - delta / 2
    grows = mp.sign(slow * u + s * a if delta < 0 else s * u + fast * a)
    if grows and (s or delta > 0):
        return [grows * mp.sqrt(fast / etaW), *[grows * mp.sqrt(slow / etaA) * x for x in unit], grows]
    rest = [x - u * y if len(w) > 1 or not s else mp.mpf(0) for x, y in zip(w, unit)]
    length = mp.sqrt(mp.fsum(x * x for x in rest))
    left = mp.sqrt(-delta / etaA) / length if length and delta < 0 else mp.mpf(0)
    return [mp.mpf(0), *[left * x for x in rest], mp.mpf(0)]


def counted(evaluate, inputs):
    exact = [mp.mpf(x) for x in inputs]
    values = evaluate(exact)
    if values is None:
        return None
    counts = [value is not None for value in values]
    for k in range(len(inputs)):
        changed = evaluate([x * (1 + mp.mpf(2) ** -53) if j == k else x for j, x in enumerate(exact)])
        for j, (value, other) in enumerate(zip(values, changed or [None] * len(values))):
            counts[j] = counts[j] and other is not None and abs(other - value) <= abs(value) * mp.mpf(10) ** -14
    return [value if known else None for value, known in zip(values, counts)]


def problem():
    d, is_ordinary = random.choice([1, 2, 2, 3]), random.random() < 0.2
    a0, *w0 = [random.gauss(0, 1) if is_ordinary else number(1e153) for _ in range(d + 1)]
    target = [random.gauss(0, 1) if is_ordinary else number(1e308) for _ in range(d)]
    kind = random.random()
    if kind < 0.05 and max(map(abs, target)) < 1e153:
        w0 = [-x for x in target]
    elif kind < 0.1:
        w0 = [x * 2.0 ** random.randint(-900, 0) for x in w0]
    elif kind < 0.15:
        a0 = sign() * abs(w0[0])
    elif kind < 0.2:
        a0 = 0.0
    return a0, w0, target


def known(evaluate, inputs):
    return evaluate([mp.mpf(x) for x in inputs])


def case(a0, w0, target, etaA, etaW, scale, time, take=counted):
    inputs, d = [a0, *w0, *target, etaA, etaW, scale, time], len(w0)
    sizes = [abs(x) for x in inputs if x] + [1.0]
    mp.mp.dps = int(220 + 4 * (math.log10(max(sizes)) - math.log10(min(sizes))))
    split = lambda v: (v[0], v[1 : 1 + d], v[1 + d : 1 + 2 * d], *v[1 + 2 * d :])
    values = take(lambda v: solution(*split(v)), inputs)
    if values is None:
        return None
    S = values[-1]
    values[-1] = S if S is not None and (S == 0 or S >= mp.mpf(10) ** -60) else None
    plain = lambda values: [None if value is None else float(value) for value in values]
    a, *rest, mu, phi, S = plain(values)
    end = plain(take(lambda v: limit(*split(v)), inputs[:-2]))
    if end[-1] is None:
        end = [None] * len(end)
    state = {"time": time, "a": a, "w": rest[:d], "beta": rest[d:], "mu": mu, "phi": phi, "kernelDistance": S}
    rates = {"etaA": etaA, "etaW": etaW, "inputScale": scale}
    return {"a0": a0, "w0": w0, "betaStar": target, **rates, **state, "limit": {"a": end[0], "w": end[1:-1]}, "basin": end[-1]}


def random_case():
    a0, w0, target = problem()
    etaA, etaW, scale = rate(), rate(), random.choice([1.0, 1.0, rate()])
    largest = math.sqrt(etaA) * math.sqrt(etaW) * max(map(abs, target))
    squares = [etaW * a0 * a0, *[etaA * x * x for x in w0]]
    if max(squares) > 1e306 or largest > 1e306:
        return None
    return case(a0, w0, target, etaA, etaW, scale, moment(max(largest, *squares) * scale))


# every value, also where the last digit of an input would move it: weights that are nothing beside the readout, the separatrix at the end of the numbers, and a neuron whose readout is below them at the end
FIXED = [
    (2.0**100, [8.15e29, 0.0, 2.0**100], [0.0, 0.0, -(2.0**400)], 1.0, 1.0, 1.0, 2.0**-400 * 760),
    (1e-300, [1e-300, 4.983597475548784e-206], [-9.234250018446422e302, 0.0], 1.0, 1.0, 1.0, 8.318353330374129e152),
    (5e-324, [5e-324, 5e-324], [0.0, 0.0], 1.0, 1.0, 1.0, 1.0),
    (1.0, [3e140, 4e140], [0.0, 1.0], 1.0, 1.0, 1.0, 1e-278),
]


def main(count=120, seed=1, file="single-neuron-any-size.json"):
    random.seed(int(seed))
    cases = [case(*fixed, known) for fixed in FIXED]
    while len(cases) < int(count):
        found = random_case()
        if found is not None:
            cases.append(found)
    text = "[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n"
    Path(__file__).with_name(file).write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
