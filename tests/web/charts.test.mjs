// Charts and tables in a real browser, from disk, under the report's policy: node --test tests/web/charts.test.mjs
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openBrowser, openPage, policy } from './browser.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const hostile = '<img src=x onerror=alert(1)> %{x} <b>bold</b> &lt;';
let folder, browser;

function figure(id, specification) {
  const data = JSON.stringify(specification).replace(/</g, '\\u003c');
  return `<figure class="chart" id="${id}"><div class="plot"><svg class="chart-svg" viewBox="0 0 525 260" role="img" aria-label="A curve">
    <path class="line s0" d="M10 10l500 200"/></svg></div><script type="application/json" class="chart-data">${data}</script>
    <figcaption>A curve.</figcaption></figure>`;
}

function base64(array) {
  return Buffer.from(array.buffer).toString('base64');
}

const line = { kind: 'line', emphasis: 'bold', name: hostile, colour: 0 };
const charts = [
  figure('inline', { x: { title: 'Epoch' }, y: { title: hostile, unit: 'fraction' }, traces: [
    { kind: 'band', emphasis: 'normal', name: 'band', colour: 0, x: { from: 0, by: 1, count: 4 }, y: [0.1, 0.2, null, 0.4], high: [0.3, 0.5, null, 0.6] },
    { ...line, x: { from: 0, by: 1, count: 4 }, y: [0.2, 0.3, 'inf', 0.5] },
    { ...line, emphasis: 'grey', colour: -1, name: 'other', x: [0, 1], y: [0.1, 0.2] }] }),
  figure('curve', { x: { title: 'Step' }, y: { title: 'Loss', kind: 'log' }, traces: [{ ...line, curve: ['run-1', 1] }] }),
  figure('points', { x: { title: '', kind: 'category', categories: [hostile, '1e5', '2020-01-01'] }, y: { title: 'Score' }, traces: [
    { kind: 'points', emphasis: 'normal', name: 'Experiments', colour: 0, x: [0, 1, 2], y: [1, 2, 3],
      labels: [hostile, 'b', 'c'], links: ['other.html', 'other.html', 'other.html'], hollow: [1] },
    { kind: 'points', emphasis: 'bold', name: 'Best', colour: 0, x: [2], y: [3], labels: [hostile] }] }),
  figure('stairs', { x: { title: 'Experiment' }, y: { title: 'Best so far' }, traces: [
    { ...line, kind: 'steps', name: 'Best so far', x: [0, 1, 3], y: [1, 2, 3] },
    { kind: 'ticks', emphasis: 'normal', name: 'Failed', colour: -1, x: [2], y: [1], labels: ['crash: out of memory'], links: ['other.html'] }] }),
  figure('broken', { x: { title: '' }, y: { title: '' }, traces: [{ ...line, curve: ['run-2', 0] }] }),
].join('\n');

const longTable = `<p data-needs-script hidden><label>Filter many <input type="search" data-filter="many"></label>
  <span data-filter-count="many" aria-live="polite"></span></p>
  <table id="many" data-sortable><thead><tr><th scope="col" data-sort="number">Number</th></tr></thead>
  <tbody>${Array.from({ length: 1500 }, (_, i) => `<tr><td>${i + 1}</td></tr>`).join('')}</tbody></table>`;

const table = `<p data-needs-script hidden><label>Filter <input type="search" data-filter="t"></label>
  <span data-filter-count="t" aria-live="polite"></span></p>
  <details data-columns="t"><summary>Columns</summary></details>
  <table id="t" data-sortable><thead><tr><th scope="col" data-sort="text">Name</th><th scope="col" data-sort="number">Value</th></tr></thead>
  <tbody><tr><th scope="row">run 10</th><td data-value="0.5">50 %</td></tr><tr><th scope="row">run 9</th><td></td></tr>
  <tr><th scope="row">Run 1</th><td data-value="-1e-3">-0.1 %</td></tr><tr><th scope="row">other</th><td data-value="12">12</td></tr></tbody></table>
  ${longTable}
  <button type="button" data-theme-toggle data-needs-script hidden>Light or dark</button>
  <pre id="text">copied &lt;b&gt;</pre><button type="button" data-copy="text">Copy</button>`;

