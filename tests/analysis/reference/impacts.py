#!/usr/bin/env python3
"""Numbers that impacts_test.cpp expects. Needs python3-scipy; prints impacts.txt."""
import math

import numpy

from noise_model import adjust, chances, compare, fit_noise, t_quantile, two_sided


def show(name, *values):
    print(name, *(repr(float(v)) for v in values))


def show_test(name, estimate, error, dof):
    half = t_quantile(0.975, dof) * error
    show(name, estimate, estimate - half, estimate + half, two_sided(estimate / error, dof), dof)


def show_difference(name, one):
    show(name, *(one[key] for key in ("estimate", "low", "high", "p", "df")))


# Learning rates 0.01 and 0.1 for the models a and b, three repeats of each.
a_low, a_high = [0.90, 0.91, 0.92], [0.95, 0.97, 0.94]
b_low, b_high = [0.80, 0.82, 0.81], [0.70, 0.71, 0.685]
noise = fit_noise([a_low, a_high, b_low, b_high])
pairs = [compare(noise, a_low, a_high), compare(noise, b_low, b_high)]
for name, one in zip(("lr of model a", "lr of model b"), pairs):
    show_difference(name, one)
variance = sum(one["se"] ** 2 for one in pairs)
dof = min(variance**2 / sum(one["se"] ** 4 / one["df"] for one in pairs), noise["D"])
show_test("lr over both models", sum(one["estimate"] for one in pairs) / 2, variance**0.5 / 2, dof)

# Two differences by a lent deviation of 0.02 with 6 degrees, single runs, and one of experiments with repeats.
lent = 2 * 0.02**2
own, own_dof = 0.01**2, 3.5
total = own + 2 * lent
dof = total**2 / (own**2 / own_dof + (2 * lent) ** 2 / 6)
show_test("lent, lent and own", (0.05 + 0.01 + 0.04) / 3, total**0.5 / 3, dof)
show("errors of these", lent**0.5, lent**0.5, own**0.5)

# Four differences without errors.
d = [0.02, 0.03, 0.01, 0.025]
show_test("spread of four", numpy.mean(d), numpy.std(d, ddof=1) / 2, 3)

# Three changes of the log, of which the first two are effects of one parameter.
log = [[0.90, 0.91, 0.92], [0.92, 0.94, 0.96], [0.91, 0.93, 0.98], [0.80, 0.81, 0.79]]
print("noise", {key: fit_noise(log)[key] for key in ("d0", "s0")})
