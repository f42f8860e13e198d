#!/usr/bin/env python3
"""Numbers that insight_curve_test.cpp expects. Needs python3-scipy; prints insight_curve.txt."""
import math

import numpy
from scipy import stats

x = [(i * i * 37 % 101) / 10 for i in range(40)]
d = numpy.diff(x, n=2)
print("noise", repr(float(1.4826 * numpy.median(abs(d - numpy.median(d))) / math.sqrt(6))))
y = [1, 3, 2, 5, 4, 7, 9, 8]
slope = stats.theilslopes(y)[0]
s = sum(numpy.sign(y[j] - y[i]) for i in range(8) for j in range(i + 1, 8))
print("trend", repr(float(slope * 7)), repr(float(s / math.sqrt(8 * 7 * 21 / 18))))
