// The tools above a page's curves: scale of y, bands over repeats and smoothing, for all of them at once.
import { make } from './dom';
import type { Band, View } from './view';

const scales: [View['scale'], string][] = [
  ['auto', 'as drawn'],
  ['linear', 'linear'],
  ['log', 'log'],
];

const bands: [Band, string][] = [
  ['sd', 'standard deviation'],
  ['interval', '95\u202f% interval'],
  ['range', 'min\u2013max'],
  ['none', 'none'],
];

/** Buttons of which one is pressed. */
function choice<Value>(name: string, shown: string, options: [Value, string][], first: Value, choose: (value: Value) => void): HTMLElement {
  const group = make('span', { role: 'group', 'aria-label': name, class: 'choice' }, shown);
  const buttons = options.map(([value, label]) => {
    const button = make('button', { type: 'button', 'aria-pressed': String(value === first) }, label);
    button.addEventListener('click', () => {
      buttons.forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
      choose(value);
    });
    return button;
  });
  group.append(...buttons);
  return group;
}

function scaleButtons(view: View, changed: () => void): HTMLElement {
  return choice('Scale of y', 'y: ', scales, view.scale, (scale) => {
    view.scale = scale;
    changed();
  });
}

function bandButtons(view: View, changed: () => void): HTMLElement {
  return choice('Band over repeats', 'band: ', bands, view.band, (band) => {
    view.band = band;
    changed();
  });
}

/** What the chart on the screen shows instead of the band that its caption speaks of; empty: that one. */
export function bandRemark(band: Band): string {
  if (band === 'interval') return ' Shown on screen: the 95\u202f% interval of the mean.';
  if (band === 'range') return ' Shown on screen: from the smallest to the largest repeat.';
  return band === 'none' ? ' Shown on screen: no band.' : '';
}

function smoothingSlider(view: View, changed: () => void): HTMLElement {
  const value = make('output', {}, 'off');
  const slider = make('input', { type: 'range', min: 0, max: 0.99, step: 0.01, value: 0 });
  let frame = 0;
  slider.addEventListener('input', () => {
    view.smoothing = slider.valueAsNumber;
    value.textContent = view.smoothing === 0 ? 'off' : view.smoothing.toFixed(2);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(changed);
  });
  const title = 'Exponential moving average of the points drawn, corrected for its start; the raw line stays faint behind';
  return make('label', { title }, 'smoothing ', slider, ' ', value);
}

/** Above `first`, or above the grid it stands in. */
export function startTools(first: Element, view: View, hasBands: boolean, changed: () => void): void {
  const tools = make('div', { class: 'tools chart-tools' }, scaleButtons(view, changed));
  if (hasBands) tools.append(bandButtons(view, changed));
  tools.append(smoothingSlider(view, changed));
  const grid = first.closest('.charts');
  (grid ?? first).before(tools);
}
