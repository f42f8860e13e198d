// What we use of Plotly: the library as the page loads it, and text that it shall not read as markup.
export type Options = Record<string, unknown>;

export interface PlotlyElement extends HTMLElement {
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

/** Plotly reads a little markup in names; ours are text. */
export function plain(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\s+/g, ' ');
}

export function shorten(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}
