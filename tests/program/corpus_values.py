"""Values of real runs, read from the files themselves: what corpus_values.test.mjs expects to find on the site.

Usage: corpus_values.py FOLDER. Prints [{format, folder, repository, run, what, name, value}] as JSON. One repository
of each format, the first in byte order; a few of its runs, chosen by a rule that is written at each place; five values
or more: a first, a last and the minimum of a series, a parameter, a time. Where a format holds no parameter or no time,
the place says so and takes another value. A run is named by a file or a folder that it comes from, and by its name
there when a file holds several; a metric is named as in the file. Only the standard library is used, and nothing of
what the program wrote is looked at.
"""

import csv
import json
import os
import sqlite3
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from record_files import event_scalars, wandb_run

corpus = Path(sys.argv[1])
facts = []


def in_order(paths):
    return sorted(paths, key=lambda path: os.fsencode(str(path)))


def first_repository(kind):
    return in_order(path for path in (corpus / kind).iterdir() if path.is_dir())[0]


class Run:
    """Takes down what one run of a repository holds."""

    def __init__(self, kind, repository, place, named=None):
        self.about = {"format": kind, "folder": repository.parent.name, "repository": repository.name}
        self.about["run"] = place.relative_to(repository).as_posix()
        if named is not None:
            self.about["named"] = named

    def say(self, what, name, value):
        facts.append({**self.about, "what": what, "name": name, "value": value})

    def series(self, name, values, whats=("first", "last", "min"), shown=None):
        values = [value for value in values if value is not None]
        found = {"first": values[0], "last": values[-1], "min": min(v for v in values if v == v), "points": len(values)}
        for what in whats:
            self.say(what, shown or name, found[what])


def table(file, delimiter=","):
    with open(file, newline="", encoding="utf-8") as stream:
        rows = [[cell.strip() for cell in row] for row in csv.reader(stream, delimiter=delimiter)]
    return [dict(zip(rows[0], row)) for row in rows[1:] if row]


def column(rows, name):
    return [float(row[name]) for row in rows if row.get(name, "") != ""]


def json_lines(file):
    return [json.loads(line) for line in file.read_text().splitlines() if line.strip()]


def scalar(text):
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return {"true": True, "false": False, "null": None}.get(text, text.strip("'\""))


def last_training(rows):
    """Rows of a log that was written to again: from the last time that it began at its first iteration, without what
    was trained over since, where a run was resumed from an earlier iteration."""
    kept = []
    for row in rows:
        if row["iteration"] <= rows[0]["iteration"]:
            kept = []
        kept = [one for one in kept if one["iteration"] < row["iteration"]]
        kept.append(row)
    return kept


def flat_yaml(file):
    """{key: scalar} of the lines `key: value` that are not indented."""
    lines = [line.split(": ", 1) for line in file.read_text().splitlines() if ": " in line and line[0] not in " #-"]
    return {key: scalar(value.strip()) for key, value in lines}


