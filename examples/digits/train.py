"""Trains one network on 300 of the UCI digits and logs the run in Trialpress's native layout.

    python3 train.py --out runs/EXP001/seed-1 --experiment EXP001 --seed 1 --set batch_size=64
    python3 train.py --out runs/mine --params my_params.json
"""

import argparse
import copy
import json
import os
import pathlib
import platform
import resource
import sys
import time
import traceback

import numpy
import sklearn
import torch
from torch import nn

import digits_data
import networks
import run_log

DEFAULTS = {
    "img_size": 8,
    "batch_size": 32,
    "learning_rate": 0.001,
    "base_model": "mlp",
    "dense_units": [64],
    "dropout_rates": [0.0],
    "augmentation": {"rotation_range": 0.0, "zoom_range": 0.0, "horizontal_flip": False},
    "pretraining": "none",
    "frozen_layers": 0,
    "optimizer": "adam",
    "weight_decay": 0.0,
    "schedule": {"name": "constant"},
    "epochs": 20,
}

COLUMNS = ["train/step_loss", "train/loss", "train/accuracy", "val/loss", "val/accuracy", "learning_rate"]
STEP_LOSS_EVERY = 2
NAN_STEPS_BEFORE_GIVING_UP = 25
WORST_IMAGES = 4
IMAGE_SCALE = 8
PRETRAINING_EPOCHS = 20
PRETRAINING_SEED = 0


class Diverged(Exception):
    pass


def make_optimizer(network, params):
    kinds = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "sgd": torch.optim.SGD}
    weights = [w for w in network.parameters() if w.requires_grad]
    return kinds[params["optimizer"]](weights, lr=params["learning_rate"], weight_decay=params["weight_decay"])


def make_schedule(optimizer, params):
    schedule = params["schedule"]
    if schedule["name"] == "constant":
        return None
    return torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=schedule["peak"], total_steps=schedule["total_steps"])


def evaluate(network, images):
    """Mean cross-entropy, share of right answers, and the answers."""
    network.eval()
    with torch.no_grad():
        outputs = network(images.pixels)
        loss = nn.functional.cross_entropy(outputs, images.labels).item()
    answers = outputs.argmax(1)
    return loss, (answers == images.labels).float().mean().item(), answers


def train_epoch(network, optimizer, schedule, images, params, on_step):
    network.train()
    for batch in torch.randperm(len(images)).split(params["batch_size"]):
        pixels = digits_data.augment(images.pixels[batch], params["augmentation"])
        loss = nn.functional.cross_entropy(network(pixels), images.labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        on_step(loss.item(), optimizer.param_groups[0]["lr"])
        if schedule:
            schedule.step()


def pretrain(network, images, params):
    """Convolution stages trained on other images, of half of the digits; the dense layers start anew afterwards."""
    torch.manual_seed(PRETRAINING_SEED)
    teacher = networks.Network(params)
    optimizer = torch.optim.Adam(teacher.parameters(), lr=0.001)
    plain = {"batch_size": 32, "augmentation": DEFAULTS["augmentation"]}
    for _ in range(PRETRAINING_EPOCHS):
        train_epoch(teacher, optimizer, None, images, plain, lambda loss, rate: None)
    network.stages.load_state_dict(teacher.stages.state_dict())


def fit(network, split, params, log):
    """Logs every epoch. Raises Diverged when the loss stays NaN."""
    optimizer = make_optimizer(network, params)
    schedule = make_schedule(optimizer, params)
    step, nan_steps = 0, 0

    def on_step(loss, learning_rate):
        nonlocal step, nan_steps
        step += 1
        if step % STEP_LOSS_EVERY == 0:
            log.row(step, {"train/step_loss": loss, "learning_rate": learning_rate})
        nan_steps = nan_steps + 1 if loss != loss else 0
        if nan_steps >= NAN_STEPS_BEFORE_GIVING_UP:
            raise Diverged(f"loss is NaN since step {step - nan_steps + 1}")

    for epoch in range(1, params["epochs"] + 1):
        train_epoch(network, optimizer, schedule, split.train, params, on_step)
        train_loss, train_accuracy, _ = evaluate(network, split.train)
        val_loss, val_accuracy, _ = evaluate(network, split.validation)
        log.row(step, {"train/loss": train_loss, "train/accuracy": train_accuracy, "val/loss": val_loss,
                       "val/accuracy": val_accuracy}, epoch=epoch)


def inference_time_ms(network, images, rounds=200):
    """Median over single images, after a warm-up."""
    network.eval()
    times = []
    with torch.no_grad():
        for i in range(rounds + 20):
            image = images.pixels[i % len(images)].unsqueeze(0)
            start = time.perf_counter()
            network(image)
            times.append(time.perf_counter() - start)
    return float(numpy.median(times[20:]) * 1000)


def log_answers(network, images, log):
    """Confusion matrix over the validation images (row: true digit), and the most confidently wrong ones."""
    _, _, answers = evaluate(network, images)
    matrix = [[0] * 10 for _ in range(10)]
    for label, answer in zip(images.labels.tolist(), answers.tolist()):
        matrix[label][answer] += 1
    log.json_artifact("confusion_matrix.json", {"labels": [str(d) for d in range(10)], "matrix": matrix})
    with torch.no_grad():
        confidence = torch.softmax(network(images.pixels), 1).max(1).values
    wrong = (answers != images.labels).nonzero().flatten().tolist()
    wrong.sort(key=lambda i: (-confidence[i].item(), i))
    for i in wrong[:WORST_IMAGES]:
        grey = (255 * (1 - images.pixels[i, 0].clamp(0, 1))).round().int().tolist()
        scale = IMAGE_SCALE * 8 // len(grey)
        rows = [[value for value in row for _ in range(scale)] for row in grey for _ in range(scale)]
        log.image_artifact(f"wrong_{images.labels[i]}_read_as_{answers[i]}_image_{i}.png", rows)


def environment():
    cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                if line.startswith("model name")), platform.machine())
    return {"cpu": cpu, "gpu": "none", "ram_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
            "threads": torch.get_num_threads(), "os": platform.freedesktop_os_release()["PRETTY_NAME"],
            "python": platform.python_version(), "torch": torch.__version__, "scikit-learn": sklearn.__version__,
            "numpy": numpy.__version__}


