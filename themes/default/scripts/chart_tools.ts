// The tools above a page's curves: scale of y and smoothing, for all of them at once.
import { make } from './dom';
import type { View } from './plotly_figure';

const scales: [View['scale'], string][] = [
  ['auto', 'as drawn'],
  ['linear', 'linear'],
  ['log', 'log'],
];

function scaleButtons(view: View, changed: () => void): HTMLElement {
  const group = make('span', { role: 'group', 'aria-label': 'Scale of y', class: 'choice' }, 'y: ');
  const buttons = scales.map(([scale, label]) => {
    const button = make('button', { type: 'button', 'aria-pressed': String(view.scale === scale) }, label);
    button.addEventListener('click', () => {
      view.scale = scale;
      buttons.forEach((other, i) => other.setAttribute('aria-pressed', String(scales[i]?.[0] === scale)));
      changed();
    });
    return button;
  });
  group.append(...buttons);
  return group;
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
export function startTools(first: Element, view: View, changed: () => void): void {
  const tools = make('div', { class: 'tools chart-tools' }, scaleButtons(view, changed), smoothingSlider(view, changed));
  const grid = first.closest('.charts');
  (grid ?? first).before(tools);
}