const css = `:root{color-scheme:light dark;--paper:#fff;--ink:#111;--soft:#555;--grid:#ddd;--grey:#888;--bad:#b00;--s0:#3050c0}
  :root[data-theme=dark]{--paper:#111;--ink:#eee;--soft:#aaa;--grid:#333;--grey:#888;--bad:#f88;--s0:#90b0ff}
  body{background:var(--paper);color:var(--ink)} .line{fill:none;stroke:var(--s0)} .is-live .chart-svg{display:none}
  figcaption,.tools{color:var(--soft)} @media print{.live{display:none}.is-live .chart-svg{display:block}}`;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'charts-'));
  execFileSync('node', [join(root, 'themes/default/bundle.mjs'), folder]);
  mkdirSync(join(folder, 'data/curves'), { recursive: true });
  const x = new Float64Array([1, 2, 3, 4, 5, 6, 7]);
  const curves = [{ name: 'a', logged: 7, x: base64(x), bytes: 8, y: base64(x) },
    { name: 'b', logged: 9, x: 0, bytes: 4, y: base64(new Float32Array([8, 4, NaN, 2, 1, NaN, 3])) }];
  writeFileSync(join(folder, 'data/curves/run-1.js'), `trialpress.curves("run-1",${JSON.stringify(curves)});\n`);
  writeFileSync(join(folder, 'style.css'), css);
  writeFileSync(join(folder, 'other.html'), '<!doctype html><title>Other</title>');
  copyFileSync(axeFile, join(folder, 'axe.js'));
  writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><head>
    <meta http-equiv="Content-Security-Policy" content="${policy}"><meta charset="utf-8"><title>Charts</title>
    <link rel="stylesheet" href="style.css">
    <link rel="stylesheet" id="plotly.js-style-global" class="no-inline-styles" href="plotly.css">
    <script defer src="report.js"></script><script defer src="axe.js"></script></head>
    <body data-root="" data-plotly="plotly.js"><main><h1>Charts</h1>${charts}${table}</main></body></html>`);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(options) {
  const opened = await openPage(browser, options);
  await opened.page.goto(pathToFileURL(join(folder, 'index.html')).href);
  return opened;
}

async function openLive(options) {
  const opened = await open(options);
  for (const id of ['inline', 'curve', 'points', 'stairs']) {
    await opened.page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await opened.page.waitForSelector(`#${id}.is-live .live .main-svg`);
  }
  // The chart whose numbers are missing; its complaint is the only one allowed.
  await opened.page.waitForTimeout(300);
  const others = opened.complaints.filter((text) => !/broken|run-2|ERR_FILE_NOT_FOUND/.test(text));
  assert.deepEqual(others, []);
  return opened;
}

test('the scripts of the theme hold their types', () => {
  execFileSync('node', [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'themes/default/scripts')], { stdio: 'pipe' });
});

test('the same scripts give the same bytes', () => {
  const again = join(folder, 'again');
  execFileSync('node', [join(root, 'themes/default/bundle.mjs'), again]);
  for (const name of ['plotly.js', 'plotly.css', 'plotly.licenses.txt', 'report.js']) {
    assert.ok(readFileSync(join(folder, name)).equals(readFileSync(join(again, name))), name);
  }
});

test('charts come to life without a word from the policy', async () => {
  const { page } = await openLive();
  assert.equal(await page.locator('.is-live').count(), 4);
  assert.equal(await page.locator('#inline .chart-svg').isVisible(), false);
  assert.equal(await page.locator('#broken .chart-svg').isVisible(), true);
  assert.equal(await page.locator('.js-line').count() > 0, true);
  assert.equal(await page.locator('[data-title*="Cloud"], .modebar-btn--logo').count(), 0);
});

/** The kinds of traces that specifications have, by the program's source. */
function writtenKinds() {
  const source = readFileSync(join(root, 'generator/render/charts/plotly.cpp'), 'utf8');
  return [...source.matchAll(/case Trace::Kind::\w+:\s*return "(\w+)";/g)].map(([, kind]) => kind).sort();
}

test('the bundle holds the traces that are drawn, and no others', async () => {
  const { page } = await openLive();
  const specifications = await page.locator('.is-live .chart-data').allTextContents();
  const shown = new Set(specifications.flatMap((text) => JSON.parse(text).traces.map(({ kind }) => kind)));
  assert.deepEqual([...shown].sort(), writtenKinds(), 'this page shows a trace of each kind');
  const { drawn, bundled } = await page.evaluate(() => ({
    drawn: Array.from(document.querySelectorAll('.js-plotly-plot')).flatMap(({ data }) => data.map(({ type }) => type)),
    bundled: Object.keys(window.Plotly.PlotSchema.get().traces),
  }));
  assert.deepEqual([...new Set(drawn)].sort(), bundled.sort());
});

test('the line is drawn with the colour of the page, in light and in dark', async () => {
  const { page } = await openLive();
  const stroke = () => page.locator('#curve .js-line').first().evaluate((path) => getComputedStyle(path).stroke);
  assert.equal(await stroke(), 'rgb(48, 80, 192)');
  await page.locator('[data-theme-toggle]').click();
  await page.waitForFunction(() => document.querySelector('#curve .js-line')?.style.stroke === 'rgb(144, 176, 255)');
  await page.reload();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});

test('names are text', async () => {
  const { page } = await openLive();
  assert.equal(await page.locator('.live img, .live [onerror]').count(), 0);
  const title = await page.locator('#inline .gtitle').textContent();
  assert.equal(title, hostile);
  const names = await page.locator('#points .annotation-text').allTextContents();
  assert.ok(names.some((name) => name.startsWith('<img src=x')), names.join('|'));
});

test('categories that look like numbers or dates stay in their places', async () => {
  const { page } = await openLive();
  const ticks = await page.locator('#points .xtick').allTextContents();
  assert.deepEqual(ticks.slice(1), ['1e5', '2020-01-01']);
  assert.ok(ticks[0].startsWith('<img src=x onerror=alert') && ticks[0].includes('…'), ticks[0]);
  assert.equal(await page.locator('#points img, #points b').count(), 0);
});

