// Configurations to copy: what Python reads from the three blocks of a page is what the run's config.json says.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { filesBelow, temporaryFolder, trialpress, writeTree } from './support.mjs';

const python = spawnSync('python3', ['--version']).status === 0 ? false : 'skipped: python3 is not there';
const hasYaml = spawnSync('python3', ['-c', 'import yaml']).status === 0;

const configs = {
  digits: '{"lr": 1e-3, "tiny": 1E-08, "wide": 1e22, "whole": 9007199254740993, "long": 0.1000000000000000055, "zero": 0.0, "minus": -0.5, "one": 1.0}',
  nested: '{"layers": [[64, 128], [[1], []], {"units": 8, "kernel": [3, 3]}, {}], "a": {"b": {"c": [{"d": [1, [2, {"e": null}]]}]}}}',
  words: '{"class": "for", "None": "True", "lambda": true, "yes": "no", "null": null, "1": "2", "1.5": "0x10", "~": "1_000", "": "", "a b": " c "}',
  text: '{"name": "naïve 模型 😀", "quotes": "it\'s \\"so\\" \\\\ ok", "lines": "one\\ntwo\\ttab", "yaml": "key: [x] # no", "percent": "%d & <b>", "bar": "|", "date": "2026-03-01", "time": "12:30:00"}',
  odd: '{"bell": "\\u0007", "delete": "\\u007f", "next": "\\u0085", "zero width": "a\\u200bb", "turned": "\\u202eabc", "mark": "\\ufeffx", "line": "a\\u2028b", "k\\u200bey": 1}',
  special: '{"nothing": NaN, "most": Infinity, "least": -Infinity}',
};

const reader = `
import ast, json, math, sys
try:
    import yaml
except ImportError:
    yaml = None

def same(a, b):
    if isinstance(a, float) and isinstance(b, float) and math.isnan(a) and math.isnan(b):
        return True
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and a == b

class FloatCalls(ast.NodeTransformer):
    """float("nan") and the like, which literal_eval does not know, as what they are."""
    def visit_Call(self, node):
        assert node.func.id == 'float', 'only float() is called'
        return ast.Constant(float(ast.literal_eval(node.args[0])))

def python_value(text):
    return ast.literal_eval(FloatCalls().visit(ast.parse(text).body[0].value))

for name, config, blocks in json.load(sys.stdin):
    wanted = json.loads(config)
    read = {'JSON': json.loads(blocks['JSON']), 'Python': python_value(blocks['Python'])}
    if yaml:
        read['YAML'] = yaml.safe_load(blocks['YAML'])
    for language, value in read.items():
        # JSON has no NaN and no infinities: there, they are text.
        expected = json.loads(config, parse_constant=str) if language == 'JSON' else wanted
        if not same(value, expected):
            print(f'{name}, {language}: {value!r} instead of {expected!r}')
`;

/** The text that the copy buttons copy, by language. */
function blocksOf(html) {
  const plain = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"')
    .replace(/&(apos|#39|#x27);/g, "'").replace(/&amp;/g, '&');
  const blocks = {};
  for (const [, language, text] of html.matchAll(/<summary>(JSON|YAML|Python)<\/summary>[^]*?<pre[^>]*>([^]*?)<\/pre>/g)) {
    blocks[language] ??= plain(text);
  }
  return blocks;
}

test('blocks of YAML are read, too', { skip: python || (hasYaml || process.env.CI === 'true' ? false : 'skipped: python3-yaml is not there') }, () => {
  assert.ok(hasYaml, 'python3-yaml is not there');
});

test('configurations to copy are read as what they were', { skip: python }, (t) => {
  const folder = temporaryFolder(t);
  const site = path.join(folder, 'site');
  for (const [name, config] of Object.entries(configs)) {
    writeTree(folder, { [`runs/${name}/config.json`]: config, [`runs/${name}/metrics.csv`]: 'epoch,val/accuracy\n1,0.5\n2,0.75\n' });
  }
  const built = trialpress(['build', path.join(folder, 'runs'), '-o', site, '-q']);
  assert.equal(built.status, 0, built.stderr);
  const pages = filesBelow(site).filter((file) => file.startsWith('runs/') && file.endsWith('.html'));
  const cases = Object.entries(configs).map(([name, config]) => {
    const page = pages.find((file) => path.basename(file).startsWith(name));
    assert.ok(page, `no page of ${name} in ${pages}`);
    return [name, config, blocksOf(fs.readFileSync(path.join(site, page), 'utf8'))];
  });
  const read = spawnSync('python3', ['-c', reader], { input: JSON.stringify(cases), encoding: 'utf8' });
  assert.equal(read.stderr, '');
  assert.equal(read.stdout, '');
});
