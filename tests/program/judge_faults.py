#!/usr/bin/env python3
"""Builds a site from every fault case and judges what happened.

usage: judge_faults.py PROGRAM [--only ID,...] [--cases FOLDER] [--report FILE]

For each case: no crash, no sanitizer report, no hang (limits.seconds), no memory beyond limits.rss_mib, the exit status
that goes with the severity, with and without --strict; a site is there with both control runs on it; each expected
diagnostic names its file (and the line, and the column within 1); nothing forbidden is in the site; the site is no
larger than limits.site_mib; nothing was written outside the output folder; every JSON file and JSON script of the site is
strict JSON. The fields are those of the cases' README.md.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CONTROLS = ("ctl-a", "ctl-b")
MOST_LINES_OF_LOG = 400


class Ended:
    """How a command ended: exit status (negative: by a signal), whether it was stopped, memory, and what it printed."""

    def __init__(self, command, seconds):
        started = time.time()
        with tempfile.TemporaryFile() as log:
            child = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
            self.hung = False
            while True:
                pid, status, usage = os.wait4(child.pid, os.WNOHANG)
                if pid:
                    break
                if time.time() - started > seconds:
                    self.hung = True
                    child.kill()
                    pid, status, usage = os.wait4(child.pid, 0)
                    break
                time.sleep(0.01)
            self.status = child.returncode = os.waitstatus_to_exitcode(status)
            self.memory_mib = usage.ru_maxrss / 1024
            log.seek(0)
            self.log = log.read(4 << 20).decode("utf-8", "replace")


def files_below(folder):
    for where, _, names in os.walk(os.fsencode(folder)):
        for name in names:
            yield os.path.join(where, name)


def state_outside(folder, site):
    """Sizes and times of the files below a folder, but for those of the site."""
    site = os.fsencode(site)
    stats = {path: os.lstat(path) for path in files_below(folder) if not path.startswith(site)}
    return {path: (stat.st_size, stat.st_mtime_ns) for path, stat in stats.items()}


def check_strict_json(text):
    def refuse(word):
        raise ValueError("bare " + word)

    json.loads(text, parse_constant=refuse)


def judge_end(ended, expect, limits):
    severity = expect["severity"]
    if ended.hung:
        yield "hang: ended after %d s" % limits.get("seconds", 30)
    elif ended.status < 0 or ended.status >= 128:
        yield "crash: status %d" % ended.status
    elif severity != "error" and ended.status != 0:
        yield "exit %d for severity %s" % (ended.status, severity)
    if re.search(r"(Address|Leak|Thread)Sanitizer|runtime error:|Assertion .* failed|terminate called", ended.log):
        yield "sanitizer or abort in the log"
    if ended.memory_mib > limits.get("rss_mib", 2048):
        yield "memory %d MiB" % ended.memory_mib
    if "\x1b[31mred" in ended.log:
        yield "raw escape sequence of a run name in the log"
    if ended.log.count("\n") > MOST_LINES_OF_LOG:
        yield "%d lines of log" % ended.log.count("\n")


def judge_diagnostic(diagnostic, log):
    name = diagnostic["file"].split("bad/", 1)[-1]
    hits = [line for line in log.splitlines() if name in line]
    line = diagnostic.get("line")
    if not hits:
        yield "no message names " + diagnostic["file"]
    elif line and not any(re.search(r"(?:%s\D{0,3}|line )%d\b" % (re.escape(name), line), hit) for hit in hits):
        yield "no message gives %s line %d" % (diagnostic["file"], line)
    elif line and diagnostic.get("column"):
        columns = [int(x) for hit in hits for x in re.findall(r"%s:%d:(\d+)" % (re.escape(name), line), hit)]
        if columns and min(abs(column - diagnostic["column"]) for column in columns) > 1:
            yield "column %s, %d expected, in %s" % (columns, diagnostic["column"], diagnostic["file"])


def judge_site(site, case, log, limits):
    texts, size = [], 0
    if not os.path.isfile(os.path.join(site, "index.html")):
        yield "no site"
    for path in files_below(site):
        if os.path.islink(path):
            yield "a link in the site"
            continue
        size += os.path.getsize(path)
        if re.search(rb"plotly[^/]*\.js$", path):
            continue
        with open(path, "rb") as file:
            text = file.read().decode("utf-8", "replace")
        texts.append(text)
        scripts = re.findall(r'<script[^>]*application/(?:ld\+)?json[^>]*>(.*?)</script>', text, re.S)
        for document in [text] if path.endswith(b".json") else scripts:
            try:
                check_strict_json(document)
            except ValueError as error:
                yield "bad JSON in %s: %s" % (os.fsdecode(path), str(error)[:80])
    whole = "\n".join(texts)
    for name in CONTROLS:
        if name not in whole:
            yield "control run %s is not on the site" % name
    for text in case["expect"].get("site_must_not_contain", []):
        if text in whole:
            yield "the site contains " + json.dumps(text)
        if text in log and case["class"] == "secrets":
            yield "the log contains " + json.dumps(text)
    if size > limits.get("site_mib", 100) << 20:
        yield "site of %d MiB" % (size >> 20)


def judge_strict(ended, severity):
    if ended.status < 0 or ended.hung:
        yield "strict: crash or hang"
    elif (severity in ("error", "warning")) != (ended.status != 0):
        yield "strict: exit %d for severity %s" % (ended.status, severity)


def judge(program, cases_folder, case):
    expect, limits = case["expect"], case["expect"].get("limits", {})
    seconds = limits.get("seconds", 30)
    work = tempfile.mkdtemp(prefix="fault-")
    try:
        inputs, site = os.path.join(work, "in"), os.path.join(work, "site")
        subprocess.run([sys.executable, "-B", os.path.join(cases_folder, "materialise.py"), case["id"], inputs], check=True)
        runs = os.path.join(inputs, "runs")
        before = state_outside(work, site)
        ended = Ended([program, "build", runs, "-o", site], seconds)
        found = list(judge_end(ended, expect, limits))
        for diagnostic in expect["diagnostics"]:
            found += judge_diagnostic(diagnostic, ended.log)
        found += judge_site(site, case, ended.log, limits)
        after = state_outside(work, site)
        touched = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
        if touched:
            found.append("touched outside the output folder: %s" % touched[:3])
        strict = Ended([program, "build", runs, "-o", site + "-strict", "--strict"], seconds)
        return found + list(judge_strict(strict, expect["severity"]))
    finally:
        subprocess.run(["chmod", "-R", "u+rwX", work], stderr=subprocess.DEVNULL)
        shutil.rmtree(os.fsencode(work), ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--only", default="")
    parser.add_argument("--cases", default=os.path.join(HERE, "../data/faults"))
    parser.add_argument("--report")
    arguments = parser.parse_args()
    with open(os.path.join(arguments.cases, "faults.json")) as file:
        cases = json.load(file)["cases"]
    only = [name for name in arguments.only.split(",") if name]
    report = []
    for case in [case for case in cases if not only or case["id"] in only]:
        if case.get("needs") == "not-root" and os.geteuid() == 0:
            report.append({"id": case["id"], "skipped": "needs a user other than root"})
            continue
        found = judge(arguments.program, arguments.cases, case)
        report.append({"id": case["id"], "faults": found})
        for fault in found:
            print("%s: %s" % (case["id"], fault))
    if arguments.report:
        with open(arguments.report, "w") as file:
            json.dump(report, file, indent=1)
    sys.exit(1 if any(one.get("faults") for one in report) else 0)


if __name__ == "__main__":
    main()
