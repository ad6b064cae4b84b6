#!/usr/bin/env python3
"""Line coverage of src, graph and viz, out of what gcov counted.
usage: coverage.py BUILD-FOLDER [LEAST-PERCENT [FILE...]]    (from the top of the tree)

Prints a line a folder and the total; with FILEs, the lines of these that no test ran. Exit 1 below LEAST-PERCENT.
"""
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

FOLDERS = ("src/base", "src/text", "src/tag", "src/facts", "src/extract", "src/link", "src/store", "src/lib", "src/cli", "graph", "viz")


def read_counts(build):
    """path -> {line: how often}; an object that is part of several programs is counted in all of them."""
    counts = defaultdict(lambda: defaultdict(int))
    data = [str(p) for p in Path(build).rglob("*.gcda") if "CMakeFiles" in p.parts and "tests" not in p.relative_to(build).parts[:1]]
    for start in range(0, len(data), 50):
        out = subprocess.run(["gcov", "--json-format", "--stdout", *data[start:start + 50]], capture_output=True, check=True).stdout
        for line in out.splitlines():
            for file in json.loads(line)["files"]:
                path = Path(file["file"])
                if path.is_absolute():
                    path = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
                if str(path).startswith(FOLDERS) and path.suffix == ".c":
                    for entry in file["lines"]:
                        counts[str(path)][entry["line_number"]] += entry["count"]
    return counts


def main():
    build = Path(sys.argv[1] if len(sys.argv) > 1 else sys.exit(__doc__)).resolve()
    least = float(sys.argv[2]) if len(sys.argv) > 2 else 0
    counts = read_counts(build)
    run_in_all = lines_in_all = 0
    for folder in FOLDERS:
        lines = [c for path, counted in counts.items() if path.startswith(folder + "/") for c in counted.values()]
        run = sum(c > 0 for c in lines)
        run_in_all, lines_in_all = run_in_all + run, lines_in_all + len(lines)
        print(f"{folder:12} {100 * run / max(len(lines), 1):5.1f} %  {run:6} of {len(lines):6} lines")
    share = 100 * run_in_all / max(lines_in_all, 1)
    print(f"{'all':12} {share:5.1f} %  {run_in_all:6} of {lines_in_all:6} lines")
    for path in sys.argv[3:]:
        source = Path(path).read_text(encoding="utf-8").split("\n")
        for number, count in sorted(counts[path].items()):
            if not count:
                print(f"{path}:{number}: {source[number - 1].strip()}")
    return share < least


if __name__ == "__main__":
    sys.exit(main())
