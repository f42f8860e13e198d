// What a reader reads, against the texts of tests/golden: pages, data files and the terminal, of small sites.
// UPDATE_EXPECTED=1 writes these texts anew. Read what changed before committing it: the numbers of each site can be
// worked out by hand from its runs, and a golden text says what is right, not what came out.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { csvText, jsonText } from './data_text.mjs';
import { pageText } from './page_text.mjs';
import { filesBelow, root, temporaryFolder, trialpress } from './support.mjs';

// By site: pages, by the names of their files without the digits that keep equal names apart; data files.
const sites = {
  'changed-data': ['index', 'experiments', 'environment', 'experiments/exp002', 'experiments/exp003'],
  changes: ['index', 'experiments', 'experiments/two'],
  course: ['experiments/overfits', 'experiments/rests', 'runs/overfits-seed1', 'runs/diverges', 'runs/explodes', 'runs/gap', 'runs/improves',
    'runs/leaps', 'runs/rests-seed1', 'runs/slows', 'runs/straight', 'sources'],
  'data-sets': ['index', 'experiments', 'sources'],
  health: ['sources'],
  'kept-log': ['index', 'experiments/exp001', 'sources'],
  leaderboard: ['index', 'experiments'],
  loop: ['index', 'experiments'],
  notebook: ['index', 'experiments', 'best', 'parameters', 'parameters/learning-rate', 'journal', 'environment', 'sources',
    'report', '404', 'pages/findings', 'experiments/exp001', 'experiments/exp002', 'experiments/exp003',
    'experiments/exp004', 'experiments/exp005', 'runs/exp002-seed1', 'runs/exp004-seed1', 'runs/exp004-seed2',
    'data/experiments.csv', 'data/runs.csv', 'data/journal.json', 'data/notices.json', 'data/health.json', 'feed.xml'],
  objectives: ['index', 'experiments', 'best', 'experiments/deep', 'sources'],
  'odd-series': ['index', 'runs/a'],
  parameters: ['index', 'best', 'parameters', 'parameters/learning-rate', 'parameters/momentum', 'data/parameters.json'],
  projects: ['index', 'experiments', 'best', 'journal', 'environment', 'report', 'runs/apples-1-seed1'],
  rebuilt: ['index', 'data/changes.json', 'feed.xml'],
  refocused: ['index'],
  repeats: ['index', 'experiments/exp001', 'experiments/exp002', 'runs/exp002-seed1', 'data/site.json',
    'data/experiments.json', 'data/runs.json', 'data/best.json'],
  search: ['parameters', 'parameters/width'],
  suite: ['index', 'experiments'],
  'trade-off': ['index', 'best'],
  turned: ['index'],
  unstable: ['experiments/apart'],
};

// By site: what is asked on the terminal, in the folder of the site.
const commands = {
  notebook: ['check runs', 'check runs --strict', 'list runs', 'list runs --sources', 'best runs', 'diff EXP001 EXP002 runs', 'diff EXP002 EXP003 runs',
    'diff EXP004 EXP005 runs'],
  'changed-data': ['list runs', 'diff EXP001 EXP002 runs'],
  'data-sets': ['list runs', 'best runs'],
  'kept-log': ['check runs', 'list runs --sources', 'diff EXP001 EXP003 runs'],
  leaderboard: ['list runs'],
  loop: ['list runs'],
  objectives: ['list runs', 'diff plain deep runs'],
  projects: ['list runs', 'best runs'],
  repeats: ['best runs'],
  suite: ['list runs', 'best runs'],
};

const update = process.env.UPDATE_EXPECTED === '1';
const versionless = (text) => text.replace(/(trialpress |version = ")\d+\.\d+\.\d+/gi, '$1VERSION');
const nameOf = (what) => `${what.replaceAll(/[/ ]/g, '-')}.txt`;

function compare(name, what, text) {
  const expected = path.join(root, 'tests/golden', name, nameOf(what));
  if (update) {
    fs.mkdirSync(path.dirname(expected), { recursive: true });
    fs.writeFileSync(expected, text);
  }
  assert.deepEqual(text.split('\n'), fs.readFileSync(expected, 'utf8').split('\n'), `${name}: ${what}`);
}

/** The file of a site that is called so, whatever digits follow its name. */
function findFile(site, what) {
  if (what.includes('.')) return path.join(site, what);
  const called = filesBelow(site).filter((file) => file.endsWith('.html'));
  const found = called.filter((file) => file.replace(/(-[0-9a-f]{8})?\.html$/, '') === what);
  assert.equal(found.length, 1, `pages called ${what}: ${found.join(', ') || `none of ${called.join(' ')}`}`);
  return path.join(site, found[0]);
}

/** What is compared of a file. The formulas are the same on every site, so they are told of one. */
function textOf(name, what, content) {
  if (what.endsWith('.json')) return versionless(jsonText(content));
  if (what.endsWith('.csv')) return csvText(content);
  // What changed is called by a hash of all its digits.
  if (what.endsWith('.xml')) return versionless(content).replace(/(urn:trialpress:change:)[0-9a-f]{16}/g, '$1ID');
  const text = versionless(pageText(content, { frame: what === 'index' }));
  return what === 'sources' && name !== 'notebook' ? text.slice(0, text.indexOf('\n## How numbers were computed')) : text;
}

/** The site of a case; where runs were different before, it is built over that of before. */
function buildCase(t, name) {
  const site = path.join(temporaryFolder(t), 'site');
  for (const part of ['before', 'runs']) {
    const source = path.join(root, 'tests/sites', name, part);
    if (part === 'before' && !fs.existsSync(source)) continue;
    const built = trialpress(['build', source, '-o', site, '-q', '--base-url', 'https://example.org/report']);
    assert.equal(built.status, 0, built.stderr);
  }
  return site;
}

for (const [name, files] of Object.entries(sites)) {
  test(`${name}: pages and data say what they should`, async (t) => {
    const site = buildCase(t, name);
    for (const what of files) {
      await t.test(what, () => compare(name, what, textOf(name, what, fs.readFileSync(findFile(site, what), 'utf8'))));
    }
  });
}

for (const [name, asked] of Object.entries(commands)) {
  for (const command of asked) {
    test(`${name}: trialpress ${command} prints what it should`, () => {
      const cwd = path.join(root, 'tests/sites', name);
      const { status, stdout, stderr } = trialpress(command.split(' '), { cwd, env: { ...process.env, COLUMNS: '' } });
      const errors = stderr ? `--- and on the standard error output\n${stderr}` : '';
      compare(name, `trialpress ${command}`, versionless(`exit code ${status}\n${stdout}${errors}`));
    });
  }
}

test('every golden text is compared with something', () => {
  const compared = [...Object.entries(sites).flatMap(([name, files]) => files.map((what) => `${name}/${nameOf(what)}`)),
    ...Object.entries(commands).flatMap(([name, asked]) => asked.map((one) => `${name}/${nameOf(`trialpress ${one}`)}`))];
  compared.push('sentences.txt'); // by tests/words/sentences_test.cpp
  assert.deepEqual(filesBelow(path.join(root, 'tests/golden')), compared.sort());
});
