// usage: make_seeds.mjs OUT FOLDER…: writes what the fuzzers begin with: the small files below the folders, as
// OUT/reading (behind the byte that gives each its name, see file_names.txt) and OUT/parsers (behind that of a parser).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [out, ...folders] = process.argv.slice(2);
const names = readFileSync(fileURLToPath(new URL('file_names.txt', import.meta.url)), 'utf8').trim().split('\n');
const MOST_BYTES = 20_000;
const MOST_A_NAME = 40;
/** Places in kParsers of parsers_fuzz.cpp. */
const PARSERS = { '.json': [0], '.jsonl': [0], '.yaml': [1], '.yml': [1], '.csv': [2], '.tsv': [2], '.md': [3, 4, 5], '.txt': [6, 7, 10],
  '.py': [6, 7, 8], '.npz': [9] };

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile() && statSync(path).size <= MOST_BYTES) yield path;
  }
}

/** What two names of one kind have in common: digits do not count, nor what a hash is made of. */
const kindOf = (name) => name.replace(/.*\//, '').replace(/tfevents\..*/, 'tfevents').replace(/^run-.*\.wandb$/, 'wandb').replace(/\d+/g, '0');

function write(kind, first, bytes) {
  const seed = Buffer.concat([Buffer.from([first]), bytes]);
  mkdirSync(join(out, kind), { recursive: true });
  writeFileSync(join(out, kind, createHash('sha256').update(seed).digest('hex').slice(0, 16)), seed);
}

const written = new Map();
for (const folder of folders.filter(existsSync)) {
  for (const path of filesBelow(folder)) {
    const kind = kindOf(path);
    const count = (written.get(kind) ?? 0) + 1;
    if (count > MOST_A_NAME) continue;
    written.set(kind, count);
    const bytes = readFileSync(path);
    names.forEach((name, index) => {
      if (kindOf(name) === kind) write('reading', index, bytes);
    });
    for (const parser of PARSERS[extname(path)] ?? []) write('parsers', parser, bytes);
  }
}