def run(args, params):
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    split = digits_data.load(params["img_size"])
    log = run_log.RunLog(args.out, COLUMNS)
    log.config(run_id=f"{args.experiment}-{args.out.name}", name=f"{args.experiment} {args.out.name}", project="digits",
               experiment=args.experiment, tags=args.tag, seed=args.seed, params=params)
    log.environment(environment())
    torch.manual_seed(args.seed)
    network = networks.Network(params)
    if params["pretraining"] != "none":
        pretrain(network, split.pretraining, params)
        torch.manual_seed(args.seed)
    network.freeze(params["frozen_layers"])
    status, failure = "finished", {}
    started, cpu_started = time.perf_counter(), time.process_time()
    try:
        fit(network, split, params, log)
    except Diverged as reason:
        status, failure = "failed", {"failure": str(reason)}
    summary = {"training_time_s": time.process_time() - cpu_started, "elapsed_s": time.perf_counter() - started,
               "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
               "inference_time_ms": inference_time_ms(network, split.validation),
               "trained_weights": sum(w.numel() for w in network.parameters() if w.requires_grad), **failure}
    if status == "finished":
        loss, accuracy, _ = evaluate(network, split.test)
        summary.update({"test_accuracy": accuracy, "test_loss": loss})
        log_answers(network, split.validation, log)
    log.finish({key: round(value, 6) if isinstance(value, float) else value for key, value in summary.items()}, status)


def read_params(args):
    params = copy.deepcopy(DEFAULTS)
    if args.params:
        params.update(json.loads(args.params.read_text(encoding="utf-8")))
    for setting in args.set:
        path, value = setting.split("=", 1)
        *parents, key = path.split(".")
        tree = params
        for parent in parents:
            tree = tree[parent]
        tree[key] = json.loads(value)
    return params


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder of the run")
    parser.add_argument("--experiment", default="digits", help="experiment id")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tag", action="append", default=[])
    parser.add_argument("--params", type=pathlib.Path, help="JSON file with parameters")
    parser.add_argument("--set", action="append", default=[], metavar="PATH=JSON", help="one parameter")
    args = parser.parse_args()
    try:
        run(args, read_params(args))
    except Exception:
        # Dies as a killed job does, without tidying up: what the log has not written yet is lost.
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


if __name__ == "__main__":
    main()
