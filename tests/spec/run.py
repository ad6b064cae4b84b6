#!/usr/bin/env python3
"""Run the rules of this folder: their examples are the test.

usage: run.py GUANXI [--promote] [FILE.md...]    (all files where none is named)

An example is a fence ```page with a page's text, below it a fence ```facts with one expectation a line:

  person NAME                                organization NAME | KIND
  post PERSON | TITLE | ORGANIZATION         event NAME | TYPE | DATE | PLACE
  attended ENTITY | EVENT | ROLE             relation SUBJECT | part_of or partner | OBJECT
  award RECIPIENT | AWARD                    byline NAME | ROLE
  title TITLE                                date DATE (the page's)

Fields left out at the end are not looked at; `-` says that there is none; an EVENT or an AWARD may be a part of a name
or surface. `no` before a line says that no fact fits it. A fence ```seeds TABLE before the facts is a table of a user's folder
(`--seeds`); where it is not well formed, a fence ```error instead of facts holds the words expected on stderr, after
the table's name. Lines in a fence ```facts todo do not hold yet: they are counted; where all of a fence hold, the run
fails until they are promoted. --promote moves each line that holds out of the todo fences, and changes nothing else.
"""
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
# words of an expectation -> type of fact, its fields in the order of the line
FORMS = {
    "person": ("person", ["name"]),
    "organization": ("organization", ["name", "kind"]),
    "post": ("post", ["person", "title", "organization"]),
    "event": ("event", ["name", "type", "date", "place"]),
    "attended": ("participation", ["entity", "event", "role"]),
    "relation": ("organization_relation", ["subject", "relation", "object"]),
    "award": ("award", ["recipient", "award"]),
    "byline": ("byline", ["name", "role"]),
    "title": ("article", ["title"]),
    "date": ("document", ["published"]),
}
SECONDS = 120  # for the pages of one run
FENCE = re.compile(r"^```(page|facts|facts todo|error|seeds \w+\.tsv)$")


class Example:
    """One page with its fences: where each begins and ends in the file's lines, and what is in it."""

    def __init__(self, file, line, text):
        self.file, self.line, self.text = file, line, text
        self.seeds, self.holding, self.todo, self.error = {}, [], [], None
        self.fences = []  # (kind, first line inside, line of the closing fence)


def examples(file):
    lines = file.read_text(encoding="utf-8").split("\n")
    found, at = [], 0
    while at < len(lines):
        fence = FENCE.match(lines[at])
        if not fence:
            if lines[at].startswith("```"):
                sys.exit(f"{file}:{at + 1}: no such fence: {lines[at]}")
            at += 1
            continue
        try:
            end = lines.index("```", at + 1)
        except ValueError:
            sys.exit(f"{file}:{at + 1}: the fence is not closed")
        inside, kind = lines[at + 1:end], fence.group(1)
        if kind == "page":
            found.append(Example(file, at + 1, "\n".join(inside) + "\n"))
        elif not found:
            sys.exit(f"{file}:{at + 1}: expected a page before")
        elif kind.startswith("seeds"):
            found[-1].seeds[kind.split()[1]] = "\n".join(inside) + "\n"
        elif kind == "error":
            found[-1].error = "\n".join(inside)
        else:
            kept = found[-1].todo if kind == "facts todo" else found[-1].holding
            kept += [(at + 2 + n, line) for n, line in enumerate(inside)]
        found[-1].fences.append((kind, at + 1, end))
        at = end + 1
    return found


def extract(guanxi, group):
    """Facts of each example of a file: pages without tables of their own in one run."""
    facts = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        runs = [[e for e in group if not e.seeds], *([e] for e in group if e.seeds)]
        for number, run in enumerate(run for run in runs if run):
            pages = Path(folder) / f"pages{number}"
            pages.mkdir()
            options = []
            for example in run:
                (pages / f"{example.line:05}.txt").write_text(example.text, encoding="utf-8")
                for table, rows in example.seeds.items():
                    tables = Path(folder) / f"seeds{number}"
                    tables.mkdir(exist_ok=True)
                    (tables / table).write_text(rows, encoding="utf-8")
                    options = ["--seeds", str(tables)]
            out = subprocess.run([guanxi, "extract", "-q", *options, str(pages)], stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, check=False, timeout=SECONDS)
            if run[0].error is not None:
                facts[run[0].line] = out.returncode == 1 and run[0].error in out.stderr.decode("utf-8")
                continue
            if out.returncode != 0:
                sys.exit(f"{run[0].file}:{run[0].line}: guanxi gave {out.returncode}: {out.stderr.decode('utf-8')}")
            for line in out.stdout.decode("utf-8").splitlines():
                fact = json.loads(line)
                facts[int(Path(fact["document"]).stem)].append(fact)
    return facts


