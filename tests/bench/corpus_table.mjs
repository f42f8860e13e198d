// The runs, points, notices and seconds of each repository of a corpus, as a Markdown table.
//
//   node tests/bench/corpus_table.mjs [FOLDER]
//
// FOLDER (../shared/corpus unless given) holds kinds/repositories. Empty runs are on the site without any series or
// result; those counted in notices are not on the site. TRIALPRESS names the program.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { program, readJson, shared, trialpress } from '../program/support.mjs';

const corpus = path.resolve(process.argv[2] ?? path.join(shared, 'corpus'));

const folders = (place) => {
  const entries = fs.readdirSync(place, { withFileTypes: true });
  return entries.filter((one) => one.isDirectory()).map((one) => one.name).sort();
};

/** "most 3, less 1": the values of a key, by how often they occur. */
function count(list, key) {
  const times = new Map();
  for (const one of list) times.set(one[key], (times.get(one[key]) ?? 0) + 1);
  const sorted = [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.map(([name, number]) => `${name} ${number}`).join(', ');
}

/** Notices that stand for runs which are not shown, with the number of runs at the start of what they say. */
const aborted = /^(\d+) (?:Hydra jobs?|runs?|trials?)\b.*\b(?:not shown|left out)/;

function measure(kind, repository, folder) {
  const site = path.join(folder, 'site');
  const began = process.hrtime.bigint();
  const built = trialpress(['build', path.join(corpus, kind, repository), '-o', site, '-q', '--clean']);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const counts = { formats: '', runs: 0, empty: 0, aborted: 0, series: 0, points: 0, codes: '' };
  const result = { kind, repository, status: built.status, seconds, ...counts };
  if (built.status > 1) return { ...result, codes: built.stderr.trim().split('\n').at(-1) };
  const { runs } = readJson(site, 'data/runs.json');
  const { notices } = readJson(site, 'data/notices.json');
  return {
    ...result,
    formats: count(runs, 'format'),
    runs: runs.length,
    empty: runs.filter((run) => run.series.length === 0 && Object.keys(run.summary).length === 0).length,
    aborted: notices.reduce((sum, notice) => sum + Number(aborted.exec(notice.what)?.[1] ?? 0), 0),
    series: runs.flatMap((run) => run.series).length,
    points: runs.flatMap((run) => run.series).reduce((sum, one) => sum + one.points, 0),
    codes: count(notices, 'code'),
  };
}

const columns = [
  ['kind', 'kind'],
  ['repository', 'repository'],
  ['read as', 'formats'],
  ['runs', 'runs'],
  ['of these empty', 'empty'],
  ['counted in notices', 'aborted'],
  ['series', 'series'],
  ['points', 'points'],
  ['notices by code', 'codes'],
  ['s', 'seconds'],
  ['exit', 'status'],
];
const line = (cells) => console.log(`| ${cells.join(' | ')} |`);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trialpress-corpus-'));
try {
  console.error(`with ${program}`);
  const all = folders(corpus).flatMap((kind) =>
    folders(path.join(corpus, kind)).map((one) => measure(kind, one, folder)),
  );
  const status = Math.max(...all.map((one) => one.status));
  const total = { kind: 'all', repository: all.length, formats: '', codes: '', status };
  for (const key of ['runs', 'empty', 'aborted', 'series', 'points', 'seconds']) {
    total[key] = all.reduce((sum, one) => sum + one[key], 0);
  }
  line(columns.map(([title]) => title));
  line(columns.map(([, key]) => (typeof total[key] === 'number' && key !== 'repository' ? '---:' : '---')));
  for (const one of [...all, total]) {
    line(columns.map(([, key]) => (key === 'seconds' ? one[key].toFixed(2) : one[key])));
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
