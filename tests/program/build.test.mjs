// What someone notices who builds a site: exit codes, what is written, what is left alone.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { contents, filesBelow, program, root, temporaryFolder, trialpress, writeTree } from './support.mjs';

const twoRuns = {
  'runs/a/config.json': { lr: 0.1, seed: 1 },
  'runs/a/metrics.csv': 'step,val/accuracy\n1,0.5\n2,0.75\n',
  'runs/b/config.json': { lr: 0.2, seed: 1 },
  'runs/b/metrics.csv': 'step,val/accuracy\n1,0.25\n2,0.5\n',
};

test('the executable alone builds a site in an empty folder', (t) => {
  const folder = temporaryFolder(t);
  fs.copyFileSync(program, path.join(folder, 'trialpress'));
  fs.chmodSync(path.join(folder, 'trialpress'), 0o755);
  writeTree(folder, twoRuns);
  const built = trialpress(['build', 'runs', '-o', 'out'], { cwd: folder, env: { PATH: '/nonexistent' } });
  assert.equal(built.status, 0, built.stderr);
  const page = fs.readFileSync(path.join(folder, 'out/index.html'), 'utf8');
  assert.match(page, /75(\.0)?.?%/u);
  assert.ok(filesBelow(path.join(folder, 'out')).some((file) => /^assets\/plotly\.[0-9a-f]+\.js$/.test(file)));
});

test('a site is the same bytes for any number of threads and any order of folders', (t) => {
  const folder = temporaryFolder(t);
  const copy = (name, order) => {
    const files = filesBelow(path.join(root, 'content')).sort();
    for (const file of order(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name, 'content', file)), { recursive: true });
      fs.copyFileSync(path.join(root, 'content', file), path.join(folder, name, 'content', file));
    }
  };
  copy('one', (files) => files);
  copy('two', (files) => files.reverse());
  for (const [name, jobs] of [['one', '1'], ['two', '2']]) {
    const built = trialpress(['build', 'content', '-o', 'site', '--jobs', jobs], { cwd: path.join(folder, name) });
    assert.equal(built.status, 0, built.stderr);
  }
  assert.deepEqual(contents(path.join(folder, 'one/site')), contents(path.join(folder, 'two/site')));
});

test('a second build keeps unchanged files, their inodes and their times', (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, twoRuns);
  assert.equal(trialpress(['build', 'runs', '-o', 'site'], { cwd: folder }).status, 0);
  const site = path.join(folder, 'site');
  const stamp = (file) => { const s = fs.statSync(path.join(site, file)); return `${s.ino} ${s.mtimeMs}`; };
  const before = Object.fromEntries(filesBelow(site).map((file) => [file, stamp(file)]));
  assert.equal(trialpress(['build', 'runs', '-o', 'site'], { cwd: folder }).status, 0);
  for (const [file, was] of Object.entries(before)) {
    if (file !== '.trialpress-manifest.json') assert.equal(stamp(file), was, file);
  }
  fs.appendFileSync(path.join(folder, 'runs/b/metrics.csv'), '3,0.6\n');
  assert.equal(trialpress(['build', 'runs', '-o', 'site'], { cwd: folder }).status, 0);
  assert.equal(stamp('runs/a.html'), before['runs/a.html']);
  assert.notEqual(stamp('runs/b.html'), before['runs/b.html']);
});

test('inputs are never written to', (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, twoRuns);
  const before = contents(path.join(folder, 'runs'));
  assert.equal(trialpress(['build', 'runs', '-o', 'site'], { cwd: folder }).status, 0);
  assert.deepEqual(contents(path.join(folder, 'runs')), before);
});

test('a site inside its own source is left out of the next build', (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, twoRuns);
  assert.equal(trialpress(['build', '-q'], { cwd: folder }).status, 0);
  const first = contents(path.join(folder, 'site'));
  assert.equal(trialpress(['build', '-q'], { cwd: folder }).status, 0);
  assert.deepEqual(contents(path.join(folder, 'site')), first);
});

test('exit codes say what happened', (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, { ...twoRuns, 'empty/readme.txt': 'nothing here' });
  const status = (...args) => trialpress(args, { cwd: folder }).status;
  assert.equal(status(), 2, 'no command');
  assert.equal(status('build', '--no-such-option'), 2, 'unknown option');
  assert.equal(status('--version'), 0);
  assert.equal(status('build', 'not-there'), 3, 'source is not there');
  assert.equal(status('build', 'empty'), 3, 'no run found');
  assert.equal(status('build', 'runs', '-o', 'runs'), 3, 'output is the input');
  assert.equal(status('build', 'runs', '-o', '.'), 3, 'output holds the input');
  assert.equal(status('build', 'runs', '-o', 'empty'), 3, 'output is somebody else\'s folder');
  assert.equal(fs.readFileSync(path.join(folder, 'empty/readme.txt'), 'utf8'), 'nothing here');
  assert.equal(status('check', 'runs'), 0);
  writeTree(folder, { 'runs/trialpress.json': '{"titel": "x"}' });
  const misspelt = trialpress(['build', 'runs'], { cwd: folder });
  assert.equal(misspelt.status, 2);
  assert.match(misspelt.stderr, /title/, 'the near name is offered');
});

