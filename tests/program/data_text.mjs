// What a data file holds, one line a value, with numbers to six digits: more would pin the rounding of a library.

const rounded = (value) => (Number.isInteger(value) ? value : Number(value.toPrecision(6)));

/** The name of an element of a list: what it calls itself, else its place. */
function nameOf(item, place) {
  if (item === null || typeof item !== 'object') return place;
  const name = item.id ?? item.parameter ?? item.purpose ?? item.name ?? place;
  return name === '' || typeof name === 'object' ? place : name;
}

function* valuesOf(value, place) {
  if (Array.isArray(value) && value.length > 0) {
    for (const [i, item] of value.entries()) yield* valuesOf(item, `${place}[${nameOf(item, i)}]`);
  } else if (value !== null && typeof value === 'object' && Object.keys(value).length > 0) {
    for (const [key, item] of Object.entries(value)) yield* valuesOf(item, place === '' ? key : `${place}.${key}`);
  } else {
    yield `${place} = ${JSON.stringify(typeof value === 'number' ? rounded(value) : value)}`;
  }
}

export function jsonText(text) {
  return `${[...valuesOf(JSON.parse(text), '')].join('\n')}\n`;
}

/** Rows of cells of a CSV by RFC 4180; carriage returns belong to the ends of rows. */
export function csvRows(text) {
  const rows = [[]];
  const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy;
  for (let found = cell.exec(text); found && cell.lastIndex <= text.length; found = cell.exec(text)) {
    rows.at(-1).push(found[1].startsWith('"') ? found[1].slice(1, -1).replaceAll('""', '"') : found[1]);
    if (cell.lastIndex === text.length) break;
    if (found[2] !== ',') rows.push([]);
  }
  return rows;
}

/** A row a line: its filled cells under the names of their columns. */
export function csvText(text) {
  const [names, ...rows] = csvRows(text);
  const shown = (cell) => (/^-?\d+\.\d+(e[-+]?\d+)?$/.test(cell) ? String(rounded(Number(cell))) : cell);
  const lines = rows.map((row) => row.map((cell, i) => `${names[i]}: ${shown(cell)}`).filter((_, i) => row[i] !== '').join(' | '));
  return `${names.join(' | ')}\n${lines.join('\n')}\n`;
}
