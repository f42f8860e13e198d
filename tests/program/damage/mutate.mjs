// Damages small inputs of every format and looks for crashes, hangs and reports of sanitizers.
//
//   node tests/program/damage/mutate.mjs [--rounds N] [--seed N] [--only FORMAT] [--keep FOLDER]
//
// A round is one damaged input of each format, in folders of one source that the program lists, and every fourth time
// builds; if that goes wrong, each is tried alone, and those that fail are printed (and kept below FOLDER). All is decided by the seed. Exit status 1
// if anything failed. TRIALPRESS names the program.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { program } from '../support.mjs';
import { samples } from './samples.mjs';

const longestS = 10; // of the processor, for one damaged input alone; a round of all may take twice that
const sanitizer = /ERROR: (Address|Leak|Thread|Memory)Sanitizer|runtime error:|UndefinedBehavior/;

/** Numbers below `limit`, always the same for a seed (a linear congruential generator). */
export function makeRandom(seed) {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const odd = ['\0', '\xff\xfe', '\u202e', '9'.repeat(400), '1e999', '-', 'nan', '1'.repeat(20), '[', '{"a":', '"', '\\u0000', ',,,', '\t\t', '\r', '\n\n',
  '../', '%s%n', '<script>', '1_000', '0x1p-3', '٣', 'Infinity', ' '.repeat(300), '|', '='.repeat(80), '\x1b[2K', '\b'];

const changes = {
  flip: (bytes, random) => { const out = Buffer.from(bytes); for (let i = 0; i <= random(4); i += 1) out[random(out.length)] ^= 1 << random(8); return out; },
  cut: (bytes, random) => bytes.subarray(0, random(bytes.length)),
  behead: (bytes, random) => bytes.subarray(random(bytes.length)),
  drop: (bytes, random) => { const at = random(bytes.length); return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(40))]); },
  double: (bytes, random) => { const at = random(bytes.length); const end = at + 1 + random(80); return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]); },
  insert: (bytes, random) => { const at = random(bytes.length); return Buffer.concat([bytes.subarray(0, at), Buffer.from(odd[random(odd.length)]), bytes.subarray(at)]); },
  nest: (bytes, random) => { const at = random(bytes.length); return Buffer.concat([bytes.subarray(0, at), Buffer.from(['[', '{"a":', '('][random(3)].repeat(20_000)), bytes.subarray(at)]); },
  number: (bytes, random) => {
    const numbers = [...bytes.toString('latin1').matchAll(/\d+(\.\d+)?/g)];
    if (numbers.length === 0) return bytes;
    const one = numbers[random(numbers.length)];
    const other = ['-1', '0', '1e308', '-1e999', 'nan', '9007199254740993', '18446744073709551616', '1e-320', '', 'x', '1,5', 'null', '"7"', '[]'][random(14)];
    return Buffer.concat([bytes.subarray(0, one.index), Buffer.from(other), bytes.subarray(one.index + one[0].length)]);
  },
  lines: (bytes, random) => {
    const all = bytes.toString('latin1').split('\n');
    const [a, b] = [random(all.length), random(all.length)];
    [all[a], all[b]] = [all[b], all[a]];
    return Buffer.from(all.join('\n'), 'latin1');
  },
  many: (bytes, random) => {
    const all = bytes.toString('latin1').split('\n');
    const at = random(all.length);
    all.splice(at, 0, ...Array(300).fill(all[at]));
    return Buffer.from(all.join('\n'), 'latin1');
  },
  wide: (bytes, random) => {
    const all = bytes.toString('latin1').split('\n');
    const at = random(all.length);
    all[at] += `${[',', '\t', ' a=', ' | '][random(4)]}${random(100)}`.repeat(2_000);
    return Buffer.from(all.join('\n'), 'latin1');
  },
};

/** {path: bytes} of a sample with one to three changes, and what they were. */
export function damage(sample, random) {
  const files = Object.fromEntries(Object.entries(sample).map(([name, content]) => [name, Buffer.from(content)]));
  const names = Object.keys(files);
  const done = [];
  for (let i = 0; i <= random(3); i += 1) {
    const name = names[random(names.length)];
    const kind = Object.keys(changes)[random(Object.keys(changes).length)];
    if (files[name].length > 0) files[name] = changes[kind](files[name], random);
    done.push(`${kind} ${name}`);
  }
  return { files, done };
}

/** What went wrong, or an empty text. `pages`: the site is written, too. */
function run(source, site, pages, limitS) {
  const args = pages ? ['build', source, '-o', site, '-q', '-j', '1'] : ['list', source];
  const limited = ['-c', `ulimit -t ${limitS}; exec "$0" "$@"`, program, ...args];
  const result = spawnSync('/bin/sh', limited, { encoding: 'utf8', timeout: 12_000 * limitS, maxBuffer: 64 << 20 });
  fs.rmSync(site, { recursive: true, force: true });
  if (result.error?.code === 'ETIMEDOUT' || result.signal === 'SIGXCPU') return `did not end within ${limitS} s`;
  if (result.error) return result.error.message;
  if (result.signal) return `ended by ${result.signal}`;
  const report = sanitizer.exec(result.stderr);
  if (report) return result.stderr.slice(report.index, report.index + 300);
  return [0, 1, 3].includes(result.status) ? '' : `exit status ${result.status}: ${result.stderr.slice(-300)}`;
}

function write(folder, files) {
  for (const [name, bytes] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, bytes);
  }
}

/** Failures of `rounds` rounds: [{round, format, done, what}]. */
export function mutate({ rounds, seed = 1, only = null, keep = null }) {
  const failures = [];
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'trialpress-damage-'));
  try {
    for (let round = 0; round < rounds; round += 1) {
      const source = path.join(scratch, 'in');
      const site = path.join(scratch, 'site');
      const made = [];
      Object.entries(samples).forEach(([format, sample], index) => {
        if (only !== null && format !== only) return;
        const { files, done } = damage(sample, makeRandom(seed * 1_000_003 + round * 1_009 + index));
        write(path.join(source, format), files);
        made.push({ format, done });
      });
      const pages = round % 4 === 0;
      const all = run(source, site, pages, 2 * longestS);
      if (all !== '') {
        const alone = made.map((one) => ({ round, ...one, what: run(path.join(source, one.format), site, pages, longestS) }));
        const failed = alone.filter((one) => one.what !== '');
        failures.push(...(failed.length > 0 ? failed : [{ round, format: 'all together', done: [], what: all }]));
        if (keep !== null) fs.cpSync(source, path.join(keep, `round-${round}`), { recursive: true });
      }
      fs.rmSync(source, { recursive: true, force: true });
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
  return failures;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { rounds: 100 };
  for (let i = 2; i < process.argv.length; i += 2) {
    const name = process.argv[i].replace(/^--/, '');
    if (!['rounds', 'seed', 'only', 'keep'].includes(name)) throw new Error(`unknown option ${process.argv[i]}`);
    options[name] = ['rounds', 'seed'].includes(name) ? Number(process.argv[i + 1]) : process.argv[i + 1];
  }
  const failures = mutate(options);
  for (const one of failures) console.log(`round ${one.round}, ${one.format} (${one.done.join('; ')}): ${one.what}`);
  console.log(`${options.rounds} rounds of ${Object.keys(samples).length} formats, ${failures.length} failures`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
