// The pages of the demo report as a reader meets them: from disk and below /repo/, on a phone and on a desk.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { demoSite, filesBelow } from '../program/support.mjs';
import { openBrowser } from './browser.mjs';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.json': 'application/json', '.xml': 'application/xml', '.csv': 'text/csv' };

/** The site at http://127.0.0.1:port/repo/, as a project page has it. */
async function serveBelowRepo(folder) {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const file = path.join(folder, name.replace(/^\/repo\//, ''));
    if (!name.startsWith('/repo/') || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${server.address().port}/repo/` };
}

/** One page of each kind, and the first run and experiment. */
function samplePages() {
  const pages = filesBelow(demoSite).filter((file) => file.endsWith('.html'));
  const firstOf = (folder) => pages.filter((file) => file.startsWith(folder)).slice(0, 2);
  return [...pages.filter((file) => !file.includes('/')), ...firstOf('experiments/'), ...firstOf('runs/'), ...firstOf('pages/'), ...firstOf('parameters/')];
}

function watch(page) {
  const problems = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) problems.push(message.text()); });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
  page.on('response', (response) => { if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`); });
  return problems;
}

for (const where of ['from disk', 'below /repo/']) {
  test(`pages open without a fault ${where}`, { timeout: 300_000 }, async (t) => {
    const browser = await openBrowser();
    t.after(() => browser.close());
    const served = where === 'from disk' ? null : await serveBelowRepo(demoSite);
    t.after(() => served?.server.close());
    const base = served?.address ?? pathToFileURL(demoSite + '/').href;
    for (const file of samplePages()) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: false });
      const page = await context.newPage();
      const problems = watch(page);
      page.on('request', (request) => { if (!request.url().startsWith(base)) problems.push(`foreign: ${request.url()}`); });
      await page.goto(base + file);
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await page.waitForTimeout(300);
      assert.deepEqual(problems, [], file);
      assert.notEqual(await page.title(), '', file);
      await context.close();
    }
  });
}

test('charts become interactive when they come into view', { timeout: 120_000 }, async (t) => {
  const browser = await openBrowser();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const experiment = filesBelow(demoSite).find((file) => /^experiments\/.*\.html$/.test(file));
  await page.goto(pathToFileURL(path.join(demoSite, experiment)).href);
  const charts = page.locator('figure.chart');
  assert.ok(await charts.count() >= 2);
  await charts.first().scrollIntoViewIfNeeded();
  await page.waitForSelector('figure.chart.is-live .js-plotly-plot', { timeout: 30_000 });
});

test('pages read without scripts', { timeout: 120_000 }, async (t) => {
  const browser = await openBrowser();
  t.after(() => browser.close());
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(path.join(demoSite, 'index.html')).href);
  assert.ok(await page.locator('figure.chart svg').first().isVisible());
  assert.ok(await page.locator('table').first().isVisible());
});

test('nobody is shut out: axe finds nothing serious, light and dark, and nothing is cut off on a phone', { timeout: 600_000 }, async (t) => {
  const browser = await openBrowser();
  t.after(() => browser.close());
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 }, colorScheme, bypassCSP: true });
    for (const file of samplePages()) {
      const page = await context.newPage();
      await page.goto(pathToFileURL(path.join(demoSite, file)).href);
      await page.waitForTimeout(200);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run());
      const serious = violations.filter((one) => ['serious', 'critical'].includes(one.impact));
      assert.deepEqual(serious.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`), [], `${file}, ${colorScheme}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${file} is ${overflow} px wider than a phone`);
      await page.close();
    }
    await context.close();
  }
});
