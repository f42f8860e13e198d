"""A loop that experiments by itself: propose a change, train for a fixed short budget, keep it or take it back.

    python3 loop.py --out /tmp/loop --tries 60

The network and its data are those of ../digits; the budget is a number of images. What is tried is a recipe (recipe.json) in
a git repository of its own: every try is a commit, one that does not help is reset away. Each leaves a row in results.tsv,
the file that loops of this kind keep:

    commit  val_loss  memory_mb  training_seconds  status  description

status: keep (a lower loss than the last one kept), discard, crash (no number: the loss is 0), verify (the recipe that is
ahead, measured again with another seed; decides nothing).
"""

import argparse
import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "digits"))

BUDGET_EPOCHS = 10  # of the 300 training images
VERIFY_EVERY = 12
CRASH_AFTER_S = 120
MODELS = ["mlp", "cnn-small", "cnn-residual", "mobile"]
OPTIMIZERS = ["adam", "adamw", "sgd"]
BASELINE = {"base_model": "mlp", "dense_units": [32], "dropout": 0.0, "batch_size": 64, "learning_rate": 0.001,
            "optimizer": "adam", "weight_decay": 0.0, "rotation_range": 0.0, "zoom_range": 0.0, "frozen_layers": 0}
HEADER = "commit\tval_loss\tmemory_mb\ttraining_seconds\tstatus\tdescription\n"
FIRST_COMMIT_S = 1764547200  # commits are dated a minute apart, so that the same recipes have the same names


# One try, in a process of its own: what crashes there leaves the loop alone.

class NoLog:
    def row(self, *values, **more):
        pass


