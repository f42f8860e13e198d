// The axes of a figure.
import { decades, isConstant, type Extent } from './extent';
import type { Frame } from './frame';
import { plain, type Options } from './plotly';
import type { Axis, Unit } from './specification';
import { shownUnit, type Shown } from './units';

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

/** A range that shows a flat line as flat. */
function aroundConstant(value: number): [number, number] {
  const margin = Math.abs(value) * 0.1 || 1;
  return [value - margin, value + margin];
}

const longestLine = 13;
const mostLines = 3;

/** "resnet18_<br>lr0.1_bs128": a name in lines of its parts; of one that needs more, the beginning and the end. */
function inLines(name: string): string {
  const lines: string[] = [];
  for (const part of name.match(/[^_/\s-]*[_/\s-]*/g) ?? []) {
    const characters = Array.from(part);
    const last = lines[lines.length - 1];
    if (last !== undefined && Array.from(last + part.trimEnd()).length <= longestLine) lines[lines.length - 1] = last + part;
    else for (let at = 0; at < characters.length; at += longestLine) lines.push(characters.slice(at, at + longestLine).join(''));
  }
  const end = `…${Array.from(name).slice(1 - longestLine).join('')}`;
  return (lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), end]).map(plain).join('<br>');
}

function tickPlaces(axis: Axis, unit: Shown, extent: Extent, width: number): Options {
  if (axis.kind === 'category') {
    const names = (axis.categories ?? []).map(plain);
    const every = Math.max(1, Math.ceil((names.length * 90) / width));
    const kept = names.filter((_, i) => i % every === 0);
    const texts = (axis.categories ?? []).filter((_, i) => i % every === 0).map(inLines);
    return { categoryorder: 'array', categoryarray: names, tickvals: kept, ticktext: texts, tickangle: 0 };
  }
  if (axis.kind === 'log' && axis.unit && axis.unit !== 'date') return unitTicks(axis.unit, extent);
  if (axis.kind === 'log' && decades(extent) > 0.5 && decades(extent) < 2.5) return { dtick: 'D2' };
  // Dates are days: no hours between them.
  if (axis.unit === 'date' && extent.high - extent.low < 8) return { dtick: 86400000 };
  if (axis.unit !== 'date' && isConstant(extent)) return { range: aroundConstant(extent.low * unit.factor) };
  return {};
}

function axisOptions(frame: Frame, axis: Axis, unit: Shown, extent: Extent): Options {
  const kind = axis.kind ?? 'linear';
  return {
    type: axis.unit === 'date' ? 'date' : kind === 'category' ? 'category' : kind,
    ticksuffix: unit.suffix,
    ...tickPlaces(axis, unit, extent, frame.size.width),
    tickfont: { size: 12, color: frame.colours.named('soft') },
    hoverformat: axis.unit === 'date' ? '%-d %B %Y' : kind === 'category' ? '' : ',.5~g',
    exponentformat: 'e',
    minexponent: 6,
    separatethousands: true,
    zeroline: false,
    linecolor: frame.colours.named('grid'),
    gridcolor: frame.colours.named('grid'),
    automargin: true,
  };
}

/** Log axes reach down to what the lines need, as bands may go on to zero. */
function logRange(frame: Frame): Options {
  const floor = frame.yFloor();
  if (floor === 0) return {};
  const room = Math.max(1.1, (frame.yExtent.high / floor) ** 0.05);
  return { autorangeoptions: { clipmin: (floor / room) * frame.yUnit.factor } };
}

/** A zoom stays while `uirevision` does: until the scale of the axis is another. */
export function xAxis(frame: Frame): Options {
  const options = axisOptions(frame, frame.specification.x, frame.xUnit, frame.xExtent);
  return { ...options, showgrid: false, uirevision: 'zoom', nticks: Math.max(3, Math.round(frame.size.width / 90)) };
}

export function yAxis(frame: Frame): Options {
  const options = { ...axisOptions(frame, frame.specification.y, frame.yUnit, frame.yExtent), type: frame.yType() };
  const { low, high } = frame.yExtent;
  // Like the static chart: zero is shown where it is near.
  const fromZero = low >= 0 && low < 0.25 * high;
  return {
    ...options,
    ...(fromZero ? { rangemode: 'tozero' } : {}),
    ...logRange(frame),
    uirevision: frame.yType(),
    nticks: 7,
  };
}
