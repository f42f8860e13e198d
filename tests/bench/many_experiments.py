#!/usr/bin/env python3
"""many_experiments.py OUT N ROWS SEEDS: N configurations of a grid of eight parameters, SEEDS runs each of ROWS rows.

The same on every machine (Python's standard library only); the first configurations of a larger N are those of a smaller.
"""
import json
import math
import os
import random
import sys

GRID = {
    "optimizer.name": ["sgd", "adam", "adamw", "lion"],
    "optimizer.lr": [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2],
    "optimizer.weight_decay": [0, 1e-5, 1e-4, 1e-3],
    "model.name": ["resnet18", "resnet50", "vit_small", "mixer"],
    "model.dropout": [0, 0.1, 0.2, 0.3, 0.4],
    "data.batch_size": [32, 64, 128, 256],
    "data.augment": [True, False],
    "schedule": ["cosine", "step", "constant"],
}


def configuration(code):
    """The settings with this number, and what they add to the accuracy."""
    tree, effect = {}, 0.0
    for path, values in GRID.items():
        code, place = divmod(code, len(values))
        below, parts = tree, path.split(".")
        for part in parts[:-1]:
            below = below.setdefault(part, {})
        below[parts[-1]] = values[place]
        effect += 0.02 * math.sin(place * 1.7 + len(path))
    return tree, effect


def write_run(folder, config, effect, rows, started, name):
    own = random.Random(name)
    os.makedirs(folder)
    with open(f"{folder}/config.json", "w") as file:
        json.dump(dict(config, seed=own.randrange(1 << 31)), file)
    tau, top, time = rows * own.uniform(0.1, 0.3), 0.8 + effect + own.gauss(0, 0.01), 0.0
    with open(f"{folder}/metrics.csv", "w") as file:
        file.write("step,wall_time,train/loss,val/loss,val/accuracy\n")
        for step in range(rows):
            time += 0.1 + 0.01 * own.random()
            left = math.exp(-step / tau)
            losses = [0.1 + 2 * left + 0.05 * own.gauss(0, 1), 0.15 + 2 * left + 0.05 * own.gauss(0, 1)]
            accuracy = top * (1 - left) + 0.005 * own.gauss(0, 1)
            file.write(f"{step},{time:.4f},{losses[0]:.6f},{losses[1]:.6f},{accuracy:.6f}\n")
    with open(f"{folder}/summary.json", "w") as file:
        json.dump({"status": "finished", "training_time_s": time, "started": started}, file)


def main():
    out, (count, rows, seeds) = sys.argv[1], map(int, sys.argv[2:5])
    all_codes = math.prod(len(values) for values in GRID.values())
    codes = random.Random(1).sample(range(all_codes), all_codes)[:count]
    for i, code in enumerate(codes):
        config, effect = configuration(code)
        for seed in range(seeds):
            started = f"2026-{1 + i // 900 % 12:02d}-{1 + i // 30 % 28:02d}T{i % 24:02d}:{i * 7 % 60:02d}:{seed:02d}Z"
            folder = f"{out}/exp-{i:05d}" + (f"-s{seed}" if seeds > 1 else "")
            write_run(folder, config, effect, rows, started, f"{i}/{seed}")


main()
