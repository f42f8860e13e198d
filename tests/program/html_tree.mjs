// A small reader of the pages that the program writes: well-formed HTML with SVG inside, every element closed.

const voidElements = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'wbr']);
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function decode(text) {
  return text.replace(/&(?:([a-z]+)|#(\d+)|#x([0-9a-f]+));/gi, (whole, name, decimal, hex) => {
    if (name) return entities[name] ?? whole;
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

function attributesOf(text) {
  const attributes = {};
  for (const [, name, , value] of text.matchAll(/([^\s=/"]+)(="([^"]*)")?/g)) attributes[name] = decode(value ?? '');
  return attributes;
}

/** {tag, attributes, children} of a page; children are elements or text. Throws where elements are not nested. */
export function parseHtml(html) {
  const root = { tag: '', attributes: {}, children: [] };
  const open = [root];
  let at = 0;
  const token = /<!--[^]*?-->|<!doctype[^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=/>"]+(?:="[^"]*")?)*)\s*(\/?)>/gi;
  for (let found = token.exec(html); found; found = token.exec(html)) {
    const parent = open.at(-1);
    if (found.index > at) parent.children.push(decode(html.slice(at, found.index)));
    at = token.lastIndex;
    const [, closes, tag, attributes, closed] = found;
    if (!tag) continue;
    if (closes) {
      if (parent.tag !== tag) throw new Error(`</${tag}> closes <${parent.tag}>: ${html.slice(found.index - 80, at)}`);
      open.pop();
      continue;
    }
    const element = { tag, attributes: attributesOf(attributes), children: [] };
    parent.children.push(element);
    if (tag === 'script' || tag === 'style') {
      const end = html.indexOf(`</${tag}>`, at);
      element.children.push(html.slice(at, end));
      at = token.lastIndex = end + tag.length + 3;
    } else if (!closed && !voidElements.has(tag)) {
      open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1).tag}> is not closed`);
  return root;
}

/** Every element below one, itself included, in the order of the page. */
export function* elementsOf(element) {
  yield element;
  for (const child of element.children) if (typeof child !== 'string') yield* elementsOf(child);
}

export function hasClass(element, name) {
  return (element.attributes.class ?? '').split(' ').includes(name);
}
