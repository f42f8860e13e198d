#!/usr/bin/env python3
"""Counts a log of a loop of experiments on its own, for holding against what Trialpress reads.

usage: loop_counts.py FILE...        prints a line a file: rows, kept, discarded, failed, open, and per metric lowest and
highest value of kept rows. Plain Python that shares nothing with the program.
"""
import collections
import json
import re
import sys

KEEP = re.compile(r'^(keep|kept|keep[-_].*|.*[-_]keep|best|new_best|accepted|baseline|保留.*|基线.*)$')
DISCARD = re.compile(r'^(discard(ed)?|revert(ed)?|rollback|reject(ed)?|.*_discard|size_violation|checks_failed|回滚)$')
FAILED = re.compile(r'^(crash(ed)?|fail(ed)?|error|oom|timeout|killed|kill|diverged|metric-error|hook-blocked)$')
OPEN = re.compile(r'^(pending|running|wip|tentative|partial|ok|done|completed|info|support|contender|verify|no-op|duplicate|'
                  r'skipped|repair|blocked|deferred)$')


def kind(cell):
    word = re.split(r'[\s(（—,;:]', cell.strip().lower())[0].strip('*✔✅❌')
    for name, pattern in (('kept', KEEP), ('discarded', DISCARD), ('failed', FAILED), ('open', OPEN)):
        if pattern.match(word):
            return name
    return None


def number(text):
    try:
        return float(str(text).strip().strip('~+').rstrip('%'))
    except ValueError:
        return None


def count_table(path):
    with open(path, encoding='utf-8', errors='replace', newline='') as file:
        lines = [line.rstrip('\r') for line in file.read().split('\n')]
    rows = [[cell.strip() for cell in line.split('\t')] for line in lines if line.strip() and not line.startswith('#')]
    width = len(rows[0]) if rows else 0
    votes = collections.Counter(i for row in rows for i, cell in enumerate(row[:width]) if kind(cell))
    if not votes:
        return None
    column = votes.most_common(1)[0][0]
    names = rows[0] if not kind(rows[0][column]) else [f'column {i + 1}' for i in range(width)]
    counts, values = collections.Counter(), collections.defaultdict(list)
    for row in rows:
        word = kind(row[column]) if len(row) > column else None
        if not word:
            continue
        counts['rows'] += 1
        counts[word] += 1
        if word == 'kept':
            for name, cell in zip(names, row):
                if number(cell) is not None:
                    values[name].append(number(cell))
    return counts, values


def count_lines(path):
    counts, values = collections.Counter(), collections.defaultdict(list)
    with open(path, encoding='utf-8') as file:
        for line in file:
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if row.get('type') in ('config', 'hook'):
                continue
            word = kind(str(row.get('status') or row.get('decision') or ''))
            counts['rows'] += 1
            counts[word or 'open'] += 1
            if word in ('kept', None, 'open'):
                for name, value in row.items():
                    if isinstance(value, (int, float)) and not isinstance(value, bool):
                        values[name].append(value)
    return counts, values


for path in sys.argv[1:]:
    found = count_lines(path) if path.endswith('.jsonl') else count_table(path)
    if found is None:
        print(f'{path}: no log of a loop')
        continue
    counts, values = found
    told = ' '.join(f'{name} {counts[name]}' for name in ('rows', 'kept', 'discarded', 'failed', 'open'))
    ranges = '; '.join(f'{name} {min(v):g}..{max(v):g}' for name, v in list(values.items())[:4])
    print(f'{path}: {told}; {ranges}')
