// Best configurations: which experiment another tolerance would choose, from what the page carries beside the slider.
import { make } from './dom';

interface Candidate {
  id: string;
  page: string;
  value: number;
  text: string;
}

/** Written by generator/render/pages/tolerance.cpp; candidates in the order of preference. */
interface Choices {
  best: number;
  /** What the tolerance is a share of, and what it is called. */
  whole: number;
  of: string;
  minimize: boolean;
  cost: string;
  candidates: Candidate[];
}

/** The first whose value is no worse than the best by more than the tolerance, relative to `whole`. */
export function choose(choices: Choices, percent: number): Candidate | undefined {
  const allowed = choices.whole * (percent / 100);
  const isWithin = ({ value }: Candidate) =>
    choices.minimize ? value <= choices.best + allowed : value >= choices.best - allowed;
  return choices.candidates.find(isWithin);
}

function startOne(tool: HTMLElement): void {
  const data = tool.querySelector('.tolerance-data');
  const slider = tool.querySelector<HTMLInputElement>('input');
  const number = tool.querySelector('output');
  const said = tool.querySelector('[data-choice]');
  if (data === null || slider === null || number === null || said === null) return;
  const choices = JSON.parse(data.textContent ?? '') as Choices;
  const say = (percent: number) => {
    const shown = `${percent}\u202f%`;
    number.textContent = shown;
    slider.setAttribute('aria-valuetext', `${percent} per cent`);
    const chosen = choose(choices, percent);
    if (chosen === undefined) {
      said.replaceChildren(`No experiment with a known ${choices.cost} lies within ${shown} of ${choices.of}.`);
    } else {
      said.replaceChildren(`Within ${shown} of ${choices.of}: `, make('a', { href: chosen.page }, chosen.id), `, ${chosen.text}.`);
    }
  };
  slider.addEventListener('input', () => say(slider.valueAsNumber));
  say(Number(slider.getAttribute('value')));
}

export function startTolerances(): void {
  for (const tool of document.querySelectorAll<HTMLElement>('[data-tolerance]')) startOne(tool);
}
