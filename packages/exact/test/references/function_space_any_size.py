"""Writes function-space-any-size.json: kernels, velocities, potentials and lazy limits of numbers of any size (needs mpmath).

Each case has them for one function, in as many digits as it takes; an entry is null where it does not count: where a relative change of 2^-53 in one input moves it by
1e-14 of itself or more, or it is beyond the numbers.
"""

import json
import math
import random
from pathlib import Path

import mpmath as mp

random.seed(10)


def number():
    kinds = [lambda: 0.0, lambda: 1e-300, lambda: 5e-324, lambda: 10 ** random.uniform(-300, 100), lambda: 10 ** random.uniform(-30, 30), lambda: 1e100]
    return random.choice([-1, 1]) * random.choice(kinds + [lambda: abs(random.gauss(0, 1))] * 5)()


def dot(x, y):
    return mp.fsum(a * b for a, b in zip(x, y))


def everything(n, d, values):
    X, rest = [values[i * d : (i + 1) * d] for i in range(n)], values[n * d :]
    beta, target, y, (delta, etaA, etaW, time) = rest[:d], rest[d : 2 * d], rest[2 * d : 2 * d + n], rest[2 * d + n :]
    rates, square = etaA * etaW, dot(beta, beta)
    root = mp.sqrt(delta**2 + 4 * rates * square)
    a, w = (root + delta) / 2, (root - delta) / 2
    outputs = [dot(row, beta) for row in X]
    residuals = [f - t for f, t in zip(outputs, y)]
    g = [dot(residuals, [row[k] for row in X]) for k in range(d)]
    pushed = [dot(row, g) for row in X]
    kernel = [a * dot(X[i], X[j]) + w / square * outputs[i] * outputs[j] for i in range(n) for j in range(n)]
    velocity = [-a * g[k] - w / square * dot(beta, g) * beta[k] for k in range(d)]
    turning = [-rates * (2 * dot(beta, g) * dot(X[i], X[j]) + pushed[i] * outputs[j] + outputs[i] * pushed[j]) for i in range(n) for j in range(n)]
    potential = (root - 2 * delta) * mp.sqrt(2 * a) / 3
    slope = mp.sqrt(mp.sqrt(delta**2 + 4 * rates * dot(target, target)) - delta)
    objective = potential - slope * mp.sqrt(rates) * dot(target, beta) / mp.sqrt(dot(target, target))
    kept = lambda x: mp.exp(-x) if x < 10**7 else mp.mpf(0)
    size = abs(delta)
    line = [kept(size * time) * x + (1 - kept(size * time)) * b for x, b in zip(beta, target)]
    # along the direction of beta first, which turns as the tangent of its angle to the target falls
    along, length = dot(beta, target), dot(target, target)
    turn = kept(rates * length / size * time) if along else mp.mpf(1)
    part = [along / length * b for b in target]
    direction = [p + turn * (x - p) for x, p in zip(beta, part)] if d > 1 else beta
    norm = mp.sqrt(dot(direction, direction))
    magnitude = along / norm + (mp.sqrt(square) - along / mp.sqrt(square)) * kept(size * time)
    circle = [magnitude * x / norm for x in direction]
    return [kernel, velocity, turning, [potential], [objective], line, circle]


def case():
    n, d = random.choice([1, 2]), random.choice([1, 2, 3])
    X, beta, target, y = [[number() for _ in range(d)] for _ in range(n)], [number() for _ in range(d)], [number() for _ in range(d)], [number() for _ in range(n)]
    delta, etaA, etaW = number(), *[random.choice([1.0, 1.0, 0.3, 10 ** random.uniform(-30, 30)]) for _ in range(2)]
    if not (any(beta) and any(target) and delta):
        return None
    exponent = random.uniform(-6, 2) - math.log10(abs(delta))
    if not -300 < exponent < 300:
        return None
    inputs = [*sum(X, []), *beta, *target, *y, delta, etaA, etaW, 10**exponent]
    mp.mp.dps = int(200 + 8 * max(abs(math.log10(abs(x))) for x in inputs if x))
    exact = [mp.mpf(x) for x in inputs]
    values = everything(n, d, exact)
    counts = [[abs(value) < mp.mpf(10) ** 308 for value in part] for part in values]
    for k, x in enumerate(exact):
        if not x:
            continue
        others = everything(n, d, [*exact[:k], x * (1 + mp.mpf(2) ** -53), *exact[k + 1 :]])
        for part, other, known in zip(values, others, counts):
            for j in range(len(part)):
                known[j] = known[j] and abs(part[j] - other[j]) <= abs(part[j]) * mp.mpf(10) ** -14
    names = ["kernel", "velocity", "kernelVelocity", "potential", "objective", "upstream", "downstream"]
    found = {name: [float(x) if known else None for x, known in zip(part, k)] for name, part, k in zip(names, values, counts)}
    # beyond the numbers the whole of it is refused
    for name, part in zip(names, values):
        if max(map(abs, part)) > mp.mpf(10) ** 308:
            found[name] = "refused"
    problem = {"X": X, "y": y, "beta": beta, "target": target, "delta": delta, "etaA": etaA, "etaW": etaW, "time": 10**exponent}
    return {**problem, **found}


if __name__ == "__main__":
    cases = []
    while len(cases) < 60:
        found = case()
        if found is not None:
            cases.append(found)
    text = "[\n" + ",\n".join(json.dumps(found) for found in cases) + "\n]\n"
    Path(__file__).with_name("function-space-any-size.json").write_text(text)
