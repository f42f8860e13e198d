// The commands that print what was found: list, best, diff.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readJson, temporaryFolder, trialpress, writeTree } from './support.mjs';

// Means and deviations by hand: A (0.5, 0.7): mean 0.6, sd 0.1414; B (0.8, 0.9): mean 0.85, sd 0.0707.
const twoExperiments = {
  'runs/A/experiment.md': '---\ndate: 2026-01-01\n---\n# Small rate\n',
  'runs/A/1/config.json': { lr: 0.1, seed: 1 },
  'runs/A/1/metrics.csv': 'step,val/accuracy\n1,0.25\n2,0.5\n',
  'runs/A/2/config.json': { lr: 0.1, seed: 2 },
  'runs/A/2/metrics.csv': 'step,val/accuracy\n1,0.3\n2,0.7\n',
  'runs/B/experiment.md': '---\ndate: 2026-01-02\nparent: A\n---\n# Larger rate\n\n**Decision:** keep, since it is better\n',
  'runs/B/1/config.json': { lr: 0.2, seed: 1 },
  'runs/B/1/metrics.csv': 'step,val/accuracy\n1,0.5\n2,0.8\n',
  'runs/B/2/config.json': { lr: 0.2, seed: 2 },
  'runs/B/2/metrics.csv': 'step,val/accuracy\n1,0.5\n2,0.9\n',
};

function workspace(t, tree = twoExperiments) {
  const folder = temporaryFolder(t);
  writeTree(folder, tree);
  return { folder, run: (...args) => trialpress(args, { cwd: folder, env: { ...process.env, COLUMNS: '' } }) };
}

test('list prints one line an experiment', (t) => {
  const { folder, run } = workspace(t);
  const listed = run('list', 'runs');
  assert.equal(listed.status, 0, listed.stderr);
  const [heading, titles, first, second, ...rest] = listed.stdout.trimEnd().split('\n');
  assert.match(heading, /^validation accuracy \(best value\), higher is better \(guessed\), 2 experiments$/);
  assert.match(titles, /^id +date +title +objective +change +decision$/);
  assert.match(first, /^A +2026-01-01 +Small rate +60\.0 % \(50\.0 %, 70\.0 %\) \(2\) +baseline +open$/);
  assert.match(second, /^B +2026-01-02 +Larger rate +85\.0 % \(80\.0 %, 90\.0 %\) \(2\) +lr 0\.1 → 0\.2 +keep$/);
  assert.deepEqual(rest, []);
  assert.ok(!fs.existsSync(path.join(folder, 'site')), 'nothing is written');
});

test('lines of list fit the terminal', (t) => {
  const title = 'A title of a hundred characters '.repeat(4);
  const { folder } = workspace(t, { ...twoExperiments, 'runs/A/experiment.md': `# ${title}\n` });
  for (const columns of [60, 80, 120]) {
    const listed = trialpress(['list', 'runs'], { cwd: folder, env: { ...process.env, COLUMNS: String(columns) } });
    for (const line of listed.stdout.split('\n').slice(1)) assert.ok([...line].length <= columns, `${columns}: ${line}`);
    assert.doesNotMatch(listed.stdout, /\x1b/);
  }
});

test('list reads a table of results by any metric that the analysis knows', (t) => {
  const { run } = workspace(t, {
    'alone/results.csv': 'model,lr,jaccard\nunet,0.1,0.71\nfpn,0.1,0.74\nsegformer,0.01,0.79\n',
    'beside/results.csv': 'model,lr,jaccard,accuracy\nunet,0.1,0.71,0.90\nfpn,0.1,0.74,0.91\nsegformer,0.01,0.79,0.95\n',
  });
  for (const folder of ['alone', 'beside']) {
    const listed = run('list', folder);
    assert.equal(listed.status, 0, listed.stderr);
    assert.match(listed.stdout, /^results: jaccard index, higher is better \(guessed\), 3 experiments$/m);
    assert.match(listed.stdout, /lr 0\.1 → 0\.01/);
    assert.doesNotMatch(listed.stdout, /jaccard 0/, 'a result is no changed parameter');
  }
});

test('list and best --json are the data files of the site', (t) => {
  const { folder, run } = workspace(t);
  assert.equal(run('build', 'runs').status, 0);
  for (const [command, file] of [['list', 'experiments.json'], ['best', 'best.json']]) {
    const printed = run(command, 'runs', '--json');
    assert.equal(printed.status, 0, printed.stderr);
    assert.equal(printed.stdout, fs.readFileSync(path.join(folder, 'site/data', file), 'utf8'));
  }
});

