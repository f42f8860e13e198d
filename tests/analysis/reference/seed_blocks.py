#!/usr/bin/env python3
"""Numbers that project_noise_test.cpp expects: the effects of seeds that run through four experiments taken out. Needs
python3-scipy; prints seed_blocks.txt."""
import math

from scipy.stats import f as fisher

from noise_model import compare, fit_noise, judge

experiments = [[0.880, 0.902, 0.921], [0.891, 0.909, 0.930], [0.899, 0.921, 0.940], [0.912, 0.929, 0.951]]
k, seeds = len(experiments), len(experiments[0])
means = [math.fsum(one) / seeds for one in experiments]
residuals = [[x - mean for x in one] for one, mean in zip(experiments, means)]
effects = [math.fsum(row[s] for row in residuals) / k for s in range(seeds)]
between = k * math.fsum(b * b for b in effects)
within = math.fsum((row[s] - effects[s]) ** 2 for row in residuals for s in range(seeds))
f = between / (seeds - 1) / (within / ((seeds - 1) * (k - 1)))
print("F", f, "p", fisher.sf(f, seeds - 1, (seeds - 1) * (k - 1)))
stretch = math.sqrt(k / (k - 1))
adjusted = [[mean + stretch * (row[s] - effects[s]) for s in range(seeds)] for mean, row in zip(means, residuals)]
noise = fit_noise(adjusted)
print("block d0", noise["d0"], "variance", noise["s0"])
print("plain variance", fit_noise(experiments)["s0"])
print("first change", *(compare(noise, adjusted[0], adjusted[1])[key] for key in ("estimate", "low", "high", "p")))

# Whether the same values in another order of seeds are a block.
mixed = [[0.880, 0.902, 0.921], [0.930, 0.891, 0.909], [0.921, 0.940, 0.899], [0.929, 0.912, 0.951]]
residuals = [[x - math.fsum(one) / seeds for x in one] for one in mixed]
effects = [math.fsum(row[s] for row in residuals) / k for s in range(seeds)]
within = math.fsum((row[s] - effects[s]) ** 2 for row in residuals for s in range(seeds))
f = k * math.fsum(b * b for b in effects) / (seeds - 1) / (within / ((seeds - 1) * (k - 1)))
print("mixed p", fisher.sf(f, seeds - 1, (seeds - 1) * (k - 1)))

# Which verdict a change of 1.1 points has where a point is the smallest effect of interest.
small = [[0.900, 0.901, 0.902], [0.910, 0.912, 0.914]]
print("smallest effect", judge(fit_noise(small), [(small[0], small[1])], 0.01)[0])
