// Makes what the pages load from the npm packages and the scripts beside this file; same input, same bytes.
//
//   node themes/default/bundle.mjs OUTDIR    writes OUTDIR/{plotly.js,plotly.css,plotly.licenses.txt,report.js}
//
// plotly.js holds only the trace types in use (tests/web/charts.test.mjs compares), in their "strict" form (no Function
// constructor) where they have one, so that pages can forbid eval. plotly.css holds the rules that Plotly would otherwise
// insert as inline styles. plotly.licenses.txt holds the licenses of every package that plotly.js has code of.
import { build } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const plotly = join(root, 'node_modules/plotly.js');
const traces = [];  // core.js draws scatter by itself; more are named as in 'lib/bar'

const entry = `
const core = require('./lib/core');
core.register([${traces.map((trace) => `require('./${trace}')`).join(', ')}]);
window.Plotly = core;
`;

function licensesOf(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  const texts = [...packages].sort().map((folder) => {
    const about = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).sort().find((name) => /^licen[cs]e/i.test(name));
    const text = file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8').trim();
    return `${about.name} ${about.version}: ${about.license}\n\n${text}`.trim();
  });
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

async function bundlePlotly() {
  const { version } = JSON.parse(readFileSync(join(plotly, 'package.json'), 'utf8'));
  const result = await build({
    absWorkingDir: root,
    stdin: { contents: entry, resolveDir: plotly, sourcefile: 'plotly-traces.js' },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2018',
    charset: 'ascii',
    legalComments: 'none',
    loader: { '.css': 'empty' },  // of map traces, which are not in here
    // Names of Node that some packages look for.
    define: { global: 'window', 'define.amd': 'false', 'process.env.NODE_DEBUG': 'false' },
    banner: { js: `/* plotly.js ${version}, some of its traces; licenses: plotly.licenses.txt */` },
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const inputs = Object.keys(result.metafile.inputs).filter((name) => !name.endsWith('.css'));
  return { script: result.outputFiles[0].contents, licenses: licensesOf(inputs) };
}

async function bundleReport() {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [join(here, 'scripts/report.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2018',
    charset: 'ascii',
    write: false,
    logLevel: 'warning',
  });
  return result.outputFiles[0].contents;
}

async function main() {
  const out = process.argv[2];
  if (out === undefined) throw new Error('usage: node themes/default/bundle.mjs OUTDIR');
  const [{ script, licenses }, report] = await Promise.all([bundlePlotly(), bundleReport()]);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'plotly.js'), script);
  writeFileSync(join(out, 'plotly.css'), readFileSync(join(plotly, 'dist/plotly.css')));
  writeFileSync(join(out, 'plotly.licenses.txt'), licenses);
  writeFileSync(join(out, 'report.js'), report);
}

await main();
