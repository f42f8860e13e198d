#!/usr/bin/env python3
"""Numbers that multiple_tests_test.cpp and verdicts_test.cpp expect. Needs python3-scipy and python3-statsmodels; prints
verdicts.txt."""
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestIndPower

from noise_model import fit_noise, judge

p = [0.001, 0.2, 0.04, 0.04, 0.8, 0.012, 1.0]
print("adjusted", *(repr(float(q)) for q in multipletests(p, method="fdr_bh")[1]))
print("adjusted one", repr(float(multipletests([0.03], method="fdr_bh")[1][0])))


def show(name, experiments, smallest=0.0):
    """Every other experiment against the first; lines that say the same once."""
    print(name)
    pairs = [(experiments[0], other) for other in experiments[1:]]
    numbers = ("estimate", "low", "high", "p", "q", "chance")
    lines = [(one["verdict"], *(one.get(key) for key in numbers)) for one in judge(fit_noise(experiments), pairs, smallest)]
    for line in dict.fromkeys(lines):
        print(" ", *line)


base, better, worse, same = [0.900, 0.902, 0.904], [0.950, 0.952, 0.954], [0.850, 0.852, 0.854], [0.901, 0.903, 0.902]
show("better, worse, the same", [base, better, worse, same])
show("likely", [base, [0.905, 0.907, 0.909], same])
show("likely, among twenty", [base] + [same] * 19 + [[0.905, 0.907, 0.909]])
show("smallest effect 0.06", [base, better, worse, same], smallest=0.06)
show("smallest effect 0.045", [base, better, worse, same], smallest=0.045)
show("two lend", [base, same, [0.99]])
show("three lend", [base, same, better, [0.99]])
show("repeats needed", [[0.89, 0.90, 0.91], [0.91, 0.92, 0.93], [0.89, 0.90, 0.91]], smallest=0.02)
print("repeats", TTestIndPower().solve_power(effect_size=2, alpha=0.025, power=0.8, ratio=1))
