#!/usr/bin/env python3
"""Numbers that suite_scores_test.cpp and suite_test.cpp expect. Needs python3-scipy; prints suite_scores.txt.

Scores and chances by scipy (trim_mean, mannwhitneyu), as rliable computes them; intervals by a stratified bootstrap
whose draws are those of a Mersenne Twister of 64 bits written down here from its definition (Nishimura 2000), so that
they agree to the last digits, and again by 200,000 draws of numpy, which must agree but for chance."""
import numpy
from scipy import stats

# [row][task]: three algorithms, two tasks, three to five runs each.
VALUES = {
    "ppo": [[181.0, 203.0, 195.0, 188.0, 210.0], [-10.8, -11.5, -10.1, -11.0]],
    "a2c": [[150.0, 149.0, 171.0, 166.0], [-17.6, -16.2, -18.1, -17.0, -17.5]],
    "dqn": [[192.0, 160.0, 230.0], [-9.3, -12.4, -10.1, -8.8]],
}
REDRAWS = 2000


class Twister:
    def __init__(self, seed):
        self.state = [seed]
        for i in range(1, 312):
            last = self.state[-1]
            self.state.append((6364136223846793005 * (last ^ (last >> 62)) + i) % 2**64)
        self.place = 312

    def __call__(self):
        if self.place == 312:
            for i in range(312):
                x = (self.state[i] & 0xFFFFFFFF80000000) | (self.state[(i + 1) % 312] & 0x7FFFFFFF)
                odd = 0xB5026F5AA96619E9 if x & 1 else 0
                self.state[i] = self.state[(i + 156) % 312] ^ (x >> 1) ^ odd
            self.place = 0
        x = self.state[self.place]
        self.place += 1
        x ^= (x >> 29) & 0x5555555555555555
        x ^= (x << 17) & 0x71D67FFFEDA60000
        x ^= (x << 37) & 0xFFF7EEE000000000
        return x ^ (x >> 43)


def show(name, *values):
    print(name, *(repr(float(v)) for v in values))


def normalised(values):
    result = {name: [] for name in values}
    for task in range(2):
        runs = [x for row in values.values() for x in row[task]]
        low, high = min(runs), max(runs)
        for name, row in values.items():
            result[name].append([(x - low) / (high - low) for x in row[task]])
    return result


def score(row):
    return stats.trim_mean(numpy.concatenate(row), 0.25)


def chance(row, other):
    parts = []
    for these, those in zip(row, other):
        u = stats.mannwhitneyu(these, those, alternative="two-sided").statistic
        parts.append(u / len(these) / len(those))
    return numpy.mean(parts)


def quick_chance(row, other):
    parts = []
    for these, those in zip(row, other):
        pairs = numpy.subtract.outer(these, those)
        parts.append((pairs > 0).mean() + (pairs == 0).mean() / 2)
    return numpy.mean(parts)


scores = normalised(VALUES)
names = list(scores)
for name in names:
    show(f"score {name}", score(scores[name]))
for name in ("ppo", "a2c"):
    show(f"chance {name} over dqn", chance(scores[name], scores["dqn"]))
    assert abs(quick_chance(scores[name], scores["dqn"]) - chance(scores[name], scores["dqn"])) < 1e-12

# Rows in order of their score, as the program has them.
order = sorted(names, key=lambda name: -score(scores[name]))
reference = order[0]
draw = Twister(1)
assert Twister(5489)() == 14514284786278117030  # the first output of the default seed
drawn_scores = {name: [] for name in order}
drawn_chances = {name: [] for name in order}
for _ in range(REDRAWS):
    drawn = {name: [[cell[draw() % len(cell)] for _ in cell] for cell in scores[name]] for name in order}
    for name in order:
        drawn_scores[name].append(score(drawn[name]))
        drawn_chances[name].append(quick_chance(drawn[name], drawn[reference]))
for name in order:
    show(f"interval of score {name}", *numpy.quantile(drawn_scores[name], [0.025, 0.975]))
    if name != reference:
        show(f"interval of chance {name} over {reference}", *numpy.quantile(drawn_chances[name], [0.025, 0.975]))

random = numpy.random.default_rng(7)
many = 200000
large = {}
for name in order:
    large[name] = [numpy.array(cell)[random.integers(0, len(cell), (many, len(cell)))] for cell in scores[name]]
for name in order:
    together = numpy.sort(numpy.concatenate(large[name], axis=1), axis=1)
    cut = together.shape[1] // 4
    middle = together[:, cut : together.shape[1] - cut].mean(axis=1)
    show(f"200,000 draws: score {name}", *numpy.quantile(middle, [0.025, 0.975]))
    if name != reference:
        parts = []
        for these, those in zip(large[name], large[reference]):
            pairs = these[:, :, None] - those[:, None, :]
            parts.append(((pairs > 0) + (pairs == 0) / 2).mean(axis=(1, 2)))
        show(f"200,000 draws: chance {name} over {reference}", *numpy.quantile(sum(parts) / 2, [0.025, 0.975]))
