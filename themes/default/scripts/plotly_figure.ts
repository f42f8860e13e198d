// From a specification to what Plotly draws. The only file that knows Plotly's names.
import { smooth } from './smoothing';
import type { Axis, Specification, Trace, Unit } from './specification';

type Options = Record<string, unknown>;

export interface PlotlyElement extends HTMLElement {
  on(event: string, handler: (event: { points?: { customdata?: unknown }[] }) => void): void;
}

export interface PlotlyLibrary {
  newPlot(element: HTMLElement, data: Options[], layout: Options, config: Options): Promise<PlotlyElement>;
  react(element: HTMLElement, data: Options[], layout: Options, config: Options): Promise<PlotlyElement>;
}

declare global {
  interface Window {
    Plotly?: PlotlyLibrary;
  }
}

/** What the reader chose. */
export interface View {
  smoothing: number;
  scale: 'auto' | 'linear' | 'log';
  band: Band;
}

/** Over repeats: the standard deviation, the 95 % interval of the mean, smallest to largest. */
export type Band = 'sd' | 'interval' | 'range' | 'none';

export interface Size {
  width: number;
  height: number;
}

export interface Figure {
  data: Options[];
  layout: Options;
  config: Options;
}

interface Shown {
  factor: number;
  suffix: string;
}

const gap = '\u202f';
const maxMarks = 60;

/** Plotly reads a little markup in names; ours are text. */
export function plain(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\s+/g, ' ');
}

