// What a figure carries for its interactive form; written by generator/render/plotly.cpp, where each field is described.
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
  kind: 'line' | 'steps' | 'points' | 'band';
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
}

export interface Specification {
  x: Axis;
  y: Axis;
  traces: TraceSpecification[];
}

/** A trace with its numbers at hand. */
export interface Trace extends TraceSpecification {
  xs: Float64Array;
  ys: Float64Array;
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

/** Gets the numbers, loading curve files where the page does not hold them. */
export async function loadTraces(specification: Specification): Promise<Trace[]> {
  return Promise.all(
    specification.traces.map(async (trace) => {
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