test('best prints the configuration to copy', (t) => {
  const { run } = workspace(t);
  const best = run('best', 'runs');
  assert.equal(best.status, 0, best.stderr);
  assert.match(best.stdout, /^best for accuracy: B Larger rate\n {2}validation accuracy \(best value\) 85\.0 % \(80\.0 %, 90\.0 %\) \(2\)\n/);
  assert.match(best.stdout, /\n {2}lr = 0\.2\n/);
});

test('diff says what changed and what it did', (t) => {
  const { folder, run } = workspace(t);
  const diff = run('diff', 'A', 'b', 'runs');
  assert.equal(diff.status, 0, diff.stderr);
  assert.match(diff.stdout, /\nlr +0\.1 +0\.2\n/);
  assert.match(diff.stdout, /\nval\/accuracy +60\.0 % \(50\.0 %, 70\.0 %\) \(2\) +85\.0 % \(80\.0 %, 90\.0 %\) \(2\) +\+25\.0 points\n/);
  const { experiment, versus } = JSON.parse(run('diff', 'A', 'B', 'runs', '--json').stdout);
  assert.equal(experiment, 'B');
  assert.equal(versus.experiment, 'A');
  assert.ok(Math.abs(versus.estimate - 0.25) < 1e-12);
  assert.equal(run('build', 'runs').status, 0);
  const { experiments } = readJson(folder, 'site/data/experiments.json');
  assert.deepEqual(versus, experiments.find(({ id }) => id === 'B').versus_parent);
});

test('an id that is not known is wrong usage and names a near one', (t) => {
  const { run } = workspace(t, {
    'runs/EXP001/a/config.json': { lr: 1 }, 'runs/EXP001/a/metrics.csv': 'step,loss\n1,2\n',
    'runs/EXP001/experiment.md': '# One\n',
  });
  const diff = run('diff', 'EXP001', 'EXP0O1', 'runs');
  assert.equal(diff.status, 2);
  assert.match(diff.stderr, /no experiment is called "EXP0O1"; did you mean "EXP001"\?/);
  assert.equal(diff.stdout, '');
  assert.equal(run('diff', 'EXP001').status, 2, 'two ids are needed');
});

test('list --sources says what was recognised where and why', (t) => {
  const tree = { 'logs/notes/readme.txt': 'nothing', 'logs/.aim/run_metadata.sqlite': 'SQLite format 3\0' };
  for (let i = 0; i < 12; ++i) {
    tree[`logs/lightning_logs/version_${i}/metrics.csv`] = 'epoch,step,train_loss\n0,1,0.5\n';
    tree[`logs/lightning_logs/version_${i}/hparams.yaml`] = 'lr: 0.1\n';
  }
  tree['logs/csv/curve.csv'] = 'step,loss\n1,0.5\n';
  const { run } = workspace(t, tree);
  const listed = run('list', '--sources', 'logs');
  assert.equal(listed.status, 0, listed.stderr);
  assert.match(listed.stdout, /^logs\n/);
  assert.match(listed.stdout, /\n {2}csv\/curve\.csv +1 run +\S/);
  assert.match(listed.stdout, /\n {2}lightning_logs\/version_0 … version_11 +12 runs +metrics\.csv with hparams\.yaml: .*Lightning/);
  assert.match(listed.stdout, /\n13 runs; walked \d+ folders, looked at 26 files, of which 1 belongs to no run\n/);
  assert.match(listed.stdout, /\n {2}format-declined +1 +logs\/\.aim\S* +runs of Aim/);
  const report = JSON.parse(run('list', '--sources', 'logs', '--json').stdout);
  assert.equal(report.runs, 13);
  assert.equal(report.found.length, 13, 'nothing is folded for scripts');
  assert.deepEqual(report.found[2].place, 'lightning_logs/version_1');
  assert.deepEqual(report.found[2].files, ['lightning_logs/version_1/metrics.csv', 'lightning_logs/version_1/hparams.yaml']);
});

test('list --sources counts and names runs that left nothing', (t) => {
  const { run } = workspace(t, {
    'runs/a/config.json': { lr: 1 }, 'runs/a/metrics.csv': 'step,loss\n1,2\n', 'runs/b/config.json': { lr: 2 },
  });
  const listed = run('list', '--sources', 'runs');
  assert.equal(listed.status, 0, listed.stderr);
  assert.match(listed.stdout, /\n1 run left neither a metric nor a result\n {2}b\n/);
});