function shorten(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

function seconds(largest: number): Shown {
  if (largest < 1e-3) return { factor: 1e6, suffix: `${gap}µs` };
  if (largest < 1) return { factor: 1e3, suffix: `${gap}ms` };
  if (largest < 180) return { factor: 1, suffix: `${gap}s` };
  if (largest < 10800) return { factor: 1 / 60, suffix: `${gap}min` };
  return { factor: 1 / 3600, suffix: `${gap}h` };
}

function bytes(largest: number): Shown {
  const names = ['B', 'kB', 'MB', 'GB', 'TB'];
  let step = 0;
  while (step < names.length - 1 && largest >= 1000 ** (step + 1)) ++step;
  return { factor: 1000 ** -step, suffix: gap + (names[step] ?? '') };
}

function shownUnit(unit: Unit | undefined, largest: number): Shown {
  switch (unit) {
    case 'fraction':
      return { factor: 100, suffix: `${gap}%` };
    case 'percent':
      return { factor: 1, suffix: `${gap}%` };
    case 'seconds':
      return seconds(largest);
    case 'milliseconds': {
      const { factor, suffix } = seconds(largest / 1000);
      return { factor: factor / 1000, suffix };
    }
    case 'bytes':
      return bytes(largest);
    default:
      return { factor: 1, suffix: '' };
  }
}

interface Extent {
  low: number;
  high: number;
}

function extentOf(lists: Iterable<Float64Array>, positive: boolean): Extent {
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
function sizeOf({ low, high }: Extent, axis: Axis): number {
  return axis.kind === 'log' ? Math.sqrt(low * high) : Math.max(Math.abs(low), Math.abs(high));
}

function decades({ low, high }: Extent): number {
  return Math.log10(high / low);
}

/** Ticks at 1, 2 and 5 of each decade of a log axis, each in the unit that suits it: "500 ms", "1 s". */
function unitTicks(unit: Unit, extent: Extent): Options {
  const { factor } = shownUnit(unit, Math.sqrt(extent.low * extent.high));
  const tickvals: number[] = [];
  const ticktext: string[] = [];
  const steps = decades(extent) > 2.5 ? [1] : [1, 2, 5];
  for (let decade = Math.floor(Math.log10(extent.low)); decade <= Math.ceil(Math.log10(extent.high)); ++decade) {
    for (const step of steps) {
      const value = step * 10 ** decade;
      const own = shownUnit(unit, value);
      tickvals.push(value * factor);
      ticktext.push(`${Number((value * own.factor).toPrecision(3))}${own.suffix}`);
    }
  }
  return { tickvals, ticktext, ticksuffix: '' };
}

/** Curves are kept to float precision, so equal values may differ by that much. */
function isConstant({ low, high }: Extent): boolean {
  return high - low <= 1e-6 * Math.max(Math.abs(low), Math.abs(high));
}

/** A range that shows a flat line as flat. */
function aroundConstant(value: number): [number, number] {
  const margin = Math.abs(value) * 0.1 || 1;
  return [value - margin, value + margin];
}

/** Lower and upper edge of a band as the reader chose it. */
export function bandEdges(trace: Trace, band: Band): [Float64Array, Float64Array] {
  if (trace.spread === undefined || band === 'sd') return [trace.ys, trace.highs];
  const { means, halves, lows, highs } = trace.spread;
  if (band === 'range') return [lows, highs];
  return [means.map((value, i) => value - (halves[i] ?? NaN)), means.map((value, i) => value + (halves[i] ?? NaN))];
}

type Places = (values: ArrayLike<number>) => (number | string | null)[];

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

/** The colours of the page as it looks now. */
class Colours {
  private readonly style = getComputedStyle(document.documentElement);
  named(name: string): string {
    return this.style.getPropertyValue(`--${name}`).trim() || '#777';
  }
  of(trace: Trace): string {
    return trace.emphasis === 'grey' || trace.colour < 0 ? this.named('grey') : this.named(`s${trace.colour % 8}`);
  }
}

const widths = { bold: 2, normal: 1.5, thin: 1, grey: 1.5 };

interface Box {
  left: number;
  right: number;
  low: number;
  high: number;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.low < b.high && b.low < a.high;
}

/** Where a value lies between the ends of its axis, from 0 to 1. */
function share(value: number | undefined, { low, high }: Extent, axis: Axis): number {
  if (axis.kind === 'log') return Math.log10((value ?? low) / low) / Math.max(Math.log10(high / low), 1e-9);
  return ((value ?? low) - low) / Math.max(high - low, 1e-300);
}

class Builder {
  private readonly colours = new Colours();
  private readonly xExtent: Extent;
  private readonly yExtent: Extent;
  private readonly xUnit: Shown;
  private readonly yUnit: Shown;
  private readonly xPlaces: Places;
  private readonly yPlaces: Places;
  readonly data: Options[] = [];
  readonly notes: Options[] = [];
  readonly shapes: Options[] = [];

  constructor(
    private readonly specification: Specification,
    private readonly traces: Trace[],
    private readonly view: View,
    private readonly size: Size,
  ) {
    const { x, y } = specification;
    this.xExtent = extentOf(traces.map((trace) => trace.xs), x.kind === 'log');
    this.yExtent = extentOf(traces.flatMap((trace) => [trace.ys, trace.highs]), y.kind === 'log');
    this.xUnit = shownUnit(x.unit, sizeOf(this.xExtent, x));
    this.yUnit = shownUnit(y.unit, sizeOf(this.yExtent, y));
    this.xPlaces = placesOn(x, this.xUnit);
    this.yPlaces = placesOn(y, this.yUnit);
  }

  addTraces(): void {
    for (const trace of this.traces) {
      if (trace.kind === 'band') this.addBand(trace);
      else if (trace.kind === 'points') this.addPoints(trace);
      else this.addLine(trace);
    }
    this.addEvidence();
  }

  /** Marks of the static chart, labels in rows so that none runs into another. */
  private addEvidence(): void {
    const width = this.size.width - 62;
    const taken: number[] = [];
    for (const [place, label] of this.specification.marks ?? []) {
      const [x] = this.xPlaces([place]);
      if (x === undefined || x === null) continue;
      const from = share(place, this.xExtent, this.specification.x) * width;
      const long = label.length * 7 + 8;
      const toLeft = from + long > width;
      const begin = toLeft ? from - long : from;
      let row = taken.findIndex((end) => end <= begin);
      if (row < 0) row = taken.length;
      taken[row] = begin + long + 6;
      this.shapes.push({ type: 'line', x0: x, x1: x, y0: 0, y1: 1, yref: 'paper', line: { color: this.colours.named('soft'), width: 1, dash: 'dot' } });
      this.notes.push({
        text: plain(label), x: this.noteX(x), y: 1, yref: 'paper', xanchor: toLeft ? 'right' : 'left', yanchor: 'top', yshift: -14 * row,
        showarrow: false, borderpad: 1, font: { size: 12, color: this.colours.named('ink') }, bgcolor: this.colours.named('paper'),
      });
    }
  }

  private lines(): Trace[] {
    return this.traces.filter((trace) => (trace.kind === 'line' || trace.kind === 'steps') && trace.emphasis !== 'thin');
  }

  private addLine(trace: Trace): void {
    const smoothed = this.view.smoothing > 0 && trace.kind === 'line';
    const base: Options = {
      type: 'scatter',
      mode: 'lines',
      name: plain(shorten(trace.name, 48)),
      x: this.xPlaces(trace.xs),
      showlegend: this.lines().length > 1 && trace.emphasis !== 'thin',
      legendgroup: plain(trace.name),
      line: { color: this.colours.of(trace), width: widths[trace.emphasis], shape: trace.kind === 'steps' ? 'hv' : 'linear' },
      opacity: trace.emphasis === 'thin' ? 0.45 : 1,
      ...(trace.kind === 'steps' ? { hoverinfo: 'skip' } : {}),
    };
    if (smoothed) {
      const opacity = trace.emphasis === 'thin' ? 0.15 : 0.25;
      this.data.push({ ...base, y: this.yPlaces(trace.ys), opacity, showlegend: false, hoverinfo: 'skip' });
      base['name'] = `${base['name']}, smoothed`;
    }
    const ys = smoothed ? smooth(trace.ys, this.view.smoothing) : trace.ys;
    const places = this.yPlaces(ys);
    this.data.push({ ...base, y: places });
    this.addLonePoints(base, places);
    this.addMarks(trace);
  }

  /** A point between two gaps, which a line alone does not show. */
  private addLonePoints(base: Options, places: (number | string | null)[]): void {
    const alone = places.map((y, i) => ((places[i - 1] ?? null) === null && (places[i + 1] ?? null) === null ? y : null));
    if (alone.every((y) => y === null)) return;
    const marker = { color: (base['line'] as { color: string }).color, size: 4 };
    this.data.push({ ...base, y: alone, mode: 'markers', marker, showlegend: false, hoverinfo: 'skip' });
  }

  /** Crosses of the static chart: values that are not finite, at the lower edge (NaN and minus infinity) or the upper one. */
  private addMarks(trace: Trace): void {
    const xs = this.xPlaces(trace.xs);
    const apart = (this.xExtent.high - this.xExtent.low) / maxMarks;
    let last = -Infinity;
    for (let i = 0; i < trace.ys.length; ++i) {
      const x = trace.xs[i] ?? NaN;
      const y = trace.ys[i] ?? NaN;
      if (Number.isFinite(y) || xs[i] === null || x - last < apart) continue;
      last = x;
      const edge = y > 0 ? { y: 1, yanchor: 'top' } : { y: 0, yanchor: 'bottom' };
      const font = { size: 14, color: this.colours.of(trace) };
      this.notes.push({ text: '\u00d7', x: this.noteX(xs[i] ?? 0), yref: 'paper', ...edge, showarrow: false, borderpad: 0, font });
    }
  }

  /** One closed outline for each stretch without a gap. */
  private addBand(trace: Trace): void {
    if (this.view.band === 'none' && trace.spread !== undefined) return;
    const [low, high] = bandEdges(trace, this.view.band);
    const xs = this.xPlaces(trace.xs);
    const lows = this.yPlaces(low);
    const highs = this.yPlaces(high);
    const x: unknown[] = [];
    const y: unknown[] = [];
    let first = 0;
    for (let i = 0; i <= xs.length; ++i) {
      const whole = i < xs.length && xs[i] !== null && lows[i] !== null && highs[i] !== null;
      if (whole) continue;
      if (i - first > 1) {
        x.push(...xs.slice(first, i), ...xs.slice(first, i).reverse(), null);
        y.push(...lows.slice(first, i), ...highs.slice(first, i).reverse(), null);
      }
      first = i + 1;
    }
    this.data.push({
      type: 'scatter', mode: 'lines', x, y, fill: 'toself', fillcolor: this.colours.of(trace), line: { width: 0 },
      opacity: 0.15, hoverinfo: 'skip', showlegend: false,
    });
  }

  private addPoints(trace: Trace): void {
    const labels = (trace.labels ?? []).map(plain);
    if (trace.emphasis === 'bold') {
      this.addNames(trace, labels);
      return;
    }
    const place = { type: 'scatter', x: this.xPlaces(trace.xs), y: this.yPlaces(trace.ys), showlegend: false };
    const colour = this.colours.of(trace);
    const hollow = new Set(trace.hollow ?? []);
    const fills = Array.from(trace.xs, (_, i) => (hollow.has(i) ? this.colours.named('paper') : colour));
    this.data.push({
      ...place, mode: 'markers', text: labels, hoverinfo: labels.length > 0 ? 'text' : 'all', name: plain(trace.name),
      customdata: trace.links ?? [], marker: { color: fills, size: 9, line: { color: colour, width: 1.5 } },
    });
  }

  /** Names beside points, where they do not run into each other as the chart first stands. */
  private addNames(trace: Trace, labels: string[]): void {
    // Narrow charts have no room for them; they are read by pointing.
    if (this.size.width < 560) return;
    const taken: Box[] = [];
    const xs = this.xPlaces(trace.xs);
    const ys = this.yPlaces(trace.ys);
    const width = this.size.width - 62;
    labels.forEach((label, i) => {
      const text = shorten(label, 40);
      const x = share(trace.xs[i], this.xExtent, this.specification.x) * width;
      const y = share(trace.ys[i], this.yExtent, this.specification.y) * (this.size.height - 74);
      const long = text.length * 7 + 8;
      const boxes: [string, Box][] = [
        ['right', { left: x - long, right: x, low: y, high: y + 18 }],
        ['left', { left: x, right: x + long, low: y, high: y + 18 }],
      ];
      const free = boxes.find(([, box]) => box.left > -40 && box.right < width + 10 && !taken.some((other) => overlap(box, other)));
      if (free === undefined || xs[i] === null || ys[i] === null) return;
      taken.push(free[1]);
      const font = { size: 12, color: this.colours.named('ink') };
      const shift = free[0] === 'right' ? -5 : 5;
      const bgcolor = this.colours.named('paper');
      this.notes.push({ text, x: this.noteX(xs[i] ?? 0), y: this.noteY(ys[i] ?? 0), xanchor: free[0], yanchor: 'bottom', xshift: shift, yshift: 3, showarrow: false, font, bgcolor, borderpad: 0 });
    });
  }

  /** Annotations on log axes are placed by exponent. */
  private noteX(x: number | string): number | string {
    return this.specification.x.kind === 'log' ? Math.log10(Number(x)) : x;
  }

  private noteY(y: number | string): number | string {
    return this.yType() === 'log' ? Math.log10(Number(y)) : y;
  }

  private yType(): string {
    const kind = this.specification.y.kind ?? 'linear';
    return this.view.scale === 'auto' || kind === 'category' ? kind : this.view.scale;
  }

  private tickPlaces(axis: Axis, unit: Shown, extent: Extent): Options {
    if (axis.kind === 'category') {
      const names = (axis.categories ?? []).map(plain);
      const every = Math.max(1, Math.ceil((names.length * 90) / this.size.width));
      const kept = names.filter((_, i) => i % every === 0);
      const texts = (axis.categories ?? []).filter((_, i) => i % every === 0).map((name) => plain(shorten(name, 13)));
      return { categoryorder: 'array', categoryarray: names, tickvals: kept, ticktext: texts, tickangle: 0 };
    }
    if (axis.kind === 'log' && axis.unit && axis.unit !== 'date') return unitTicks(axis.unit, extent);
    if (axis.kind === 'log' && decades(extent) > 0.5 && decades(extent) < 2.5) return { dtick: 'D2' };
    if (axis.unit !== 'date' && isConstant(extent)) return { range: aroundConstant(extent.low * unit.factor) };
    return {};
  }

  private axis(axis: Axis, unit: Shown, extent: Extent): Options {
    const kind = axis.kind ?? 'linear';
    return {
      type: axis.unit === 'date' ? 'date' : kind === 'category' ? 'category' : kind,
      ticksuffix: unit.suffix,
      ...this.tickPlaces(axis, unit, extent),
      tickfont: { size: 12, color: this.colours.named('soft') },
      hoverformat: axis.unit === 'date' ? '%-d %B %Y' : kind === 'category' ? '' : ',.5~g',
      exponentformat: 'e',
      minexponent: 6,
      separatethousands: true,
      zeroline: false,
      linecolor: this.colours.named('grid'),
      gridcolor: this.colours.named('grid'),
      automargin: true,
    };
  }

  private note(text: string, at: Options): Options {
    const font = { size: 12, color: this.colours.named('soft') };
    return { text: plain(text), showarrow: false, xref: 'paper', yref: 'paper', font, ...at };
  }

  layout(coarse: boolean): Options {
    const { x, y } = this.specification;
    const soft = this.colours.named('soft');
    const yAxis = this.axis(y, this.yUnit, this.yExtent);
    yAxis['type'] = this.yType();
    const { low, high } = this.yExtent;
    // Like the static chart: zero is shown where it is near.
    if (low >= 0 && low < 0.25 * high) yAxis['rangemode'] = 'tozero';
    return {
      height: this.size.height,
      margin: { l: 48, r: 14, t: 34, b: 40 },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: this.colours.named('ink') },
      xaxis: { ...this.axis(x, this.xUnit, this.xExtent), showgrid: false, nticks: Math.max(3, Math.round(this.size.width / 90)) },
      yaxis: { ...yAxis, nticks: 7 },
      title: { text: plain(y.title), font: { size: 12, color: soft }, x: 0, xanchor: 'left', xref: 'container', y: 1, yanchor: 'top', pad: { t: 4 } },
      shapes: this.shapes,
      annotations: [...this.notes, this.note(x.title, { x: 1, xanchor: 'right', y: 0, yanchor: 'top', yshift: -20 })],
      hovermode: 'closest',
      hoverlabel: { namelength: 40, font: { size: 12 }, bgcolor: this.colours.named('paper'), bordercolor: soft },
      dragmode: coarse ? false : 'zoom',
      legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom', font: { size: 12 }, bgcolor: 'rgba(0,0,0,0)' },
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: soft, activecolor: this.colours.named('ink'), orientation: 'v' },
    };
  }
}

const config: Options = {
  displaylogo: false,
  showSendToCloud: false,
  responsive: true,
  doubleClick: 'reset',
  modeBarButtons: [['toImage', 'zoom2d', 'pan2d', 'resetScale2d']],
};

export function buildFigure(specification: Specification, traces: Trace[], view: View, size: Size): Figure {
  const builder = new Builder(specification, traces, view, size);
  builder.addTraces();
  const coarse = matchMedia('(pointer: coarse)').matches;
  return { data: builder.data, layout: builder.layout(coarse), config };
}
