#!/usr/bin/env python3
"""A build killed with SIGKILL at any moment leaves the state before or after one of its steps.
usage: kill_build.py KB_TOOL [TIMES]

Invented pages are loaded, each in a step of its own, by a process that is killed at a random moment, TIMES times
(200). Afterwards the file must be sound and equal, byte for byte of its dump, to a base of the first k pages; the
build, taken up again, must end where an undisturbed one ends.
"""
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGES, ARTICLES = 24, 6
SURNAMES, GIVEN = "甘阮沈任陶柏", ["小舟", "砚秋", "和畅", "知远", "采薇", "云起"]
BODIES = ["云溪区总工会", "云溪总工会", "青禾纺织有限公司", "青禾纺织", "湘川市医院", "北岭镇总工会"]
TITLES = ["主席", "副主席", "班长", "主任"]


def page(n, dice):
    name = f"p{n:02}.txt"
    text = "".join(f"第{n}页第{a}篇。" * 40 + "\n" for a in range(1, ARTICLES + 1)).encode()
    size = len(text) // ARTICLES
    yield {"fact": "document", "document": name, "published": f"2021-{n % 12 + 1:02}-{n + 1:02}", "encoding": "UTF-8",
           "bytes": len(text)}
    for a in range(1, ARTICLES + 1):
        at = {"document": name, "article": a}
        start = (a - 1) * size
        proof = {"evidence": {"start": start, "end": start + 9, "text": "第一页"}, "confidence": 0.9}
        yield {"fact": "article", **at, "title": f"标题{n}之{a}", "start": start, "end": start + size}
        people = dice.sample([s + g for s in SURNAMES for g in GIVEN], 4)
        bodies = dice.sample(BODIES, 2)
        for p in people:
            yield {"fact": "person", **at, "name": p, "surfaces": [p], "mentions": [[start, start + 9]]}
        for b in bodies:
            yield {"fact": "organization", **at, "name": b, "surfaces": [b], "mentions": [], "kind": "union"}
        yield {"fact": "event", **at, "event": "e1", "name": f"云溪区第{n % 5}届职工运动会", "surfaces": [],
               "type": "competition", "date": f"2021-05-{n % 3 + 1:02}", "mentions": []}
        for p in people:
            yield {"fact": "post", **at, "person": p, "title": dice.choice(TITLES), "organization": dice.choice(bodies), **proof}
            yield {"fact": "participation", **at, "entity": p, "entity_kind": "person", "event": "e1", "role": "attendee", **proof}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    tool, times = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    dice = random.Random(1)
    run = lambda *args: subprocess.run([tool, *map(str, args)], check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        files = []
        for n in range(PAGES):
            files.append(folder / f"{n:02}.ndjson")
            files[-1].write_text("".join(json.dumps(f, ensure_ascii=False) + "\n" for f in page(n, dice)), encoding="utf-8")
        states = {}
        whole = folder / "whole.db"
        for n, file in enumerate(files):
            run("load", whole, file)
            states[n + 1] = run("dump", whole)
        began = time.monotonic()
        run("load", folder / "timed.db", *files)
        takes = time.monotonic() - began
        killed = 0
        for trial in range(times):
            kb = folder / f"kb{trial}.db"
            child = subprocess.Popen([tool, "load", str(kb), *map(str, files)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0, takes * 1.1))
            child.kill()
            killed += child.wait() != 0
            check = subprocess.run([tool, "check", str(kb)], capture_output=True, text=True)
            if check.returncode and not ("it is empty" in check.stderr or "No such file" in check.stderr):
                print(f"trial {trial}: {check.stderr}")
                return 1
            if check.returncode == 0:
                dump = run("dump", kb)
                n = sum(line.startswith("document\t") for line in dump.splitlines())
                if n and dump != states[n]:
                    print(f"trial {trial}: {n} pages, but not the state after {n} steps")
                    return 1
            if trial % 10 == 0:
                run("load", kb, *files)
                if run("dump", kb) != states[PAGES]:
                    print(f"trial {trial}: taken up again, the build ends elsewhere")
                    return 1
            for part in folder.glob(f"kb{trial}.db*"):
                part.unlink()
    print(f"{killed} of {times} builds killed on their way; every file was sound")
    return 0 if killed > times // 4 else 1


if __name__ == "__main__":
    sys.exit(main())
