// Every format survives damage: no crash, no hang, no report of a sanitizer. Longer rounds: mutate.mjs.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { readJson, temporaryFolder, trialpress, writeTree } from './support.mjs';
import { makeRandom, damage, mutate } from './damage/mutate.mjs';
import { samples } from './damage/samples.mjs';

test('each undamaged sample is read as runs', (t) => {
  const folder = temporaryFolder(t);
  for (const [format, files] of Object.entries(samples)) {
    for (const [name, content] of Object.entries(files)) {
      const file = `${folder}/${format}/${name}`;
      writeTree(folder, { [`${format}/.keep`]: '' });
      fs.mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true });
      fs.writeFileSync(file, content);
    }
    fs.rmSync(`${folder}/${format}/.keep`);
    const built = trialpress(['build', `${folder}/${format}`, '-o', `${folder}/site`, '-q', '--clean']);
    assert.equal(built.status, 0, `${format}: ${built.stderr}`);
    assert.ok(readJson(folder, 'site/data/runs.json').runs.length > 0, format);
  }
});

test('damage is decided by the seed, and is damage', () => {
  const sample = samples['agent-log'];
  const once = damage(sample, makeRandom(7));
  assert.deepEqual(once, damage(sample, makeRandom(7)));
  const different = Array.from({ length: 20 }, (_, i) => damage(sample, makeRandom(i)).files['results.tsv'].toString('latin1'));
  assert.ok(new Set(different).size > 15);
});

test('damaged inputs of every format neither crash nor hang', { timeout: 600_000 }, () => {
  assert.deepEqual(mutate({ rounds: 3, seed: 1 }), []);
});
