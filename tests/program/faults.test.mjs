// Damaged and hostile inputs: no crash, no hang, nothing lost without a word.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { needsShared, program, readJson, root, shared, temporaryFolder, writeTree } from './support.mjs';

// Cases that do not yet behave as expected; crashes and hangs are never allowed.
const known = new Set([]);

/** What the judge of tests/data/faults says of a program: [{id, faults}], or {id, skipped}. */
function judge(t, judged, ...options) {
  const report = path.join(temporaryFolder(t), 'report.json');
  const script = path.join(root, 'tests/program/judge_faults.py');
  const { stderr } = spawnSync('python3', ['-B', script, judged, '--report', report, ...options], { encoding: 'utf8' });
  assert.ok(fs.existsSync(report), stderr);
  return readJson(report);
}

test('a program that builds nothing is found out', (t) => {
  const [one] = judge(t, '/bin/true', '--only', 'json-truncated');
  for (const fault of ['no site', 'no message names bad/summary.json', 'control run ctl-a is not on the site', 'strict: exit 0 for severity error']) {
    assert.ok(one.faults.includes(fault), `${one.faults}`);
  }
});

test('every fault case behaves as expected', { timeout: 600_000 }, (t) => {
  const cases = judge(t, program);
  assert.equal(cases.length, readJson(root, 'tests/data/faults/faults.json').cases.length);
  const failed = cases.filter((one) => one.faults?.length > 0);
  const fatal = failed.filter((one) => one.faults.some((fault) => /crash|hang|sanitizer|memory/.test(fault)));
  assert.deepEqual(fatal.map((one) => `${one.id}: ${one.faults}`), []);
  assert.deepEqual(failed.filter((one) => !known.has(one.id)).map((one) => `${one.id}: ${one.faults}`), []);
  assert.deepEqual([...known].filter((id) => !failed.some((one) => one.id === id)), [], 'these work by now');
});

test('a build that fails or is killed at any system call leaves a whole site',
  { skip: needsShared('bench'), timeout: 900_000 }, (t) => {
    const folder = temporaryFolder(t);
    writeTree(folder, {
      'A/a/metrics.csv': 'step,val/loss\n1,0.5\n2,0.4\n', 'A/a/config.json': { lr: 1 },
      'B/a/metrics.csv': 'step,val/loss\n1,0.5\n2,0.3\n', 'B/a/config.json': { lr: 1 },
    });
    const build = (source) => `${program} build ${folder}/${source} -q -j 1 -o {out}`;
    const swept = spawnSync('python3', [path.join(shared, 'bench/faults/sweep.py'),
      '--old', build('A'), '--new', build('B'), '--stride', '11',
      // Without write: it carries nothing but the messages themselves.
      '--calls', 'pwrite64,rename,renameat,renameat2,openat,mkdir,mkdirat,fsync,syncfs,ftruncate,unlink,unlinkat,rmdir,linkat'], { encoding: 'utf8', maxBuffer: 16 << 20 });
    assert.equal(swept.status, 0, swept.stdout + swept.stderr);
    t.diagnostic(swept.stdout.trim().split('\n').at(-1));
  });
