#!/usr/bin/env python3
"""Numbers that distributions_test.cpp and experiment_insights_test.cpp expect. Needs python3-scipy; prints
f_distribution.txt."""
import numpy
from scipy import stats

for f, a, b in ((1, 1, 1), (4.5, 2, 10), (9.25, 2, 8), (0.3, 5, 7), (25, 3, 3), (2.1, 30, 200), (80, 2, 40), (3.3, 1.5, 6.7)):
    print("p", f, a, b, repr(float(stats.f.sf(f, a, b))))

# Four steady experiments of three repeats and one that is not.
steady = [[0.90, 0.91, 0.92], [0.80, 0.82, 0.81], [0.85, 0.84, 0.86], [0.70, 0.71, 0.69]]
wild = [0.60, 0.80, 0.95]
others = numpy.mean([numpy.var(x, ddof=1) for x in steady])
ratio = numpy.var(wild, ddof=1) / others
print("unstable", repr(float(numpy.sqrt(ratio))), repr(float(stats.f.sf(ratio, 2, 8))))
x = numpy.array([0.90, 0.91, 0.92, 0.89, 0.50])
rest = x[:4]
mad = numpy.median(abs(rest - numpy.median(rest)))
print("outlier", repr(float(abs(x[4] - numpy.median(rest)))), repr(float(abs(x[4] - numpy.median(rest)) / (1.4826 * mad))))
