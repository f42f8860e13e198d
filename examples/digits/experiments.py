"""The experiments of the digits log, and the driver that (re)creates their runs.

    python3 examples/digits/experiments.py --out content/experiments
    python3 examples/digits/experiments.py --out /tmp/again --only EXP008 EXP009

Each experiment names the one it changes and what it changes. Notes beside the runs (experiment.md, notes.md) are
written by hand and left alone.
"""

import argparse
import copy
import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile

import train

SEEDS = (1, 2, 3)
# Three seeds could not tell the best few apart, so these got five more.
FINALISTS = ("EXP008", "EXP012", "EXP028", "EXP029")
FINAL_SEEDS = (4, 5, 6, 7, 8)


@dataclasses.dataclass
class Experiment:
    id: str
    parent: str | None
    changes: dict
    tags: list = dataclasses.field(default_factory=list)
    # Further runs: folder name → (seed, changes on top), for what went differently from the plan.
    extra_runs: dict = dataclasses.field(default_factory=dict)


EXPERIMENTS = [
    Experiment("EXP001", None, {}, ["baseline"]),
    Experiment("EXP002", "EXP001", {"batch_size": 128}, ["optimisation"]),
    Experiment("EXP003", "EXP001", {"batch_size": 16}, ["optimisation"]),
    Experiment("EXP004", "EXP001", {"learning_rate": 0.01}, ["optimisation"]),
    Experiment("EXP005", "EXP001", {"learning_rate": 0.0001}, ["optimisation"]),
    Experiment("EXP006", "EXP004", {"dense_units": [256, 128], "dropout_rates": [0.0, 0.0]}, ["architecture"]),
    Experiment("EXP007", "EXP006", {"dropout_rates": [0.5, 0.3]}, ["regularisation"]),
    Experiment("EXP008", "EXP004", {"base_model": "cnn-small"}, ["architecture"]),
    Experiment("EXP009", "EXP008", {"learning_rate": 0.003}, ["optimisation"]),
    Experiment("EXP010", "EXP008", {"base_model": "cnn-residual"}, ["architecture"]),
    Experiment("EXP011", "EXP008", {"base_model": "mobile"}, ["architecture", "speed"]),
    Experiment("EXP012", "EXP008", {"dropout_rates": [0.5]}, ["regularisation"]),
    Experiment("EXP013", "EXP012", {"augmentation": {"rotation_range": 0.03}}, ["augmentation"]),
    Experiment("EXP014", "EXP012", {"augmentation": {"rotation_range": 0.1}}, ["augmentation"]),
    Experiment("EXP015", "EXP012", {"augmentation": {"rotation_range": 0.2}}, ["augmentation"]),
    Experiment("EXP016", "EXP012", {"augmentation": {"zoom_range": 0.15}}, ["augmentation"]),
    Experiment("EXP017", "EXP012", {"augmentation": {"horizontal_flip": True}}, ["augmentation"]),
    Experiment("EXP018", "EXP012", {"img_size": 12}, ["image size"]),
    Experiment("EXP019", "EXP012", {"img_size": 16}, ["image size"]),
    Experiment("EXP020", "EXP012", {"pretraining": "digits-0-4"}, ["fine-tuning"]),
    Experiment("EXP021", "EXP020", {"frozen_layers": 1}, ["fine-tuning"]),
    Experiment("EXP022", "EXP020", {"frozen_layers": 2}, ["fine-tuning"]),
    Experiment("EXP023", "EXP012", {"optimizer": "adamw", "weight_decay": 0.1}, ["regularisation"]),
    Experiment("EXP024", "EXP012", {"batch_size": 128}, ["optimisation", "speed"]),
    Experiment("EXP025", "EXP024", {"schedule": {"name": "one-cycle", "peak": 0.02, "total_steps": 60}},
               ["optimisation"],
               extra_runs={"seed-1-first-try": (1, {"schedule": {"total_steps": 40}})}),
    Experiment("EXP026", "EXP012", {"optimizer": "sgd", "learning_rate": 0.1}, ["optimisation"]),
    Experiment("EXP027", "EXP010", {"optimizer": "sgd", "learning_rate": 1.0}, ["optimisation"]),
    Experiment("EXP028", "EXP012", {"epochs": 40}, ["training length"]),
    Experiment("EXP029", "EXP028", {"augmentation": {"rotation_range": 0.03}}, ["augmentation"]),
    Experiment("EXP030", "EXP004", {"dense_units": [128], "dropout_rates": [0.5]}, ["architecture", "speed"]),
]


def merge(tree, changes):
    merged = copy.deepcopy(tree)
    for key, value in changes.items():
        merged[key] = merge(merged[key], value) if isinstance(value, dict) and key in merged else value
    return merged


def params_of(experiment):
    by_id = {e.id: e for e in EXPERIMENTS}
    base = params_of(by_id[experiment.parent]) if experiment.parent else train.DEFAULTS
    return merge(base, experiment.changes)


def planned_runs(only):
    """Seed by seed, so that a slow minute of the machine is shared by all experiments."""
    chosen = [e for e in EXPERIMENTS if not only or e.id in only]
    for seed in SEEDS + FINAL_SEEDS:
        for experiment in chosen:
            if seed in FINAL_SEEDS and experiment.id not in FINALISTS:
                continue
            for name, (extra_seed, changes) in experiment.extra_runs.items():
                if extra_seed == seed:
                    yield experiment, name, seed, merge(params_of(experiment), changes)
            yield experiment, f"seed-{seed}", seed, params_of(experiment)


def run_one(out, experiment, name, seed, params):
    """A process of its own for each run, so that its memory is its own. True if it ended well."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(params, file)
        file.flush()
        command = [sys.executable, str(pathlib.Path(__file__).with_name("train.py")),
                   "--out", str(out / experiment.id / name), "--experiment", experiment.id, "--seed", str(seed),
                   "--params", file.name]
        for tag in experiment.tags:
            command += ["--tag", tag]
        return subprocess.run(command, check=False).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder with one folder per experiment")
    parser.add_argument("--only", nargs="*", default=[], metavar="ID")
    parser.add_argument("--seeds", nargs="*", type=int, default=SEEDS + FINAL_SEEDS)
    args = parser.parse_args()
    for experiment, name, seed, params in planned_runs(args.only):
        if seed not in args.seeds:
            continue
        ended_well = run_one(args.out, experiment, name, seed, params)
        print(f"{experiment.id} {name}: {'done' if ended_well else 'crashed'}", flush=True)


if __name__ == "__main__":
    main()
