#!/usr/bin/env python3
"""How many rows an answer has: timeline and find give a thousand and say so, unless --limit names another number;
the other tables give what there is.

usage: limits.py GUANXI
"""
import json
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

PAGE = 1000  # rows: PAGE_ROWS in src/cli/cmd_ask.c
BODY = "云江市总工会"
EVIDENCE = {"start": 0, "end": 3, "text": "话"}


def facts(n):
    """n articles of one document, each with its own event, at which one organization was and was honoured."""
    common = {"document": "2021-03-16.txt"}
    yield dict(common, fact="document", published="2021-03-16", published_basis="made", encoding="utf-8", bytes=10 * n)
    for article in range(1, n + 1):
        at = dict(common, article=article)
        yield dict(at, fact="article", title=f"第{article}届职工大会开幕", subtitles=[], start=10 * article - 10,
                   end=10 * article, continued=False)
        yield dict(at, fact="organization", name=BODY, surfaces=[BODY], mentions=[[0, 9]], kind="union")
        day = (date(2018, 1, 1) + timedelta(article)).isoformat()
        yield dict(at, fact="event", event=f"e{article}", name=f"第{article}届职工大会", surfaces=[], type="meeting",
                   date=day, date_text=None, place=None, mentions=[[0, 9]])
        yield dict(at, fact="participation", entity=BODY, entity_kind="organization", event=f"e{article}",
                   role="organizer", evidence=EVIDENCE, confidence=0.9)
        yield dict(at, fact="award", recipient=BODY, recipient_kind="organization", award=f"第{article}号奖状",
                   event=None, evidence=EVIDENCE, confidence=0.9)


def make(guanxi, folder, n):
    base = folder / f"{n}.db"
    lines = "".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in facts(n))
    subprocess.run([guanxi, "load", "-q", "-", "-o", str(base)], input=lines, text=True, check=True)
    return base


def ask(guanxi, base, arguments):
    """The rows of each table of the answer, by its key; and whether stderr says that there are more."""
    done = subprocess.run([guanxi, *arguments.split(), "--json", "-b", str(base)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{arguments}: {done.returncode}: {done.stderr}")
    tables = {key: len(rows) for key, rows in json.loads(done.stdout).items() if isinstance(rows, list)}
    return tables, [line.split()[3] for line in done.stderr.splitlines() if "--limit N shows more" in line]


def table_lines(guanxi, base, arguments):
    done = subprocess.run([guanxi, *arguments.split(), "-b", str(base)], capture_output=True, text=True, check=True)
    return len(done.stdout.splitlines())


def main():
    guanxi = str(Path(sys.argv[1]).resolve())
    more = PAGE + 1
    cut = ["1000"]
    # base, question, rows of each table, the numbers that stderr speaks of
    cases = [
        (more, "timeline", {"events": PAGE}, cut),
        (more, f"timeline {BODY}", {"events": PAGE}, cut),
        (more, "timeline --limit 1001", {"events": more}, []),
        (more, "timeline --limit 5000", {"events": more}, []),
        (more, "timeline --limit 7", {"events": 7}, []),
        (more, "timeline --from 2022", {"events": 0}, []),
        (PAGE, "timeline", {"events": PAGE}, []),
        (more, "find 大会", {"entities": PAGE, "articles": PAGE}, cut * 2),
        (more, "find 大会 --limit 1001", {"entities": more, "articles": more}, []),
        (more, "find 大会 --limit 7", {"entities": 7, "articles": 7}, []),
        (PAGE, "find 大会", {"entities": PAGE, "articles": PAGE}, []),
        (more, "find 大会开幕", {"entities": 0, "articles": PAGE}, cut),
        (more, f"attended {BODY}", {"events": more}, []),
        (more, f"attended {BODY} --limit 7", {"events": 7}, []),
        (more, "awards", {"awards": more}, []),
        (more, f"awards {BODY}", {"awards": more}, []),
        (more, f"show {BODY}", {"names": 1, "posts": 0, "events": more, "relations": 0, "awards": more,
                                "articles": more}, []),
    ]
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        bases = {n: make(guanxi, Path(scratch), n) for n in (PAGE, more)}
        for n, arguments, rows, said in cases:
            found = ask(guanxi, bases[n], arguments)
            if found != (rows, said):
                faults.append(f"{n} events, {arguments}: expected {(rows, said)}, found {found}")
        for arguments, rows in (("timeline", PAGE), ("timeline --csv", PAGE), (f"attended {BODY} --csv", more)):
            lines = table_lines(guanxi, bases[more], arguments)
            if lines != rows + 1:  # the heading
                faults.append(f"{arguments}: expected {rows} rows below the heading, found {lines} lines")
    print("\n".join(faults) or f"{len(cases)} questions: as many rows as said")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