test('a gap breaks the line and is marked, and a point between gaps is seen', async () => {
  const { page } = await openLive();
  assert.equal(await page.locator('#curve .js-line').count(), 3);
  assert.equal(await page.locator('#curve .points path').count(), 1);
  assert.deepEqual(await page.locator('#curve .annotation-text').allTextContents(), ['×', '×', 'Step']);
});

test('a failed try is a stroke of its colour', async () => {
  const { page } = await openLive();
  const stroke = page.locator('#stairs .points path');
  assert.equal(await stroke.count(), 1);
  assert.equal(await stroke.evaluate((path) => getComputedStyle(path).stroke), 'rgb(187, 0, 0)');
});

test('points lead to their pages', async () => {
  const { page } = await openLive();
  const point = page.locator('#points .points path').nth(1);
  await point.scrollIntoViewIfNeeded();
  const box = await point.boundingBox();
  await page.mouse.move(box.x + box.width / 2 + 1, box.y + box.height / 2);
  await page.waitForSelector('#points .hovertext');
  await page.mouse.down();
  await page.mouse.up();
  await page.waitForURL(/other\.html$/);
});

test('smoothing keeps the raw line behind', async () => {
  const { page } = await openLive();
  const lines = () => page.locator('#inline .js-line').count();
  const raw = await lines();
  await page.locator('.chart-tools input[type=range]').fill('0.6');
  await page.waitForFunction((count) => document.querySelectorAll('#inline .js-line').length > count, raw);
  await page.getByRole('button', { name: 'linear' }).click();
  assert.equal(await page.getByRole('button', { name: 'linear' }).getAttribute('aria-pressed'), 'true');
});

test('print shows the static charts', async () => {
  const { page } = await openLive();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#inline .chart-svg').isVisible(), true);
  assert.equal(await page.locator('#inline .live').isVisible(), false);
});

test('without scripts the static charts stay', async () => {
  const { page } = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator('.chart-svg').first().isVisible(), true);
});

test('nothing is out of reach for assistive technology', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const { page } = await openLive({ colorScheme });
    const found = await page.evaluate(() => window.axe.run());
    assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  }
});

test('tables sort by number and by name, missing values last', async () => {
  const { page } = await open();
  const first = () => page.locator('#t tbody th').allTextContents();
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  await press('Value');
  assert.deepEqual(await first(), ['Run 1', 'run 10', 'other', 'run 9']);
  await press('Value');
  assert.deepEqual(await first(), ['other', 'run 10', 'Run 1', 'run 9']);
  assert.equal(await page.locator('#t thead th').nth(1).getAttribute('aria-sort'), 'descending');
  await press('Name');
  assert.deepEqual(await first(), ['other', 'Run 1', 'run 9', 'run 10']);
  await press('Name');
  await press('Name');
  assert.deepEqual(await first(), ['run 10', 'run 9', 'Run 1', 'other']);
});

test('the filter keeps rows with every word and counts them', async () => {
  const { page } = await open();
  await page.locator('[data-filter=t]').fill('RUN 1');
  assert.deepEqual(await page.locator('#t tbody tr:visible th').allTextContents(), ['run 10', 'Run 1']);
  assert.equal(await page.locator('[data-filter-count=t]').textContent(), '2 of 4 shown');
});

test('of a long table some rows are in the page, and more come when asked for', async () => {
  const { page } = await open();
  const rows = page.locator('#many tbody tr');
  const more = page.getByRole('button', { name: /^Show more/ });
  const before = await rows.count();
  assert.ok(before < 1500, `${before} rows`);
  assert.equal(await rows.first().textContent(), '1');
  await more.click();
  assert.ok(await rows.count() >= before + 200);
  assert.deepEqual((await rows.allTextContents()).slice(0, before + 200), Array.from({ length: before + 200 }, (_, i) => String(i + 1)));
  const sort = page.getByRole('button', { name: 'Number', exact: true });
  await sort.click();
  await sort.click();
  assert.equal(await rows.first().textContent(), '1500');
  await page.getByLabel('Filter many').fill('149');
  assert.deepEqual(await rows.allTextContents(), ['1499', '1498', '1497', '1496', '1495', '1494', '1493', '1492', '1491', '1490', '1149', '149']);
  assert.equal(await page.locator('[data-filter-count=many]').textContent(), '12 of 1500 shown');
  assert.equal(await more.count(), 0);
  await page.getByLabel('Filter many').fill('');
  await page.evaluate(() => { window.dispatchEvent(new Event('beforeprint')); });
  assert.equal(await rows.count(), 1500);
});

test('columns can be left out, text can be copied', async () => {
  const { page } = await open();
  await page.locator('details').evaluate((details) => { details.open = true; });
  await page.getByLabel('Value').uncheck();
  assert.equal(await page.locator('#t td:visible').count(), 0);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copy = page.locator('[data-copy]');
  await copy.click();
  await page.waitForFunction(() => document.querySelector('[data-copy]')?.textContent === 'Copied');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'copied <b>');
});
