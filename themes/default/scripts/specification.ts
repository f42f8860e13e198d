// What a figure carries for its interactive form; written by generator/render/charts/plotly.cpp, where each field is described.
import { curvesOf } from './curves';

export type Unit = 'plain' | 'fraction' | 'percent' | 'seconds' | 'milliseconds' | 'bytes' | 'date';
type Numbers = (number | string | null)[] | { from: number; by: number; count: number };

export interface Axis {
  title: string;
  kind?: 'linear' | 'log' | 'category';
  unit?: Unit;
  categories?: string[];
}

export interface TraceSpecification {
  kind: 'line' | 'steps' | 'points' | 'band' | 'ticks';
  emphasis: 'bold' | 'normal' | 'thin' | 'grey';
  name: string;
  colour: number;
  curve?: [string, number];
  x?: Numbers;
  y?: Numbers;
  high?: Numbers;
  labels?: string[];
  links?: string[];
  hollow?: number[];
  /** Of bands over repeats: the trace with their mean, and what the bands are made from. */
  of?: number;
  sd?: Numbers;
  low?: Numbers;
  n?: number | number[];
  half?: Record<string, number>;
}

export interface Specification {
  x: Axis;
  y: Axis;
  traces: TraceSpecification[];
  marks?: [number, string][];
}

/** A trace with its numbers at hand. */
export interface Trace extends TraceSpecification {
  xs: Float64Array;
  ys: Float64Array;
  highs: Float64Array;
  spread?: Spread;
}

/** Repeats at each x of their mean. `halves`: half the 95 % interval of the mean. */
export interface Spread {
  means: Float64Array;
  sds: Float64Array;
  halves: Float64Array;
  lows: Float64Array;
  highs: Float64Array;
}

function numberOf(value: number | string | null): number {
  if (typeof value === 'number') return value;
  return value === 'inf' ? Infinity : value === '-inf' ? -Infinity : NaN;
}

function numbersOf(numbers: Numbers | undefined): Float64Array {
  if (numbers === undefined) return new Float64Array();
  if (Array.isArray(numbers)) return Float64Array.from(numbers, numberOf);
  const { from, by, count } = numbers;
  return Float64Array.from({ length: count }, (_, i) => from + by * i);
}

/** A band over repeats, drawn as one standard deviation unless the reader chooses another. */
function bandOf(trace: TraceSpecification, mean: TraceSpecification): Trace {
  const means = numbersOf(mean.y);
  const sds = numbersOf(trace.sd);
  const halfOf = (i: number) => trace.half?.[String(typeof trace.n === 'number' ? trace.n : trace.n?.[i])] ?? NaN;
  const spread = {
    means,
    sds,
    halves: sds.map((sd, i) => sd * halfOf(i)),
    lows: numbersOf(trace.low),
    highs: numbersOf(trace.high),
  };
  const ys = means.map((value, i) => value - (sds[i] ?? NaN));
  const highs = means.map((value, i) => value + (sds[i] ?? NaN));
  return { ...trace, xs: numbersOf(mean.x), ys, highs, spread };
}

/** Gets the numbers, loading curve files where the page does not hold them. */
export async function loadTraces(specification: Specification): Promise<Trace[]> {
  return Promise.all(
    specification.traces.map(async (trace) => {
      const mean = trace.of === undefined ? undefined : specification.traces[trace.of];
      if (mean !== undefined) return bandOf(trace, mean);
      if (trace.curve === undefined) {
        return { ...trace, xs: numbersOf(trace.x), ys: numbersOf(trace.y), highs: numbersOf(trace.high) };
      }
      const [slug, series] = trace.curve;
      const curve = (await curvesOf(slug))[series];
      if (curve === undefined) throw new Error(`no curve ${series} of ${slug}`);
      return { ...trace, xs: curve.x, ys: curve.y, highs: new Float64Array() };
    }),
  );
}
