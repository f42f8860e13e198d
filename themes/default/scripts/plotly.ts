// What we use of Plotly: the library as the page loads it, and text that it shall not read as markup.
export type Options = Record<string, unknown>;

export interface PlotlyElement extends HTMLElement {
  data: Options[];
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

/** Makes `data` leave out what the reader took off the legend of `drawn`. */
export function keepHidden(drawn: PlotlyElement, data: Options[]): void {
  const hidden = new Set(drawn.data.filter((trace) => trace['visible'] === 'legendonly').map((trace) => trace['legendgroup']));
  for (const trace of data) {
    if (hidden.has(trace['legendgroup'])) trace['visible'] = 'legendonly';
  }
}

/** Plotly reads a little markup in names; ours are text. */
export function plain(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\s+/g, ' ');
}

export function shorten(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}
