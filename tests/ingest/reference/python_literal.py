#!/usr/bin/env python3
"""What Python itself reads in a literal: prints python_literal.jsonl, a line per text.

    python3 tests/ingest/reference/python_literal.py > tests/ingest/reference/python_literal.jsonl

{"text": …, "value": …} of what ast.literal_eval reads and JSON can say (tuples and sets as lists, keys as texts), else
{"text": …, "refused": why}. Left out is what the reader takes or refuses on purpose: its header says what. Sets are written in ascending order in the texts, so that a list of them has one order.
"""

import ast
import json
import math

TEXTS = r"""
1
-1
+1
- 1
--1
+-1
(1)
((1))
1_000
1__000
1_
_1
007
00
0_0
0x10
0XfF
0x_ff
0x
0xg
0o17
0o8
0b101
0b2
-0x10
1.
.5
1.5
-.5
1e3
1E-3
1e+3
1.e2
1_0.5_0e1_0
1._5
1_e5
1e_5
1e
0.1.2
.
00.5
1j
1+2j
1+2
1-2
9007199254740993
123456789012345678901234567890
0.1000000000000000055511151231257827
True
False
None
Trueish
x
...
'a'
"a"
''
""
'it''s'
'a' "b"
'a' 1
u'x'
U"x"
r'a\nb'
R'\d'
r'\''
r'\'
b'x'
rb'x'
f'x'
f'{x}'
ur'x'
'a\x41'
'\x4'
'\u00e9'
'\U0001F600'
'\U00110000'
'\u12'
'\101\60'
'\8'
'\q'
'\n\t\\\'\"\a\b\f\r\v'
'''a'b"c'''
'''a''''
'''a'''
'a
'a"
'a\
(1,)
()
(,)
(1, 2)
(1, 2,)
(1,, 2)
(1 2)
1, 2
1,
,
[]
[1]
[1,]
[,]
[1,, 2]
[1 2]
[1, 'two', (3, 4), {'five': True}]
[1_000, 2]
[0x10]
['it''s']
[u'x']
[[[]]]
[1, 2
[1, 2)
]
{}
{1: 'x'}
{1: 'x',}
{'a': 1, 'a': 2}
{1: 'a', 'b': 2, 1: 'c'}
{'a': [None, -1.5], 'b': {}}
{'a'}
{'a', 'b'}
{1, 1, 2}
{1, 'a': 2}
{'a': 1, 2}
{'a': }
{'a' 1}
{: 1}
{,}
{[1]: 2}
{{}: 1}
{[1]}
{(1, 2): 3}
{None: 1}
{True: 1}
{0x10: 1}
{a: 1}
{**{}}
set()
set([1])
dict(a=1)
dict()
foo()
[x for x in y]
lambda: 1
[1] + [2]
[1]*2
'a' % 1
[1][0]
(1) 2
[1] # why
[1, # one
# only
not 1
1 if 2 else 3
*1
""".strip("\n").split("\n")

TEXTS += ["[1,\n 2]", "[1, # one\n 2 # two\n]", "1\n2", "1\n", " 1", "\t1 ", "'a'\n'b'", "('a'\n 'b')", "[1 \\\n, 2]",
          "'a\\\nb'", "'a\nb'", "'''a\nb'''", "", " ", "[\n\n]", "{'a':\n1}", "- \\\n1", "'\0'", "['é', 'ü']", "{'é': 1}"]


def plain(value):
    """The value as JSON has it."""
    if isinstance(value, (bytes, complex)) or value is ...:
        raise ValueError("no JSON")
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, set):
        return [plain(item) for item in sorted(value, key=repr)]
    if isinstance(value, dict):
        return {key if isinstance(key, str) else repr(plain_key(key)): plain(item) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("no JSON")
    return value


def plain_key(key):
    plain(key)
    return key


def main():
    for text in TEXTS:
        row = {"text": text}
        try:
            row["value"] = plain(ast.literal_eval(text))
        except (ValueError, SyntaxError, TypeError) as error:
            row["refused"] = "no JSON" if str(error) == "no JSON" else type(error).__name__
        print(json.dumps(row, ensure_ascii=False))


main()
