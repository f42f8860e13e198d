// Tables to download: no cell is a formula to a spreadsheet, and every number stays one.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { csvRows } from './data_text.mjs';
import { temporaryFolder, trialpress, writeTree } from './support.mjs';

// What makes a spreadsheet take a cell for a formula, or strip a character and then do so (OWASP, CSV injection).
const starts = {
  equals: '=', plus: '+', minus: '-', at: '@', tab: '\t', return: '\r',
  'wide-equals': '\uff1d', 'wide-plus': '\uff0b', 'wide-minus': '\uff0d', 'wide-at': '\uff20',
};

function buildTables(t) {
  const folder = temporaryFolder(t);
  for (const [name, start] of Object.entries(starts)) {
    writeTree(folder, {
      [`runs/${name}/experiment.md`]: `# ${name}\n\n**Decision:** keep, because ${start}cmd|' /C calc'!A0\n`,
      [`runs/${name}/config.json`]: { lr: 0.1, note: name, seed: `${start}1+1` },
      [`runs/${name}/metrics.csv`]: 'step,val/loss\n1,-0.5\n2,-0.75\n',
    });
  }
  for (const start of ['=', '+', '-', '@']) {
    writeTree(folder, {
      [`runs/${start}id/experiment.md`]: '# A name\n',
      [`runs/${start}id/config.json`]: { lr: 0.1, note: start },
      [`runs/${start}id/metrics.csv`]: 'step,val/loss\n1,-0.5\n',
    });
  }
  const built = trialpress(['build', 'runs', '-o', 'site', '-q'], { cwd: folder });
  assert.equal(built.status, 0, built.stderr);
  return Object.fromEntries(['experiments', 'runs'].map((name) => {
    const [titles, ...rows] = csvRows(fs.readFileSync(path.join(folder, 'site/data', `${name}.csv`), 'utf8'));
    return [name, rows.filter((row) => row.length > 1).map((row) => Object.fromEntries(titles.map((title, i) => [title, row[i]])))];
  }));
}

test('no cell of an export is a formula, and none loses its text', (t) => {
  const { experiments, runs } = buildTables(t);
  assert.equal(experiments.length, 14);
  assert.equal(runs.length, 14);
  for (const row of [...experiments, ...runs]) {
    for (const [title, cell] of Object.entries(row)) {
      if (/^-?\d+(\.\d+)?(e-?\d+)?$/.test(cell)) continue;
      assert.doesNotMatch(cell, /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/, `${title}: ${JSON.stringify(cell)}`);
    }
  }
  for (const [name, start] of Object.entries(starts)) {
    const seed = runs.find((row) => row.experiment === name).seed;
    assert.ok(seed.startsWith("'") && seed.endsWith('1+1'), `the seed of ${name} is guarded: ${JSON.stringify(seed)}`);
    if (!/\s/.test(start)) assert.equal(seed, `'${start}1+1`);
  }
  for (const start of ['=', '+', '-', '@']) {
    assert.ok(experiments.some((row) => row.id === `'${start}id`), `an experiment called ${start}id`);
    assert.ok(runs.some((row) => row.run === `'${start}id`), `a run called ${start}id`);
  }
  for (const start of ['=', '@']) {
    assert.ok(experiments.some((row) => row.decision_reason.startsWith(`'${start}cmd`)), `a reason that starts with ${start}`);
  }
});

test('numbers below zero stay numbers', (t) => {
  const { experiments, runs } = buildTables(t);
  assert.equal(experiments.find((row) => row.id === 'equals').mean, '-0.75');
  const { first, last, min, max } = runs.find((row) => row.experiment === 'equals');
  assert.deepEqual({ first, last, min, max }, { first: '-0.5', last: '-0.75', min: '-0.75', max: '-0.5' });
});
