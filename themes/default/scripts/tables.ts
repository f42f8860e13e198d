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

function sortRows(body: HTMLTableSectionElement, places: Map<Element, number>, column: number, order: Order, numeric: boolean): void {
  const keyed = Array.from(body.rows, (row): Keyed => {
    const cell = row.cells[column];
    return { row, place: places.get(row) ?? 0, number: numeric ? numberOf(cell) : 0, text: numeric ? '' : textOf(cell) };
  });
  keyed.sort((a, b) => compare(a, b, order, numeric));
  const sorted = document.createDocumentFragment();
  for (const { row } of keyed) sorted.append(row);
  body.append(sorted);
}

/** Puts a button into each header that says how its column sorts: ascending, descending, as it was. */
function startSorting(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  const headers = table.tHead?.rows[0]?.cells;
  if (body === undefined || headers === undefined) return;
  const places = new Map(Array.from(body.rows, (row, place) => [row as Element, place]));
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
      sortRows(body, places, header.cellIndex, order, kind === 'number');
    });
  }
}

function startFilter(input: HTMLInputElement): void {
  const id = input.dataset['filter'] ?? '';
  const table = document.getElementById(id);
  const body = table instanceof HTMLTableElement ? table.tBodies[0] : undefined;
  if (body === undefined) return;
  const count = document.querySelector(`[data-filter-count="${CSS.escape(id)}"]`);
  const texts = new Map(Array.from(body.rows, (row) => [row, (row.textContent ?? '').toLowerCase()]));
  const apply = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    let shown = 0;
    for (const [row, text] of texts) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) ++shown;
    }
    if (count !== null) count.textContent = words.length === 0 ? '' : `${shown} of ${texts.size} shown`;
  };
  input.addEventListener('input', apply);
  // What the browser kept from an earlier visit.
  if (input.value !== '') apply();
}

function setColumn(table: HTMLTableElement, column: number, shown: boolean): void {
  const width = table.tHead?.rows[0]?.cells.length ?? 0;
  for (const row of table.rows) {
    // Rows with spanning cells keep all of them.
    const cell = row.cells.length === width ? row.cells[column] : undefined;
    if (cell !== undefined) cell.hidden = !shown;
  }
}

function startColumns(chooser: HTMLElement): void {
  const table = document.getElementById(chooser.dataset['columns'] ?? '');
  if (!(table instanceof HTMLTableElement)) return;
  const list = make('div', { class: 'columns' });
  Array.from(table.tHead?.rows[0]?.cells ?? []).forEach((header, column) => {
    if (column === 0) return;
    const box = make('input', { type: 'checkbox', checked: true });
    box.addEventListener('change', () => setColumn(table, column, box.checked));
    list.append(make('label', {}, box, ` ${header.textContent?.trim() ?? ''}`));
  });
  chooser.append(list);
}

export function startTables(): void {
  for (const chooser of document.querySelectorAll<HTMLElement>('[data-columns]')) startColumns(chooser);
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) startSorting(table);
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-filter]')) startFilter(input);
}
