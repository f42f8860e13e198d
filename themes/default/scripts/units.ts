// Numbers in the unit that suits their size: "250 ms", "1.5 GB".
import type { Unit } from './specification';

/** An axis shows its values times `factor`, and `suffix` behind each tick. */
export interface Shown {
  factor: number;
  suffix: string;
}

const gap = '\u202f';

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

/** `largest` decides the unit of seconds and bytes. */
export function shownUnit(unit: Unit | undefined, largest: number): Shown {
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
