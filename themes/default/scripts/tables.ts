// Tables that can be sorted, filtered and narrowed; plain tables without this script.
//   table[data-sortable] th[data-sort="number"|"text"], td[data-value]    see startSorting
//   input[data-filter="TABLE-ID"], [data-filter-count="TABLE-ID"]         keeps rows that hold every word
//   details[data-columns="TABLE-ID"]                                      filled with a box for every column but the first
import { make } from './dom';

type Order = 'ascending' | 'descending' | 'none';

const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function textOf(cell: HTMLTableCellElement | undefined): string {
  return cell?.dataset['value'] ?? cell?.textContent?.trim() ?? '';
}

/** What a header says, its other title for last values left out. */
function titleOf(header: Element): string {
  const [title, unit] = [header.querySelector('.of-best'), header.querySelector('.of-last')?.nextSibling];
  return title === null ? (header.textContent ?? '').trim() : `${title.textContent ?? ''}${unit?.textContent ?? ''}`.trim();
}

/** NaN where the cell holds no number: such rows come last in either direction. */
function numberOf(cell: HTMLTableCellElement | undefined): number {
  const text = textOf(cell).replace('−', '-').replace(/,/g, '');
  return text === '' ? NaN : Number.parseFloat(text);
}

interface Keyed {
  row: HTMLTableRowElement;
  place: number;
  number: number;
  text: string;
}

function compare(a: Keyed, b: Keyed, order: Order, numeric: boolean): number {
  const sign = order === 'descending' ? -1 : 1;
  let difference = 0;
  if (order !== 'none' && numeric) {
    const missing = Number(Number.isNaN(a.number)) - Number(Number.isNaN(b.number));
    if (missing !== 0) return missing;
    if (a.number !== b.number && !Number.isNaN(a.number)) difference = a.number < b.number ? -sign : sign;
  } else if (order !== 'none') {
    const missing = Number(a.text === '') - Number(b.text === '');
    if (missing !== 0) return missing;
    difference = sign * byText.compare(a.text, b.text);
  }
  return difference !== 0 ? difference : a.place - b.place;
}

/**
 * The rows of a table in the order and choice that the reader asked for. A browser takes seconds to lay out ten thousand:
 * of a long table some are in the page, and more come in as the reader scrolls to its end, and all for print.
 */
class Rows {
  static readonly longTable = 1000;
  static readonly atOnce = 200;
  readonly all: HTMLTableRowElement[];
  private readonly places: Map<HTMLTableRowElement, number>;
  private order: HTMLTableRowElement[];
  private keeps: (row: HTMLTableRowElement) => boolean = () => true;
  private kept: HTMLTableRowElement[];
  private shown: number;
  private readonly more: HTMLElement | undefined;

  constructor(private readonly body: HTMLTableSectionElement) {
    this.all = Array.from(body.rows);
    this.places = new Map(this.all.map((row, place) => [row, place]));
    this.order = this.all;
    this.kept = this.all;
    this.shown = this.all.length;
    if (this.all.length <= Rows.longTable) return;
    this.more = make('button', { type: 'button', class: 'tool' });
    this.more.addEventListener('click', () => this.showMore());
    const table = body.closest('table');
    (table?.closest('.scroll') ?? table)?.after(make('p', { class: 'tools' }, this.more));
    new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.showMore(), { rootMargin: '600px' })
      .observe(this.more);
    window.addEventListener('beforeprint', () => this.showMore(Infinity));
    this.show();
  }

  sort(column: number, order: Order, numeric: boolean): void {
    const keyed = this.all.map((row): Keyed => {
      const cell = row.cells[column];
      return { row, place: this.places.get(row) ?? 0, number: numeric ? numberOf(cell) : 0, text: numeric ? '' : textOf(cell) };
    });
    keyed.sort((a, b) => compare(a, b, order, numeric));
    this.order = keyed.map(({ row }) => row);
    this.show();
  }

  /** Number of rows kept. */
  filter(keeps: (row: HTMLTableRowElement) => boolean): number {
    this.keeps = keeps;
    this.show();
    return this.kept.length;
  }

  private show(): void {
    this.kept = this.order.filter(this.keeps);
    this.shown = this.more === undefined ? this.kept.length : Math.min(Rows.atOnce, this.kept.length);
    this.body.replaceChildren(...this.kept.slice(0, this.shown));
    this.say();
  }

  private showMore(count = Rows.atOnce): void {
    const next = this.kept.slice(this.shown, this.shown + count);
    const added = document.createDocumentFragment();
    for (const row of next) added.append(row);
    this.body.append(added);
    this.shown += next.length;
    this.say();
  }

  private say(): void {
    if (this.more === undefined) return;
    this.more.hidden = this.shown === this.kept.length;
    this.more.textContent = `Show more: ${this.shown} of ${this.kept.length} rows are on the page`;
  }
}

