"""Writes one training run in Trialpress's native layout. Needs nothing but the standard library.

    log = RunLog("runs/EXP001/seed-1", columns=["train/loss", "val/loss"])
    log.config(run_id="EXP001-seed-1", experiment="EXP001", seed=1, params={"learning_rate": 0.001})
    log.row(step=1, values={"train/loss": 2.3})
    log.finish({"training_time_s": 12.5})

What a run leaves behind:
    config.json        who it is, when it started, its parameters; status "running" until finish() is called
    metrics.csv        step, epoch, wall_time (Unix seconds), then one column per metric; an empty cell is no value
    summary.json       final values; written by finish() only
    environment.json   what it ran on
    artifacts/         anything else: images, tables
"""

import csv
import datetime
import io
import json
import math
import os
import pathlib
import shutil
import struct
import time
import zlib

# Rows are handed to the system in blocks, since one write a row is slow on network file systems. The price: a run
# that is killed loses up to one block, and the last line on disk may be cut in the middle.
BLOCK_BYTES = 512

GENERATED = ("config.json", "metrics.csv", "summary.json", "environment.json")


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class RunLog:
    """One run's folder. Files of an earlier run in it are removed; notes (notes.md) stay."""

    def __init__(self, folder, columns):
        self.folder = pathlib.Path(folder)
        self.columns = list(columns)
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in GENERATED:
            (self.folder / name).unlink(missing_ok=True)
        shutil.rmtree(self.folder / "artifacts", ignore_errors=True)
        self._config = {}
        self._metrics = os.open(self.folder / "metrics.csv", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        self._pending = b""
        self._write_cells(["step", "epoch", "wall_time", *self.columns])

    def config(self, **fields):
        """`params` is the tree of parameters; run_id, name, project, experiment, tags and seed say whose they are."""
        self._config = {"status": "running", "started_at": now(), **fields}
        self._write_json("config.json", self._config)

    def environment(self, fields):
        self._write_json("environment.json", fields)

    def row(self, step, values, epoch=None):
        """`values`: metric name → number, of the columns given at the start; any may be left out."""
        cells = [step, "" if epoch is None else epoch, f"{time.time():.3f}"]
        cells += [number_text(values[name]) if name in values else "" for name in self.columns]
        self._write_cells(cells)

    def json_artifact(self, name, value):
        (self.folder / "artifacts").mkdir(exist_ok=True)
        self._write_json(f"artifacts/{name}", value)

    def image_artifact(self, name, rows):
        """`rows`: equally long lists of grey values, 0 (black) to 255 (white)."""
        (self.folder / "artifacts").mkdir(exist_ok=True)
        (self.folder / "artifacts" / name).write_bytes(grey_png(rows))

    def finish(self, summary, status="finished"):
        finished_at = now()
        os.write(self._metrics, self._pending)
        os.close(self._metrics)
        started_at = self._config["started_at"]
        self._write_json("summary.json", {"status": status, "started": started_at, "finished": finished_at, **summary})
        self._config.update(status=status, finished_at=finished_at)
        self._write_json("config.json", self._config)

    def _write_cells(self, cells):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        self._pending += line.getvalue().encode()
        while len(self._pending) >= BLOCK_BYTES:
            os.write(self._metrics, self._pending[:BLOCK_BYTES])
            self._pending = self._pending[BLOCK_BYTES:]

    def _write_json(self, name, value):
        (self.folder / name).write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def number_text(value):
    """Six significant digits; NaN and infinities by their names, so that they are not taken for missing cells."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return f"{value:.6g}"


def grey_png(rows):
    """An 8-bit grey PNG."""
    height, width = len(rows), len(rows[0])
    lines = b"".join(b"\0" + bytes(row) for row in rows)  # each line opens with its filter, 0: none

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 9)) +
            chunk(b"IEND", b""))
