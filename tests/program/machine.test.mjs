// What a machine does to a build: no temporary folder, a failing disk, an old kernel, a full pipe, a job log of GitHub.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { contents, filesBelow, program, readJson, temporaryFolder, trialpress, writeTree } from './support.mjs';

const curve = 'step,loss\n0,1\n1,0.5\n';

function place(t, tree) {
  const folder = temporaryFolder(t);
  writeTree(path.join(folder, 'runs'), tree);
  return { folder, runs: path.join(folder, 'runs'), site: path.join(folder, 'site') };
}
const twoRuns = { 'a/config.json': { lr: 1 }, 'a/metrics.csv': curve, 'b/config.json': { lr: 2 }, 'b/metrics.csv': curve };

test('no temporary folder is needed', (t) => {
  const { runs, site, folder } = place(t, twoRuns);
  const env = { ...process.env, TMPDIR: '/nowhere/at/all' };
  const built = trialpress(['build', runs, '-o', site], { env });
  assert.equal(built.status, 0, built.stderr);
  assert.deepEqual(fs.readdirSync(folder).sort(), ['runs', 'site']);
  assert.equal(trialpress(['list', runs], { env }).status, 0);
});

test('a site that was published is no failure, whatever cannot be printed', (t) => {
  const { runs, site } = place(t, twoRuns);
  const out = fs.openSync('/dev/full', 'w');
  const built = spawnSync(program, ['build', runs, '-o', site, '--quiet'], { stdio: ['ignore', out, 'pipe'], encoding: 'utf8' });
  fs.closeSync(out);
  assert.equal(built.status, 0, built.stderr);
  assert.match(built.stderr, /could not be printed/);
  assert.ok(fs.existsSync(path.join(site, 'index.html')));
});

test('a job log of GitHub is given no command by a name', (t) => {
  const { runs, site } = place(t, { '##[stop-commands]zz/metrics.csv': 'step,loss\n0,1\nx,2\n', 'b/metrics.csv': curve });
  const env = { ...process.env, GITHUB_ACTIONS: 'true' };
  for (const args of [['build', runs, '-o', site], ['check', runs], ['list', runs], ['list', runs, '--json']]) {
    const done = trialpress(args, { env });
    assert.ok(!(done.stdout + done.stderr).includes('##['), `${args}: ${done.stdout}${done.stderr}`);
  }
  const listed = trialpress(['list', runs, '--json'], { env }).stdout;
  assert.ok(JSON.stringify(JSON.parse(listed)).includes('##[stop-commands]zz'), 'JSON keeps its meaning');
});

const strace = spawnSync('strace', ['--version']).status === 0 ? false : 'skipped: no strace';
function inject(rule, args) {
  return spawnSync('strace', ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${rule.split(':')[0]}`, '-e', `inject=${rule}`, program, ...args],
    { encoding: 'utf8' });
}

test('a disk that fails to read replaces no good site', { skip: strace }, (t) => {
  const { runs, site } = place(t, twoRuns);
  assert.equal(trialpress(['build', runs, '-o', site]).status, 0);
  const before = contents(site);
  fs.writeFileSync(path.join(runs, 'a/metrics.csv'), 'step,loss\n0,1\n1,0.4\n');
  for (const error of ['EIO', 'ESTALE']) {
    const failed = inject(`read:error=${error}:when=8+1`, ['build', runs, '-o', site]);
    assert.equal(failed.status, 1, failed.stderr);
    assert.match(failed.stderr, /nothing published/);
    assert.deepEqual(contents(site), before);
  }
  const told = inject('read:error=EIO:when=12', ['build', runs, '-o', site, '--publish-anyway']);
  assert.equal(told.status, 0, told.stderr);
});

test('a kernel profile that refuses renameat2 is worked around', { skip: strace }, (t) => {
  const { runs, site, folder } = place(t, twoRuns);
  assert.equal(trialpress(['build', runs, '-o', site]).status, 0);
  fs.writeFileSync(path.join(runs, 'a/metrics.csv'), 'step,loss\n0,1\n1,0.4\n');
  const built = inject('renameat2:error=EPERM', ['build', runs, '-o', site]);
  assert.equal(built.status, 0, built.stderr);
  assert.deepEqual(fs.readdirSync(folder).sort(), ['runs', 'site']);
});

test('a small input makes no large site', { timeout: 300_000 }, (t) => {
  const size = (folder) => filesBelow(folder).reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0);
  const text = 'x'.repeat(2_000_000);
  const long = place(t, { 'a/config.json': { t: text + 'a', lr: 1 }, 'a/metrics.csv': curve, 'b/config.json': { t: text + 'b', lr: 2 }, 'b/metrics.csv': curve });
  assert.equal(trialpress(['build', long.runs, '-o', long.site]).status, 0);
  assert.ok(size(long.site) < 12e6, `${size(long.site)} bytes`);
  const whole = readJson(long.site, 'data/runs.json');
  assert.ok(JSON.stringify(whole).includes(text), 'the whole value stands in the data of its run');

  const many = {};
  for (let r = 0; r < 2; r++) {
    many[`r${r}/config.json`] = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`p${i}`, i * (r + 1)]));
    many[`r${r}/metrics.csv`] = curve;
  }
  const wide = place(t, many);
  const built = trialpress(['build', wide.runs, '-o', wide.site]);
  assert.equal(built.status, 0, built.stderr);
  assert.match(built.stderr, /60000 parameters; the first 30000 are kept/);
  assert.ok(size(wide.site) < 60e6, `${size(wide.site)} bytes`);
  const page = fs.readFileSync(path.join(wide.site, 'runs/r0.html'), 'utf8');
  assert.match(page, /and 28,000 more/);
});
