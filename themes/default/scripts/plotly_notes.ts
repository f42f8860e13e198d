// What is written and marked in a figure, beside its traces.
import { share } from './extent';
import type { Frame } from './frame';
import { plain, shorten, type Options } from './plotly';
import type { Trace } from './specification';

/** In pixels; labels of marks come on top. */
export const margins = { l: 48, r: 14, t: 34, b: 40 };
const maxCrosses = 60;
const rowHeight = 14;
const mostRows = 5;

interface Box {
  left: number;
  right: number;
  low: number;
  high: number;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.low < b.high && b.low < a.high;
}

/** Crosses of the static chart: values that are not finite, at the lower edge (NaN and minus infinity) or the upper one. */
function crosses(frame: Frame, trace: Trace): Options[] {
  const notes: Options[] = [];
  const xs = frame.xPlaces(trace.xs);
  const apart = (frame.xExtent.high - frame.xExtent.low) / maxCrosses;
  let last = -Infinity;
  for (let i = 0; i < trace.ys.length; ++i) {
    const x = trace.xs[i] ?? NaN;
    const y = trace.ys[i] ?? NaN;
    if (Number.isFinite(y) || xs[i] === null || x - last < apart) continue;
    last = x;
    const edge = y > 0 ? { y: 1, yanchor: 'top' } : { y: 0, yanchor: 'bottom' };
    const font = { size: 14, color: frame.colours.of(trace) };
    notes.push({ text: '\u00d7', x: frame.noteX(xs[i] ?? 0), yref: 'paper', ...edge, showarrow: false, borderpad: 0, font });
  }
  return notes;
}

/** Names beside points, where they do not run into each other as the chart first stands. */
function names(frame: Frame, trace: Trace): Options[] {
  // Narrow charts have no room for them; they are read by pointing.
  if (frame.size.width < 560) return [];
  const notes: Options[] = [];
  const taken: Box[] = [];
  const xs = frame.xPlaces(trace.xs);
  const ys = frame.yPlaces(trace.ys);
  const width = frame.size.width - margins.l - margins.r;
  (trace.labels ?? []).forEach((label, i) => {
    const text = shorten(label, 40);
    const x = share(trace.xs[i], frame.xExtent, frame.specification.x) * width;
    const y = share(trace.ys[i], frame.yExtent, frame.specification.y) * (frame.size.height - margins.t - margins.b);
    const long = text.length * 7 + 8;
    const boxes: [string, Box][] = [
      ['right', { left: x - long, right: x, low: y, high: y + 18 }],
      ['left', { left: x, right: x + long, low: y, high: y + 18 }],
    ];
    const free = boxes.find(([, box]) => box.left > -40 && box.right < width + 10 && !taken.some((other) => overlap(box, other)));
    if (free === undefined || xs[i] === null || ys[i] === null) return;
    taken.push(free[1]);
    notes.push({
      text: plain(text), x: frame.noteX(xs[i] ?? 0), y: frame.noteY(ys[i] ?? 0), xanchor: free[0], yanchor: 'bottom',
      xshift: free[0] === 'right' ? -5 : 5, yshift: 3, showarrow: false, font: { size: 12, color: frame.colours.named('ink') },
      bgcolor: frame.colours.named('paper'), borderpad: 0,
    });
  });
  return notes;
}

interface MarkPlace {
  x: number | string;
  label: string;
  begin: number;
  end: number;
  toLeft: boolean;
  row: number;
}

/** Marks of the static chart and the rows of their labels above the plot, 0 the topmost, by the same rule. */
function placeMarks(frame: Frame): MarkPlace[] {
  const width = frame.size.width - margins.l - margins.r;
  const toRight: MarkPlace[] = [];
  const toLeft: MarkPlace[] = [];
  for (const [place, label] of frame.specification.marks ?? []) {
    const [x] = frame.xPlaces([place]);
    if (x === undefined || x === null) continue;
    const from = share(place, frame.xExtent, frame.specification.x) * width;
    const long = label.length * 7 + 8;
    if (from + long <= width) toRight.push({ x, label, begin: from, end: from + long, toLeft: false, row: 0 });
    else toLeft.unshift({ x, label, begin: from - long, end: from, toLeft: true, row: 0 });
  }
  const placed: MarkPlace[] = [];
  for (const mark of [...toRight, ...toLeft]) {
    const above = placed.filter((other) => mark.begin < other.end + 6 && other.begin < mark.end + 6);
    mark.row = Math.min(mostRows - 1, Math.max(0, ...above.map(({ row }) => row + 1)));
    placed.push(mark);
  }
  return placed;
}

interface Marks {
  lines: Options[];
  labels: Options[];
  room: number;
  top: number;
}

/** Lines that lead down from labels above the plot. */
function marksOf(frame: Frame): Marks {
  const placed = placeMarks(frame);
  const room = rowHeight * Math.max(0, ...placed.map(({ row }) => row + 1));
  const plot = Math.max(1, frame.size.height - room - margins.t - margins.b);
  const line = { color: frame.colours.named('soft'), width: 1, dash: 'dot' };
  const font = { size: 12, color: frame.colours.named('ink') };
  const lines = placed.map(({ x, row }) => ({
    type: 'line', x0: x, x1: x, y0: 0, y1: 1 + (room - rowHeight * row) / plot, yref: 'paper', line,
  }));
  const labels = placed.map(({ x, label, toLeft, row }) => ({
    text: plain(label), x: frame.noteX(x), xanchor: toLeft ? 'right' : 'left', xshift: toLeft ? -4 : 4, y: 1, yref: 'paper',
    yanchor: 'bottom', yshift: room - rowHeight * (row + 1), showarrow: false, borderpad: 0, font, bgcolor: frame.colours.named('paper'),
  }));
  return { lines, labels, room, top: 1 + room / plot };
}

function xTitle(frame: Frame): Options {
  const font = { size: 12, color: frame.colours.named('soft') };
  return {
    text: plain(frame.specification.x.title), showarrow: false, xref: 'paper', yref: 'paper', font, x: 1, xanchor: 'right', y: 0,
    yanchor: 'top', yshift: -20,
  };
}

function traceNotes(frame: Frame, trace: Trace): Options[] {
  if (trace.kind === 'line' || trace.kind === 'steps') return crosses(frame, trace);
  return trace.kind === 'points' && trace.emphasis === 'bold' ? names(frame, trace) : [];
}

/** `room`: pixels that the labels of marks take above the plot; `top`: where they end, the plot being 1 high. */
export function notesOf(frame: Frame): { annotations: Options[]; shapes: Options[]; room: number; top: number } {
  const { lines, labels, room, top } = marksOf(frame);
  const annotations = [...frame.traces.flatMap((trace) => traceNotes(frame, trace)), ...labels, xTitle(frame)];
  return { annotations, shapes: lines, room, top };
}
