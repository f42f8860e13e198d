// Nothing secret or personal leaves: made-up needles in every place, looked for in the site and in what commands print.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { filesBelow, needsShared, program, readJson, shared, temporaryFolder, trialpress, writeTree } from './support.mjs';

// Put together here, so that no scanner of secrets trips over this file. `core`: what must not be left.
let drawn = 0;
function draw(length, alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789') {
  let text = '';
  for (let state = ++drawn * 2654435761; text.length < length; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += alphabet[(state >>> 16) % alphabet.length];
  }
  return text;
}
const needles = {
  shape: () => {
    const core = draw(36);
    return { text: `${'gh'}p_${core}`, core };
  },
  named: () => {
    const core = `zq${draw(12)}7`;
    return { text: `db_password=${core}`, core };
  },
  flag: () => {
    const core = `zq${draw(12)}7`;
    return { text: `train.py --api-key ${core} --lr 0.1`, core };
  },
  address: () => {
    const core = draw(16);
    return { text: `postgresql://mlflow:${core}@db.example.org/x`, core };
  },
  home: () => {
    const core = `zq${draw(9, 'abcdefghikmnop')}`;
    return { text: `/home/${core}/data`, core };
  },
  mail: () => {
    const core = `zq${draw(9, 'abcdefghikmnop')}`;
    return { text: `${core}@example.org`, core };
  },
};
const inName = (text) => text.replaceAll('/', '_');
// Where a text may stand: changes the files of a run folder, or of the workspace.
const places = {
  value: (run, text) => ({ config: { thing: text } }),
  sentence: (run, text) => ({ config: { thing: `we used ${text} for this` } }),
  list: (run, text) => ({ config: { things: [{ a: text }, ['b', text]] } }),
  key: (run, text) => ({ config: { things: { [text]: 1 } } }),
  tag: (run, text) => ({ config: { tags: [text] } }),
  name: (run, text) => ({ config: { name: text } }),
  project: (run, text) => ({ config: { project: `p ${text}` } }),
  command: (run, text) => ({ config: { command: `python t.py ${text}` } }),
  summary: (run, text) => ({ files: { [`${run}/summary.json`]: { acc: 0.7, note: text } } }),
  environment: (run, text) => ({ files: { [`${run}/environment.json`]: { gpu: 'A100', command: text } } }),
  note: (run, text) => ({ files: { [`${run}/notes.md`]: `# Note\n\nUses ${text} here.\n\n## Next steps\n\n- [ ] ${text}\n` } }),
  code: (run, text) => ({ files: { [`${run}/notes.md`]: `# Note\n\n\`\`\`\n${text}\n\`\`\`\n` } }),
  experiment: (run, text) => ({ files: { [`${path.dirname(run)}/experiment.md`]: `---\ntitle: "x ${text}"\n---\n\n## Motivation\n\n${text}\n` } }),
  page: (run, text) => ({ files: { [`pages/${path.dirname(run).replaceAll('/', '-')}.md`]: `# Page\n\nUses ${text}\n` } }),
  cell: (run, text) => ({ files: { [`${run}/metrics.csv`]: `step,acc,text\n1,0.5,"${text}"\n2,0.6,x\n` } }),
  log: (run, text) => ({ files: { [`${run}/artifacts/stdout.log`]: `start\n${text}\nend\n` } }),
  json: (run, text) => ({ files: { [`${run}/artifacts/conf.json`]: { thing: text } } }),
  table: (run, text) => ({ files: { [`${run}/artifacts/t.csv`]: `a,b\n1,"${text}"\n` } }),
  fileName: (run, text) => ({ files: { [`${run}/artifacts/${inName(text)}.txt`]: 'x' } }),
  folder: (run, text) => ({ run: `${path.dirname(run)}/${inName(text)}` }),
  damaged: (run, text) => ({ files: { [`${run}/summary.json`]: `{"acc": "${text}` } }),
};

/** A workspace with each needle in each place, and {core: where it is}. */
function plant(folder) {
  const tree = { 'trialpress.json': { sources: ['runs'], title: 'Needles' } };
  const planted = new Map();
  for (const [kind, make] of Object.entries(needles)) {
    for (const [place, put] of Object.entries(places)) {
      const { text, core } = make();
      planted.set(core, `${kind} in ${place}`);
      const said = put(`runs/${kind}-${place}/a`, text);
      const run = said.run ?? `runs/${kind}-${place}/a`;
      tree[`${run}/config.json`] = { run_id: `${kind}-${place}`, lr: 0.1, ...said.config };
      tree[`${run}/metrics.csv`] = 'step,acc\n1,0.5\n2,0.6\n';
      Object.assign(tree, said.files);
    }
  }
  writeTree(folder, tree);
  return planted;
}

