// The data files of the demo report, and of small sites: they keep to their schemas, and their numbers are those of the runs.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { demoSite, filesBelow, readJson, root, temporaryFolder, trialpress } from './support.mjs';

const names = ['site', 'experiments', 'runs', 'parameters', 'best', 'journal', 'notices', 'health', 'changes'];

const validatorOf = (schema) =>
  new Ajv({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true }).compile(schema);

for (const name of names) {
  test(`data/${name}.json keeps to its schema`, () => {
    const document = readJson(demoSite, `data/${name}.json`);
    const validate = validatorOf(readJson(demoSite, 'data', document.$schema));
    assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 5), null, 1));
    const [list] = Object.values(document).filter(Array.isArray);
    if (list && name !== 'notices' && name !== 'health' && name !== 'changes') assert.ok(list.length > 0, 'the list is not empty');
  });
}

test('data files of small sites keep to their schemas, each of them with something in it', (t) => {
  const filled = new Set();
  for (const name of ['course', 'health', 'kept-log', 'leaderboard', 'notebook', 'objectives', 'parameters', 'projects', 'refocused', 'suite', 'turned']) {
    const site = path.join(temporaryFolder(t), 'site');
    for (const part of ['before', 'runs'].map((one) => path.join(root, 'tests/sites', name, one)).filter(fs.existsSync)) {
      assert.equal(trialpress(['build', part, '-o', site, '-q']).status, 0, part);
    }
    for (const file of names) {
      const document = readJson(site, `data/${file}.json`);
      const validate = validatorOf(readJson(site, 'data', document.$schema));
      assert.ok(validate(document), `${name}/${file}: ${JSON.stringify(validate.errors?.slice(0, 5), null, 1)}`);
      if (Object.values(document).some((list) => Array.isArray(list) && list.length > 0)) filled.add(file);
    }
  }
  assert.deepEqual([...filled].sort(), [...names].sort());
});

/** Rows of a simple CSV without quotes, as objects; written here so that nothing is shared with the program. */
function readCsv(file) {
  const [header, ...lines] = fs.readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const keys = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(keys.map((key, i) => [key, cells[i] ?? '']));
  });
}

function metricsOf(run) {
  const file = run.files.find((name) => name.endsWith('metrics.csv'));
  return readCsv(path.join(root, 'content/experiments', file));
}

test('every run of the demo is on the site with all its rows', () => {
  const { runs } = readJson(demoSite, 'data/runs.json');
  const folders = filesBelow(path.join(root, 'content/experiments')).filter((file) => file.endsWith('/config.json'));
  assert.equal(runs.length, folders.length);
  for (const run of runs) {
    const rows = metricsOf(run);
    for (const series of run.series) {
      const logged = rows.filter((row) => row[series.name] !== '' && !Number.isNaN(Number(row[series.name].replace(/^nan$/i, '0'))));
      const cut = rows.length > 0 && run.damaged ? 1 : 0;
      assert.ok(logged.length - series.points <= 1 + cut && series.points <= logged.length,
        `${run.id} ${series.name}: ${series.points} of ${logged.length}`);
      if (run.status === 'finished') assert.equal(series.points, logged.length, `${run.id} ${series.name}`);
    }
  }
});

test('the objective of each experiment is the mean of the best values of its runs', () => {
  const { runs } = readJson(demoSite, 'data/runs.json');
  const { experiments } = readJson(demoSite, 'data/experiments.json');
  let compared = 0;
  for (const experiment of experiments) {
    if (experiment.status !== 'finished') continue;
    const bests = experiment.runs.map((id) => {
      const run = runs.find((one) => one.id === id);
      return Math.max(...metricsOf(run).map((row) => row['val/accuracy']).filter((cell) => cell).map(Number));
    });
    const mean = bests.reduce((sum, value) => sum + value, 0) / bests.length;
    const sd = Math.sqrt(bests.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (bests.length - 1));
    assert.ok(Math.abs(experiment.objective.mean - mean) < 1e-12, experiment.id);
    assert.ok(Math.abs(experiment.objective.sd - sd) < 1e-9, experiment.id);
    // t(0.975, 2) = 4.302652729749464 (any table); only three repeats are checked with it.
    if (bests.length === 3) {
      const half = 4.302652729749464 * sd / Math.sqrt(3);
      assert.ok(Math.abs(experiment.objective.high - experiment.objective.low - 2 * half) < 1e-9, experiment.id);
    }
    ++compared;
  }
  assert.ok(compared >= 12, `${compared} experiments compared`);
});

test('the best for accuracy has the best mean of all finished experiments', () => {
  const { best } = readJson(demoSite, 'data/best.json');
  const { experiments } = readJson(demoSite, 'data/experiments.json');
  const winner = experiments.find((one) => one.id === best.find((one) => one.purpose === 'accuracy').experiment);
  for (const one of experiments.filter((e) => e.status === 'finished')) {
    assert.ok(one.objective.mean <= winner.objective.mean, one.id);
  }
});

test('every page that the data names is there', () => {
  const pages = [...readJson(demoSite, 'data/experiments.json').experiments, ...readJson(demoSite, 'data/runs.json').runs];
  for (const { page } of pages) assert.ok(fs.existsSync(path.join(demoSite, page)), page);
});
