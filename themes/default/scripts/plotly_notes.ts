// What is written and marked in a figure, beside its traces.
import { share } from './extent';
import type { Frame } from './frame';
import { plain, shorten, type Options } from './plotly';
import type { Trace } from './specification';

const maxMarks = 60;

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
  const apart = (frame.xExtent.high - frame.xExtent.low) / maxMarks;
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
  const width = frame.size.width - 62;
  (trace.labels ?? []).map(plain).forEach((label, i) => {
    const text = shorten(label, 40);
    const x = share(trace.xs[i], frame.xExtent, frame.specification.x) * width;
    const y = share(trace.ys[i], frame.yExtent, frame.specification.y) * (frame.size.height - 74);
    const long = text.length * 7 + 8;
    const boxes: [string, Box][] = [
      ['right', { left: x - long, right: x, low: y, high: y + 18 }],
      ['left', { left: x, right: x + long, low: y, high: y + 18 }],
    ];
    const free = boxes.find(([, box]) => box.left > -40 && box.right < width + 10 && !taken.some((other) => overlap(box, other)));
    if (free === undefined || xs[i] === null || ys[i] === null) return;
    taken.push(free[1]);
    notes.push({
      text, x: frame.noteX(xs[i] ?? 0), y: frame.noteY(ys[i] ?? 0), xanchor: free[0], yanchor: 'bottom',
      xshift: free[0] === 'right' ? -5 : 5, yshift: 3, showarrow: false, font: { size: 12, color: frame.colours.named('ink') },
      bgcolor: frame.colours.named('paper'), borderpad: 0,
    });
  });
  return notes;
}

/** Marks of the static chart, labels in rows so that none runs into another. */
function marks(frame: Frame): { lines: Options[]; labels: Options[] } {
  const lines: Options[] = [];
  const labels: Options[] = [];
  const width = frame.size.width - 62;
  const taken: number[] = [];
  for (const [place, label] of frame.specification.marks ?? []) {
    const [x] = frame.xPlaces([place]);
    if (x === undefined || x === null) continue;
    const from = share(place, frame.xExtent, frame.specification.x) * width;
    const long = label.length * 7 + 8;
    const toLeft = from + long > width;
    const begin = toLeft ? from - long : from;
    let row = taken.findIndex((end) => end <= begin);
    if (row < 0) row = taken.length;
    taken[row] = begin + long + 6;
    lines.push({ type: 'line', x0: x, x1: x, y0: 0, y1: 1, yref: 'paper', line: { color: frame.colours.named('soft'), width: 1, dash: 'dot' } });
    labels.push({
      text: plain(label), x: frame.noteX(x), y: 1, yref: 'paper', xanchor: toLeft ? 'right' : 'left', yanchor: 'top', yshift: -14 * row,
      showarrow: false, borderpad: 1, font: { size: 12, color: frame.colours.named('ink') }, bgcolor: frame.colours.named('paper'),
    });
  }
  return { lines, labels };
}

function xTitle(frame: Frame): Options {
  const font = { size: 12, color: frame.colours.named('soft') };
  return {
    text: plain(frame.specification.x.title), showarrow: false, xref: 'paper', yref: 'paper', font, x: 1, xanchor: 'right', y: 0,
    yanchor: 'top', yshift: -20,
  };
}

function notesOf(frame: Frame, trace: Trace): Options[] {
  if (trace.kind === 'line' || trace.kind === 'steps') return crosses(frame, trace);
  return trace.kind === 'points' && trace.emphasis === 'bold' ? names(frame, trace) : [];
}

export function notesAndShapes(frame: Frame): { annotations: Options[]; shapes: Options[] } {
  const { lines, labels } = marks(frame);
  return { annotations: [...frame.traces.flatMap((trace) => notesOf(frame, trace)), ...labels, xTitle(frame)], shapes: lines };
}
