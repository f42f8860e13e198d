// From where to where the values of an axis go.
import type { Axis } from './specification';

export interface Extent {
  low: number;
  high: number;
}

/** Of the finite values, on a log axis the positive ones; without any from 0 to 1. */
export function extentOf(lists: Iterable<Float64Array>, positive: boolean): Extent {
  const extent = { low: Infinity, high: -Infinity };
  for (const list of lists) {
    for (const value of list) {
      if (!Number.isFinite(value) || (positive && value <= 0)) continue;
      extent.low = Math.min(extent.low, value);
      extent.high = Math.max(extent.high, value);
    }
  }
  return extent.low <= extent.high ? extent : { low: 0, high: 1 };
}

/** The size by which a unit is chosen: the middle of a log axis, the end of any other. */
export function sizeOf({ low, high }: Extent, axis: Axis): number {
  return axis.kind === 'log' ? Math.sqrt(low * high) : Math.max(Math.abs(low), Math.abs(high));
}

export function decades({ low, high }: Extent): number {
  return Math.log10(high / low);
}

/** Curves are kept to float precision, so equal values may differ by that much. */
export function isConstant({ low, high }: Extent): boolean {
  return high - low <= 1e-6 * Math.max(Math.abs(low), Math.abs(high));
}

/** Where a value lies between the ends of its axis, from 0 to 1. */
export function share(value: number | undefined, { low, high }: Extent, axis: Axis): number {
  if (axis.kind === 'log') return Math.log10((value ?? low) / low) / Math.max(Math.log10(high / low), 1e-9);
  return ((value ?? low) - low) / Math.max(high - low, 1e-300);
}
