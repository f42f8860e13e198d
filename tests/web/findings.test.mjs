// What the report says of its log, as a reader meets it: changes since the last build, and decisions against verdicts.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { temporaryFolder, trialpress, writeTree } from '../program/support.mjs';
import { openBrowser, openPage } from './browser.mjs';

/** Three repeats whose accuracies are `mean` - 0.01, `mean` and `mean` + 0.01. */
function experiment(id, rate, mean, day, said = '', text = '') {
  const tree = { [`runs/${id}/experiment.md`]: `---\nid: ${id}\ndate: 2026-01-0${day}\n${said}---\n# ${id}\n\n${text}` };
  for (const seed of [1, 2, 3]) {
    tree[`runs/${id}/seed-${seed}/config.json`] = { lr: rate, seed };
    tree[`runs/${id}/seed-${seed}/metrics.csv`] = `step,val/accuracy\n1,0.1\n2,${(mean + 0.01 * (seed - 2)).toFixed(2)}\n`;
  }
  return tree;
}

function build(folder) {
  const built = trialpress(['build', 'runs', '-q'], { cwd: folder });
  assert.equal(built.status, 0, built.stderr);
}

async function open(browser, folder, file, options) {
  const { page, complaints } = await openPage(browser, options);
  await page.goto(pathToFileURL(path.join(folder, 'site', file)).href);
  return { page, complaints };
}

test('the front page tells what changed, on a phone and on a desk, in light and in dark', { timeout: 120_000 }, async (t) => {
  const folder = temporaryFolder(t);
  const task = (done) => `## Next Steps\n\n- [${done}] repeat it\n`;
  writeTree(folder, { ...experiment('EXP001', 0.1, 0.7, 1, '', task(' ')), ...experiment('EXP002', 0.2, 0.8, 2, 'parent: EXP001\n') });
  build(folder);
  // A better one is new, a worse one too; one that was better than its parent is as good as it now; a task is done.
  writeTree(folder, {
    ...experiment('EXP001', 0.1, 0.7, 1, '', task('x')), ...experiment('EXP002', 0.2, 0.7, 2, 'parent: EXP001\n'),
    ...experiment('EXP003', 0.3, 0.9, 3, 'parent: EXP001\n'), ...experiment('EXP004', 0.4, 0.5, 4, 'parent: EXP001\n') });
  build(folder);
  const browser = await openBrowser();
  t.after(() => browser.close());
  for (const width of [390, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      const where = `${width} px, ${colorScheme}`;
      const view = { viewport: { width, height: 900 }, colorScheme };
      const { page, complaints } = await open(browser, folder, 'index.html', view);
      const items = page.locator('ul.since li');
      const texts = (await items.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
      for (const [i, said] of [/EXP004 is new.*clearly worse/, /EXP003 is the new best/, /EXP002.* clearly better and is now too close to call/,
        /EXP003 is new/, /EXP001: done: repeat it/].entries()) {
        assert.match(texts[i] ?? '', said, where);
      }
      assert.equal(texts.length, 5, where);
      const links = items.locator('a');
      assert.ok(await links.count() >= 5, `${where}: each change leads to its experiment`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${where}: ${overflow} px too wide`);
      const progress = page.locator('figure.chart').first();
      await progress.scrollIntoViewIfNeeded();
      await progress.locator('.live .main-svg').first().waitFor();
      const ticks = await progress.locator('.live .xtick').allTextContents();
      assert.deepEqual(ticks.map((text) => text.replace(/2026$/, '')), ['Jan 1', 'Jan 2', 'Jan 3', 'Jan 4'], `${where}: days, no hours`);
      assert.deepEqual(complaints, [], where);

      // The report's policy keeps axe out.
      const { page: bare } = await open(browser, folder, 'index.html', { ...view, bypassCSP: true });
      await bare.evaluate(axe.source);
      const { violations } = await bare.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`), [], where);
      await bare.locator('ul.since a').first().click();
      assert.match(bare.url(), /experiments\/exp004/);
    }
  }
});

test('the journal lists decisions that their verdicts speak against', { timeout: 120_000 }, async (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, {
    ...experiment('BASE', 0.1, 0.7, 1),
    ...experiment('WORSE', 0.2, 0.5, 2, 'parent: BASE\ndecision: keep\n'),
    ...experiment('BETTER', 0.3, 0.9, 3, 'parent: BASE\ndecision: discard\n'),
    ...experiment('KEPT', 0.4, 0.8, 4, 'parent: BASE\ndecision: keep\n'),
    ...experiment('DROPPED', 0.5, 0.6, 5, 'parent: BASE\ndecision: discard\n') });
  build(folder);
  const browser = await openBrowser();
  t.after(() => browser.close());
  const { page, complaints } = await open(browser, folder, 'journal.html');
  const items = page.locator('h2:text-is("Decisions and verdicts") + ul li');
  const texts = (await items.allTextContents()).map((text) => text.replace(/\s+/g, ' '));
  assert.equal(texts.length, 2, texts.join(' | '));
  assert.match(texts[0], /^WORSE: Kept, although clearly worse\..* 70\.0 → 50\.0 %, clearly worse \(.*\)\.$/);
  assert.match(texts[1], /^BETTER: Discarded, although clearly better\..* 70\.0 → 90\.0 %, clearly better \(.*\)\.$/);
  await items.nth(1).locator('a').click();
  assert.match(page.url(), /experiments\/better/);
  assert.deepEqual(complaints, []);
});
