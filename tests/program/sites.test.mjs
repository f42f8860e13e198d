// Small sites about one thing each: tests/sites/<case>/runs, and in expected.json the values worked out by hand.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { filesBelow, readJson, root, temporaryFolder, trialpress } from './support.mjs';

/** The value at "file.json#/a/0/b" (a JSON pointer, RFC 6901). */
function valueAt(site, place) {
  const [file, pointer] = place.split('#');
  const parts = pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.reduce((value, part) => value?.[part], readJson(site, 'data', file));
}

/** What a reader sees of a page: no markup, one kind of space. */
function textOf(html) {
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" };
  const text = html.replace(/<(script|svg)\b.*?<\/\1>/gs, '').replace(/<[^>]*>/g, '');
  return text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name) => entities[name]).replace(/\s+/g, ' ');
}

for (const name of fs.readdirSync(path.join(root, 'tests/sites')).sort()) {
  const folder = path.join(root, 'tests/sites', name);
  const expected = readJson(folder, 'expected.json');
  test(`${name}: ${expected.about}`, (t) => {
    const site = path.join(temporaryFolder(t), 'site');
    const built = trialpress(['build', path.join(folder, 'runs'), '-o', site, '-q']);
    assert.equal(built.status, 0, built.stderr);
    for (const [place, value] of Object.entries(expected.values)) {
      const actual = valueAt(site, place);
      if (typeof value === 'number') assert.ok(Math.abs(actual - value) < 1e-12, `${place}: ${actual}, ${value} expected`);
      else assert.deepEqual(actual, value, place);
    }
    for (const [page, sentences] of Object.entries(expected.says ?? {})) {
      const text = textOf(fs.readFileSync(path.join(site, page), 'utf8'));
      for (const sentence of sentences) assert.ok(text.includes(sentence), `${page} does not say "${sentence}"`);
    }
    for (const text of expected.absent ?? []) {
      for (const file of filesBelow(site).filter((one) => /\.(html|json)$/.test(one))) {
        assert.ok(!fs.readFileSync(path.join(site, file), 'utf8').includes(text), `${file} says "${text}"`);
      }
    }
  });
}
