#!/usr/bin/env python3
"""Numbers that ped_anova_test.cpp expects. Needs python3-numpy; prints ped_anova.txt.

Written from the definition in ped_anova.h alone: kernels are integrated over the cells numerically (Simpson's rule on
400 intervals for each cell, normalised by the integral over all cells), quartiles are order statistics.
"""
import math

import numpy

CELLS, FINE = 50, 400


def simpson(values, step):
    return step / 3 * (values[0] + values[-1] + 4 * values[1:-1:2].sum() + 2 * values[2:-1:2].sum())


def kernel(middle, width, cells):
    shares = []
    for cell in range(cells):
        t = numpy.linspace(cell - 0.5, cell + 0.5, FINE + 1)
        shares.append(simpson(numpy.exp(-((t - middle) ** 2) / (2 * width**2)), 1 / FINE))
    return numpy.array(shares) / sum(shares)


def numeric_density(cells_of_values):
    x = numpy.sort(numpy.array(cells_of_values))
    n = len(x)
    quartiles = x[max(0, n // 4 - 1)], x[min(n - 1, 3 * n // 4)]
    deviation = numpy.std(x, ddof=1) if n > 1 else 0.0
    width = max(1.059 * min(deviation, (quartiles[1] - quartiles[0]) / 1.34) * n ** (-1 / 5), 0.5 / 1.64)
    total = kernel((CELLS - 1) / 2, CELLS, CELLS)
    for value in x:
        total = total + kernel(value, width, CELLS)
    return total / (n + 1)


def category_density(values, categories):
    return numpy.array([(values.count(c) + 1 / categories) / (len(values) + 1) for c in range(categories)])


def nearest_cell(x, low, high):
    place = (x - low) / (high - low) * (CELLS - 1)
    return math.ceil(place - 0.5 - 1e-9)


def divergence(values, losses, categorical):
    have = [(v, l) for v, l in zip(values, losses) if v == v]
    have.sort(key=lambda one: one[1])
    best = max(5, math.ceil(0.1 * len(have) - 1e-9))
    limit = have[best - 1][1]
    everything = [v for v, _ in have]
    top = [v for v, l in have if l <= limit]
    if len(set(everything)) < 2:
        return 0.0
    if categorical:
        categories = int(max(everything)) + 1
        p, q = category_density(everything, categories), category_density(top, categories)
    else:
        low, high = min(everything), max(everything)
        p = numeric_density([nearest_cell(v, low, high) for v in everything])
        q = numeric_density([nearest_cell(v, low, high) for v in top])
    return float(numpy.sum(p * (q / p - 1) ** 2))


def show(name, parameters, losses):
    v = [divergence(values, losses, categorical) for values, categorical in parameters]
    print(name, *(f"{one:.12g}" for one in v))


def show_chance(name, parameters, losses):
    """V over the quantile 0.95 of V's with shuffled losses; the program takes 200 shuffles, here it is 4,000."""
    random = numpy.random.default_rng(1)
    times = []
    for values, categorical in parameters:
        shuffled = [divergence(values, list(random.permutation(losses)), categorical) for _ in range(4000)]
        times.append(divergence(values, losses, categorical) / numpy.quantile(shuffled, 0.95))
    print(name, *(f"{one:.3f}" for one in times))


N = 61
x = [(i * 37 % 61) / 61 for i in range(N)]
a = [(i * i * 7 % 61) / 61 for i in range(N)]
b = [i * 11 % 61 for i in range(N)]
c = [i % 3 for i in range(N)]
loss = [(x[i] - 0.3) ** 2 for i in range(N)]
one_matters = [(x, False), (a, False), (b, False), (c, True)], loss
show("one matters", *one_matters)

rate = [math.log(10 ** (-5 + 4 * (i * 17 % 40) / 39)) for i in range(40)]
layers = [i * 7 % 4 for i in range(40)]
drop = [math.nan if i % 4 == 3 else (i * 13 % 40) / 80 for i in range(40)]
constant = [0.5] * 40
loss = [abs(rate[i] + 7) + [0.0, 1.0, 2.0, 0.5][layers[i]] for i in range(40)]
show("logarithms, categories, missing, constant", [(rate, False), (layers, True), (drop, False), (constant, False)], loss)

two = [float(i % 2) for i in range(20)]
five = [i * 3 % 5 for i in range(20)]
loss = [float(i // 5) for i in range(20)]  # five are tied for the best
show("ties", [(two, True), (five, False)], loss)
show_chance("one matters, times chance", *one_matters)
