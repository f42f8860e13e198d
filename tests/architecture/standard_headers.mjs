// Fails, naming the offender, when a C++ source uses a name of the standard library without including its header: newer
// libraries no longer bring such headers along. A source may rely on the header of its own name.
//
//   node tests/architecture/standard_headers.mjs [--fix]
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

// Header, and the names after "std::" that it declares.
const declared = {
  algorithm: ['all_of', 'any_of', 'none_of', 'adjacent_find', 'binary_search', 'clamp', 'copy', 'copy_if', 'copy_n', 'count',
    'count_if', 'equal', 'equal_range', 'fill', 'fill_n', 'find', 'find_if', 'find_if_not', 'for_each', 'includes',
    'is_sorted', 'lexicographical_compare', 'lower_bound', 'max', 'max_element', 'merge', 'min', 'min_element', 'minmax',
    'minmax_element', 'mismatch', 'nth_element', 'partial_sort', 'partition', 'replace', 'reverse', 'rotate', 'search',
    'set_difference', 'set_intersection', 'sort', 'stable_partition', 'stable_sort', 'transform', 'unique', 'upper_bound',
    'ranges::\\w+'],
  array: ['array'],
  atomic: ['atomic', 'atomic_\\w+', 'memory_order_\\w+'],
  bit: ['bit_cast', 'bit_width', 'countr_zero', 'countl_zero', 'popcount', 'endian', 'rotl', 'rotr', 'has_single_bit'],
  charconv: ['from_chars', 'to_chars', 'chars_format'],
  chrono: ['chrono::\\w+'],
  cmath: ['abs', 'ceil', 'exp', 'fabs', 'floor', 'fmod', 'hypot', 'isfinite', 'isinf', 'isnan', 'ldexp', 'lgamma', 'llround',
    'log', 'log10', 'log1p', 'log2', 'lround', 'modf', 'nextafter', 'pow', 'round', 'signbit', 'sqrt', 'trunc', 'erfc'],
  compare: ['strong_ordering', 'weak_ordering', 'partial_ordering'],
  condition_variable: ['condition_variable'],
  cstddef: ['byte', 'ptrdiff_t', 'size_t', 'nullptr_t'],
  cstdint: ['u?int\\d+_t', 'u?intptr_t', 'u?intmax_t'],
  cstdio: ['fprintf', 'fputs', 'fflush', 'fwrite', 'snprintf', 'FILE', 'fclose', 'fopen'],
  cstdlib: ['exit', 'free', 'getenv', 'malloc', 'abort'],
  cstring: ['memchr', 'memcmp', 'memcpy', 'memmove', 'memset', 'strlen', 'strcmp', 'strerror'],
  exception: ['exception', 'exception_ptr', 'current_exception', 'rethrow_exception'],
  functional: ['function', 'hash', 'invoke', 'less', 'greater', 'plus', 'ref', 'cref', 'reference_wrapper', 'not_fn', 'identity'],
  'initializer_list': ['initializer_list'],
  iterator: ['back_inserter', 'distance', 'advance', 'inserter', 'make_move_iterator', 'reverse_iterator', 'istreambuf_iterator'],
  limits: ['numeric_limits'],
  map: ['map', 'multimap'],
  memory: ['make_unique', 'unique_ptr', 'shared_ptr', 'make_shared', 'addressof', 'weak_ptr'],
  mutex: ['mutex', 'lock_guard', 'unique_lock', 'scoped_lock', 'once_flag', 'call_once'],
  numbers: ['numbers::\\w+'],
  numeric: ['accumulate', 'gcd', 'iota', 'inner_product', 'partial_sum', 'midpoint', 'reduce'],
  optional: ['optional', 'nullopt', 'make_optional'],
  set: ['set', 'multiset'],
  span: ['span', 'as_bytes'],
  string: ['string', 'to_string', 'getline', 'char_traits', 'u16string', 'u32string'],
  string_view: ['string_view'],
  system_error: ['error_code', 'errc', 'generic_category', 'system_category', 'system_error'],
  thread: ['jthread', 'thread', 'this_thread::\\w+'],
  tuple: ['tuple', 'tie', 'make_tuple', 'apply'],
  unordered_map: ['unordered_map'],
  unordered_set: ['unordered_set'],
  utility: ['move', 'pair', 'exchange', 'swap', 'forward', 'as_const', 'cmp_\\w+', 'in_range', 'make_pair', 'index_sequence',
    'make_index_sequence', 'piecewise_construct'],
  variant: ['variant', 'get_if', 'holds_alternative', 'visit', 'monostate'],
  vector: ['vector'],
};
const rules = Object.entries(declared).map(([header, names]) => ({ header, uses: new RegExp(`\\bstd::(?:${names.join('|')})(?![\\w])`) }));

const included = (text) => new Set([...text.matchAll(/^#include <([a-z_]+)>/gm)].map((found) => found[1]));
const withoutComments = (text) => text.replace(/\/\/.*$/gm, '').replace(/"(?:[^"\\\n]|\\.)*"/g, '""');

function missingOf(path) {
  const text = readFileSync(path, 'utf8');
  const has = included(text);
  const own = path.replace(/\.cpp$/, '.h');
  if (own !== path && existsSync(own)) for (const header of included(readFileSync(own, 'utf8'))) has.add(header);
  const code = withoutComments(text);
  return rules.filter(({ header, uses }) => uses.test(code) && !has.has(header)).map(({ header }) => header);
}

// Puts the includes into the first block of standard headers, sorted; a source without one gets a block of its own.
function fix(path, missing) {
  const lines = readFileSync(path, 'utf8').split('\n');
  const standard = (line) => /^#include <[a-z_]+>/.test(line);
  let start = lines.findIndex(standard);
  if (start < 0) {
    const guard = lines.findIndex((line) => line === '#pragma once');
    const own = lines.findIndex((line) => line.startsWith('#include "'));
    start = guard >= 0 ? guard + 2 : path.endsWith('.h') || lines[own + 1] !== '' ? own : own + 2;
    lines.splice(start, 0, ...missing.map((header) => `#include <${header}>`).sort(), '');
  } else {
    let end = start;
    while (standard(lines[end])) end += 1;
    const block = [...lines.slice(start, end), ...missing.map((header) => `#include <${header}>`)];
    lines.splice(start, end - start, ...block.sort());
  }
  writeFileSync(path, lines.join('\n'));
}

const files = execFileSync('git', ['-C', root, 'ls-files', '-z', '*.cpp', '*.h'], { encoding: 'utf8' }).split('\0')
  .filter((name) => /^(generator|tests)\//.test(name)).map((name) => resolve(root, name)).filter((name) => existsSync(name));
let offenders = 0;
for (const file of files) {
  const missing = missingOf(file);
  if (missing.length === 0) continue;
  if (process.argv.includes('--fix')) {
    fix(file, missing);
  } else {
    offenders += 1;
    console.error(`${file.slice(root.length + 1)}: uses what <${missing.join('>, <')}> declares and does not include it`);
  }
}
if (files.length < 100) throw new Error(`only ${files.length} sources found under ${root}: the check does not see the code`);
if (offenders > 0) process.exit(1);
console.log(`${files.length} sources, every one with the standard headers that it uses`);
