// Where links lead, and what feed readers and search engines are told.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { elementsOf, hasClass, parseHtml } from './html_tree.mjs';
import { pageText } from './page_text.mjs';
import { filesBelow, readJson, root, temporaryFolder, trialpress, writeTree } from './support.mjs';

const address = 'https://example.org/report';

function buildSite(t, source) {
  const site = path.join(temporaryFolder(t), 'site');
  const built = trialpress(['build', source, '-o', site, '-q', '--base-url', address]);
  assert.equal(built.status, 0, built.stderr);
  return site;
}

const textIn = (element) => element.children.map((one) => (typeof one === 'string' ? one : textIn(one))).join('');
const pagesOf = (site) => filesBelow(site).filter((file) => file.endsWith('.html'));
const readPage = (site, page) => parseHtml(fs.readFileSync(path.join(site, page), 'utf8'));

/** [text, target relative to the site, anchor] of every link of a page that stays on the site. */
function linksOf(site, page) {
  return [...elementsOf(readPage(site, page))].filter((one) => one.tag === 'a' && one.attributes.href).flatMap((one) => {
    const [target, anchor] = one.attributes.href.split('#');
    if (/^(https?|mailto):/.test(target)) return [];
    return [[textIn(one).trim(), target ? path.posix.join(path.posix.dirname(page), target) : page, anchor]];
  });
}

for (const name of ['notebook', 'parameters', 'projects', 'data-sets', 'kept-log']) {
  test(`${name}: links lead to the experiments, runs, parameters and places that they name`, (t) => {
    const site = buildSite(t, path.join(root, 'tests/sites', name, 'runs'));
    // The last part of the line over a heading says whose page it is: one id may be in several projects.
    const owners = new Map(pagesOf(site).filter((page) => /^(experiments|runs|parameters)\//.test(page)).map((page) => [page, ownerOf(site, page)]));
    const ids = new Set(owners.values());
    let followed = 0;
    for (const page of pagesOf(site)) {
      for (const [text, target, anchor] of linksOf(site, page)) {
        assert.ok(fs.existsSync(path.join(site, target)), `${page}: [${text}] leads to ${target}`);
        if (anchor) {
          const found = [...elementsOf(readPage(site, target))].some((one) => one.attributes.id === anchor);
          assert.ok(found, `${page}: [${text}] leads to ${target}#${anchor}`);
        }
        if (!ids.has(text) || !owners.has(target)) continue;
        assert.equal(owners.get(target), text, `${page}: [${text}] leads to ${target}`);
        ++followed;
      }
    }
    assert.ok(followed > 10, `${followed} links followed`);
  });
}

function ownerOf(site, page) {
  const elements = [...elementsOf(readPage(site, page))];
  if (page.startsWith('parameters/')) return textIn(elements.find((one) => one.tag === 'h1')).trim();
  return textIn(elements.find((one) => one.tag === 'title')).split(' · ')[0];
}

test('the sitemap names every page of the site but the one for missing pages', (t) => {
  const site = buildSite(t, path.join(root, 'tests/sites/notebook/runs'));
  const sitemap = fs.readFileSync(path.join(site, 'sitemap.xml'), 'utf8');
  const named = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, page]) => page);
  const pages = pagesOf(site).filter((page) => page !== '404.html').map((page) => `${address}/${page}`);
  assert.ok(pages.includes(`${address}/pages/findings.html`) && pages.includes(`${address}/parameters.html`));
  assert.deepEqual(named.sort(), pages.sort());
});

test('the feed holds the newest 50 experiments, the newest first', (t) => {
  const folder = temporaryFolder(t);
  // Days 1 to 60 from 1 January 2026 on, in an order that is not theirs.
  const dateOf = (day) => new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
  for (let i = 0; i < 60; ++i) {
    const day = ((i * 7) % 60) + 1;
    writeTree(folder, {
      [`runs/E${i}/experiment.md`]: `---\ndate: ${dateOf(day)}\n---\n# Day ${day}\n`,
      [`runs/E${i}/config.json`]: { lr: day },
      [`runs/E${i}/metrics.csv`]: `step,val/loss\n1,${day}\n`,
    });
  }
  const site = buildSite(t, path.join(folder, 'runs'));
  const feed = fs.readFileSync(path.join(site, 'feed.xml'), 'utf8');
  const entries = [...feed.matchAll(/<entry>\n<title>E\d+: Day (\d+)<\/title>[^]*?<updated>([^<]*)T00:00:00Z<\/updated>/g)];
  assert.deepEqual(entries.map(([, day]) => Number(day)), Array.from({ length: 50 }, (_, i) => 60 - i));
  for (const [, day, date] of entries) assert.equal(date, dateOf(Number(day)));
  assert.match(feed, new RegExp(`^<updated>${dateOf(60)}T00:00:00Z</updated>$`, 'm'), 'the feed itself is as new as its newest');
});

test('of more values than a table shows, the best are shown', (t) => {
  const folder = temporaryFolder(t);
  // 205 rates, each with an accuracy of its own; the rates 6 to 205 have the best 200.
  for (let i = 1; i <= 205; ++i) {
    writeTree(folder, {
      [`runs/r${i}/config.json`]: { learning_rate: i },
      [`runs/r${i}/metrics.csv`]: `step,val/accuracy\n1,${i / 1000}\n`,
    });
  }
  const site = buildSite(t, path.join(folder, 'runs'));
  const page = pagesOf(site).find((file) => file.startsWith('parameters/learning-rate'));
  const table = [...elementsOf(readPage(site, page))].find((one) => one.tag === 'table' && one.attributes.id === 'values');
  const shown = [...elementsOf(table)].filter((one) => one.tag === 'th' && one.attributes.scope === 'row').map((one) => Number(textIn(one)));
  assert.deepEqual(shown.sort((a, b) => a - b), Array.from({ length: 200 }, (_, i) => i + 6));
  assert.match(pageText(fs.readFileSync(path.join(site, page), 'utf8')), /^The 200 with the best means of 205 values are shown\./m);
});