def train_once(recipe, seed):
    import torch

    import digits_data
    import networks
    import train

    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    params = {**train.DEFAULTS, **{key: recipe[key] for key in recipe if key in train.DEFAULTS}, "epochs": BUDGET_EPOCHS,
              "dropout_rates": [recipe["dropout"]] * len(recipe["dense_units"]),
              "augmentation": {"rotation_range": recipe["rotation_range"], "zoom_range": recipe["zoom_range"],
                               "horizontal_flip": False}}
    split = digits_data.load(params["img_size"])
    torch.manual_seed(seed)
    started = time.process_time()
    network = networks.Network(params)
    network.freeze(params["frozen_layers"])
    train.fit(network, split, params, NoLog())
    loss, accuracy, _ = train.evaluate(network, split.validation)
    if loss != loss:
        raise train.Diverged("the loss is NaN")
    print(json.dumps({"val_loss": loss, "val_accuracy": accuracy, "training_seconds": time.process_time() - started,
                      "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def measure(recipe_path, seed):
    """What the try printed, or None and why it crashed."""
    try:
        done = subprocess.run([sys.executable, __file__, "--train", str(recipe_path), "--seed", str(seed)],
                              capture_output=True, text=True, timeout=CRASH_AFTER_S)
    except subprocess.TimeoutExpired:
        return None, "took too long"
    if done.returncode == 0:
        return json.loads(done.stdout.splitlines()[-1]), ""
    return None, done.stderr.strip().splitlines()[-1].split(":", 1)[-1].strip()


# What to try next


def times(key, factor):
    def change(recipe):
        value = recipe[key] * factor
        return {key: int(value) if isinstance(recipe[key], int) else float(f"{value:.6g}")}
    return change


def plus(key, step, most):
    return lambda recipe: {key: min(round(recipe[key] + step, 3), most)}


def ideas(recipe, pick):
    """Every change that could be tried on a recipe, in an order drawn by pick."""
    changes = [times("learning_rate", f) for f in (0.25, 0.5, 2, 4, 300)] + [times("batch_size", f) for f in (0.25, 0.5, 2)]
    changes += [lambda r, m=m: {"base_model": m} for m in MODELS] + [lambda r, o=o: {"optimizer": o} for o in OPTIMIZERS]
    changes += [lambda r: {"dense_units": [2 * units for units in r["dense_units"]]},
                lambda r: {"dense_units": r["dense_units"] + [32]}, lambda r: {"dense_units": r["dense_units"][:1]},
                lambda r: {"weight_decay": 0.01 if r["weight_decay"] == 0 else r["weight_decay"] * 10},
                lambda r: {"weight_decay": 0.0}, lambda r: {"frozen_layers": r["frozen_layers"] + 1}]
    changes += [plus("dropout", 0.1, 0.8), plus("dropout", -0.1, 0.8), plus("rotation_range", 0.02, 0.5),
                plus("rotation_range", -0.02, 0.5), plus("zoom_range", 0.05, 0.5), plus("zoom_range", -0.05, 0.5)]
    pick.shuffle(changes)
    for change in changes:
        new = change(recipe)
        (key, value), = new.items()
        negative = isinstance(value, float) and value < 0
        if value != recipe[key] and not negative and (key != "batch_size" or value >= 4):
            yield {**recipe, **new}, f"{key.replace('_', ' ')} {recipe[key]} -> {value}"


# The loop

def git(folder, *words, at=0):
    date = f"{FIRST_COMMIT_S + 60 * at} +0000"
    environment = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    identity = ["-c", "user.name=loop", "-c", "user.email=loop@example.invalid", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", "-C", str(folder), *identity, *words], check=True, capture_output=True, text=True,
                          env=environment).stdout.strip()


def loop(out, tries, seed):
    out.mkdir(parents=True)
    git(out, "init", "--quiet")
    (out / ".git/info/exclude").write_text("results.tsv\n", encoding="utf-8")
    recipe_path, log_path = out / "recipe.json", out / "results.tsv"
    log_path.write_text(HEADER, encoding="utf-8")
    pick = random.Random(seed)
    champion, champion_loss, tried, verified = None, None, set(), 0
    for number in range(tries):
        verifying = number > 0 and number % VERIFY_EVERY == 0
        if verifying:
            verified += 1
            recipe, description = champion, f"champion again, seed {1 + verified}"
        elif champion is None:
            recipe, description = BASELINE, "baseline"
        else:
            recipe, description = next(((r, d) for r, d in ideas(champion, pick) if json.dumps(r) not in tried), (None, None))
            if recipe is None:
                break  # nothing is left that was not tried
        tried.add(json.dumps(recipe))
        if not verifying:
            recipe_path.write_text(json.dumps(recipe, indent=1) + "\n", encoding="utf-8")
            git(out, "add", "recipe.json")
            git(out, "commit", "--quiet", "-m", description, at=number)
        commit = git(out, "rev-parse", "--short=7", "HEAD")
        result, reason = measure(recipe_path, 1 + verified if verifying else 1)
        if result is None:
            status, result = "crash", {"val_loss": 0, "memory_mb": 0, "training_seconds": 0}
            description += f" ({reason})"
        elif verifying:
            status = "verify"
        else:
            status = "keep" if champion is None or result["val_loss"] < champion_loss else "discard"
        if status == "keep":
            champion, champion_loss = recipe, result["val_loss"]
        elif not verifying:
            git(out, "reset", "--quiet", "--hard", "HEAD~1")
        row = f"{commit}\t{result['val_loss']:.6f}\t{result['memory_mb']:.1f}\t{result['training_seconds']:.2f}\t{status}\t{description}\n"
        with log_path.open("a", encoding="utf-8") as log:
            log.write(row)
        print(row, end="", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, help="a new folder: the repository and results.tsv")
    parser.add_argument("--tries", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1, help="of what is proposed, or of the training")
    parser.add_argument("--train", type=pathlib.Path, metavar="RECIPE", help="one try alone")
    args = parser.parse_args()
    if args.train:
        train_once(json.loads(args.train.read_text(encoding="utf-8")), args.seed)
    elif args.out:
        loop(args.out, args.tries, args.seed)
    else:
        parser.error("either --out or --train")


if __name__ == "__main__":
    main()
