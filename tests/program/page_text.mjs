// What a reader reads of a page, as lines of text: headings, sentences, lists, key figures, charts, and tables by the
// titles of their columns. Where colour says good or bad, and where a chart shows numbers, the text says so.
import { elementsOf, hasClass, parseHtml } from './html_tree.mjs';

const blocks = new Set(['address', 'article', 'aside', 'blockquote', 'body', 'details', 'div', 'dl', 'figure', 'footer',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'ul']);
const tones = ['good', 'bad', 'warn'];
/** Charts with more points than these are told by their first and last. */
const mostPoints = 8;

const isBlock = (node) => typeof node !== 'string' && blocks.has(node.tag);
const squeezed = (text) => text.replace(/[ \t\n]+/g, ' ').trim();
const within = (element, tag) => [...elementsOf(element)].filter((one) => one.tag === tag);

/** One line of a part of a page: links in [brackets], code in `ticks`, a tone in {braces}. */
function inlineText(node) {
  if (typeof node === 'string') return node;
  // Shown in place of another value, when the reader asks for it.
  if (hasClass(node, 'of-last')) return '';
  const { tag, attributes, children } = node;
  const inner = () => children.map(inlineText).join('');
  const tone = tones.find((name) => hasClass(node, name));
  switch (tag) {
    case 'br':
      return ' / ';
    case 'script':
    case 'wbr':
      return '';
    case 'a':
      return `[${squeezed(inner())}]`;
    case 'code':
      return `\`${inner()}\``;
    case 'img':
      return `(image: ${attributes.alt})`;
    case 'input':
      return `(input ${attributes.type}${'checked' in attributes ? ', on' : ''}: ${attributes.value ?? ''})`;
    case 'svg':
      return attributes['aria-label'] ? `(drawn: ${attributes['aria-label']})` : '';
    case 'p':
    case 'li':
    case 'div':
      return ` ${inner()} `;
    default:
      return (attributes.title ? `${inner()} (in full: ${attributes.title})` : inner()) + (tone && tag === 'span' ? ` {${tone}}` : '');
  }
}

const lineOf = (element) => squeezed(element.children.map(inlineText).join(''));
const toneOf = (element) => tones.filter((name) => hasClass(element, name)).map((name) => ` {${name}}`).join('');

function columnTitle(cell) {
  const { title } = cell.attributes;
  return lineOf(cell) + (title ? ` (${title})` : '');
}

/** A table: its columns, then a line a row: its label, and each filled cell under the title of its column. */
function tableText(table) {
  const caption = within(table, 'caption').map(lineOf)[0] ?? '';
  const head = within(table, 'thead').flatMap((one) => within(one, 'th'));
  const titles = head.map(lineOf);
  const lines = [`table "${caption}": ${head.map(columnTitle).join(' | ')}`];
  for (const row of within(table, 'tr').filter((one) => !head.some((cell) => one.children.includes(cell)))) {
    const cells = row.children.filter((cell) => typeof cell !== 'string');
    let at = 0;
    const said = cells.map((cell) => {
      const span = Number(cell.attributes.colspan ?? 1);
      const line = lineOf(cell);
      const text = line && line + toneOf(cell);
      const title = titles[at];
      at += span;
      if (cell === cells[0] || !text || !title) return text;
      return span > 1 ? `${title} to ${titles[at - 1]}: ${text}` : `${title}: ${text}`;
    });
    lines.push(`  ${said.filter((text) => text !== '').join(' | ')}${toneOf(row)}`);
  }
  return lines;
}

const shortNumber = (value) => (typeof value === 'number' ? String(Number(value.toPrecision(7))) : String(value));

/** Numbers of a chart's specification: given one by one, or evenly spaced. */
function numbersOf(list) {
  if (Array.isArray(list)) return list;
  if (list?.from !== undefined) return Array.from({ length: list.count ?? list.n }, (_, i) => list.from + i * list.by);
  return [];
}

function traceText(trace) {
  const x = numbersOf(trace.x);
  const y = numbersOf(trace.y);
  const at = x.length <= mostPoints ? x.map((_, i) => i) : [0, x.length - 1];
  const points = at.map((i) => `(${[x[i], y[i], ...(trace.low ? [trace.low[i], trace.high?.[i]] : [])].map(shortNumber).join(', ')})`);
  const all = x.length > mostPoints ? `, ${x.length} points` : '';
  return `  ${trace.kind} "${trace.name ?? ''}" ${trace.emphasis ?? ''}${all}: ${points.join(' ')}`;
}

