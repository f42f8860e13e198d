// What the program tests share: where things are, and how to run the program and look at what it wrote.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = process.env.TRIALPRESS ?? path.join(root, 'build/trialpress');
export const demoSite = path.join(root, 'site');
export const shared = process.env.TRIALPRESS_SHARED ?? path.join(root, '../shared');

/** The reason to skip a test that needs a folder beside the project, or false. shared.test.mjs fails in CI without it. */
export function needsShared(folder) {
  return fs.existsSync(path.join(shared, folder)) ? false : `skipped: ../shared/${folder} is not there`;
}

/** A folder of its own for one test; removed when the test ends. */
export function temporaryFolder(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trialpress-test-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function trialpress(args, options = {}) {
  const result = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 << 20, ...options });
  if (result.error) throw result.error;
  return result;
}

/** Files below a folder, relative, sorted. */
export function filesBelow(folder) {
  const found = [];
  const walk = (relative) => {
    for (const entry of fs.readdirSync(path.join(folder, relative), { withFileTypes: true })) {
      const name = relative ? `${relative}/${entry.name}` : entry.name;
      if (entry.isDirectory()) walk(name);
      else found.push(name);
    }
  };
  walk('');
  return found.sort();
}

/** {file: hash of its bytes} of a whole folder. */
export function contents(folder) {
  const hashes = {};
  for (const file of filesBelow(folder)) {
    hashes[file] = createHash('sha256').update(fs.readFileSync(path.join(folder, file))).digest('hex');
  }
  return hashes;
}

export function readJson(...parts) {
  return JSON.parse(fs.readFileSync(path.join(...parts), 'utf8'));
}

/** Writes {path: text or value} below a folder; values become JSON. */
export function writeTree(folder, tree) {
  for (const [name, content] of Object.entries(tree)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
}
