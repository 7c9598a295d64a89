"""Writes delta-distribution.json: P(up chi_c^2 - down chi_d^2 <= x) by quadrature in 30 digits, and at 0 by the incomplete beta function (needs mpmath)."""

import json
from pathlib import Path

import mpmath as mp

mp.mp.dps = 30


def cumulative(up, c, down, d, x):
    if x == 0:
        return mp.betainc(mp.mpf(c) / 2, mp.mpf(d) / 2, 0, down / (up + down), regularized=True)
    # with the smaller number of degrees inside, and the square root of the other as variable
    inside = lambda y: mp.gammainc(mp.mpf(c) / 2, 0, y / 2, regularized=True) if y > 0 else mp.mpf(0)
    half = mp.mpf(d) / 2

    def term(r):
        return 2 * r * (r * r) ** (half - 1) * mp.exp(-r * r / 2) / (2**half * mp.gamma(half)) * inside((x + down * r * r) / up)

    start = mp.sqrt(-x / down) if x < 0 else mp.mpf(0)
    peak = max(mp.sqrt(mp.mpf(d)), start)
    return mp.quad(term, sorted({start, start + 0.01, start + 0.5, max(start, peak - 4), peak + 1, peak + 4, peak + 12, peak + 40}))


cases = []
for c, d in [(1, 1), (1, 2), (1, 10), (3, 5), (4, 1), (1, 300), (40, 60)]:
    for up, down in [(1.0, 1.0), (0.5, 0.1), (0.02, 0.3)]:
        mean = up * c - down * d
        for x in [0.0, round(mean - 0.7 * down, 3), round(mean + 0.9 * up, 3), round(-2.5 * down, 3)]:
            value = cumulative(mp.mpf(up), c, mp.mpf(down), d, mp.mpf(x))
            cases.append(dict(c=c, d=d, up=up, down=down, x=x, cumulative=float(value)))
Path(__file__).with_name("delta-distribution.json").write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
