#!/usr/bin/env python3
"""Numbers that pooled_deviation_test.cpp, multiple_tests_test.cpp and verdicts_test.cpp expect. Needs python3-scipy and
python3-statsmodels; prints verdicts.txt."""
import math

import numpy
from scipy import stats
from statsmodels.stats.multitest import multipletests


def show(name, *values):
    print(name, *(repr(float(v)) for v in values))


p = [0.001, 0.2, 0.04, 0.04, 0.8, 0.012, 1.0]
show("adjusted", *multipletests(p, method="fdr_bh")[1])
show("adjusted one", *multipletests([0.03], method="fdr_bh")[1])

groups = [[0.912, 0.905, 0.931], [1.5, 2.25, 1.75, 3.0, 2.5], [0.91, 0.93]]
within = sum(((numpy.array(g) - numpy.mean(g)) ** 2).sum() for g in groups)
degrees = sum(len(g) - 1 for g in groups)
pooled = math.sqrt(within / degrees)
show("pooled", pooled, degrees)
# The mean square within groups of a one-way analysis of variance says the same.
f = stats.f_oneway(*groups).statistic
grand = numpy.mean(numpy.concatenate(groups))
between = sum(len(g) * (numpy.mean(g) - grand) ** 2 for g in groups) / (len(groups) - 1)
show("pooled by anova", math.sqrt(between / f))


def with_pooled(name, mean_a, n_a, mean_b, n_b, sd, dof):
    d = mean_b - mean_a
    error = sd * math.sqrt(1 / n_a + 1 / n_b)
    half = stats.t.ppf(0.975, dof) * error
    show(name, d, d - half, d + half, 2 * stats.t.sf(abs(d) / error, dof))


with_pooled("one against three", 0.90, 1, 0.916, 3, 0.01, 6)
with_pooled("one against one", 0.90, 1, 0.95, 1, 0.01, 6)
