// Puts an interactive chart in the place of each static one when it comes near the reader's view.
import { bandRemark, startTools } from './chart_tools';
import { loadScript, make } from './dom';
import { keepHidden, type PlotlyElement, type PlotlyLibrary } from './plotly';
import { buildFigure } from './plotly_figure';
import { loadTraces, type Specification, type Trace } from './specification';
import { onThemeChange } from './themes';
import type { View } from './view';

let library: Promise<PlotlyLibrary> | undefined;

async function loadPlotly(address: string): Promise<PlotlyLibrary> {
  if (window.Plotly === undefined) await loadScript(address);
  if (window.Plotly === undefined) throw new Error('Plotly did not start');
  return window.Plotly;
}

function plotly(): Promise<PlotlyLibrary> {
  library ??= loadPlotly(document.body.dataset['plotly'] ?? '');
  return library;
}

const view: View = { smoothing: 0, scale: 'auto', band: 'sd' };

class LiveChart {
  private traces: Trace[] = [];
  private element: HTMLElement | undefined;
  private drawn: PlotlyElement | undefined;
  private height = 0;
  private remark: HTMLElement | undefined;

  constructor(
    private readonly figure: HTMLElement,
    private readonly plot: HTMLElement,
    readonly specification: Specification,
  ) {}

  /** Leaves the static chart where anything is missing. */
  async start(): Promise<void> {
    if (this.element !== undefined) return;
    this.element = document.createElement('div');
    const svg = this.plot.querySelector('svg');
    try {
      const [{ newPlot }, traces] = await Promise.all([plotly(), loadTraces(this.specification)]);
      this.traces = traces;
      this.height = Math.max(220, Math.round(svg?.getBoundingClientRect().height ?? 0));
      this.element.className = 'live';
      this.element.setAttribute('role', 'group');
      this.element.setAttribute('aria-label', svg?.getAttribute('aria-label') ?? '');
      // Drawn out of sight, so that nothing moves or blinks when it takes the place of the static one.
      Object.assign(this.element.style, { position: 'absolute', visibility: 'hidden', width: `${this.plot.clientWidth}px` });
      this.plot.append(this.element);
      const { data, layout, config } = this.build();
      this.drawn = await newPlot(this.element, data, layout, config);
      Object.assign(this.element.style, { position: '', visibility: '', width: '' });
      this.figure.classList.add('is-live');
      this.sayBand();
      this.followLinks(this.drawn);
    } catch (error) {
      this.figure.classList.remove('is-live');
      this.element.remove();
      console.warn(`Chart ${this.figure.id} stays as it is:`, error);
    }
  }

  async redraw(): Promise<void> {
    if (this.drawn === undefined || !this.figure.classList.contains('is-live')) return;
    const { data, layout, config } = this.build();
    keepHidden(this.drawn, data);
    this.sayBand();
    await (await plotly()).react(this.drawn, data, layout, config);
  }

  hasBand(): boolean {
    return this.specification.traces.some(({ of }) => of !== undefined);
  }

  /** The caption speaks of the band that is printed; a chosen one is named beside it, on screen only. */
  private sayBand(): void {
    if (!this.hasBand()) return;
    this.remark ??= this.figure.querySelector('figcaption')?.appendChild(make('span', { class: 'print-hidden' }));
    if (this.remark !== undefined) this.remark.textContent = bandRemark(view.band);
  }

  private build() {
    return buildFigure(this.specification, this.traces, view, { width: this.plot.clientWidth, height: this.height });
  }

  private followLinks(drawn: PlotlyElement): void {
    drawn.on('plotly_click', ({ points }) => {
      const link = points?.[0]?.customdata;
      if (typeof link !== 'string' || link === '') return;
      const address = new URL(link, location.href);
      if (address.protocol === location.protocol) location.assign(address);
    });
  }
}

/** Draws one after the other, with room between for the reader's input. */
class Queue {
  private readonly waiting: LiveChart[] = [];
  private busy = false;

  add(chart: LiveChart): void {
    this.waiting.push(chart);
    if (!this.busy) void this.run();
  }

  private async run(): Promise<void> {
    this.busy = true;
    for (let chart = this.waiting.shift(); chart !== undefined; chart = this.waiting.shift()) {
      await chart.start();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    this.busy = false;
  }
}

function readChart(figure: HTMLElement): LiveChart | undefined {
  const plot = figure.querySelector<HTMLElement>('.plot');
  const data = figure.querySelector('script.chart-data');
  if (plot === null || data === null) return undefined;
  // Narrow screens scroll the static chart; the keyboard can too.
  if (plot.scrollWidth > plot.clientWidth) plot.tabIndex = 0;
  return new LiveChart(figure, plot, JSON.parse(data.textContent ?? '{}') as Specification);
}

export function startCharts(): void {
  if (document.body.dataset['plotly'] === undefined) return;
  const charts = new Map<Element, LiveChart>();
  for (const figure of document.querySelectorAll<HTMLElement>('figure.chart')) {
    const chart = readChart(figure);
    if (chart !== undefined) charts.set(figure, chart);
  }
  const queue = new Queue();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const chart = charts.get(target);
        if (!isIntersecting || chart === undefined) continue;
        observer.unobserve(target);
        queue.add(chart);
      }
    },
    { rootMargin: '300px' },
  );
  for (const figure of charts.keys()) observer.observe(figure);

  const redrawAll = () => {
    for (const chart of charts.values()) void chart.redraw();
  };
  onThemeChange(redrawAll);
  const curves = Array.from(charts).filter(([, { specification }]) => specification.traces.some(({ kind }) => kind === 'line'));
  const hasBands = curves.some(([, chart]) => chart.hasBand());
  if (curves[0] !== undefined) startTools(curves[0][0], view, hasBands, redrawAll);
}
