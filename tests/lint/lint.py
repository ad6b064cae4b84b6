#!/usr/bin/env python3
"""Read the sources and say what breaks the project's written rules.

usage: lint.py RULE    (from the top of the tree; RULE is one of those at the end of this file)

Prints FILE:LINE: what was found and what is expected; exit 1 when anything was.
"""
import re
import subprocess
import sys
from pathlib import Path

LINE_COLUMNS = 140
SOURCES = ["src", "graph", "viz"]
FORMATTED = ["src/cli", "src/lib"]
# Included by several kernels, each with definitions of its own: a guard would be in the way.
UNGUARDED = ["src/tag/kernel_vector.h", "src/tag/vector_avx2.h", "src/tag/vector_avx512.h"]


def files(*endings, under=("src", "graph", "viz", "tests", "seeds")):
    return sorted(p for folder in under for p in Path(folder).rglob("*")
                  if p.is_file() and p.name.endswith(endings) and "node_modules" not in p.parts)


def lines(path):
    return enumerate(path.read_text(encoding="utf-8").split("\n"), 1)


def read_table(path):
    rows = [line.split("\t") for line in Path(path).read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    return [dict(zip(rows[0], row + [""] * (len(rows[0]) - len(row)))) for row in rows[1:]]


def included_folder(name):
    """The folder of the project that an include line in quotes names, or None."""
    for root in ("src/", ""):
        path = Path(root + name)
        if path.is_file() or Path(str(path) + ".in").is_file():
            return str(path.parent)
    return None


def includes():
    table = {row["folder"]: row for row in read_table("tests/lint/includes.tsv")}
    libraries = {lib for row in table.values() for lib in row["libraries"].split()}
    for path in files(".c", ".h", under=SOURCES):
        folder = next((f for f in table if str(path).startswith(f + "/")), None)
        if folder is None:
            yield path, 1, "stands in no folder of tests/lint/includes.tsv"
            continue
        allowed = table[folder]
        for number, line in lines(path):
            found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not found:
                continue
            name = found.group(2)
            if name == "ctype.h":
                yield path, number, "ctype.h depends on the locale: not used here"
            elif name in libraries and name not in allowed["libraries"].split():
                holders = [r["folder"] for r in table.values() if name in r["libraries"].split()]
                yield path, number, f"only {' and '.join(holders)} may include {name}"
            elif found.group(1) == '"':
                there = included_folder(name)
                if there is None and not (path.parent / name).is_file():
                    yield path, number, f'"{name}" is no header below src/ or the top folder'
                elif there and there != folder and there not in allowed["may_include"].split() \
                        and not there.startswith(folder + "/"):
                    yield path, number, f"{folder} may not include {there}"


def tables():
    for path in [*files(".tsv", under=["seeds", "tests/lint"]), Path("tests/floors.tsv")]:
        columns = None
        raw = path.read_bytes()
        if b"\r" in raw:
            yield path, 1, "expected line breaks as \\n only"
        for number, line in lines(path):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            columns = columns or len(cells)
            if path.parts[0] == "seeds" and len(cells) != columns:
                yield path, number, f"expected {columns} columns, found {len(cells)}"
            if any(cell != cell.strip(" \u3000") for cell in cells):
                yield path, number, "a cell begins or ends with a space"
        if columns is None:
            yield path, 1, "expected a header line"


def layout():
    for path in files(".c", ".h", ".py", ".sh"):
        text = path.read_text(encoding="utf-8")
        if not text.endswith("\n") or text.endswith("\n\n"):
            yield path, text.count("\n"), "expected exactly one line break at the end"
        for number, line in lines(path):
            if len(line.expandtabs(4)) > LINE_COLUMNS and path.parts[0] != "tests":
                yield path, number, f"expected at most {LINE_COLUMNS} characters, found {len(line)}"
            if line != line.rstrip():
                yield path, number, "white space at the end of the line"
            if "\t" in line and path.suffix in (".c", ".h"):
                yield path, number, "a tab; four spaces are expected"


def headers():
    """Every header says what it is for, and guards itself by its path."""
    for path in files(".h", under=SOURCES):
        text = path.read_text(encoding="utf-8")
        if f"@file {path}" not in text:
            yield path, 1, f"expected a docstring with `@file {path}`"
        guard = "GX_" + re.sub(r"^src/", "", str(path)).upper().replace("/", "_").replace(".", "_")
        if str(path) not in UNGUARDED and f"#ifndef {guard}\n#define {guard}\n" not in text:
            yield path, 1, f"expected the guard {guard}"


def scripts():
    for path in [*files(".sh"), Path(".ci/run")]:
        run = subprocess.run(["bash", "-n", str(path)], stderr=subprocess.PIPE, check=False)
        if run.returncode != 0:
            yield path, 1, run.stderr.decode(errors="replace").strip()


def formatting():
    """Folders that clang-format has put in order stay so."""
    for path in files(".c", ".h", under=FORMATTED):
        run = subprocess.run(["clang-format", "--dry-run", "-Werror", str(path)], stderr=subprocess.PIPE, check=False)
        if run.returncode != 0:
            first = run.stderr.decode(errors="replace").split("\n")[0].split(":")
            yield path, first[1] if len(first) > 1 else 1, "clang-format -i would change this"


RULES = {"includes": includes, "tables": tables, "layout": layout, "headers": headers, "scripts": scripts,
         "formatting": formatting}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in RULES:
        sys.exit(f"usage: lint.py {'|'.join(RULES)}")
    faults = list(RULES[sys.argv[1]]())
    for where, at, what in faults:
        print(f"{where}:{at}: {what}")
    sys.exit(1 if faults else 0)
