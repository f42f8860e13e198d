// Smoothing of curves for the eye.

/**
 * Exponential moving average with weight in [0, 1) of what came before, corrected for the start: after n finite values the
 * average is s_n / (1 - weight^n) with s_n = weight * s_(n-1) + (1 - weight) * y_n and s_0 = 0. Values that are not finite stay
 * as they are and count as not logged.
 */
export function smooth(y: ArrayLike<number>, weight: number): Float64Array {
  const result = new Float64Array(y.length);
  let sum = 0;
  let remaining = 1;
  for (let i = 0; i < y.length; ++i) {
    const value = y[i] ?? NaN;
    if (!Number.isFinite(value)) {
      result[i] = value;
      continue;
    }
    sum = weight * sum + (1 - weight) * value;
    remaining *= weight;
    result[i] = sum / (1 - remaining);
  }
  return result;
}
