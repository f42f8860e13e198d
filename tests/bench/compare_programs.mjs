// Builds folders of runs with two programs and compares the sites byte by byte: what a change that should change nothing
// did change.
//
//   node tests/bench/compare_programs.mjs [--show N] [--json-values] [--digits N] BEFORE AFTER FOLDER…
//
// A FOLDER with a trailing "/*" stands for each folder in it. The hashes in the names of assets are left out of the
// comparison, so that a changed style sheet does not change every page; the assets are compared by their names.
// --json-values compares .json files, and JSON in pages, by their values: how the same number is spelled does not count.
// --digits N compares numbers by their first N digits (and implies --json-values): another library of statistics may differ in
// the last ones.
// --show N prints the first N differing lines of each file. Exit status 1 if anything differs.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

function parseArguments(args) {
  const options = { show: 0, jsonValues: false, digits: 0, rest: [] };
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '--show') options.show = Number(args[(i += 1)]);
    else if (args[i] === '--json-values') options.jsonValues = true;
    else if (args[i] === '--digits') options.digits = Number(args[(i += 1)]);
    else options.rest.push(args[i]);
  }
  const [before, after, ...folders] = options.rest;
  if (folders.length === 0) throw new Error('usage: compare_programs.mjs [--show N] [--json-values] [--digits N] BEFORE AFTER FOLDER…');
  return { ...options, before, after, folders: folders.flatMap(expand) };
}

function expand(folder) {
  if (!folder.endsWith('/*')) return [folder];
  const parent = dirname(folder);
  return readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    .map((entry) => join(parent, entry.name)).sort();
}

const withoutHash = (text) => text.replace(/(assets\/[\w.-]+?)\.[0-9a-f]{8}(\.\w+)/g, '$1$2');

function readTree(root) {
  const files = new Map();
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.name !== '.trialpress-manifest.json') files.set(withoutHash(relative(root, path)), path);
    }
  };
  walk(root);
  return files;
}

const withPlainJson = (page) =>
  page.replace(/(<script type="application\/json"[^>]*>)(.*?)(<\/script>)/gs, (_, start, json, end) => start + JSON.stringify(JSON.parse(json)) + end);

const isText = (name) => /\.(html|json|csv|xml|svg|js|css|txt|md)$/.test(name);

/** A text with what does not count made alike. */
function normalised(name, bytes, { jsonValues, digits }) {
  let text = withoutHash(bytes.toString('utf8'));
  if (!jsonValues && digits === 0) return text;
  if (name.endsWith('.json')) text = JSON.stringify(JSON.parse(text), null, 1);
  if (name.endsWith('.html')) text = withPlainJson(text);
  if (digits === 0) return text;
  return text.replace(/-?\d+\.\d+(?:[eE][-+]?\d+)?|-?\d+[eE][-+]?\d+/g, (number) => String(Number(Number(number).toPrecision(digits))));
}

/** Nothing where they are alike; else the lines that differ, as many as are to be shown. */
function difference(name, one, other, options) {
  const [a, b] = [readFileSync(one), readFileSync(other)];
  if (a.equals(b)) return undefined;
  if (!isText(name)) return [];
  const [left, right] = [a, b].map((bytes) => normalised(name, bytes, options));
  if (left === right) return undefined;
  if (options.show === 0) return [];
  const [from, to] = [left, right].map((text) => text.replaceAll('><', '>\n<').split('\n'));
  const [before, after] = [new Set(from), new Set(to)];
  return [...from.filter((line) => !after.has(line)).slice(0, options.show).map((line) => `      < ${line.slice(0, 300)}`),
    ...to.filter((line) => !before.has(line)).slice(0, options.show).map((line) => `      > ${line.slice(0, 300)}`)];
}

function build(program, folder, out) {
  const run = spawnSync(program, ['build', folder, '-o', out, '--quiet'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  return { code: run.status, said: run.stderr.replaceAll(out, 'SITE') };
}

function compare(folder, options) {
  const place = mkdtempSync(join(tmpdir(), 'compare-'));
  try {
    const [one, other] = [join(place, 'before'), join(place, 'after')];
    const before = build(options.before, folder, one);
    const after = build(options.after, folder, other);
    const lines = [];
    if (before.code !== after.code) lines.push(`    exit ${before.code} → ${after.code}`);
    if (before.code !== 0 || after.code !== 0) {
      if (before.said !== after.said) lines.push(`    said: ${before.said.trim()}`, `    now:  ${after.said.trim()}`);
      return lines;
    }
    const [a, b] = [readTree(one), readTree(other)];
    for (const name of [...new Set([...a.keys(), ...b.keys()])].sort()) {
      if (!b.has(name)) lines.push(`    gone: ${name}`);
      else if (!a.has(name)) lines.push(`    new: ${name}`);
      else {
        const shown = difference(name, a.get(name), b.get(name), options);
        if (shown !== undefined) lines.push(`    differs: ${name}`, ...shown);
      }
    }
    return lines;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const options = parseArguments(process.argv.slice(2));
execFileSync(options.before, ['--version']);
execFileSync(options.after, ['--version']);
let changed = 0;
for (const folder of options.folders) {
  const lines = compare(folder, options);
  console.log(`${lines.length === 0 ? 'same' : 'DIFFERS'}  ${basename(dirname(folder))}/${basename(folder)}`);
  if (lines.length > 0) console.log(lines.slice(0, 60).join('\n') + (lines.length > 60 ? `\n    … ${lines.length - 60} more` : ''));
  changed += lines.length > 0;
}
console.log(`${options.folders.length - changed} of ${options.folders.length} folders give the same site`);
process.exit(changed > 0 ? 1 : 0);
