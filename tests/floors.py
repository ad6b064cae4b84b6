#!/usr/bin/env python3
"""Extract the annotated pages of a shared folder, score them, and compare with tests/floors.tsv.

usage: floors.py GUANXI SHARED

Also: a second run, and runs with one and with two threads, must give the same bytes.
Prints one line a set and kind, then `floors: N passed, N failed`; exit 1 when one failed.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

# set of annotations -> the folder of the pages that it describes
PAGES = {"seeds": "pages", "dev": "pages-dev"}


def floors_table(path):
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    if rows[0] != ["set", "kind", "floor"]:
        sys.exit(f"{path}: expected the header set, kind, floor")
    return [(s, kind, float(floor)) for s, kind, floor in rows[1:]]


def extract(guanxi, folder, threads):
    run = subprocess.run([guanxi, "extract", "-j", str(threads), str(folder)], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, check=False)
    if run.returncode != 0:
        sys.exit(f"floors: guanxi extract {folder} gave {run.returncode}:\n{run.stderr.decode(errors='replace')}")
    return run.stdout


def score(shared, name, facts):
    with tempfile.NamedTemporaryFile(suffix=".ndjson") as file:
        file.write(facts)
        file.flush()
        out = subprocess.run([sys.executable, str(shared / "gold/score.py"), str(shared / "gold" / name),
                              str(shared / PAGES[name]), file.name, "--json"], stdout=subprocess.PIPE, check=True)
    return json.loads(out.stdout)


def main():
    guanxi, shared = sys.argv[1], Path(sys.argv[2])
    table = floors_table(Path(__file__).with_name("floors.tsv"))
    passed, failed = 0, 0
    for name, folder in PAGES.items():
        if not (shared / folder).is_dir():
            continue
        runs = [extract(guanxi, shared / folder, threads) for threads in (2, 2, 1)]
        same = runs[0] == runs[1] == runs[2]
        print(f"{name:6} {'same bytes at every run and with 1 and 2 threads' if same else 'RUNS DIFFER'}")
        passed, failed = passed + same, failed + (not same)
        report = score(shared, name, runs[0])
        floors = {kind: floor for s, kind, floor in table if s == name}
        for kind, row in report.items():
            if "f1" not in row:
                continue
            floor = floors.get(kind)
            good = floor is None or row["f1"] >= floor
            print(f"{name:6} {kind:14} {row['f1']:.3f} {'' if floor is None else f'floor {floor:.3f}'}"
                  f"{'' if good else '  BELOW ITS FLOOR'}")
            if floor is not None:
                passed, failed = passed + good, failed + (not good)
    print(f"floors: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