/** A chart: what its drawing says, the numbers that it draws, and its caption. */
function chartText(figure) {
  const lines = [];
  for (const svg of within(figure, 'svg').slice(0, 1)) {
    lines.push(`chart: ${svg.attributes['aria-label']}`);
    const texts = (match) => [...elementsOf(svg)].filter(match).map(lineOf).filter((text) => text !== '');
    const ticks = [...elementsOf(svg)].filter((one) => one.tag === 'g' && hasClass(one, 'tick'));
    const tickLabels = ticks.map((group) => within(group, 'text').map(lineOf).join(' · ')).filter((text) => text !== '');
    const inTicks = new Set(ticks.flatMap((group) => within(group, 'text')));
    lines.push(...tickLabels.map((text) => `  ticks: ${text}`));
    const labels = texts((one) => one.tag === 'text' && !inTicks.has(one));
    if (labels.length) lines.push(`  labels: ${labels.join(' · ')}`);
    const titles = texts((one) => one.tag === 'title');
    if (titles.length) lines.push(`  points: ${titles.join(' · ')}`);
  }
  for (const script of within(figure, 'script')) {
    const { x, y, traces } = JSON.parse(script.children[0]);
    lines.push(`  axes: x ${JSON.stringify(x)}, y ${JSON.stringify(y)}`);
    lines.push(...traces.map(traceText));
  }
  for (const image of within(figure, 'img')) lines.push(inlineText(image));
  for (const caption of within(figure, 'figcaption')) lines.push(`  caption: ${lineOf(caption)}`);
  return lines;
}

function navigationText(nav) {
  return `pages: ${within(nav, 'a').map((a) => lineOf(a) + ('aria-current' in a.attributes ? ' (here)' : '')).join(' | ')}`;
}

/** The entry of the navigation that a page belongs to. */
function currentPage(nav) {
  return within(nav, 'a').filter((a) => 'aria-current' in a.attributes).map(lineOf).join(', ') || 'none';
}

function figuresText(list) {
  const lines = [];
  let term = '';
  for (const one of elementsOf(list)) {
    if (one.tag === 'dt') term = lineOf(one);
    if (one.tag !== 'dd') continue;
    const pre = within(one, 'pre')[0];
    lines.push(`* ${term}: ${pre ? pre.children.map(inlineText).join('') : lineOf(one)}`);
  }
  return lines;
}

function itemText(item) {
  const done = hasClass(item, 'todo') ? '[ ] ' : hasClass(item, 'done') ? '[x] ' : '';
  const inner = blockText(item);
  return inner.map((line, i) => (i === 0 ? `- ${done}${line}` : `  ${line}`));
}

function elementText(element) {
  const { tag } = element;
  if (/^h[1-6]$/.test(tag)) return ['', `${'#'.repeat(Number(tag[1]))} ${lineOf(element)}`];
  switch (tag) {
    case 'table':
      return tableText(element);
    case 'figure':
      return chartText(element);
    case 'nav':
      return [navigationText(element)];
    case 'dl':
      return figuresText(element);
    case 'pre':
      return element.children.map(inlineText).join('').trimEnd().split('\n').map((line) => `    ${line}`);
    case 'li':
      return itemText(element);
    case 'details':
      return ['', ...blockText(element)];
    default:
      return blockText(element);
  }
}

/** Lines of a part: its blocks, and what stands between them. */
function blockText(element) {
  const lines = [];
  let inline = [];
  const flush = () => {
    const line = squeezed(inline.map(inlineText).join(''));
    if (line !== '') lines.push(line);
    inline = [];
  };
  for (const child of element.children) {
    const holds = typeof child !== 'string' && [...elementsOf(child)].some((one) => one !== child && isBlock(one));
    if (!isBlock(child) && !holds) {
      inline.push(child);
      continue;
    }
    flush();
    lines.push(...elementText(child));
  }
  flush();
  return lines;
}

/** The text of a page, with its title and description first; the frame is what stands around every page. */
export function pageText(html, { frame = true } = {}) {
  const page = parseHtml(html);
  const title = within(page, 'title')[0];
  const description = within(page, 'meta').find(({ attributes }) => attributes.name === 'description');
  const lines = [`title: ${lineOf(title)}`];
  if (description) lines.push(`description: ${description.attributes.content}`);
  const canonical = within(page, 'link').find(({ attributes }) => attributes.rel === 'canonical');
  if (canonical) lines.push(`address: ${canonical.attributes.href}`);
  if (!frame) lines.push(...within(page, 'nav').map((nav) => `here: ${currentPage(nav)}`));
  lines.push(...blockText(frame ? within(page, 'body')[0] : within(page, 'main')[0]));
  return `${lines.map((line) => line.trimEnd()).join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`;
}

/** The cells of a table: [{column title: text}], the row's label under '' too. */
export function tableRows(html, caption) {
  const table = within(parseHtml(html), 'table').find((one) => within(one, 'caption').map(lineOf)[0] === caption);
  const titles = within(within(table, 'thead')[0], 'th').map(lineOf);
  return within(within(table, 'tbody')[0], 'tr').map((row) =>
    Object.fromEntries(row.children.filter((cell) => typeof cell !== 'string').map((cell, i) => [titles[i], lineOf(cell)])));
}
