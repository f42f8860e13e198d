#!/usr/bin/env python3
"""Changes one line of the program at a time, and tells whether a test notices.

usage: mutate.py [--build FOLDER] [--list FILE] [--only TEXT] [--without-units] [CMAKE_OPTION...]

Each mutant (see mutants.txt) is put into the sources, built, tested and taken back: first the unit tests of its room and
of the rooms that use it, then the tests of the program, but for those of a browser; the first test that fails ends it. A
mutant that no test notices survived. The build folder is one of its own, so that a build beside it is left alone; do not
edit the sources meanwhile. Exit status: 0 if all mutants were noticed, 1 if some survived or could not be tried.
"""
import argparse
import os
import subprocess
import sys
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
ROOMS = {"render": ["test_render"], "words": ["test_words", "test_render", "test_cli"], "cli": ["test_cli"]}
PROGRAM_TESTS = ["golden", "sites", "cli", "addresses", "exports", "since", "copied_configs", "build"]
LONGEST_RUN_S = 600


def read_mutants(path):
    with open(path) as file:
        lines = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split(" @@ ")) for line in lines]


def find_source(name):
    """The file of that path, or the only one of that name below generator/."""
    path = os.path.join(ROOT, name)
    if os.path.exists(path):
        return path
    found = [os.path.join(where, os.path.basename(name)) for where, _, files in os.walk(os.path.join(ROOT, "generator"))
             if os.path.basename(name) in files]
    return found[0] if len(found) == 1 else None


def run(command, **options):
    try:
        return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              errors="replace", timeout=LONGEST_RUN_S, **options)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "took too long")


def first_failure(build, units):
    """The test that notices, or None; "does not compile" if there is nothing to test."""
    if run(["cmake", "--build", build, "--target", "trialpress", *units]).returncode != 0:
        return "does not compile"
    for unit in units:
        ended = run([os.path.join(build, "tests", unit), "--gtest_brief=1"])
        if ended.returncode != 0:
            failed = [line for line in ended.stdout.splitlines() if line.startswith("[  FAILED  ]")]
            return failed[0][len("[  FAILED  ]"):].split("(")[0].strip() if failed else unit
    environment = {**os.environ, "TRIALPRESS": os.path.join(build, "trialpress")}
    for name in PROGRAM_TESTS:
        ended = run(["node", "--test", "tests/program/%s.test.mjs" % name], env=environment)
        if ended.returncode != 0:
            failed = [line.strip() for line in ended.stdout.splitlines() if line.strip().startswith("not ok")]
            return "%s: %s" % (name, failed[0].split(" - ", 1)[-1] if failed else "failed")
    return None


def try_mutant(build, mutant, with_units):
    name, text, changed = mutant
    path = find_source(name)
    if path is None:
        return "no such file"
    with open(path) as file:
        source = file.read()
    if source.count(text) != 1:
        return "its text stands there %d times" % source.count(text)
    room = os.path.relpath(path, os.path.join(ROOT, "generator")).split(os.sep)[0]
    try:
        with open(path, "w") as file:
            file.write(source.replace(text, changed))
        return first_failure(build, ROOMS[room] if with_units else [])
    finally:
        with open(path, "w") as file:
            file.write(source)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build-mutants")
    parser.add_argument("--list", default=os.path.join(ROOT, "tests/bench/mutants.txt"))
    parser.add_argument("--only", default="", help="mutants whose line holds this text")
    parser.add_argument("--without-units", action="store_true", help="tests of the program alone, which are quicker to build")
    arguments, options = parser.parse_known_args()
    build = os.path.join(ROOT, arguments.build)
    units = [] if arguments.without_units else sorted({unit for names in ROOMS.values() for unit in names})
    started = time.time()
    configured = run(["cmake", "-S", ".", "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", *options])
    built = subprocess.run(["cmake", "--build", build, "--target", "trialpress", *units], cwd=ROOT)
    if configured.returncode != 0 or built.returncode != 0:
        sys.exit("the program does not build as it is\n" + configured.stdout[-2000:])
    failure = first_failure(build, units)
    if failure is not None:
        sys.exit("a test fails as it is: " + failure)
    print("| mutant | noticed by |\n|---|---|", flush=True)
    survived, not_tried = [], []
    mutants = [one for one in read_mutants(arguments.list) if arguments.only in " @@ ".join(one)]
    for mutant in mutants:
        noticed = try_mutant(build, mutant, not arguments.without_units)
        print("| `%s`: `%s` → `%s` | %s |" % (os.path.relpath(mutant[0], "generator"), mutant[1], mutant[2],
                                           noticed or "**nothing**"), flush=True)
        if noticed is None:
            survived.append(mutant)
        elif noticed in ("does not compile", "no such file") or noticed.startswith("its text"):
            not_tried.append(mutant)
    print("\n%d of %d mutants noticed, %d survived, %d could not be tried (%d s)" % (
        len(mutants) - len(survived) - len(not_tried), len(mutants), len(survived), len(not_tried),
        time.time() - started))
    sys.exit(1 if survived or not_tried else 0)


if __name__ == "__main__":
    main()
