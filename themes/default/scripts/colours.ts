// The page's colours, for what is drawn by script.
import type { Trace } from './specification';

/** The colours of the page as it looks now. */
export class Colours {
  private readonly style = getComputedStyle(document.documentElement);
  named(name: string): string {
    return this.style.getPropertyValue(`--${name}`).trim() || '#777';
  }
  of(trace: Trace): string {
    return trace.emphasis === 'grey' || trace.colour < 0 ? this.named('grey') : this.named(`s${trace.colour % 8}`);
  }
}