def from_ns(ns):
    """The form that the site writes: to the digit that is not zero, UTC."""
    moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(microseconds=ns // 1000)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f").rstrip("0").rstrip(".") + "Z"


def catboost():
    repository = first_repository("catboost")
    file = in_order(repository.rglob("catboost_training.json"))[0]
    rows = table(file.parent / "learn_error.tsv", "\t")
    meta = json.loads(file.read_text())
    run = Run("catboost", repository, file.parent)
    run.series("learn/Logloss", column(rows, "Logloss"), ("first", "last", "min", "points"))
    run.say("config", "iterations", meta["meta"]["iteration_count"])
    run.say("duration_s", "", meta["iterations"][-1]["passed_time"])


def csv_curves():
    """No parameters, no times: the epoch of the least value and the number of values instead."""
    repository = first_repository("csv-curves")
    file = in_order(f for f in repository.rglob("*.csv") if f.read_text().startswith("epoch,"))[0]
    rows = table(file)
    run = Run("csv-curves", repository, file)
    run.series("train/loss", column(rows, "train/loss"), ("first", "last", "points"))
    run.series("valid/loss", column(rows, "valid/loss"), ("min",))
    run.say("min_epoch", "valid/loss", float(min(rows, key=lambda row: float(row["valid/loss"]))["epoch"]))


def detectron2():
    """No parameters, no times: the iteration of the least value and the number of values instead."""
    repository = first_repository("detectron2")
    for file in in_order(repository.rglob("*.json")):
        rows = [row for row in last_training(json_lines(file)) if "total_loss" in row]
        run = Run("detectron2", repository, file)
        run.series("total_loss", [row["total_loss"] for row in rows], ("first", "last", "min", "points"))
        run.say("min_step", "total_loss", min(rows, key=lambda row: row["total_loss"])["iteration"])


def dvclive():
    """No times: the step of the last value instead."""
    repository = first_repository("dvclive")
    file = in_order(repository.rglob("train/loss.tsv"))[0]
    folder = file.parents[3]
    rows = table(file, "\t")
    run = Run("dvclive", repository, folder)
    run.series("train/loss", column(rows, "loss"), ("first", "last", "min"))
    run.say("config", "encoder_size", flat_yaml(folder / "params.yaml")["encoder_size"])
    run.say("summary", "train/loss", json.loads((folder / "metrics.json").read_text())["train"]["loss"])
    run.say("last_step", "train/loss", float(rows[-1]["step"]))


def huggingface():
    """The checkpoint furthest on holds the whole history; the run has no times: its floating point operations."""
    repository = first_repository("huggingface")
    states = [json.loads(file.read_text()) for file in repository.rglob("trainer_state.json")]
    folder = in_order(repository.rglob("trainer_state.json"))[0].parents[1]
    state = max(states, key=lambda state: state["global_step"])
    run = Run("huggingface", repository, folder)
    run.series("loss", [row.get("loss") for row in state["log_history"]], ("first", "last"))
    run.series("eval_loss", [row.get("eval_loss") for row in state["log_history"]], ("min", "points"))
    run.say("config", "max_steps", state["max_steps"])
    run.say("summary", "total_flos", state["total_flos"])


def event_files():
    """Event files of the same repository: the 52 of the tensorboard folder hold no values."""
    repository = first_repository("huggingface")
    file = in_order(repository.rglob("*tfevents*"))[0]
    start, tags = event_scalars(file.read_bytes())
    run = Run("tensorboard", repository, file.parent)
    for tag, whats in (("train/loss", ("first", "last")), ("eval/loss", ("min",))):
        # At a step written again, the later value stands.
        kept = {step: value for step, value, _ in tags[tag]}
        run.series(tag, [kept[step] for step in sorted(kept)], whats)
    run.say("started_second", "", from_ns(int(start) * 10**9))
    repository = first_repository("tensorboard")
    file = in_order(repository.rglob("metrics.json"))[0]
    rows = last_training(json_lines(file))
    run = Run("tensorboard", repository, file)
    run.series("total_loss", [row["total_loss"] for row in rows], ("first", "last", "min", "points"))
    run.series("lr", [row["lr"] for row in rows], ("last",))


def hydra():
    """Settings only: five parameters of the first job, read by their indentation."""
    repository = first_repository("hydra")
    folder = in_order(repository.rglob(".hydra/config.yaml"))[0].parents[1]
    run = Run("hydra", repository, folder)
    above, found = [], {}
    for line in (folder / ".hydra/config.yaml").read_text().splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        key, _, value = line.strip().partition(":")
        above[depth:] = [key]
        found[".".join(above)] = scalar(value.strip())
    for name in ("game.similarity.func", "game.size.num_states", "simulation.dynamics.threshold", "game.prior",
                 "simulation.trajectory", "simulation.num_variants"):
        run.say("config", name, found[name])
    run.say("seed", "", str(found["seed"]))


def jsonl():
    """No parameters, no times: the best accuracy's epoch and the number of values instead."""
    repository = first_repository("jsonl")
    file = in_order(f for f in repository.rglob("*.txt") if f.read_text().startswith("{"))[0]
    rows = json_lines(file)
    run = Run("jsonl", repository, file)
    run.series("train_loss", [row["train_loss"] for row in rows], ("first", "last", "points"))
    run.series("test_loss", [row["test_loss"] for row in rows], ("min",))
    run.say("min_epoch", "test_loss", min(rows, key=lambda row: row["test_loss"])["epoch"])


def keras():
    """No parameters, no times: the learning rate in the first row and the number of values instead."""
    repository = first_repository("keras")
    file = in_order(f for f in repository.rglob("*.csv") if f.read_text().startswith("epoch;"))[0]
    rows = table(file, ";")
    run = Run("keras", repository, file)
    run.series("loss", column(rows, "loss"), ("first", "last", "points"))
    run.series("val_loss", column(rows, "val_loss"), ("min",))
    run.series("lr", column(rows, "lr"), ("first",))


def lightning():
    """Settings from the first version of another repository, since those here are empty; no times: steps instead."""
    repository = first_repository("lightning")
    file = in_order(repository.rglob("metrics.csv"))[0]
    rows = table(file)
    run = Run("lightning", repository, file.parent)
    run.series("train_loss", column(rows, "train_loss"), ("first", "last", "points"))
    run.series("val_loss", column(rows, "val_loss"), ("min",))
    run.say("last_step", "val_loss", float([row for row in rows if row["val_loss"]][-1]["step"]))
    repository = in_order((corpus / "lightning").iterdir())[1]
    file = in_order(f for f in repository.rglob("hparams.yaml") if (f.parent / "metrics.csv").exists())[0]
    run = Run("lightning", repository, file.parent)
    for name, value in flat_yaml(file).items():
        run.say("config", name, value)


def markdown():
    """One row a run: no series, parameters or times, so results of the first, the last and the least row."""
    repository = first_repository("markdown")
    file = in_order(repository.rglob("*.md"))[0]
    lines = [line.strip().strip("|").split("|") for line in file.read_text().splitlines() if line.startswith("|")]
    names, rows = [cell.strip() for cell in lines[0]], [[cell.strip() for cell in line] for line in lines[2:]]
    least = min(rows, key=lambda row: float(row[2]))
    for row in (rows[0], least, rows[-1]):
        run = Run("markdown", repository, file, row[0])
        for name, cell in zip(names[1:], row[1:]):
            run.say("summary", name, float(cell))


def mlflow():
    """The first run that has a metric with several values; a metric with one value is a result."""
    repository = first_repository("mlflow")
    found = [f for f in repository.rglob("metrics/*") if f.is_file() and len(f.read_text().splitlines()) > 1]
    file = in_order(found)[0]
    lines = [line.split() for line in file.read_text().splitlines()]
    folder = file.parents[1]
    run = Run("mlflow", repository, folder)
    run.series(file.name, [float(line[1]) for line in lines], ("first", "last", "min", "points"))
    for single in in_order(f for f in (folder / "metrics").iterdir() if len(f.read_text().splitlines()) == 1):
        run.say("summary", single.name, float(single.read_text().split()[1]))
    for parameter in in_order((folder / "params").iterdir()):
        run.say("config", parameter.name, scalar(parameter.read_text().strip()))
    meta = flat_yaml(folder / "meta.yaml")
    run.say("started_at", "", from_ns(meta["start_time"] * 10**6))
    run.say("finished_at", "", from_ns(meta["end_time"] * 10**6))
    run.say("duration_s", "", (meta["end_time"] - meta["start_time"]) / 1000)
    run.say("status", "", {1: "running", 3: "finished", 4: "failed", 5: "stopped"}[meta["status"]])


def mmengine():
    """No parameters: the epoch of the last line instead. The time is in the name of the file."""
    repository = first_repository("mmengine")
    file = in_order(f for f in repository.rglob("2*.json") if len(json_lines(f)) > 10)[0]
    rows = [row for row in json_lines(file) if "loss" in row]
    run = Run("mmengine", repository, file)
    run.series("loss", [row["loss"] for row in rows], ("first", "last", "min", "points"))
    run.say("last_epoch", "loss", rows[-1]["epoch"])
    run.say("started_at", "", datetime.strptime(file.stem, "%Y%m%d_%H%M%S").isoformat())


def optuna():
    """The first, the last and the best finished trial of the first study; no series. Times are local, by the files."""
    repository = first_repository("optuna")
    file = in_order(repository.rglob("*.db"))[0]
    base = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    trials = base.execute(
        "select number, trial_id, datetime_start, value from trials join trial_values using (trial_id) "
        "where study_id = (select min(study_id) from studies) and state = 'COMPLETE' and value_type = 'FINITE' "
        "order by number").fetchall()
    (study,) = base.execute("select study_name from studies order by study_id").fetchone()
    for number, trial, start, value in (trials[0], min(trials, key=lambda trial: trial[3]), trials[-1]):
        run = Run("optuna", repository, file, f"{study}/{number}")
        run.say("summary", "value", value)
        run.say("started_at", "", start.replace(" ", "T"))
        for name, stored, text in base.execute(
                "select param_name, param_value, distribution_json from trial_params where trial_id = ?", (trial,)):
            kind = json.loads(text)
            if kind["name"] == "CategoricalDistribution":
                stored = kind["attributes"]["choices"][int(stored)]
            run.say("config", name, stored)


def ray():
    repository = first_repository("ray")
    file = in_order(repository.rglob("progress.csv"))[0]
    rows = table(file)
    run = Run("ray", repository, file)
    run.series("val_loss", column(rows, "val_loss"), ("first", "last", "min", "points"))
    state = json.loads(in_order(file.parent.glob("experiment_state*.json"))[0].read_text())
    trials = [json.loads(trial) if isinstance(trial, str) else trial for trial in state["checkpoints"]]
    (trial,) = [trial for trial in trials if trial["trial_id"] == rows[0]["trial_id"]]
    for name in ("batch_size", "reduceLR_factor", "lossName"):
        run.say("config", name, trial["config"][name])
    run.say("finished_at", "", from_ns(round(trial["last_update_time"] * 1000) * 10**6))


def rl_csv():
    """No parameters: the iteration of the least value instead. The seconds since the start are in a column."""
    repository = first_repository("rl-csv")
    file = in_order(repository.rglob("*.csv"))[0]
    rows = table(file)
    run = Run("rl-csv", repository, file)
    run.series("reward", column(rows, "reward"), ("first", "last", "min", "points"))
    run.series("novelty", column(rows, "novelty"), ("min",))
    run.say("min_step", "reward", float(min(rows, key=lambda row: float(row["reward"]))["iteration"]))


def sacred():
    """The first run that logged more than ten values of one metric."""
    repository = first_repository("sacred")
    file = in_order(f for f in repository.rglob("metrics.json")
                    if len(json.loads(f.read_text()).get("trainLoss", {}).get("values", [])) > 10)[0]
    metrics, folder = json.loads(file.read_text()), file.parent
    run = Run("sacred", repository, folder)
    run.series("trainLoss", metrics["trainLoss"]["values"], ("first", "last", "points"))
    run.series("validLoss", metrics["validLoss"]["values"], ("min",))
    config, about = json.loads((folder / "config.json").read_text()), json.loads((folder / "run.json").read_text())
    for name in ("lr", "optmzr", "decay", "gradient_clipping"):
        run.say("config", name, config[name])
    run.say("seed", "", str(config["seed"]))
    run.say("started_at", "", about["start_time"] + "Z")  # UTC, by the logger's source
    run.say("finished_at", "", about["stop_time"] + "Z")


def sb3():
    """Episodes of all environments of a run, by the time at which they ended; columns r and l by their meaning."""
    repository = first_repository("sb3")
    folder = in_order(path for path in repository.rglob("*_1") if path.is_dir())[0]
    episodes, starts = [], []
    for file in in_order(folder.glob("*monitor.csv")):
        first, rest = file.read_text().split("\n", 1)
        starts.append(json.loads(first[1:])["t_start"])
        episodes += [(starts[-1] + float(row["t"]), float(row["r"]), float(row["l"]))
                     for row in csv.DictReader(rest.splitlines())]
    episodes.sort(key=lambda episode: episode[0])
    run = Run("sb3", repository, folder)
    run.series("r", [reward for _, reward, _ in episodes], ("first", "last", "min", "points"), "episode_reward")
    run.series("l", [length for _, _, length in episodes], ("first", "min"), "episode_length")
    run.say("last_step", "episode_reward", sum(length for _, _, length in episodes))
    run.say("started_second", "", from_ns(int(min(starts)) * 10**9))
    config = in_order(folder.rglob("config.yml"))[0].read_text()
    for name in ("gae_lambda", "n_steps"):
        (line,) = [line for line in config.splitlines() if f"[{name}," in line]
        run.say("config", name, scalar(line.split(",", 1)[1].strip(" ]")))


def spinningup():
    """No times: the environment steps at the last value instead."""
    repository = first_repository("spinningup")
    file = in_order(repository.rglob("progress.txt"))[0]
    rows = table(file, "\t")
    run = Run("spinningup", repository, file.parent)
    run.series("q-loss", column(rows, "q-loss"), ("first", "last", "min", "points"))
    run.say("last_step", "q-loss", float(rows[-1]["total-env-interacts"]))
    config = json.loads((file.parent / "config.json").read_text())
    for name in ("q_lr", "batch_size"):
        run.say("config", name, config[name])
    run.say("seed", "", str(config["seed"]))


def tables():
    """One row a run: no series and no times, so the first row, the last, and the least in one column."""
    repository = first_repository("tables")
    file = in_order(repository.rglob("*.csv"))[0]
    rows = table(file)
    least = min((row for row in rows if row["prec_valid"]), key=lambda row: float(row["prec_valid"]))
    for row in (rows[0], least, rows[-1]):
        run = Run("tables", repository, file, row["Id"])
        for name in ("prec_valid", "mrr_test", "recall_train"):
            if row[name]:
                run.say("summary", name, float(row[name]))
        for name in ("dataset", "learning_rate", "n_epochs"):
            if row[name]:
                run.say("config", name, scalar(row[name]))


def ultralytics():
    """YOLOv5 logs no times: the epoch of the least value instead."""
    repository = first_repository("ultralytics")
    file = in_order(repository.rglob("results.csv"))[0]
    rows = table(file)
    run = Run("ultralytics", repository, file.parent)
    run.series("train/box_loss", column(rows, "train/box_loss"), ("first", "last", "points"))
    run.series("val/obj_loss", column(rows, "val/obj_loss"), ("min",))
    run.say("min_epoch", "val/obj_loss", float(min(rows, key=lambda row: float(row["val/obj_loss"]))["epoch"]))
    for name in ("batch_size", "imgsz", "optimizer"):
        run.say("config", name, flat_yaml(file.parent / "opt.yaml")[name])
    run.say("config", "lr0", flat_yaml(file.parent / "hyp.yaml")["lr0"])


def wandb():
    """The longest log, cut while the run went on, so the time of its end is in the summary beside it. The site tells
    the times of this format to the second."""
    repository = first_repository("wandb")
    logs = [(file, wandb_run(file.read_bytes())) for file in in_order(repository.rglob("*.wandb"))]
    file, (rows, config, start_ns) = max(logs, key=lambda log: len(log[1][0]))
    run = Run("wandb", repository, file)
    for name in sorted(key for key in rows[-1] if not key.startswith("_")):
        run.series(name, [row.get(name) for row in rows], ("first", "last", "min", "points"))
    run.say("config", "seed", config["seed"])
    run.say("config", "optimizer.lr", config["optimizer"]["lr"])
    run.say("started_second", "", from_ns(start_ns // 10**9 * 10**9))
    summary = json.loads((file.parent / "files/wandb-summary.json").read_text())
    run.say("finished_second", "", from_ns(int(summary["_timestamp"]) * 10**9))


def wandb_export():
    """A run a group of columns: no parameters, no times, so the step of the last value and the number of values. The
    logger's own columns (`_step`) are no metrics."""
    repository = first_repository("wandb-export")
    file = in_order(repository.rglob("*.csv"))[0]
    rows = table(file)
    group, _, metric = next(name for name in rows[0] if " - " in name and " - _" not in name).partition(" - ")
    name = f"{group} - {metric}"
    cells = [(float(row["evaluations"]), float(row[name])) for row in rows if row[name]]
    run = Run("wandb-export", repository, file, group)
    run.series(metric, [value for _, value in cells], ("first", "last", "min", "points"))
    run.say("last_step", metric, cells[-1][0])


for read in (catboost, csv_curves, detectron2, dvclive, huggingface, event_files, hydra, jsonl, keras, lightning,
             markdown, mlflow, mmengine, optuna, ray, rl_csv, sacred, sb3, spinningup, tables, ultralytics, wandb,
             wandb_export):
    read()
json.dump(facts, sys.stdout)
