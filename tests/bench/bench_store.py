#!/usr/bin/env python3
"""How long the questions of a knowledge base take, next to a plain SQLite query of the same tables.
usage: bench_store.py GUANXI KB [PAGE]

Processor time, the best of five: guanxi's is that of the whole command less that of `guanxi --help`; SQLite's
that of a SELECT in this process that reads the rows which the question is about, without names, order or proof.
With PAGE, a page that KB holds, also what it takes to add it to a copy of KB without it, and to an empty one: that
should differ by what the tree of a larger file costs, and no more.
Exit 1 where a question takes 0.2 seconds or more, as a table or as JSON.
"""
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, LIMIT_SECONDS = 5, 0.2

# question, its arguments ({person} … stand for the entity that most documents speak of), the plain query
QUESTIONS = [
    ("who", "who {event}", "SELECT l.* FROM link l JOIN profile t ON t.id = l.target WHERE t.entity = :event AND l.type = 1"),
    ("attended", "attended {person}", "SELECT l.* FROM link l JOIN profile s ON s.id = l.source WHERE s.entity = :person AND l.type = 1"),
    ("posts of a person", "posts {person}", "SELECT l.* FROM link l JOIN profile s ON s.id = l.source WHERE s.entity = :person AND l.type = 0"),
    ("posts of a body", "posts {organization}", "SELECT l.* FROM link l JOIN profile t ON t.id = l.target WHERE t.entity = :organization AND l.type = 0"),
    ("posts of a title", "posts 主席", "SELECT * FROM link WHERE type = 0 AND what = '主席'"),
    ("show", "show {person}", "SELECT m.* FROM profile p JOIN mention m ON m.profile = p.id WHERE p.entity = :person"),
    ("show a body", "show {organization}", "SELECT m.* FROM profile p JOIN mention m ON m.profile = p.id WHERE p.entity = :organization"),
    ("with, all", "with {person}", "SELECT k.* FROM profile s JOIN link l ON l.source = s.id AND l.type = 1 JOIN link k ON k.target = l.target WHERE s.entity = :person"),
    ("with", "with {person} -n 20", "SELECT k.* FROM profile s JOIN link l ON l.source = s.id AND l.type = 1 JOIN link k ON k.target = l.target WHERE s.entity = :person"),
    ("timeline", "timeline -n 50", "SELECT * FROM entity WHERE type = 3 ORDER BY date LIMIT 50"),
    ("timeline, a page of it", "timeline", "SELECT * FROM entity WHERE type = 3 ORDER BY date LIMIT 1000"),
    ("timeline of a name", "timeline {person}", "SELECT l.* FROM link l JOIN profile s ON s.id = l.source WHERE s.entity = :person AND l.type = 1"),
    ("awards", "awards -n 50", "SELECT * FROM link WHERE type = 4"),
    ("awards, all", "awards", "SELECT * FROM link WHERE type = 4"),
    ("orgs", "orgs {organization}", "SELECT * FROM link WHERE type = 2"),
    ("orgs, all", "orgs", "SELECT * FROM link WHERE type = 2"),
    ("relations, all", "relations", "SELECT * FROM link WHERE type IN (2, 3)"),
    ("review", "review", "SELECT * FROM review"),
    ("status", "status", "SELECT name, published FROM document"),
    ("path", "path {person} {organization} -q", "SELECT * FROM link"),
    ("why", "why {person}", "SELECT * FROM profile WHERE entity = :person"),
    ("find, frequent", "find 中国 -n 20", "SELECT * FROM surface WHERE instr(name, '中国') > 0"),
    ("find, a page of it", "find 中国", "SELECT * FROM surface WHERE instr(name, '中国') > 0"),
    ("find, one character", "find 会 -n 20", "SELECT * FROM surface WHERE instr(name, '会') > 0"),
    ("find, a name", "find {person_name} -n 20", "SELECT * FROM surface WHERE instr(name, :person_name) > 0"),
]


def command_seconds(arguments):
    best = float("inf")
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode > 1:  # 1: nothing found, which takes its time too
            sys.exit(f"{' '.join(arguments)}: {done.stderr.strip()}")
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def query_seconds(db, sql, values):
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        db.execute(sql, values).fetchall()
        best = min(best, time.process_time() - start)
    return best


def most_spoken_of(db):
    values, words = {}, {}
    for number, name in ((1, "person"), (2, "organization"), (3, "event")):
        row = db.execute("SELECT id, public_id, name FROM entity WHERE type = ? ORDER BY n_documents DESC, n_mentions DESC, id", (number,)).fetchone()
        values[name], words[name], words[name + "_name"] = row or sys.exit(f"no {name} in the knowledge base")
    values["person_name"] = words["person_name"]
    return values, words


def add_a_day(guanxi, kb, page):
    """Processor time of adding one page's facts, the best of five."""
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "day.ndjson"
        with facts.open("w", encoding="utf-8") as out:
            subprocess.run([guanxi, "extract", "-q", page], check=True, stdout=out)
        name = json.loads(facts.open(encoding="utf-8").readline())["document"]
        full, empty = Path(folder) / "full.db", Path(folder) / "empty.db"
        shutil.copy(kb, full)
        seconds = {}
        for base in (empty, full):
            best = float("inf")
            for _ in range(ROUNDS):
                if base is full:
                    subprocess.run([guanxi, "remove", name, "-b", str(full)], capture_output=True)
                else:
                    empty.unlink(missing_ok=True)
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([guanxi, "load", "-q", str(facts), "-o", str(base)], check=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            seconds[base] = best
        pages = sqlite3.connect(kb).execute("SELECT count(*) FROM document").fetchone()[0]
        print(f"one page into an empty base {seconds[empty]:.3f} s, into one of {pages} pages {seconds[full]:.3f} s, "
              f"ratio {seconds[full] / seconds[empty]:.2f}")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    guanxi, kb = sys.argv[1:3]
    db = sqlite3.connect(f"file:{kb}?mode=ro", uri=True)
    values, words = most_spoken_of(db)
    start_up = command_seconds([guanxi, "--help"])
    print(f"{'question':<22} {'guanxi s':>9} {'--json s':>9} {'SQLite s':>9} {'ratio':>7}")
    slow = []
    for name, arguments, sql in QUESTIONS:
        command = [guanxi, *arguments.format(**words).split(), "-b", kb]
        ours, as_json = (max(command_seconds(command + more) - start_up, 0.0) for more in ([], ["--json"]))
        plain = query_seconds(db, sql, {k: v for k, v in values.items() if f":{k}" in sql})
        print(f"{name:<22} {ours:9.4f} {as_json:9.4f} {plain:9.4f} {ours / max(plain, 1e-6):7.1f}")
        if max(ours, as_json) >= LIMIT_SECONDS:
            slow.append(name)
    if len(sys.argv) == 4:
        add_a_day(guanxi, kb, sys.argv[3])
    if slow:
        print(f"not under {LIMIT_SECONDS} s: {', '.join(slow)}")
    return bool(slow)


if __name__ == "__main__":
    sys.exit(main())
