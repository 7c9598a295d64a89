"""Writes aligned-mode.json: modes of any size, sign and imbalance, early and late, beside the separatrix and on it, in 2500-digit arithmetic (needs mpmath).

Each case has sigma at one time, null where it does not count: where a relative change of 2^-53 in one input moves it by 1e-14 of itself or more.
"""

import json
import random
from pathlib import Path

import mpmath as mp

mp.mp.dps = 2500
random.seed(3)


def sigma(start, target, delta, etaA, etaW, t):
    """p q/G by the closed form of theory.md section 2, in which enough digits stand any cancellation."""
    unit = mp.sqrt(etaA * etaW)
    x, s = unit * start, unit * target
    large = (abs(delta) + mp.sqrt(delta * delta + 4 * x * x)) / 2
    small = x * x / large if large else x
    a, w = mp.sqrt(large if delta >= 0 else small), mp.sqrt(small if delta >= 0 else large)
    if x < 0:
        w = -w
    omega = mp.sqrt(s * s + delta * delta / 4)
    sinh = mp.sinh(omega * t) / omega if omega else t
    cosh = mp.cosh(omega * t)
    dp, dq = s * a - delta / 2 * w, s * w + delta / 2 * a
    p, q = cosh * w + sinh * dp, cosh * a + sinh * dq
    double = mp.sinh(2 * omega * t) / (2 * omega) if omega else t
    odd = (double - t) / (2 * omega**2) if omega else t**3 / 3
    G = 1 + (t + double) / 2 * (w * w + a * a) + odd * (dp * dp + dq * dq) + sinh * sinh * (w * dp + a * dq)
    return p * q / G / unit


def counted(inputs):
    exact = [mp.mpf(x) for x in inputs]
    value = sigma(*exact)
    for k in range(len(inputs)):
        other = sigma(*[x * (1 + mp.mpf(2) ** -53) if i == k else x for i, x in enumerate(exact)])
        if abs(other - value) > 1e-14 * abs(value):
            return None
    return float(value)


def size(low, high):
    return round(random.uniform(1, 10), 3) * 10.0 ** random.randint(low, high)


def case():
    kind = random.choice(["ordinary", "tiny", "across", "balanced", "extreme"])
    target = random.choice([0.0, size(-1, 0), size(-1, 0), size(-1, 0)])
    delta = random.choice([-1, 1]) * random.choice([size(-2, 0), size(-1, 1), size(-20, -3)])
    start = size(-2, 0)
    if kind == "tiny":
        start, delta = random.choice([0.0, size(-308, -20), 5e-324]), random.choice([0.0, delta, delta * 1e-200])
    elif kind == "across":
        start, delta = -start, random.choice([delta, delta * 1e-12, delta * 1e-100, delta * 1e-300])
    elif kind == "balanced":
        start, delta = random.choice([-1, -1, 1]) * start, 0.0
    elif kind == "extreme":
        start, target = random.choice([-1, 1]) * size(-300, 150), size(-300, 150)
        delta = random.choice([0.0, random.choice([-1, 1]) * size(-300, 150)])
    etaA, etaW = random.choice([(1.0, 1.0), (0.5, 2.0), (1.7, 0.3)])
    rate = max(abs(start), target, abs(delta)) or 1.0
    time = random.choice([size(-16, -4), size(-2, 1), size(2, 2)]) / rate
    return start, target, delta, etaA, etaW, time


cases = []
while len(cases) < 300:
    inputs = case()
    # beyond this the closed form needs more digits
    if inputs[5] * max(abs(x) for x in inputs[:3]) > 1e3 or inputs[5] == 0 or inputs[5] > 1e300:
        continue
    value = counted(inputs)
    if value is None or 0 < abs(value) < 1e-300 or abs(value) > 1e300:
        continue
    start, target, delta, etaA, etaW, time = inputs
    cases.append(dict(start=start, target=target, delta=delta, etaA=etaA, etaW=etaW, time=time, sigma=value))

Path(__file__).with_name("aligned-mode.json").write_text(json.dumps(cases, indent=1).replace("\n  ", " ").replace("\n }", " }") + "\n")