function found(planted, text) {
  return [...planted].filter(([core]) => text.includes(core)).map(([, where]) => where);
}

function siteText(site) {
  return filesBelow(site)
    .filter((file) => !file.startsWith('assets/'))
    .map((file) => `${file}\n${fs.readFileSync(path.join(site, file), 'latin1')}`)
    .join('\n');
}

test('no needle is left in the site, on the terminal, in annotations or in the job summary', (t) => {
  const folder = temporaryFolder(t);
  const planted = plant(path.join(folder, 'workspace'));
  const summary = path.join(folder, 'summary.md');
  const env = { ...process.env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const built = trialpress(['build', 'workspace', '-o', 'site'], { cwd: folder, env });
  assert.equal(built.status, 0, built.stderr);
  const site = path.join(folder, 'site');
  assert.deepEqual(found(planted, siteText(site)), []);
  assert.deepEqual(found(planted, built.stdout + built.stderr), []);
  assert.deepEqual(found(planted, fs.readFileSync(summary, 'utf8')), []);
  const notices = readJson(site, 'data/notices.json');
  const text = JSON.stringify(notices);
  assert.ok(text.includes('secret-withheld') && text.includes('home-path-cut') && text.includes('personal-withheld'));
  assert.ok(!text.includes('withheld-late'), 'something was caught only when the site was written');
  assert.ok(!built.stderr.includes('withheld-late'));
  for (const args of [['list', '--json'], ['list', '--sources', '--json'], ['best', '--json'], ['check']]) {
    const printed = trialpress([args[0], 'workspace', ...args.slice(1)], { cwd: folder });
    assert.deepEqual(found(planted, printed.stdout + printed.stderr), [], args.join(' '));
  }
});

test('what is withheld in one run is withheld in every other', (t) => {
  const folder = temporaryFolder(t);
  const secret = `zq${draw(12)}7`;
  writeTree(folder, {
    'runs/a/config.json': { lr: 0.1, db: { password: secret } },
    'runs/a/metrics.csv': 'step,acc\n1,0.5\n2,0.6\n',
    'runs/b/config.json': { lr: 0.2, tags: [secret], plain: `x ${secret}` },
    'runs/b/metrics.csv': 'step,acc\n1,0.5\n2,0.7\n',
    'runs/b/notes.md': `# ${secret}\n`,
    'runs/b/artifacts/log.txt': `${secret}\n`,
    [`runs/${secret}/metrics.csv`]: 'step,acc\n1,0.5\n2,0.8\n',
  });
  assert.equal(trialpress(['build', 'runs', '-o', 'site', '-q'], { cwd: folder }).status, 0);
  assert.ok(!siteText(path.join(folder, 'site')).includes(secret));
  assert.equal(readJson(folder, 'site/data/runs.json').runs.length, 3);
});

test('files of runs: strict stops, binaries are copied by name alone, redact and show count', (t) => {
  const folder = temporaryFolder(t);
  const secret = `zq${draw(12)}7`;
  const settings = { sources: ['runs'], redact: ['customer'], show: ['hub_token'], publish_files: ['*.npz'] };
  writeTree(folder, {
    'trialpress.json': settings,
    'runs/a/config.json': { lr: 0.1, customer: 'Example Ltd', hub_token: 'shown-token-1' },
    'runs/a/metrics.csv': 'step,acc\n1,0.5\n2,0.6\n',
    'runs/a/artifacts/env.txt': `API_KEY=${secret}\ncustomer=Somebody\n`,
    'runs/a/artifacts/x.npz': 'a\0b',
    'runs/a/artifacts/y.bin': 'c\0d',
    'runs/a/artifacts/z.txt': 'e\0f',
  });
  assert.equal(trialpress(['build', '.', '-o', 'out', '--strict', '-q'], { cwd: folder }).status, 1);
  assert.equal(trialpress(['build', '.', '-o', 'out', '-q'], { cwd: folder }).status, 0);
  const text = siteText(path.join(folder, 'out'));
  for (const gone of [secret, 'Example Ltd', 'Somebody', 'c\0d', 'e\0f']) assert.ok(!text.includes(gone), gone);
  for (const kept of ['shown-token-1', 'a\0b']) assert.ok(text.includes(kept), kept);
});

test('the program beside the checkout finds nothing, and no harmless value is withheld', (t) => {
  const reason = needsShared('safety/secrets');
  if (reason) return t.skip(reason);
  const result = spawnSync('python3', [path.join(shared, 'safety/secrets'), '--program', program], { encoding: 'utf8' });
  assert.match(result.stdout, /; 0 of 400 harmless/);
  assert.equal(result.status, 0, result.stdout.slice(-2000));
});