test('--strict and check stop at problems and leave the old site in place', (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, twoRuns);
  assert.equal(trialpress(['build', 'runs', '--strict'], { cwd: folder }).status, 0);
  const before = contents(path.join(folder, 'site'));
  writeTree(folder, { 'runs/b/config.json': '{"lr": 0.2,}' });
  assert.equal(trialpress(['check', 'runs'], { cwd: folder }).status, 1);
  const strict = trialpress(['build', 'runs', '--strict'], { cwd: folder });
  assert.equal(strict.status, 1);
  assert.match(strict.stderr, /runs\/b\/config\.json:1:12: error: /);
  assert.deepEqual(contents(path.join(folder, 'site')), before);
  const built = trialpress(['build', 'runs'], { cwd: folder });
  assert.equal(built.status, 0);
  assert.match(built.stdout, /1 damaged/);
  assert.match(fs.readFileSync(path.join(folder, 'site/sources.html'), 'utf8').replaceAll('<wbr>', ''), /config\.json:1:12/);
});

test('a killed build leaves the old site or the new one, whole, and the next one cleans up', async (t) => {
  const folder = temporaryFolder(t);
  const many = {};
  for (let run = 0; run < 300; ++run) {
    many[`runs/r${run}/config.json`] = { lr: run };
    many[`runs/r${run}/metrics.csv`] = 'step,val/loss\n' + Array.from({ length: 200 }, (_, i) => `${i},${1 / (i + run + 1)}\n`).join('');
  }
  writeTree(folder, many);
  assert.equal(trialpress(['build', 'runs', '-q'], { cwd: folder }).status, 0);
  const before = contents(path.join(folder, 'site'));
  fs.appendFileSync(path.join(folder, 'runs/r7/metrics.csv'), '200,0.5\n');
  // The same build, undisturbed: a kill may come after the new site took the place of the old one.
  const beside = temporaryFolder(t);
  fs.cpSync(folder, beside, { recursive: true });
  assert.equal(trialpress(['build', 'runs', '-q'], { cwd: beside }).status, 0);
  const next = contents(path.join(beside, 'site'));
  assert.notDeepEqual(next, before);
  for (const delay of [5, 30, 60, 100]) {
    const child = spawn(program, ['build', 'runs', '-q'], { cwd: folder, stdio: 'ignore' });
    await new Promise((resolve) => setTimeout(resolve, delay));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('close', resolve));
    const after = contents(path.join(folder, 'site'));
    if (child.exitCode !== null || after['.trialpress-manifest.json'] === next['.trialpress-manifest.json']) {
      assert.deepEqual(after, next, `killed after ${delay} ms`);
      break;
    }
    assert.deepEqual(after, before, `killed after ${delay} ms`);
  }
  assert.equal(trialpress(['build', 'runs', '-q'], { cwd: folder }).status, 0);
  const left = fs.readdirSync(folder).filter((name) => name.includes('trialpress-') && !name.includes('lock'));
  assert.deepEqual(left, []);
});

/** Whether a process has got as far as to watch for interrupts; before that, one just ends it (proc(5), SigCgt). */
function catchesInterrupts(pid) {
  const [, caught] = fs.readFileSync(`/proc/${pid}/status`, 'utf8').match(/^SigCgt:\s*([0-9a-f]+)$/m);
  return (BigInt(`0x${caught}`) & 2n) !== 0n;
}

test('an interrupted build ends with 130, cleans up and leaves the old site', async (t) => {
  const folder = temporaryFolder(t);
  const rows = 'step,val/loss\n' + Array.from({ length: 20000 }, (_, i) => `${i},${1 / (i + 1)}\n`).join('');
  const many = {};
  for (let run = 0; run < 150; ++run) many[`runs/r${run}/metrics.csv`] = rows;
  writeTree(folder, many);
  const child = spawn(program, ['build', 'runs', '-q', '-j', '1'], { cwd: folder, stdio: 'ignore' });
  while (child.exitCode === null && !catchesInterrupts(child.pid)) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill('SIGINT');
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(status, 130);
  assert.deepEqual(fs.readdirSync(folder).filter((name) => !name.includes('lock')), ['runs']);
});

test('GitHub Actions gets annotations and a job summary', (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, { ...twoRuns, 'runs/b/metrics.csv': 'step,val/accuracy\n1,0.25\n2,half\n' });
  const summary = path.join(folder, 'summary.md');
  const built = trialpress(['build', 'runs'], {
    cwd: folder, env: { ...process.env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
  });
  assert.equal(built.status, 0);
  assert.match(built.stdout, /^::warning file=runs\/b\/metrics\.csv,line=3::/m);
  fs.mkdirSync(path.join(folder, 'deep'));
  fs.renameSync(path.join(folder, 'runs'), path.join(folder, 'deep/runs'));
  const deep = trialpress(['build', 'deep/runs'], { cwd: folder, env: { ...process.env, GITHUB_ACTIONS: 'true' } });
  assert.match(deep.stdout, /^::warning file=deep\/runs\/b\/metrics\.csv,line=3::/m, 'paths start at the checkout');
  assert.match(fs.readFileSync(summary, 'utf8'), /2 runs of 2 experiments/);
});

test('pages of a workspace show their images', (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, {
    ...twoRuns, 'trialpress.json': '{"title": "T", "sources": ["runs"]}',
    'pages/about.md': '# About\n\n![dot](dot.png)\n\n![gone](gone.png)\n',
  });
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
  fs.writeFileSync(path.join(folder, 'pages/dot.png'), Buffer.from(dot, 'base64'));
  const built = trialpress(['build', '-o', 'site', '-q'], { cwd: folder });
  assert.equal(built.status, 0, built.stderr);
  assert.match(built.stderr, /about\.md:5: warning: .*gone\.png/);
  const page = fs.readFileSync(path.join(folder, 'site/pages/about.html'), 'utf8');
  const [, image] = page.match(/<img[^>]*src="\.\.\/([^"]+)"/);
  assert.equal(fs.readFileSync(path.join(folder, 'site', image)).toString('base64'), dot);
});
