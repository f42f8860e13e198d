// Curves of a report in a real browser, from disk under its policy: what is drawn against numbers worked out by hand.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { filesBelow, trialpress, writeTree } from '../program/support.mjs';
import { openBrowser, openPage, policy } from './browser.mjs';

let folder, browser;

const csv = (header, rows) => `${header}\n${rows.map((row) => row.join(',')).join('\n')}\n`;

/** `repeats`: for each the rows of step, val_loss and, where given, train_loss. */
function repeated(id, lr, day, note, repeats) {
  const tree = { [`runs/${id}/experiment.md`]: `---\nid: ${id}\ndate: 2026-01-0${day}\n${note}---\n` };
  repeats.forEach((rows, i) => {
    tree[`runs/${id}/seed-${i + 1}/config.json`] = { lr, seed: i + 1 };
    tree[`runs/${id}/seed-${i + 1}/metrics.csv`] = csv(rows[0].length > 2 ? 'step,val_loss,train_loss' : 'step,val_loss', rows);
  });
  return tree;
}

function alone(id, lr, day, header, rows) {
  return {
    [`runs/${id}/experiment.md`]: `---\nid: ${id}\ndate: 2026-01-0${day}\n---\n`,
    [`runs/${id}/config.json`]: { lr, seed: 1 },
    [`runs/${id}/metrics.csv`]: csv(header, rows),
  };
}

const steps = Array.from({ length: 30 }, (_, i) => 10 * (i + 1));
const runs = {
  ...repeated('SAME', 0.1, 1, '', [[[0, 1], [10, 2], [20, 5]], [[0, 2], [10, 4], [20, 5]], [[0, 3], [10, 9], [20, 5]]]),
  // The second repeat skips step 10, the third has no value after it.
  ...repeated('APART', 0.2, 2, 'parent: SAME\n', [[[0, 2], [10, 2], [20, 3]], [[0, 4], [20, 8]], [[0, 6, 9], [10, 4, 8], [20, '', 7]]]),
  ...alone('SINGLE', 0.3, 3, 'step,val_loss', [[0, 1], [1, 3], [2, 2], [3, 6]]),
  // Lowest at step 120, while training goes on.
  ...alone('OVER', 0.4, 4, 'step,train_loss,val_loss',
    steps.map((step) => [step, 2 * 0.9 ** (step / 10), 1 + ((step - 120) / 120) ** 2])),
  ...alone('LOST', 0.5, 5, 'step,train_loss', steps.map((step) => [step, step < 150 ? 2 - step / 200 : 'nan'])),
};

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'curves-'));
  writeTree(folder, runs);
  const built = trialpress(['build', 'runs', '-q'], { cwd: folder });
  assert.equal(built.status, 0, built.stderr);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const chart = (metric) => `figure[id^="curve-${metric}"]`;

