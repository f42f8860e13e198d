#!/usr/bin/env python3
"""Numbers that impacts_test.cpp expects. Needs python3-scipy; prints impacts.txt."""
import numpy
from scipy import optimize, stats


def quantile(dof):
    """stats.t.isf of scipy 1.10 is right to nine or ten digits only; sf is right to fifteen."""
    guess = stats.t.isf(0.025, dof)
    return optimize.brentq(lambda t: stats.t.sf(t, dof) / 0.025 - 1, guess * 0.99, guess * 1.01, xtol=1e-15, rtol=1e-14)


def show(name, *values):
    print(name, *(repr(float(v)) for v in values))


def test(name, estimate, error, dof):
    half = quantile(dof) * error
    show(name, estimate, estimate - half, estimate + half, 2 * stats.t.sf(abs(estimate / error), dof), dof)


def welch(a, b):
    va, vb = numpy.var(a, ddof=1) / len(a), numpy.var(b, ddof=1) / len(b)
    dof = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
    return numpy.mean(b) - numpy.mean(a), va + vb, dof


# Learning rates 0.01 and 0.1 for the models a and b, three repeats of each.
a_low, a_high = [0.90, 0.91, 0.92], [0.95, 0.97, 0.94]
b_low, b_high = [0.80, 0.82, 0.81], [0.70, 0.71, 0.685]
pairs = [welch(a_low, a_high), welch(b_low, b_high)]
for name, (d, variance, dof) in zip(("lr of model a", "lr of model b"), pairs):
    test(name, d, variance**0.5, dof)
variance = sum(v for _, v, _ in pairs)
dof = variance**2 / sum(v**2 / f for _, v, f in pairs)
test("lr over both models", sum(d for d, _, _ in pairs) / 2, variance**0.5 / 2, dof)

# Two differences by one pooled deviation of 0.02 with 6 degrees, single runs, and one by Welch.
pooled = 2 * 0.02**2
d, variance, dof = pairs[0]
total = variance + 2 * pooled
dof = total**2 / (variance**2 / dof + (2 * pooled) ** 2 / 6)
test("pooled, pooled and Welch", (0.05 + 0.01 + d) / 3, total**0.5 / 3, dof)
test("pooled 0.05", 0.05, pooled**0.5, 6)
test("pooled 0.01", 0.01, pooled**0.5, 6)

# Four differences without errors.
d = [0.02, 0.03, 0.01, 0.025]
test("spread of four", numpy.mean(d), numpy.std(d, ddof=1) / 2, 3)
