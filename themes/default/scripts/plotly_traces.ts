// What a figure draws of each trace.
import type { Frame, Place } from './frame';
import { plain, shorten, type Options } from './plotly';
import { smooth } from './smoothing';
import type { Trace } from './specification';
import type { Band } from './view';

const widths = { bold: 2, normal: 1.5, thin: 1, grey: 1.5 };

function namedLines(traces: Trace[]): Trace[] {
  return traces.filter((trace) => (trace.kind === 'line' || trace.kind === 'steps') && trace.emphasis !== 'thin');
}

/** The line, its raw values faint behind it where it is smoothed. */
function lineOf(frame: Frame, trace: Trace, group: string): Options[] {
  const smoothed = frame.view.smoothing > 0 && trace.kind === 'line';
  const base: Options = {
    type: 'scatter',
    mode: 'lines',
    name: plain(shorten(trace.name, 48)),
    x: frame.xPlaces(trace.xs),
    showlegend: namedLines(frame.traces).length > 1 && trace.emphasis !== 'thin',
    legendgroup: group,
    line: { color: frame.colours.of(trace), width: widths[trace.emphasis], shape: trace.kind === 'steps' ? 'hv' : 'linear' },
    opacity: trace.emphasis === 'thin' ? 0.45 : 1,
    ...(trace.kind === 'steps' ? { hoverinfo: 'skip' } : {}),
  };
  const raw = frame.yPlaces(trace.ys);
  if (!smoothed) return [{ ...base, y: raw }, ...lonePoints(base, raw)];
  const opacity = trace.emphasis === 'thin' ? 0.15 : 0.25;
  const behind = { ...base, y: raw, opacity, showlegend: false, hoverinfo: 'skip' };
  const shown = { ...base, name: `${base['name']}, smoothed` };
  const places = frame.yPlaces(smooth(trace.ys, frame.view.smoothing));
  return [behind, { ...shown, y: places }, ...lonePoints(shown, places)];
}

/** A point between two gaps, which a line alone does not show. */
function lonePoints(base: Options, places: Place[]): Options[] {
  const alone = places.map((y, i) => ((places[i - 1] ?? null) === null && (places[i + 1] ?? null) === null ? y : null));
  if (alone.every((y) => y === null)) return [];
  const marker = { color: (base['line'] as { color: string }).color, size: 4 };
  return [{ ...base, y: alone, mode: 'markers', marker, showlegend: false, hoverinfo: 'skip' }];
}

/** Lower and upper edge of a band as the reader chose it. */
function bandEdges(trace: Trace, band: Band): [Float64Array, Float64Array] {
  if (trace.spread === undefined || band === 'sd') return [trace.ys, trace.highs];
  const { means, halves, lows, highs } = trace.spread;
  if (band === 'range') return [lows, highs];
  return [means.map((value, i) => value - (halves[i] ?? NaN)), means.map((value, i) => value + (halves[i] ?? NaN))];
}

/** One closed outline for each stretch without a gap. */
function bandOf(frame: Frame, trace: Trace): Options[] {
  if (frame.view.band === 'none' && trace.spread !== undefined) return [];
  const [low, high] = bandEdges(trace, frame.view.band);
  const xs = frame.xPlaces(trace.xs);
  // On a log axis a lower edge at or below zero is drawn below the plot.
  const floor = frame.yFloor();
  const lows = frame.yPlaces(floor > 0 ? low.map((value) => (value <= 0 ? 1e-3 * floor : value)) : low);
  const highs = frame.yPlaces(high);
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
  return [{
    type: 'scatter', mode: 'lines', x, y, fill: 'toself', fillcolor: frame.colours.of(trace), line: { width: 0 },
    opacity: 0.15, hoverinfo: 'skip', showlegend: false, legendgroup: String(trace.of ?? ''),
  }];
}

/** Bold ones are drawn as names only, by plotly_notes.ts. */
function pointsOf(frame: Frame, trace: Trace): Options[] {
  if (trace.emphasis === 'bold') return [];
  const labels = (trace.labels ?? []).map(plain);
  const colour = frame.colours.of(trace);
  const hollow = new Set(trace.hollow ?? []);
  const fills = Array.from(trace.xs, (_, i) => (hollow.has(i) ? frame.colours.named('paper') : colour));
  return [{
    type: 'scatter', mode: 'markers', x: frame.xPlaces(trace.xs), y: frame.yPlaces(trace.ys), showlegend: false, text: labels,
    hoverinfo: labels.length > 0 ? 'text' : 'all', name: plain(trace.name), customdata: trace.links ?? [],
    opacity: trace.emphasis === 'thin' ? 0.45 : 1,
    marker: { color: fills, size: trace.emphasis === 'thin' ? 6 : 9, line: { color: colour, width: 1.5 } },
  }];
}

/** Strokes where there is something without a value. */
function ticksOf(frame: Frame, trace: Trace): Options[] {
  return [{
    type: 'scatter', mode: 'markers', x: frame.xPlaces(trace.xs), y: frame.yPlaces(trace.ys), showlegend: false,
    text: (trace.labels ?? []).map(plain), hoverinfo: 'text', name: plain(trace.name), customdata: trace.links ?? [],
    marker: { symbol: 'line-ns-open', size: 8, color: frame.colours.named('bad'), line: { width: 1.5 } },
  }];
}

/** What the legend switches together has one legendgroup: the place of its line among the traces. */
export function drawnTraces(frame: Frame): Options[] {
  return frame.traces.flatMap((trace, place) => {
    if (trace.kind === 'band') return bandOf(frame, trace);
    if (trace.kind === 'ticks') return ticksOf(frame, trace);
    return trace.kind === 'points' ? pointsOf(frame, trace) : lineOf(frame, trace, String(place));
  });
}
