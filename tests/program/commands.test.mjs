// The list of commands, and what is written about it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { root, trialpress } from './support.mjs';

/** [name, line of help] of each command that the program says it has. */
function offered() {
  const help = trialpress(['--help']);
  assert.equal(help.status, 0, help.stderr);
  return [...help.stdout.split('Subcommands:\n')[1].matchAll(/^ {2}(\S+) +(.+)$/gm)].map(([, name, line]) => [name, line]);
}

test('the program and its README have the same commands', () => {
  const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8').split('## Commands')[1];
  const told = [...readme.split('```')[1].matchAll(/^trialpress (\S+)/gm)].map(([, name]) => name);
  assert.deepEqual(told, offered().map(([name]) => name));
});

test('the README names no option that its command does not take', () => {
  const block = fs.readFileSync(path.join(root, 'README.md'), 'utf8').split('## Commands')[1].split('```')[1];
  for (const part of block.split(/^trialpress /m).slice(1)) {
    const name = part.split(' ')[0];
    const help = trialpress([name, '--help']).stdout;
    for (const [option] of part.matchAll(/--[a-z-]+/g)) assert.ok(help.includes(option), `${name} ${option}`);
  }
});

test('each command says in its help what it does, and takes sources', () => {
  for (const [name, line] of offered()) {
    const help = trialpress([name, '--help']);
    assert.equal(help.status, 0, help.stderr);
    assert.ok(help.stdout.startsWith(line), `${name}: ${help.stdout.slice(0, 80)}`);
    assert.match(help.stdout, /SOURCE/, name);
  }
});

test('wrong usage ends with 2 and says why on standard error', () => {
  for (const [args, said] of [[[], /subcommand/], [['dance'], /subcommand/], [['diff', 'A'], /B is required/],
    [['best', '--strict'], /--strict/], [['check', '--since', 'site'], /--since requires --regressions/],
    [['build', '--jobs', '0'], /--jobs/]]) {
    const ended = trialpress(args);
    assert.equal(ended.status, 2, args.join(' '));
    assert.match(ended.stderr, said);
    assert.equal(ended.stdout, '');
  }
});
