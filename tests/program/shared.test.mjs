// What stands beside the checkout, in ../shared or $TRIALPRESS_SHARED: what cannot be tested without it, in one line.
import assert from 'node:assert/strict';
import test from 'node:test';
import { needsShared } from './support.mjs';

const needed = {
  corpus: 'real runs and the values in their files',
  'bench/faults': 'builds that fail at any system call',
  'conformance/markdown': 'the specification of Markdown',
  'conformance/csv': 'csv-spectrum',
  'experiment-log-template.md': 'the whole template of notes',
};

test('what is tested beside the checkout is there', (t) => {
  const missing = Object.keys(needed).filter((folder) => needsShared(folder));
  if (missing.length === 0) return;
  const line = `not tested, since ../shared lacks it: ${missing.map((folder) => `${needed[folder]} (${folder})`).join('; ')}`;
  const required = process.env.CI === 'true' && process.env.TRIALPRESS_WITHOUT_SHARED !== '1';
  assert.ok(!required, `${line}. Set TRIALPRESS_SHARED, or TRIALPRESS_WITHOUT_SHARED=1 to go without`);
  t.skip(line);
});
