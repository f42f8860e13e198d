#!/usr/bin/env python3
"""Numbers that distributions_test.cpp and estimate_test.cpp expect. Needs python3-scipy; prints student_t.txt."""
import math

import numpy
from scipy import optimize, special, stats


def show(name, *values):
    print(name, *(repr(float(v)) for v in values))


def quantile(p, dof):
    """stats.t.isf of scipy 1.10 is right to nine or ten digits only; sf is right to fifteen."""
    guess = stats.t.isf(p / 2, dof)
    return optimize.brentq(lambda t: 2 * stats.t.sf(t, dof) / p - 1, guess * 0.99, guess * 1.01, xtol=1e-15, rtol=1e-14)


for dof in (1, 2, 4, 29, 2.5, 7.3, 1e6):
    show(f"quantile 0.05 {dof}", quantile(0.05, dof))
show("quantile 0.01 3", quantile(0.01, 3))
show("quantile 1e-6 3", quantile(1e-6, 3))
for t, dof in ((0.5, 1), (2.0, 3.7), (-3.0, 10), (12.0, 4), (40.0, 2), (2.0, 1e5), (1e-3, 5)):
    show(f"p {t} {dof}", 2 * stats.t.sf(abs(t), dof))
for x, a, b in ((0.3, 2, 0.5), (0.9, 0.5, 0.5), (0.01, 10, 3), (0.999, 50, 0.5)):
    show(f"beta {x} {a} {b}", special.betainc(a, b, x))

samples = {
    2: [0.91, 0.93],
    3: [0.912, 0.905, 0.931],
    5: [1.5, 2.25, 1.75, 3.0, 2.5],
    30: [((i * 37) % 101) / 10 for i in range(30)],
}
for n, x in samples.items():
    mean, sd = numpy.mean(x), numpy.std(x, ddof=1)
    half = quantile(0.05, n - 1) * sd / math.sqrt(n)
    show(f"estimate {n}", mean, sd, mean - half, mean + half)