test('without a run the lists end with 3, and --sources still says what was looked at', (t) => {
  const { run } = workspace(t, { 'empty/readme.txt': 'nothing here' });
  for (const args of [['list'], ['best'], ['diff', 'A', 'B']]) {
    const ended = run(...args, 'empty');
    assert.equal(ended.status, 3, args.join(' '));
    assert.match(ended.stderr, /list --sources/);
  }
  const sources = run('list', '--sources', 'empty');
  assert.equal(sources.status, 3);
  assert.match(sources.stdout, /nothing recognised\n\n0 runs; walked 1 folder, looked at 1 file, of which 1 belongs to no run/);
});

test('without a run, what is there is named by kind, count and folder, with what would make it readable', (t) => {
  const { run } = workspace(t, {
    'out/a/plot.png': 'x', 'out/b/plot.png': 'x',
    'out/models.json': { resnet: { best: { accuracy: 0.9 }, all: [{ a: 1 }] }, vgg: { best: { accuracy: 0.8 }, all: [{ a: 2 }] } },
    'out/notes/run.txt': 'Started at noon\nvalue 12 of something\n',
  });
  for (const args of [['build', 'out', '-o', 'site'], ['list', 'out']]) {
    const { status, stderr } = run(...args);
    assert.equal(status, 3);
    assert.match(stderr, /no run found/);
    assert.match(stderr, /\n {2}1 text file in out\/notes\/run\.txt \(lines like "value 12 of something"\): a text log is read if/);
    assert.match(stderr, /\n {2}1 JSON file in out\/models\.json \(members "resnet", "vgg"\): it holds several runs/);
    assert.match(stderr, /\n {2}2 pictures and films in out: no numbers are read from pictures/);
  }
  const sources = run('list', '--sources', 'out');
  assert.match(sources.stdout, /\nnot read\n {2}1 text file in out\/notes\/run\.txt/);
  const report = JSON.parse(run('list', '--sources', 'out', '--json').stdout);
  assert.deepEqual(report.not_read.map((one) => one.what), ['1 text file', '1 JSON file', '2 pictures and films']);
});

test('list --sources counts runs as the report does, also where a log tells of them', (t) => {
  const log = '| Experiment ID | Date | Base Accuracy | New Accuracy | Parameter Changed | Old Value | New Value |\n' +
    '|---|---|---|---|---|---|---|\n| EXP001 | 2024-05-01 | 85.5% | 87.2% | lr | 1 | 2 |\n| EXP002 | 2024-05-02 | 85.5% | 88.2% | lr | 1 | 3 |\n';
  const { run } = workspace(t, {
    'w/trialpress.json': { title: 'T' }, 'w/pages/about.md': '# About', 'w/log.md': log,
    'w/EXP001/metrics.csv': 'step,val/accuracy\n1,0.872\n', 'w/EXP001/config.json': { lr: 2 },
  });
  const built = run('build', 'w', '-o', 'site');
  const runs = Number(/(\d+) runs? of/.exec(built.stdout)[1]);
  const report = JSON.parse(run('list', '--sources', 'w', '--json').stdout);
  assert.equal(report.runs, runs);
  assert.equal(report.found.reduce((sum, one) => sum + one.measured, 0), 1, 'EXP001 is measured');
  assert.equal(report.skipped_files, 0, 'settings and pages are read');
});

// What each option does, in the words of its help; how a page of help is laid out is the library's.
const help = {
  '': ['build Read runs and write the report', 'check Read runs and print problems only; exit with 1 if there is any error',
    'list Print the log: one line an experiment', 'best Print the best configurations',
    'diff Print what differs between two experiments, and what it did'],
  build: ['DIR=site Folder of the site', '--strict Exit with 1 and leave the old site in place if there is any warning or error',
    '--publish-anyway Publish also where a disk or network failed to read (else exit with 1 and leave the old site in place)',
    '--clean Write every file anew, also unchanged ones', '--timings Print what each stage took',
    '--base-url URL Address the site will have, for the feed and the sitemap', '--since SITE Site to compare with'],
  check: ['--strict Exit with 1 if there is any warning, too', '--regressions Print experiments that are new and worse or failed'],
  list: ['--sources Print what was recognised where and why', '--json Print JSON'],
  best: ['--config FILE Settings to use instead of the workspace\'s trialpress.json', '--json Print JSON'],
  diff: ['A TEXT REQUIRED Id of the experiment to compare with', 'B TEXT REQUIRED Id of the other experiment', '--json Print JSON'],
};

for (const [command, sentences] of Object.entries(help)) {
  test(`trialpress ${command} --help says what can be asked`, () => {
    const { status, stdout } = trialpress([...(command ? [command] : []), '--help']);
    assert.equal(status, 0);
    const text = stdout.replace(/\s+/g, ' ');
    for (const sentence of sentences) assert.ok(text.includes(sentence), `"${sentence}" is not in ${text}`);
  });
}
