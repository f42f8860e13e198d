// What a released program is built with against hostile inputs, as its binary shows it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { program } from './support.mjs';

function notReleased() {
  const cache = path.join(path.dirname(program), 'CMakeCache.txt');
  const text = fs.existsSync(cache) ? fs.readFileSync(cache, 'utf8') : '';
  return /CMAKE_BUILD_TYPE:\w+=Release/.test(text) ? false : 'skipped: not a release build';
}

test('a released program is hardened', { skip: notReleased() }, () => {
  const shown = (...args) => spawnSync(args[0], [...args.slice(1), program], { encoding: 'utf8', maxBuffer: 256 << 20 }).stdout;
  const header = shown('readelf', '-hW'), segments = shown('readelf', '-lW'), dynamic = shown('readelf', '-dW');
  assert.match(header, /Type:\s+DYN/, 'loaded at a random address');
  assert.doesNotMatch(segments, /INTERP/, 'static: one file');
  assert.match(segments, /GNU_RELRO/);
  assert.match(dynamic, /FLAGS_1\)\s+Flags:.*NOW/, 'nothing is bound late, so that the tables are read-only');
  assert.match(segments, /GNU_STACK\s.*\sRW\s/, 'no code on the stack');
  const symbols = shown('nm');
  assert.match(symbols, /__stack_chk_fail/, 'guarded stacks');
  assert.match(symbols, /__(read|memcpy|snprintf|vsnprintf|fprintf)_chk/, 'checked calls of the C library');
  assert.match(symbols, /glibcxx_assert_fail/, 'checked containers');
});
