#!/usr/bin/env python3
"""Numbers that selection_luck_test.cpp, pareto_test.cpp and distributions_test.cpp expect. Needs python3-scipy; prints
selection.txt."""
import numpy
from scipy import integrate, stats
from statsmodels.stats.multitest import multipletests

from noise_model import compare, fit_noise

for p in (1e-12, 0.025, 0.5, 0.975, 0.999999):
    print("normal quantile", p, repr(float(stats.norm.ppf(p))))


def expected_maximum(k):
    """Of k standard normal draws, by quadrature."""
    return integrate.quad(lambda x: k * x * stats.norm.pdf(x) * stats.norm.cdf(x) ** (k - 1), -12, 12,
                          epsabs=1e-13, epsrel=1e-13)[0]


for k in (2, 10, 30, 100):
    print("expected maximum", k, repr(float(expected_maximum(k))))

best, others = [0.97, 0.972, 0.974], [[0.969, 0.971, 0.973], [0.95, 0.952, 0.955], [0.968, 0.975, 0.966]]
noise = fit_noise([best] + others)
p = [compare(noise, one, best)["p_of_none"] / 2 for one in others]
print("one-sided p", *p, "adjusted", *multipletests(p, method="fdr_bh")[1])
print("expected luck", repr(float(expected_maximum(4) * numpy.sqrt(noise["s0"] / 3))))

generator = numpy.random.default_rng(7)
points = generator.integers(0, 12, size=(30, 2))
front = [i for i, a in enumerate(points)
         if not any((b <= a).all() and (b < a).any() for b in points)]
print("points", points.tolist())
print("front", sorted(front, key=lambda i: (points[i][0], points[i][1], i)))
