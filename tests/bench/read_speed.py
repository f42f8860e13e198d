"""How fast each format is read: `check` on copies of real runs, one thread, files in the page cache.

Usage: read_speed.py PROGRAM CORPUS [KIND…]. For each kind of CORPUS (kinds/repositories) its largest repository with
runs, event files not counted, is copied until there are 50 MB, 20,000 files or work for some seconds. Seconds are of the
processor (user and system), the least of two rounds, less those of a check of one small run, so that neighbours disturb little.
They hold everything that `check` does: finding the runs, reading them, the digest of each, and comparing them. Beside
it: `cat` of the same files, and Python's own csv, json and sqlite3 parsing what of the files is theirs. Two kinds are
made here, since real ones are too small: event files and MLflow metrics with many values.
"""

import csv
import io
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST_BYTES, MOST_FILES, MOST_SECONDS = 50e6, 20_000, 6.0


without_pictures = shutil.ignore_patterns("*.png", "*.jpg")


def files_below(folder):
    """Pictures are neither copied nor counted."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".png", ".jpg"))


def cpu_seconds(command, cwd=None):
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def has_runs(program, folder):
    """An exit status of 3 says that nothing in it is a run."""
    return subprocess.run([program, "check", "-q", str(folder)], capture_output=True).returncode != 3


def masked_crc32c(data, table=[]):
    if not table:
        for index in range(256):
            for _ in range(8):
                index = index >> 1 ^ (0x82F63B78 if index & 1 else 0)
            table.append(index)
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 255]
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def varint(value):
    text = bytearray()
    while value > 127:
        text.append(value & 127 | 128)
        value >>= 7
    return bytes(text) + bytes([value])


def block(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def make_event_file(folder):
    """6 scalars at each of 3,000 steps."""
    folder.mkdir(parents=True)
    events = [block(3, b"brain.Event:2")]
    for step in range(3000):
        for tag in (b"train/loss", b"train/accuracy", b"train/lr", b"val/loss", b"val/accuracy", b"grad_norm"):
            value = block(1, tag) + b"\x15" + struct.pack("<f", 1 / (step + len(tag)))
            events.append(b"\x10" + varint(step) + block(5, block(1, value)))
    with open(folder / "events.out.tfevents.1700000000.host", "wb") as file:
        for number, event in enumerate(events):
            data = b"\x09" + struct.pack("<d", 1.7e9 + number) + event
            length = struct.pack("<Q", len(data))
            crcs = [struct.pack("<I", masked_crc32c(part)) for part in (length, data)]
            file.write(length + crcs[0] + data + crcs[1])


def make_mlflow_run(folder):
    """6 metrics with 3,000 values each."""
    run = folder / "mlruns/1" / ("%032x" % 12345)
    (run / "metrics").mkdir(parents=True)
    (run / "params").mkdir()
    (run / "params/lr").write_text("0.1")
    (run.parent / "meta.yaml").write_text(
        "artifact_location: file:///a\nexperiment_id: '1'\nlifecycle_stage: active\nname: a\n")
    (run / "meta.yaml").write_text(
        "artifact_uri: file:///a\nend_time: 1700000009000\nexperiment_id: '1'\nlifecycle_stage: active\n"
        f"run_id: {run.name}\nrun_uuid: {run.name}\nstart_time: 1700000000000\nstatus: 3\n")
    for metric in range(6):
        lines = (f"{1700000000000 + step} {1 / (step + metric + 1)!r} {step}\n" for step in range(3000))
        (run / "metrics" / f"loss {metric}").write_text("".join(lines))


def parse_with_python(path):
    """The bytes that Python's own parsers took; 0 for a file of another kind. ValueError: they refuse it."""
    data = path.read_bytes()
    if path.suffix in (".csv", ".tsv") or path.name == "progress.txt":
        text = data.decode("utf-8", "replace")
        delimiter = max("\t;,", key=text[:200].count)
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                try:
                    float(cell)
                except ValueError:
                    pass
    elif data[:1] == b"{" or data[:1] == b"[":
        try:
            json.loads(data)
        except ValueError:
            for line in data.splitlines():
                json.loads(line)
    elif data.startswith(b"SQLite format 3"):
        base = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        for (name,) in base.execute("select name from sqlite_master where type = 'table'").fetchall():
            base.execute(f'select * from "{name}"').fetchall()
    else:
        return 0
    return len(data)


def python_speed(folder):
    """MB/s, or None where less than half of the bytes are of a kind that Python reads."""
    began, taken = time.process_time(), 0
    for path in files_below(folder):
        try:
            taken += parse_with_python(path)
        except ValueError:
            pass
    seconds = time.process_time() - began
    whole = sum(path.stat().st_size for path in files_below(folder))
    return taken / 1e6 / seconds if taken * 2 > whole else None


def measure(program, kind, sample, work, empty_s):
    size, files = sum(path.stat().st_size for path in files_below(sample)), len(files_below(sample))
    check = [program, "check", "-q", "-j", "1"]
    once = max(0.001, cpu_seconds([*check, str(sample)])[0] - empty_s)
    copies = int(max(1, min(MOST_BYTES / size, MOST_FILES / files, MOST_SECONDS / once)))
    many = work / "many"
    for copy in range(copies):
        shutil.copytree(sample, many / f"copy{copy:05}", ignore=without_pictures, copy_function=shutil.copyfile)
    cat_s = min(cpu_seconds(["find", ".", "-type", "f", "-exec", "cat", "{}", "+"], many)[0] for _ in range(2))
    rounds = [cpu_seconds([*check, str(many)]) for _ in range(2)]
    seconds, peak_mb = min(one[0] for one in rounds) - empty_s, max(one[1] for one in rounds)
    shutil.rmtree(many)
    megabytes = size * copies / 1e6
    python = python_speed(sample)
    print(f"| {kind} | {files * copies:,} | {megabytes:.1f} | {seconds:.2f} | {megabytes / seconds:.1f} | "
          f"{seconds * 1e6 / (files * copies):.0f} | {megabytes / cat_s:.0f} | "
          f"{'' if python is None else f'{python:.1f}'} | {peak_mb:.0f} |", flush=True)


def main():
    program, corpus, only = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    print("| format | files | MB | check, CPU s | MB/s | µs a file | cat, MB/s | Python, MB/s | peak MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        (work / "empty").mkdir()
        (work / "empty/metrics.csv").write_text("step,loss\n1,1\n")
        empty_s = min(cpu_seconds([program, "check", "-q", "-j", "1", str(work / "empty")])[0] for _ in range(5))
        samples = {}
        for folder in sorted(path for path in corpus.iterdir() if path.is_dir()):
            sizes = {one: sum(path.stat().st_size for path in files_below(one) if "tfevents" not in path.name)
                     for one in sorted(folder.iterdir())}
            if only and folder.name not in only:
                continue
            largest = sorted(sizes, key=sizes.get, reverse=True)
            samples[folder.name] = next((one for one in largest if has_runs(program, one)), largest[0])
        samples["event files, made"], samples["mlflow, made"] = work / "events", work / "mlflow"
        make_event_file(work / "events/run")
        make_mlflow_run(work / "mlflow")
        for kind, sample in samples.items():
            if not only or kind in only:
                measure(program, kind, sample, work, empty_s)


main()
