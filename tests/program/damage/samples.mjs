// A small healthy input of every format that is damaged in damage.test.mjs: {format: {path: text or bytes}}.

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = crcTable[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** A NumPy array of doubles; `shape` as Python writes it: "(3,)". */
function npy(shape, values) {
  let header = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`;
  header += `${' '.repeat(63 - ((10 + header.length) % 64))}\n`;
  const start = Buffer.alloc(10);
  start.write('\x93NUMPY\x01\x00', 'latin1');
  start.writeUInt16LE(header.length, 8);
  return Buffer.concat([start, Buffer.from(header, 'latin1'), Buffer.from(Float64Array.from(values).buffer)]);
}

/** A zip archive without compression, as numpy.savez writes it. */
function zip(members) {
  const bodies = [];
  const entries = [];
  let at = 0;
  for (const [name, bytes] of Object.entries(members)) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name)]));
    bodies.push(body);
    at += body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

const lines = (count, line) => Array.from({ length: count }, (_, i) => `${line(i + 1)}\n`).join('');
const trial = (id, value) => ({ trial_id: id, hyperparameters: { space: [], values: { units: 32, lr: 0.01 } }, score: value,
  metrics: { metrics: { val_accuracy: { direction: 'max', observations: [{ value: [value], step: 7 }] } } },
  best_step: 7, status: 'COMPLETED' });
const results = (model, value) => ({ results: { hellaswag: { alias: 'hellaswag', 'acc,none': value, 'acc_stderr,none': 0.005 } },
  'n-shot': { hellaswag: 0 }, higher_is_better: { hellaswag: { acc: true } }, model_name: model,
  config: { model: 'hf', model_args: `pretrained=${model}`, batch_size: 8 }, date: 1.7e9 });
const node = (id, value, buggy) => ({ code: 'm = 1', plan: `try ${id}`, step: Number(id), id, ctime: 1.772e9, exec_time: 12.5,
  parent: null, children: [], exc_type: buggy ? 'ValueError' : null, analysis: 'fine', is_buggy: buggy,
  metric: { value, maximize: false } });
const evolved = (id, value, parent) => ({ id, code: 'pass', parent_id: parent, generation: 1, iteration_found: 1,
  timestamp: 1.77e9, metrics: { combined_score: value, speed: 2 } });
const json = (value) => JSON.stringify(value, null, 1);

export const samples = {
  'text-log': {
    'train.log': `lr: 0.1\nbatch_size: 32\n${lines(6, (i) => `2026-03-0${i} 10:00:00,123 - INFO - Epoch ${i}/6 | Train Loss: ${1 / i} | Val Acc: ${70 + i}.5% | lr 1e-3 | 3.2s`)}`,
  },
  'text-log-trainings': {
    'runs.log': ['SGD', 'Adam'].map((name) => `Running ${name} optimizer...\n${lines(4, (i) => `[Epoch ${i}] loss ${1 / i} acc ${i / 5}`)}`).join(''),
  },
  'console-tables': {
    'sb3.log': lines(4, (i) => `${'-'.repeat(40)}\n| rollout/        |        |\n|    ep_rew_mean  | ${i * 10} |\n| time/           |        |\n|    total_timesteps | ${i * 2048} |\n${'-'.repeat(40)}`),
  },
  'agent-log': {
    'results.tsv': `commit\tval_bpb\tmemory_gb\tstatus\tdescription\na1b2c3d\t0.9979\t44.0\tkeep\tbaseline\nb2c3d4e\t0.9932\t44.2\tkeep\tLR 0.03 -> 0.04\nc3d4e5f\t1.005\t44.0\tdiscard\tGeLU\nd4e5f6a\t0.000000\t0.0\tcrash\tdouble width (OOM)\n`,
  },
  'agent-lines': {
    'autoresearch.jsonl': `${JSON.stringify({ type: 'config', name: 'speed', metricName: 'total_ms', metricUnit: 'ms', bestDirection: 'lower' })}\n${lines(4, (i) => JSON.stringify({ run: i, commit: `abcdef${i}`, metric: 100 - i, metrics: { other: i }, status: i % 2 ? 'keep' : 'discard', description: `try ${i}`, timestamp: 1.77e12 + i }))}`,
  },
  aide: {
    'logs/journal.json': json({ nodes: [node('0', 0.4, false), node('1', null, true), node('2', 0.3, false)], node2parent: { 2: '0' }, __version: '2' }),
  },
  openevolve: {
    'checkpoints/checkpoint_2/metadata.json': json({ best_program_id: 'b', islands: [['a', 'b']], last_iteration: 2 }),
    'checkpoints/checkpoint_2/programs/a.json': json(evolved('a', 0.5, null)),
    'checkpoints/checkpoint_2/programs/b.json': json(evolved('b', 0.7, 'a')),
  },
  npz: {
    'logs/evaluations.npz': zip({ 'timesteps.npy': npy('(3,)', [100, 200, 300]),
      'results.npy': npy('(3, 2)', [1, 2, 3, 4, 5, 6]), 'ep_lengths.npy': npy('(3, 2)', [9, 9, 9, 9, 9, 9]) }),
  },
  'keras-tuner': {
    'project/oracle.json': json({ ongoing_trials: {}, hyperparameters: { space: [], values: {} }, seed: 1 }),
    'project/trial_0/trial.json': json(trial('0', 0.8)), 'project/trial_1/trial.json': json(trial('1', 0.9)),
  },
  'lm-eval': {
    'a/results_2026-01-01T00-00-00.000000.json': json(results('org/a', 0.5)),
    'b/results_2026-01-02T00-00-00.000000.json': json(results('org/b', 0.6)),
  },
  rows: {
    'csv/metrics.csv': `step,train_loss,val_accuracy\n${lines(6, (i) => `${i},${1 / i},${i / 10}`)}4,0.2,0.45\n5,0.19,0.5\nstep,val_accuracy,train_loss,lr\n6,0.55,0.18,0.01\n7,0.6,0.17,0.01\n`,
    'csv/config.json': json({ lr: 0.01, model: { name: 'net' } }),
  },
  'rows-of-trainings': { 'folds.csv': `optimizer,fold,epoch,loss\n${['sgd', 'adam'].map((name) => lines(4, (i) => `${name},${i % 2},${(i - 1) >> 1},${1 / i}`)).join('')}` },
  'json-rows': { 'history.json': json({ history: { loss: [3, 2, 1], val_loss: [3, 2.5, 2], lr: [0.1, 0.1, 0.01] }, best_val_loss: 2 }) },
  'json-lines': { 'log.jsonl': lines(5, (i) => JSON.stringify({ epoch: i, train_loss: 1 / i, val: { acc: i / 10 }, note: 'x' })) },
  table: { 'results.csv': `model,bits,seed,accuracy,time_s\n${lines(6, (i) => `net${i % 3},${4 << (i % 2)},${i},${80 + i}.25 %,${i * 10}`)}` },
  'named-results': { 'results.json': json({ resnet18: { accuracy: 0.91, f1: 0.9, lr: 0.1 }, vgg16: { accuracy: 0.89, f1: 0.88, lr: 0.01 } }) },
  'one-result': { 'runs/a.json': json({ args: { lr: 0.1, seed: 1 }, metrics: { test: { accuracy: 0.9 } } }), 'runs/b.json': json({ args: { lr: 0.2 }, metrics: { test: { accuracy: 0.8 } } }) },
  'hugging-face': { 'out/trainer_state.json': json({ best_metric: 0.9, best_global_step: 2, epoch: 2, global_step: 2,
    log_history: [{ epoch: 1, step: 1, loss: 2 }, { epoch: 1, step: 1, eval_accuracy: 0.8 }, { epoch: 2, step: 2, eval_accuracy: 0.9 }] }) },
};
