"""Values and slopes of activations, and of erf and its complement, to 40 digits; written as activations.json beside this script."""

import json
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 40
points = [mpf(k) / 8 for k in (-240, -160, -80, -48, -30, -21, -16, -11, -8, -5, -2, -1, 1, 3, 7, 9, 13, 20, 31, 50, 88, 240)]
cdf = lambda z: mp.erfc(-z / mp.sqrt(2)) / 2

FUNCTIONS = {
    "relu": (lambda z: max(z, mpf(0)), lambda z: mpf(z > 0)),
    "leaky": (lambda z: max(z, mpf(0.01) * z), lambda z: mpf(1) if z > 0 else mpf(0.01)),
    "linear": (lambda z: z, lambda z: mpf(1)),
    "tanh": (mp.tanh, lambda z: mp.sech(z) ** 2),
    "softplus": (lambda z: mp.log1p(mp.exp(z)), lambda z: 1 / (1 + mp.exp(-z))),
    "gelu": (lambda z: z * cdf(z), lambda z: cdf(z) + z * mp.npdf(z)),
    "erf": (mp.erf, lambda z: 2 / mp.sqrt(mp.pi) * mp.exp(-z * z)),
}
pieces = [mpf(k) / 16 for k in (1, 6, 13, 14, 16, 19, 21, 30, 44, 47, 70, 95, 97, 200, 420)]
result = {
    name: [[float(z), float(value(z)), float(slope(z))] for z in points] for name, (value, slope) in FUNCTIONS.items()
}
result["errorFunction"] = [[float(x), float(mp.erf(x)), float(mp.erfc(x))] for x in pieces + [-x for x in pieces]]
Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