def fits(want, field, fact, facts):
    value = fact.get(field)
    if want == "-":
        return value is None
    if field == "event" or fact["fact"] == "event" and field == "name":
        name = lambda event: [event["name"], *event["surfaces"]]
        told = [n for f in facts if f["fact"] == "event" and f["article"] == fact["article"]
                and f["event"] == fact["event"] for n in name(f)]
        return any(want in text for text in told)
    return want in (value or "") if field == "award" else value == want


def holds(line, facts):
    """Does the expectation hold on this page?  None where the line is none."""
    negated = line.startswith("no ")
    word, _, rest = line.removeprefix("no ").partition(" ")
    if word not in FORMS:
        return None
    kind, fields = FORMS[word]
    wants = [want.strip() for want in rest.split("|")]
    if len(wants) > len(fields) or not all(wants):
        return None
    if kind == "document" and wants == ["none"]:
        wants = ["-"]
    found = any(all(fits(want, field, fact, facts) for want, field in zip(wants, fields))
                for fact in facts if fact["fact"] == kind)
    return found != negated


def rewritten(file, group, verdicts):
    """The file's text with every line of facts in the fence where it belongs."""
    lines = file.read_text(encoding="utf-8").split("\n")
    for example in reversed([e for e in group if e.error is None]):
        fences = [f for f in example.fences if f[0].startswith("facts")]
        told = example.holding + example.todo
        new = []
        for kind, keep in (("facts", True), ("facts todo", False)):
            rows = [line for number, line in told if verdicts[number] == keep]
            if rows:
                new += [f"```{kind}", *rows, "```"]
        lines[fences[0][1] - 1:fences[-1][2] + 1] = new
    return "\n".join(lines)


def main():
    guanxi = sys.argv[1]
    promote = "--promote" in sys.argv
    named = [Path(a) for a in sys.argv[2:] if not a.startswith("--")]
    hold = part = todo = failed = 0  # examples that hold in full, in part, have something to do, and failed
    for file in named or sorted(HERE.glob("*.md")):
        group = examples(file)
        facts = extract(guanxi, group)
        verdicts = {}
        for example in group:
            mine = facts[example.line]
            if example.error is not None:
                hold += mine
                failed += not mine
                if not mine:
                    print(f"{file.name}:{example.line}: expected exit code 1 and on stderr: {example.error}")
                continue
            if not example.holding and not example.todo:
                sys.exit(f"{file}:{example.line}: expected facts after the page")
            for number, line in example.holding + example.todo:
                verdicts[number] = holds(line, mine)
                if verdicts[number] is None:
                    sys.exit(f"{file}:{number}: no such expectation: {line}")
            broken = [(number, line) for number, line in example.holding if not verdicts[number]]
            for number, line in broken:
                print(f"{file.name}:{number}: does not hold: {line}")
            done = bool(example.todo) and all(verdicts[number] for number, _ in example.todo)
            if done and not promote:
                print(f"{file.name}:{example.todo[0][0]}: holds now: run.py GUANXI --promote")
            failed += bool(broken) or (done and not promote)
            hold += not example.todo and not broken
            part += bool(example.todo) and bool(example.holding) and not broken
            todo += bool(example.todo)
        if promote:
            held = {number for e in group for number, _ in e.holding}
            file.write_text(rewritten(file, group, {n: v or n in held for n, v in verdicts.items()}), encoding="utf-8")
    print(f"{hold} examples hold, {todo} have something to do ({part} of them hold in part), {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
