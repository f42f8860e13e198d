// What changed since the last build: on the site, and as a gate.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { contents, readJson, root, temporaryFolder, trialpress, writeTree } from './support.mjs';

/** Three repeats whose best values are `mean` - 0.01, `mean`, `mean` + 0.01. */
function experiment(id, rate, mean, day, task = ' ') {
  const tree = { [`runs/${id}/experiment.md`]: `---\ndate: 2026-01-0${day}\n---\n# ${id}\n\n## Next Steps\n\n- [${task}] repeat it\n` };
  for (const seed of [1, 2, 3]) {
    tree[`runs/${id}/${seed}/config.json`] = { lr: rate, seed };
    tree[`runs/${id}/${seed}/metrics.csv`] = `step,val/accuracy\n1,0.1\n2,${(mean + 0.01 * (seed - 2)).toFixed(2)}\n`;
  }
  return tree;
}
const before = { ...experiment('A', 0.1, 0.7, 1), ...experiment('B', 0.2, 0.8, 2) };

test('a build tells what changed since the site it replaces, and keeps telling it', (t) => {
  const folder = temporaryFolder(t);
  const build = () => assert.equal(trialpress(['build', 'runs', '-q'], { cwd: folder }).status, 0);
  const page = () => fs.readFileSync(path.join(folder, 'site/index.html'), 'utf8');
  writeTree(folder, before);
  build();
  assert.doesNotMatch(page(), /Since the last build/);
  writeTree(folder, { ...experiment('A', 0.1, 0.7, 1, 'x'), ...experiment('C', 0.3, 0.9, 3) });
  build();
  const document = readJson(folder, 'site/data/changes.json');
  const validate = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(
    readJson(root, 'themes/default/schema/changes.schema.json'));
  assert.ok(validate(document), JSON.stringify(validate.errors));
  assert.deepEqual(document.changes.map((one) => [one.kind, one.experiment]),
    [['new_best', 'C'], ['new_experiment', 'C'], ['task', 'A']]);
  assert.ok(Math.abs(document.changes[0].difference.estimate - 0.1) < 1e-12);
  assert.match(page(), /Since the last build/);
  assert.match(fs.readFileSync(path.join(folder, 'site/feed.xml'), 'utf8'), /C is the new best/);
  const once = contents(path.join(folder, 'site'));
  build();
  assert.deepEqual(contents(path.join(folder, 'site')), once);
});

test('check --regressions is a gate, also against a branch', (t) => {
  const folder = temporaryFolder(t);
  const check = (...args) => trialpress(['check', 'runs', '--regressions', '-q', ...args], { cwd: folder });
  writeTree(folder, before);
  assert.equal(check().status, 2, 'nothing to compare with');
  assert.equal(trialpress(['build', 'runs', '-q'], { cwd: folder }).status, 0);
  assert.equal(check().status, 0);
  writeTree(folder, experiment('C', 0.3, 0.5, 3));
  const found = check();
  assert.equal(found.status, 1);
  assert.match(found.stdout, /C is new.*clearly worse/);
  const git = (...args) => spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: folder });
  if (git('--version').error) return t.diagnostic('git is not there');
  assert.equal(git('init', '-q').status, 0);
  git('checkout', '-q', '-b', 'pages');
  git('add', '-f', 'site');
  assert.equal(git('commit', '-q', '-m', 'site').status, 0);
  fs.rmSync(path.join(folder, 'site'), { recursive: true });
  assert.equal(check('--since', 'git:pages:site').status, 1);
  const none = check('--since', 'git:no-such-branch');
  assert.equal(none.status, 2);
  assert.match(none.stderr, /there is no branch "no-such-branch"/);
});

test('check --regressions judges what changed, not what others made of it', (t) => {
  const folder = temporaryFolder(t);
  const add = (id, rate, day, values) => {
    const tree = { [`runs/${id}/experiment.md`]: `---\nid: ${id}\ndate: 2026-01-0${day}\n${id === 'E1' ? '' : 'parent: E1\n'}---\n# ${id}\n` };
    for (const [seed, value] of values.entries()) {
      tree[`runs/${id}/seed${seed}/config.json`] = { lr: rate, seed };
      tree[`runs/${id}/seed${seed}/metrics.csv`] = `step,val/accuracy\n1,${value - 0.01}\n2,${value}\n`;
    }
    writeTree(folder, tree);
  };
  const check = () => trialpress(['check', 'runs', '--regressions', '-q'], { cwd: folder });
  add('E1', 0.1, 1, [0.900, 0.904, 0.908]);
  add('E2', 0.2, 2, [0.891, 0.894, 0.897]);
  add('E3', 0.3, 3, [0.9005, 0.9035, 0.9095]);
  assert.equal(trialpress(['build', 'runs', '-q'], { cwd: folder }).status, 0);
  const verdicts = () => readJson(folder, 'site/data/experiments.json').experiments.map((one) => one.versus_parent?.verdict);
  // By scipy: E2 is probably worse, and clearly worse once E4 is there; E4 itself is clearly better.
  assert.deepEqual(verdicts(), [undefined, 'probably worse', 'too close to call']);
  add('E4', 0.4, 4, [0.950, 0.951, 0.952]);
  const found = check();
  assert.equal(found.status, 0, found.stdout);
  assert.doesNotMatch(found.stdout, /E2/);
  assert.equal(trialpress(['build', 'runs', '-q'], { cwd: folder }).status, 0);
  assert.deepEqual(verdicts(), [undefined, 'clearly worse', 'too close to call', 'clearly better']);
  add('E5', 0.5, 5, [0.85, 0.86, 0.855]);
  assert.equal(check().status, 1);
});

test('a damaged previous site costs a warning, not the build', (t) => {
  const folder = temporaryFolder(t);
  writeTree(folder, before);
  assert.equal(trialpress(['build', 'runs', '-q'], { cwd: folder }).status, 0);
  fs.writeFileSync(path.join(folder, 'site/data/experiments.json'), '{');
  const built = trialpress(['build', 'runs', '-q'], { cwd: folder });
  assert.equal(built.status, 0);
  assert.match(built.stderr, /previous-site-damaged/);
});
