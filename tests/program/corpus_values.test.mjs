// Values on the site of real runs against the same values read from the files by another program, corpus_values.py.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { needsShared, readJson, root, shared, temporaryFolder, trialpress } from './support.mjs';

const python = spawnSync('python3', ['--version']).status === 0 ? false : 'skipped: python3 is not there';
const skip = needsShared('corpus') || python;

/** Numbers that JSON cannot say are written as text. */
const number = (value) => (typeof value === 'string' && /^(NaN|-?Infinity)$/.test(value) ? Number(value) : value);

const secondOf = (time) => time.replace(/\.\d+/, '');

/** What the site says for one fact of the other program; undefined if it says nothing. */
function onSite(run, { what, name }) {
  const series = run.series.find((one) => one.name === name);
  const named = (values) => values[name] ?? values[Object.keys(values).find((key) => key.endsWith(`.${name}`))];
  switch (what) {
    case 'first':
    case 'last':
    case 'min':
      return number(series?.[what].value);
    case 'min_step':
      return series?.min.step;
    case 'min_epoch':
      return series?.min.epoch;
    case 'last_step':
      return series?.last.step;
    case 'last_epoch':
      return series?.last.epoch;
    case 'points':
      return series?.points;
    case 'config':
    case 'summary':
      return number(named(run[what]));
    case 'started_second':
      return secondOf(run.started_at);
    case 'finished_second':
      return secondOf(run.finished_at);
    default:
      return run[what];
  }
}

/** Settings of a run that its experiment tells otherwise, unless its runs differ in them. */
function againstExperiment(run, experiments, { what, name, value }) {
  if (what !== 'config') return [];
  const experiment = experiments.find((one) => one.runs.includes(run.id));
  if (!(name in experiment.config) || experiment.config[name] === value) return [];
  return [`experiment ${experiment.id}: ${name} is ${experiment.config[name]}, ${value} in the files`];
}

/** The run that comes from a file or folder, and is called so there. */
function findRun(runs, fact) {
  const found = runs.filter(
    (run) =>
      run.files.some((file) => file === fact.run || file.startsWith(`${fact.run}/`)) &&
      (fact.named === undefined || [run.name, run.id].includes(fact.named) || run.id.endsWith(`/${fact.named}`)),
  );
  assert.equal(found.length, 1, `${fact.format}, ${fact.repository}: runs of ${fact.run} ${fact.named ?? ''}`);
  return found[0];
}

function readFacts() {
  const script = path.join(root, 'tests/program/corpus_values.py');
  const result = spawnSync('python3', ['-B', script, path.join(shared, 'corpus')], { encoding: 'utf8' });
  assert.equal(result.status, 0, result.stderr);
  return JSON.parse(result.stdout);
}

const facts = skip ? [] : readFacts();
test('values of the site are those in the files', { skip }, async (t) => {
  const groups = new Map();
  for (const fact of facts) groups.set(fact.format, [...(groups.get(fact.format) ?? []), fact]);
  for (const [format, expected] of groups) {
    await t.test(`${format}: ${expected.length} values`, (t) => {
      const wrong = [];
      for (const repository of new Set(expected.map((fact) => fact.repository))) {
        const folder = temporaryFolder(t);
        const { folder: kind } = expected.find((fact) => fact.repository === repository);
        const source = path.join(shared, 'corpus', kind, repository);
        const built = trialpress(['build', source, '-o', path.join(folder, 'site'), '-q']);
        assert.equal(built.status, 0, built.stderr);
        const { runs } = readJson(folder, 'site/data/runs.json');
        const { experiments } = readJson(folder, 'site/data/experiments.json');
        for (const fact of expected.filter((one) => one.repository === repository)) {
          const run = findRun(runs, fact);
          wrong.push(...againstExperiment(run, experiments, fact));
          const got = onSite(run, fact);
          if (!Object.is(got, fact.value)) {
            wrong.push(`${repository}, run ${run.id}: ${fact.what} ${fact.name} is ${got}, ${fact.value} in the files`);
          }
        }
      }
      assert.deepEqual(wrong, []);
    });
  }
});