/** A page of the site, `start` the beginning of its address, with its first chart of `metric` alive. */
async function open(t, start, metric, options) {
  const file = filesBelow(path.join(folder, 'site')).find((name) => name.startsWith(start) && name.endsWith('.html'));
  const { page, complaints } = await openPage(browser, options);
  t.after(() => page.context().close());
  await page.goto(pathToFileURL(path.join(folder, 'site', file)).href);
  assert.equal(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content'), policy);
  if (options?.javaScriptEnabled !== false) {
    await page.locator(chart(metric)).scrollIntoViewIfNeeded();
    await page.waitForSelector(`${chart(metric)}.is-live .live .main-svg`);
  }
  t.after(() => assert.deepEqual(complaints, []));
  return page;
}

/** What Plotly drew in the chart of a metric; what is not finite is null. */
function drawn(page, metric) {
  return page.locator(`${chart(metric)} .live`).evaluate((element) => element.data.map(
    ({ name, x, y, fill, mode, visible, opacity }) => ({ name, x: [...x], y: [...y], fill, mode, visible, opacity })));
}

/** Waits for what `act` draws anew. */
async function change(page, metric, act) {
  const live = page.locator(`${chart(metric)} .live`);
  const before = await live.evaluate((element) => {
    if (element.redraws === undefined) {
      element.redraws = 0;
      element.on('plotly_react', () => { ++element.redraws; });
    }
    return element.redraws;
  });
  await act();
  await page.waitForFunction(([selector, count]) => document.querySelector(selector).redraws > count, [`${chart(metric)} .live`, before]);
}

const smoothTo = (page, metric, weight) =>
  change(page, metric, () => page.locator('.chart-tools input[type=range]').fill(weight));
const chooseBand = (page, metric, name) =>
  change(page, metric, () => page.getByRole('group', { name: 'Band over repeats' }).getByRole('button', { name }).click());

function close(values, expected, what, error = 1e-6) {
  assert.equal(values.length, expected.length, `${what}: ${values}`);
  expected.forEach((value, i) => {
    const near = value === null ? values[i] === null : Math.abs(values[i] - value) < error * Math.max(1, Math.abs(value));
    assert.ok(near, `${what}: ${values[i]} at ${i}, expected ${value}`);
  });
}

/** The band as Plotly has it: along one edge, back along the other. */
async function edges(page) {
  const bands = (await drawn(page, 'val-loss')).filter(({ fill }) => fill === 'toself');
  assert.equal(bands.length, 1);
  const n = (bands[0].x.length - 1) / 2;
  return { x: bands[0].x.slice(0, n), low: bands[0].y.slice(0, n), high: bands[0].y.slice(n, 2 * n).reverse() };
}

// Pages hold deviations with four digits.
const fourDigits = 5e-4;

// The 97.5 % points of Student's t with 2 and 1 degrees of freedom, from a printed table.
const t2 = 4.302653, t1 = 12.706205;

test('the band shows the deviation, the interval of the mean, or the extremes of the repeats', { timeout: 120_000 }, async (t) => {
  const page = await open(t, 'experiments/same', 'val-loss');
  // 1, 2, 3 and 2, 4, 9 and 5, 5, 5: means 2, 5, 5; deviations 1, √13, 0.
  const sd = Math.sqrt(13), half = t2 / Math.sqrt(3);
  let band = await edges(page);
  close(band.x, [0, 10, 20], 'steps');
  close(band.low, [1, 5 - sd, 5], 'mean less deviation', fourDigits);
  close(band.high, [3, 5 + sd, 5], 'mean and deviation', fourDigits);
  await chooseBand(page, 'val-loss', /interval/);
  band = await edges(page);
  close(band.low, [2 - half, 5 - half * sd, 5], 'lower end of the interval', fourDigits);
  close(band.high, [2 + half, 5 + half * sd, 5], 'upper end of the interval', fourDigits);
  assert.match(await page.locator(`${chart('val-loss')} figcaption`).textContent(), /on screen: the 95\u202f% interval of the mean/);
  await chooseBand(page, 'val-loss', /min/);
  band = await edges(page);
  close(band.low, [1, 2, 5], 'smallest');
  close(band.high, [3, 9, 5], 'largest');
  await chooseBand(page, 'val-loss', 'none');
  assert.deepEqual((await drawn(page, 'val-loss')).filter(({ fill }) => fill === 'toself'), []);
  assert.equal(await page.locator(`${chart('val-loss')} .live .fills path`).count(), 0);
  await chooseBand(page, 'val-loss', /deviation/);
  close((await edges(page)).high, [3, 5 + sd, 5], 'back to the deviation', fourDigits);
});

test('a band that goes below zero fills a log axis down to its end, and the axis still fits the lines', { timeout: 120_000 }, async (t) => {
  const page = await open(t, 'experiments/same', 'val-loss');
  await chooseBand(page, 'val-loss', /interval/);
  await change(page, 'val-loss', () => page.getByRole('button', { name: 'log', exact: true }).click());
  // The lower ends are -0.48, -3.96 and 5, the lines go from 1 to 9.
  const { low } = await edges(page);
  const [bottom, top] = await page.locator(`${chart('val-loss')} .live`).evaluate(
    (element) => element.layout.yaxis.range.map((exponent) => 10 ** exponent));
  assert.ok(low[0] > 0 && low[0] < bottom && low[1] > 0 && low[1] < bottom, `${low} below ${bottom}`);
  close([low[2]], [5], 'a lower end above zero stays');
  assert.ok(bottom > 0.5 && bottom < 1 && top > 9, `from ${bottom} to ${top}`);
});

test('repeats that logged at different steps share one axis', { timeout: 120_000 }, async (t) => {
  const page = await open(t, 'experiments/apart', 'val-loss');
  // 2, 4, 6 at step 0; 2, 6 (between 4 and 8), 4 at step 10; 3 and 8 at step 20, where the third has none.
  const mean = (await drawn(page, 'val-loss')).find(({ name }) => name === 'APART');
  close(mean.x, [0, 10, 20], 'steps of the mean');
  close(mean.y, [4, 4, 5.5], 'mean');
  let band = await edges(page);
  close(band.x, [0, 10, 20], 'steps of the band');
  close(band.low, [2, 2, 5.5 - Math.sqrt(12.5)], 'mean less deviation', fourDigits);
  await chooseBand(page, 'val-loss', /interval/);
  band = await edges(page);
  const half = t2 * 2 / Math.sqrt(3), last = t1 * 2.5;
  close(band.low, [4 - half, 4 - half, 5.5 - last], 'lower end of the interval', fourDigits);
  close(band.high, [4 + half, 4 + half, 5.5 + last], 'upper end of the interval', fourDigits);
  await chooseBand(page, 'val-loss', /min/);
  band = await edges(page);
  close(band.low, [2, 2, 3], 'smallest');
  close(band.high, [6, 6, 8], 'largest');
});

test('smoothing is an average corrected for its start, the raw line behind it', { timeout: 120_000 }, async (t) => {
  const page = await open(t, 'runs/single', 'val-loss');
  const raw = [1, 3, 2, 6];
  const lines = async () => (await drawn(page, 'val-loss')).filter(({ mode }) => mode === 'lines');
  let found = await lines();
  assert.equal(found.length, 1);
  close(found[0].y, raw, 'raw');
  // s = 0.5, 1.75, 1.875, 3.9375 over 1 - 0.5^n = 0.5, 0.75, 0.875, 0.9375.
  await smoothTo(page, 'val-loss', '0.5');
  found = await lines();
  assert.deepEqual(found.map(({ name }) => /smoothed/.test(name)), [false, true]);
  close(found[0].y, raw, 'behind');
  close(found[1].y, [1, 7 / 3, 15 / 7, 4.2], 'weight 0.5');
  assert.ok(found[0].opacity < found[1].opacity, 'the raw line is the fainter one');
  assert.equal(await page.locator(`${chart('val-loss')} .live .js-line:visible`).count(), 2);
  // s = 0.1, 0.39, 0.551, 1.0959 over 0.1, 0.19, 0.271, 0.3439.
  await smoothTo(page, 'val-loss', '0.9');
  close((await lines())[1].y, [1, 39 / 19, 551 / 271, 10959 / 3439], 'weight 0.9');
  await smoothTo(page, 'val-loss', '0');
  found = await lines();
  assert.equal(found.length, 1);
  close(found[0].y, raw, 'weight 0');
});

test('one selection never changes the numbers of another', { timeout: 120_000 }, async (t) => {
  const page = await open(t, 'experiments/apart', 'val-loss');
  const lines = async () => (await drawn(page, 'val-loss')).filter(({ mode }) => mode === 'lines');
  const numbers = (traces) => traces.map(({ name, x, y }) => ({ name, x, y }));
  const isBand = ({ fill }) => fill === 'toself';
  const notBand = (trace) => !isBand(trace);
  const isSmoothed = ({ name }) => /, smoothed$/.test(name);
  const first = await lines();
  assert.equal(first.filter(notBand).length, 5, 'three repeats, their mean, and that of the parent');

  await chooseBand(page, 'val-loss', /interval/);
  assert.deepEqual(numbers((await lines()).filter(notBand)), numbers(first.filter(notBand)), 'lines, another band');
  await chooseBand(page, 'val-loss', /deviation/);

  await smoothTo(page, 'val-loss', '0.7');
  const smoothed = await lines();
  assert.deepEqual(numbers(smoothed.filter(isBand)), numbers(first.filter(isBand)), 'the band, smoothing');
  const behind = smoothed.filter((trace) => notBand(trace) && !isSmoothed(trace));
  assert.deepEqual(numbers(behind), numbers(first.filter(notBand)), 'raw lines, smoothing');
  assert.equal(smoothed.filter(isSmoothed).length, 5);

  // Taking the mean off the legend takes its raw line and its band along, and nothing else.
  const shown = async () => (await lines()).filter(({ visible }) => visible !== 'legendonly').map(({ name }) => name);
  await page.locator(`${chart('val-loss')} .legendtoggle`).nth(1).click();
  await page.waitForFunction((selector) => document.querySelector(selector).data.some(({ visible }) => visible === 'legendonly'),
    `${chart('val-loss')} .live`);
  assert.deepEqual(numbers(await lines()), numbers(smoothed), 'all, one taken off');
  const left = await shown();
  assert.ok(!left.some((name) => /^APART(, smoothed)?$/.test(name)), left.join());
  assert.equal(left.length, smoothed.length - 3);

  await chooseBand(page, 'val-loss', /min/);
  await smoothTo(page, 'val-loss', '0.2');
  assert.deepEqual(await shown(), left, 'what was taken off stays off');
  await smoothTo(page, 'val-loss', '0.7');
  assert.deepEqual(numbers((await lines()).filter(isSmoothed)), numbers(smoothed.filter(isSmoothed)), 'smoothed lines, again');
  await smoothTo(page, 'val-loss', '0');
  await chooseBand(page, 'val-loss', /deviation/);
  assert.deepEqual(numbers(await lines()), numbers(first), 'all, back');
});

test('a zoom stays when something else is chosen, and a double click ends it', { timeout: 120_000 }, async (t) => {
  const page = await open(t, 'experiments/same', 'val-loss');
  const range = () => page.locator(`${chart('val-loss')} .live`).evaluate((element) => [...element.layout.xaxis.range]);
  const plot = page.locator(`${chart('val-loss')} .nsewdrag`);
  const whole = await range();
  const { x, y, width, height } = await plot.boundingBox();
  await page.mouse.move(x + 0.25 * width, y + 0.5 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.75 * width, y + 0.5 * height, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(([selector, end]) => document.querySelector(selector).layout.xaxis.range[1] < end,
    [`${chart('val-loss')} .live`, whole[1]]);
  const zoomed = await range();
  await smoothTo(page, 'val-loss', '0.5');
  await chooseBand(page, 'val-loss', /min/);
  assert.deepEqual(await range(), zoomed);
  await plot.dblclick();
  await page.waitForFunction(([selector, end]) => document.querySelector(selector).layout.xaxis.range[1] === end,
    [`${chart('val-loss')} .live`, whole[1]]);
});

/** Where the x axis of a drawing has `value`, from two of its ticks; in pixels of the page. */
async function placeOf(drawing, ticks, value) {
  const places = [];
  for (const tick of await drawing.locator(ticks).all()) {
    const box = await tick.boundingBox();
    places.push([Number(await tick.textContent()), box.x + box.width / 2]);
  }
  const [[a, left], [b, right]] = [places[0], places[1]];
  assert.ok(b > a, `ticks ${places}`);
  return left + ((value - a) / (b - a)) * (right - left);
}

/** The mark is drawn at `step` with its label above the lines. */
async function assertMarked(drawing, parts, label, step) {
  const expected = await placeOf(drawing, parts.ticks, step);
  const line = await drawing.locator(parts.mark).boundingBox();
  assert.ok(Math.abs(line.x + line.width / 2 - expected) < 2, `drawn at ${line.x}, step ${step} is at ${expected}`);
  const text = drawing.locator(parts.label, { hasText: label });
  const { x, y, width, height } = await text.boundingBox();
  assert.ok(Math.min(Math.abs(x - expected), Math.abs(x + width - expected)) < 12, 'the label stands beside its line');
  for (const curve of await drawing.locator(parts.curve).all()) {
    assert.ok(y + height <= (await curve.boundingBox()).y + 2, 'the label covers no line');
  }
}

const staticParts = { ticks: 'g.tick[text-anchor=middle] text', mark: 'path.mark', label: '.mark-label', curve: 'path.line' };
const liveParts = { ticks: '.xtick text', mark: '.shapelayer path', label: '.annotation-text', curve: '.cartesianlayer .js-line' };

for (const [run, metric, label, step, said] of [
  ['over', 'val-loss', 'overfitting', 120, 'step 120'],
  ['lost', 'train-loss', 'diverged', 150, 'not a finite number from step 150 on'],
]) {
  test(`${label} is marked where it starts, in the static and in the live chart`, { timeout: 120_000 }, async (t) => {
    const plain = await open(t, `runs/${run}`, metric, { javaScriptEnabled: false });
    await assertMarked(plain.locator(`${chart(metric)} svg`), staticParts, label, step);
    const page = await open(t, `runs/${run}`, metric);
    await assertMarked(page.locator(`${chart(metric)} .live`), liveParts, label, step);
    assert.ok(await page.locator('main p, main li').filter({ hasText: said }).count() > 0, 'the page says where');
  });
}
