// Fails, naming the offender, when a folder of generator/ has no README with a line for each of its files, when its README
// names a file that is not there, or when a folder of generator/ or tests/ holds more files than one can read.
//
//   node tests/architecture/folders.mjs
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const mostFiles = 30;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const offenders = [];
const files = execFileSync('git', ['-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard', 'generator', 'tests'],
  { encoding: 'utf8' }).split('\0').filter((name) => name !== '' && existsSync(join(root, name)));
const folders = new Map();
for (const file of files) folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), basename(file)]);

/** A source and its header are one line: their name without the ending. */
const stemsOf = (names) => [...new Set(names.filter((name) => /\.(h|cpp)$/.test(name)).map((name) => name.replace(/\.\w+$/, '')))];

for (const [folder, names] of folders) {
  const isData = /^tests\/(data|sites|golden|.*\/reference)(\/|$)/.test(folder);
  if (names.length > mostFiles && !isData) offenders.push(`${folder}: ${names.length} files, of at most ${mostFiles}`);
  const stems = stemsOf(names);
  if (!folder.startsWith('generator') || stems.length === 0) continue;
  if (!names.includes('README.md')) {
    offenders.push(`${folder}: no README.md`);
    continue;
  }
  const text = readFileSync(join(root, folder, 'README.md'), 'utf8');
  const mentioned = new Set([...text.matchAll(/`(\w+)`/g)].map((found) => found[1]));
  for (const stem of stems) if (!mentioned.has(stem)) offenders.push(`${folder}/README.md: no word on ${stem}`);
  for (const [, name] of text.matchAll(/^(?:\| |- )`(\w+)`/gm)) {
    if (!stems.includes(name)) offenders.push(`${folder}/README.md: there is no ${name}`);
  }
}
if (folders.size < 20) offenders.push(`only ${folders.size} folders found under ${root}: the check does not see the code`);
for (const offender of offenders) console.error(offender);
if (offenders.length > 0) process.exit(1);
console.log(`${folders.size} folders, each with a README of its files, none above ${mostFiles}`);
