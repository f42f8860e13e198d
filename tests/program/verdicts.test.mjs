// Which runs count, and what is said of a change, from the folder to the page.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readJson, temporaryFolder, trialpress, writeTree } from './support.mjs';

/** The files of a run whose accuracy rises to `best` in its last epoch. */
function run(place, config, epochs, best, status = 'finished') {
  const rows = Array.from({ length: epochs }, (_, i) => `${i + 1},${i + 1},${(best - (epochs - 1 - i) / 100).toFixed(4)}`);
  return { [`${place}/config.json`]: config, [`${place}/summary.json`]: { status },
    [`${place}/metrics.csv`]: `step,epoch,val/accuracy\n${rows.join('\n')}\n` };
}

const note = (id, day, parent) =>
  ({ [`runs/${id}/experiment.md`]: `---\nid: ${id}\ndate: 2026-01-0${day}\n${parent ? `parent: ${parent}\n` : ''}---\n# ${id}\n` });

/** The experiments of a site of these files, by id. */
function experiments(t, tree) {
  const folder = temporaryFolder(t);
  writeTree(folder, tree);
  assert.equal(trialpress(['build', 'runs', '-q'], { cwd: folder }).status, 0);
  const all = readJson(folder, 'site/data/experiments.json').experiments;
  return { folder, of: Object.fromEntries(all.map((one) => [one.id, one])) };
}

test('the same run again and one that did not end are no repeats, and the page says so', (t) => {
  const tree = { ...note('E1', 1), ...note('E2', 2, 'E1') };
  for (const again of [0, 1, 2, 3, 4]) {
    Object.assign(tree, run(`runs/E1/r${again}`, { batch: 16, epochs: 10, seed: 0 }, 10, 0.68));
    Object.assign(tree, run(`runs/E2/r${again}`, { batch: 32, epochs: 10, seed: 0 }, 10, 0.681));
  }
  Object.assign(tree, run('runs/E2/r9', { batch: 32, epochs: 10, seed: 9 }, 2, 0.6, 'running'));
  const { folder, of } = experiments(t, tree);
  assert.equal(of.E2.objective.n, 1);
  assert.ok(Math.abs(of.E2.objective.mean - 0.681) < 1e-12);
  assert.ok(Math.abs(of.E2.versus_parent.estimate - 0.001) < 1e-12);
  assert.equal(of.E2.versus_parent.verdict, 'not tested');
  const page = fs.readFileSync(path.join(folder, 'site', of.E2.page), 'utf8');
  assert.match(page, /r9, still running, at 2 of 10 epochs/);
  assert.match(page, /r1, the same as/);
});

test('a run that was tried twice with one seed counts once', (t) => {
  const tree = { ...note('E1', 1), ...note('E2', 2, 'E1') };
  for (const seed of [1, 2, 3]) {
    Object.assign(tree, run(`runs/E1/seed-${seed}`, { lr: 0.1, epochs: 20, seed }, 20, 0.92 + seed / 100));
    Object.assign(tree, run(`runs/E2/seed-${seed}`, { lr: 0.2, epochs: 20, seed }, 20, 0.93 + seed / 100));
  }
  Object.assign(tree, run('runs/E2/seed-1-first-try', { lr: 0.2, epochs: 20, seed: 1 }, 12, 0.9, 'running'));
  const { folder, of } = experiments(t, tree);
  assert.equal(of.E2.objective.n, 3);
  assert.ok(Math.abs(of.E2.objective.mean - 0.95) < 1e-12);
  assert.match(fs.readFileSync(path.join(folder, 'site', of.E2.page), 'utf8'), /seed-1-first-try, stopped at 12 of 20 epochs/);
});

test('the noise of one experiment is not that of single runs', (t) => {
  const tree = { ...note('E1', 1), ...note('E2', 2, 'E1'), ...note('E3', 3, 'E2'),
    ...run('runs/E2/s0', { task_size: 2, seed: 0 }, 3, 0.92), ...run('runs/E3/s0', { task_size: 3, seed: 0 }, 3, 0.052) };
  for (const seed of [0, 1, 2, 3])
    Object.assign(tree, run(`runs/E1/s${seed}`, { task_size: 1, seed }, 3, 0.4 + seed / 10));
  const { of } = experiments(t, tree);
  for (const id of ['E2', 'E3']) {
    assert.equal(of[id].versus_parent.verdict, 'not tested');
    assert.equal(of[id].versus_parent.low, null);
    assert.equal(of[id].versus_parent.p, null);
  }
  assert.match(of.E3.versus_parent.sentence, /92\.0 → 5\.2.*one run each, not tested/);
});

test('a difference whose interval reaches the smallest one of interest is not clearly better', (t) => {
  const tree = { 'runs/trialpress.json': { smallest_effect: 0.01 }, ...note('E1', 1), ...note('E2', 2, 'E1') };
  for (const [seed, before, after] of [[0, 0.9, 0.9105], [1, 0.901, 0.912], [2, 0.902, 0.9135]]) {
    Object.assign(tree, run(`runs/E1/s${seed}`, { lr: 0.1, seed }, 3, before));
    Object.assign(tree, run(`runs/E2/s${seed}`, { lr: 0.2, seed }, 3, after));
  }
  const { of } = experiments(t, tree);
  const change = of.E2.versus_parent;
  assert.ok(change.estimate > 0.01 && change.low < 0.01, JSON.stringify(change));
  assert.equal(change.verdict, 'too close to call');
});
