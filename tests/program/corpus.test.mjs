// Real runs from public repositories, without any configuration: each run on the site, with the rows its file has.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { filesBelow, needsShared, readJson, shared, temporaryFolder, trialpress } from './support.mjs';

const kinds = ['lightning', 'csv-curves', 'rl-csv', 'jsonl', 'keras'];

/** Data rows of a metric file, counted without the program: lines that are neither blank, nor comment, nor header. */
function countRows(file) {
  const lines = fs.readFileSync(file, 'utf8').split(/\r\n|\n|\r/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return /^\s*\{/.test(lines[0] ?? '') ? lines.length : Math.max(0, lines.length - 1);
}

/** Filled cells of a simple CSV outside its step and epoch columns. */
function countValues(file) {
  const [header, ...lines] = fs.readFileSync(file, 'utf8').trim().split(/\r?\n/).map((line) => line.split(','));
  const metrics = header.map((name, i) => (['step', 'epoch'].includes(name) ? -1 : i)).filter((i) => i >= 0);
  return lines.reduce((sum, cells) => sum + metrics.filter((i) => (cells[i] ?? '') !== '').length, 0);
}

for (const kind of kinds) {
  test(`${kind} builds and keeps every row`, { skip: needsShared(`corpus/${kind}`), timeout: 300_000 }, (t) => {
    const folder = temporaryFolder(t);
    const source = path.join(shared, 'corpus', kind);
    const built = trialpress(['build', source, '-o', path.join(folder, 'site'), '-q']);
    assert.equal(built.status, 0, built.stderr);
    const { runs } = readJson(folder, 'site/data/runs.json');
    const { notices } = readJson(folder, 'site/data/notices.json');
    const spoken = new Set(notices.map((notice) => notice.file.replace(/^[^/]+\//, '')));
    let compared = 0;
    for (const run of runs) {
      const metrics = run.files.filter((file) => /\.(csv|jsonl|txt)$/.test(file));
      if (metrics.length !== 1) continue;
      if (run.format === 'lightning-csv') {
        // Rows of one step are joined, so values are counted.
        const points = run.series.reduce((sum, series) => sum + series.points, 0);
        assert.equal(points, countValues(path.join(source, metrics[0])), run.id);
        ++compared;
        continue;
      }
      const expected = countRows(path.join(source, metrics[0]));
      if (run.rows !== expected) assert.ok(spoken.has(metrics[0]), `${run.id}: ${run.rows} rows, ${expected} in the file, and no notice`);
      ++compared;
    }
    assert.ok(compared > 0);
    t.diagnostic(`${runs.length} runs, rows of ${compared} compared`);
    const curves = filesBelow(source).filter((file) => /metrics\.csv$/.test(file));
    if (kind === 'lightning') assert.equal(runs.filter((run) => run.rows > 0).length, curves.length);
  });
}