/** Puts a button into each header that says how its column sorts: ascending, descending, as it was. */
function startSorting(table: HTMLTableElement, rows: Rows): void {
  const headers = table.tHead?.rows[0]?.cells;
  if (headers === undefined) return;
  const next: Record<string, Order> = { none: 'ascending', ascending: 'descending', descending: 'none' };
  for (const header of headers) {
    const kind = header.dataset['sort'];
    if (kind === undefined) continue;
    const button = make('button', { type: 'button', class: 'sort' }, ...Array.from(header.childNodes));
    header.replaceChildren(button);
    button.addEventListener('click', () => {
      const order = next[header.getAttribute('aria-sort') ?? 'none'] ?? 'ascending';
      for (const other of headers) other.removeAttribute('aria-sort');
      if (order !== 'none') header.setAttribute('aria-sort', order);
      rows.sort(header.cellIndex, order, kind === 'number');
    });
  }
}

function startFilter(input: HTMLInputElement, rows: Rows): void {
  const count = document.querySelector(`[data-filter-count="${CSS.escape(input.dataset['filter'] ?? '')}"]`);
  const texts = new Map(rows.all.map((row) => [row, (row.textContent ?? '').toLowerCase()]));
  const apply = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    const shown = rows.filter((row) => words.every((word) => texts.get(row)?.includes(word) === true));
    if (count !== null) count.textContent = words.length === 0 ? '' : `${shown} of ${texts.size} shown`;
  };
  input.addEventListener('input', apply);
  // What the browser kept from an earlier visit.
  if (input.value !== '') apply();
}

function setColumn(table: HTMLTableElement, rows: Rows, column: number, shown: boolean): void {
  const width = table.tHead?.rows[0]?.cells.length ?? 0;
  for (const row of [...(table.tHead?.rows ?? []), ...rows.all]) {
    // Rows with spanning cells keep all of them.
    const cell = row.cells.length === width ? row.cells[column] : undefined;
    if (cell !== undefined) cell.hidden = !shown;
  }
}

function startColumns(chooser: HTMLElement, table: HTMLTableElement, rows: Rows): void {
  const list = make('div', { class: 'columns' });
  Array.from(table.tHead?.rows[0]?.cells ?? []).forEach((header, column) => {
    if (column === 0) return;
    const box = make('input', { type: 'checkbox', checked: true });
    box.addEventListener('change', () => setColumn(table, rows, column, box.checked));
    list.append(make('label', {}, box, ` ${titleOf(header)}`));
  });
  chooser.append(list);
}

export function startTables(): void {
  const tables = new Map<string, [HTMLTableElement, Rows]>();
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) {
    const body = table.tBodies[0];
    if (body === undefined) continue;
    const rows = new Rows(body);
    tables.set(table.id, [table, rows]);
    startSorting(table, rows);
  }
  for (const chooser of document.querySelectorAll<HTMLElement>('[data-columns]')) {
    const found = tables.get(chooser.dataset['columns'] ?? '');
    if (found !== undefined) startColumns(chooser, ...found);
  }
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-filter]')) {
    const found = tables.get(input.dataset['filter'] ?? '');
    if (found !== undefined) startFilter(input, found[1]);
  }
}
