#!/usr/bin/env python3
"""Are the tables of seeds/ what the program and their readers expect?

usage: tables.py [FOLDER]    (the folder of tables; seeds where none is named)

Headers, columns, listed values, rows said twice, UTF-8, stray spaces, and that what one table says fits the others.
Prints FILE:LINE: what was found and what is expected; exit 1 when anything was.
"""
import re
import sys
from pathlib import Path

KINDS = "union party government company team institution media association committee"
EVENT_TYPES = ("meeting ceremony competition visit inspection training campaign founding donation exhibition performance "
               "other none")
ROLES = ("organizer co_organizer supporter host leader visitor signatory speaker presenter awardee recipient judge "
         "performer attendee none")
LEVELS = "province city county town province? city? county?"
PLACES = {"word": None, "full": None, "level": LEVELS, "code": r"-|\d{2}|\d{4}|\d{6}|\d{9}", "parent": r"-|\d{2}|\d{4}|\d{6}"}

# Columns of each table, in order: the values that it may have, a pattern, or None for any text.
TABLES = {
    "abbreviations": {"word": None, "full": None, "kind": KINDS},
    "event_heads": {"word": None, "type": EVENT_TYPES, "use": "name loose none"},
    "honours": {"word": None, "level": "person group any rank"},
    "given_names": {"word": None, "people": "mongolian tibetan uyghur yi other known"},
    "name_cues": {"word": None, "use": "role named signs"},
    "name_parts": {"word": None, "use": "inside generic deictic and place stop common"},
    "not_names": {"word": None, "reason": "word ambiguous doctrine"},
    "organization_heads": {"word": None, "kind": KINDS, "use": "head department weak"},
    "organizations": {"word": None, "full": None, "kind": KINDS},
    "places": PLACES,
    "places_own": PLACES,
    "surnames": {"word": None, "frequency": "common usual rare"},
    "titles": {"word": None, "class": "post place_post modifier former job honorific", "body": None},
    "verbs": {"word": None, "subject": ROLES, "object": ROLES, "event": EVENT_TYPES,
              "use": "hold act say go give win sign elect send absent plan mask"},
}
PATTERNS = {PLACES["code"], PLACES["parent"]}
# Here a word has one meaning: the program would take the last of several rows.
ONE_ROW_A_WORD = "abbreviations honours not_names organization_heads organizations surnames titles".split()
CELL_CHARS = 40


def rows(path):
    """(line number, cells) of the header and the rows; bytes that are not UTF-8 are told by the caller."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def bad_cells(columns, cells):
    for (name, values), cell in zip(columns.items(), cells):
        if not cell:
            yield f"{name}: expected a value, found an empty cell"
        elif cell != cell.strip() or "  " in cell:
            yield f"{name}: white space around or inside “{cell}”"
        elif len(cell) > CELL_CHARS:
            yield f"{name}: expected at most {CELL_CHARS} characters, found {len(cell)}"
        elif values in PATTERNS and not re.fullmatch(values, cell):
            yield f"{name}: expected {values}, found “{cell}”"
        elif values and values not in PATTERNS and cell not in values.split():
            yield f"{name}: expected one of {values}, found “{cell}”"


def check_table(path, columns):
    seen = {}
    header = False
    for number, cells in rows(path):
        if not header:
            header = True
            if cells != list(columns):
                yield number, f"expected the header {' '.join(columns)}, found {' '.join(cells)}"
                return
            continue
        if len(cells) != len(columns):
            yield number, f"expected {len(columns)} columns, found {len(cells)}"
            continue
        for problem in bad_cells(columns, cells):
            yield number, problem
        key = cells[0] if path.stem in ONE_ROW_A_WORD else tuple(cells)
        if key in seen:
            yield number, f"“{cells[0]}” stands in line {seen[key]} already"
        seen.setdefault(key, number)
    if not header:
        yield 1, "expected a header line, found an empty table"


def check_places(path):
    """Every parent is there, stands higher, and every code has one full name."""
    full_names = {}
    found = list(rows(path))[1:]
    codes = {cells[3] for _, cells in found}
    for number, (word, full, level, code, parent) in found:
        if code != "-" and full_names.setdefault(code, full) != full:
            yield number, f"{code} is {full_names[code]} already, found {full}"
        if parent != "-" and parent not in codes:
            yield number, f"the parent {parent} of “{word}” is no division of this table"
        if code != "-" and parent != "-" and len(parent) >= len(code):
            yield number, f"the parent {parent} of “{word}” does not stand above {code}"
        if level.strip("?") != "province" and parent == "-":
            yield number, f"“{word}” has no parent"
        if level == "town" and len(code) != 9:
            yield number, f"a town's code has nine digits, found {code}"


def check(folder):
    for name, columns in TABLES.items():
        path = folder / f"{name}.tsv"
        if not path.is_file():
            yield path, 1, "the table is missing"
            continue
        raw = path.read_bytes()
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            yield path, raw.count(b"\n", 0, error.start) + 1, "expected UTF-8, found a stray byte"
            continue
        if raw.startswith(b"\xef\xbb\xbf") or b"\r" in raw or not raw.endswith(b"\n") or b"\0" in raw:
            yield path, 1, "expected no byte order mark, \\n as line break, one at the end, no NUL"
        problems = list(check_table(path, columns))
        for number, problem in problems:
            yield path, number, problem
        if name == "places" and not problems:
            for number, problem in check_places(path):
                yield path, number, problem
    for path in sorted(folder.glob("*.tsv")):
        if path.stem not in TABLES:
            yield path, 1, "this table is not listed in tests/lint/tables.py"


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "seeds")
    problems = [f"{path}:{number}: {problem}" for path, number, problem in check(folder)]
    print("\n".join(problems) if problems else f"{len(TABLES)} tables are well formed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
