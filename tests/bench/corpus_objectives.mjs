// What two programs make of each repository of a corpus: projects, runs, experiments, repeats, objective and headline.
//
//   node tests/bench/corpus_objectives.mjs BEFORE AFTER [FOLDER…]
//
// A FOLDER is one repository; without any, those of ../shared/corpus (kinds/repositories), the smallest first. Prints a
// line for a repository that both programs tell alike and a block for each other one. Repeats are experiments with more
// than one run. Exit status 1 if a program crashed or did not end within ten minutes.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readJson, shared } from '../program/support.mjs';

const [before, after, ...given] = process.argv.slice(2);
if (!after) throw new Error('usage: corpus_objectives.mjs BEFORE AFTER [FOLDER…]');

const folders = (place) =>
  fs.readdirSync(place, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => path.join(place, one.name)).sort();

const sizeOf = (place) =>
  fs.readdirSync(place, { withFileTypes: true }).reduce((sum, one) => {
    const inside = path.join(place, one.name);
    if (one.isDirectory()) return sum + sizeOf(inside);
    return one.isFile() ? sum + fs.statSync(inside).size : sum;
  }, 0);

const plainText = (html) => html.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&apos;", "'").replaceAll("&amp;", "&").trim();

/** Headlines of the front page, one a project in the order of the page. */
function headlines(site) {
  const page = fs.readFileSync(path.join(site, 'index.html'), 'utf8');
  return [...page.matchAll(/<h1[^>]*>(.*?)<\/h1>|<h2[^>]*class="headline[^>]*>(.*?)<\/h2>/gs)].map((match) => plainText(match[1] ?? match[2]));
}

const countOf = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Lines of text: the sums, one for each project, then the headlines. */
function describe(program, folder, scratch) {
  const site = path.join(scratch, 'site');
  const limits = { encoding: 'utf8', timeout: 600_000, maxBuffer: 1 << 28 };
  const built = spawnSync(program, ['build', folder, '-o', site, '-q', '--clean'], limits);
  if (built.status === null) return { crashed: true, lines: [`ended by ${built.signal ?? built.error?.message}`] };
  if (built.status > 1) return { crashed: false, lines: [`exit ${built.status}: ${built.stderr.trim().split('\n').at(-1).slice(0, 200)}`] };
  const { experiments } = readJson(site, 'data/experiments.json');
  const { projects } = readJson(site, 'data/site.json');
  const told = projects.map((project) => {
    const own = experiments.filter((one) => one.project === project.name);
    const runs = own.reduce((sum, one) => sum + one.runs.length, 0);
    const repeats = own.filter((one) => one.runs.length > 1).length;
    const names = own.slice(0, 4).map((one) => one.id).join(' | ');
    return `"${project.name}": ${countOf(runs, 'run')}, ${countOf(own.length, 'experiment')}, ${repeats} repeated; ` +
      `${project.objective ?? 'no objective'} ${project.direction ?? ''}; named ${names}`;
  });
  return { crashed: false, lines: [...told, ...headlines(site).map((line) => `"${line}"`)] };
}

let crashed = false;
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'trialpress-corpus-'));
try {
  const corpus = path.join(shared, 'corpus');
  const chosen = given.length > 0 ? given : folders(corpus).flatMap(folders).map((one) => [sizeOf(one), one]).sort((a, b) => a[0] - b[0]).map((one) => one[1]);
  for (const folder of chosen) {
    const [one, other] = [before, after].map((program) => describe(program, folder, scratch));
    crashed ||= one.crashed || other.crashed;
    const title = folder.split(path.sep).slice(-2).join('/');
    if (one.lines.join('\n') === other.lines.join('\n')) console.log(`## ${title}: alike\n  = ${one.lines.join('\n  = ')}`);
    else console.log(`## ${title}\n  < ${one.lines.join('\n  < ')}\n  > ${other.lines.join('\n  > ')}`);
  }
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = crashed ? 1 : 0;
