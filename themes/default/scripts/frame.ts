// What the parts of one figure share: its axes, their units, and the colours it is drawn in.
import { Colours } from './colours';
import { extentOf, sizeOf, type Extent } from './extent';
import { plain } from './plotly';
import type { Axis, Specification, Trace } from './specification';
import { shownUnit, type Shown } from './units';
import type { Size, View } from './view';

export type Place = number | string | null;
type Places = (values: ArrayLike<number>) => Place[];

/** Turns values into what the axis understands; what is not finite becomes a gap. */
function placesOn(axis: Axis, shown: Shown): Places {
  if (axis.kind === 'category') {
    const names = (axis.categories ?? []).map(plain);
    return (values) => Array.from(values, (value) => names[value] ?? null);
  }
  if (axis.unit === 'date') {
    return (values) =>
      Array.from(values, (value) => (Number.isFinite(value) ? new Date(value * 86400000).toISOString().slice(0, 10) : null));
  }
  return (values) => Array.from(values, (value) => (Number.isFinite(value) ? value * shown.factor : null));
}

export class Frame {
  readonly colours = new Colours();
  readonly xExtent: Extent;
  readonly yExtent: Extent;
  readonly xUnit: Shown;
  readonly yUnit: Shown;
  readonly xPlaces: Places;
  readonly yPlaces: Places;

  constructor(
    readonly specification: Specification,
    readonly traces: Trace[],
    readonly view: View,
    readonly size: Size,
  ) {
    const { x, y } = specification;
    this.xExtent = extentOf(traces.map((trace) => trace.xs), x.kind === 'log');
    this.yExtent = extentOf(traces.flatMap((trace) => [trace.ys, trace.highs]), y.kind === 'log');
    this.xUnit = shownUnit(x.unit, sizeOf(this.xExtent, x));
    this.yUnit = shownUnit(y.unit, sizeOf(this.yExtent, y));
    this.xPlaces = placesOn(x, this.xUnit);
    this.yPlaces = placesOn(y, this.yUnit);
  }

  /** On a log axis the smallest value above zero that is no edge of a band; 0 where there is none. */
  yFloor(): number {
    if (this.yType() !== 'log') return 0;
    const values = this.traces.filter(({ kind }) => kind !== 'band').map(({ ys }) => ys);
    return values.some((ys) => ys.some((y) => y > 0)) ? extentOf(values, true).low : 0;
  }

  yType(): string {
    const kind = this.specification.y.kind ?? 'linear';
    return this.view.scale === 'auto' || kind === 'category' ? kind : this.view.scale;
  }

  /** Annotations on log axes are placed by exponent. */
  noteX(x: number | string): number | string {
    return this.specification.x.kind === 'log' ? Math.log10(Number(x)) : x;
  }

  noteY(y: number | string): number | string {
    return this.yType() === 'log' ? Math.log10(Number(y)) : y;
  }
}
