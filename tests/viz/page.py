#!/usr/bin/env python3
"""The viewer's page without a browser: complete, closed in itself, and no name in it can end the script that holds it.
usage: page.py GUANXI    (77: built without the viewer)
"""
import json
import resource
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

SECONDS_OF_PAIRS = 15
OUTSIDE = ("src", "href", "action", "data", "poster", "formaction")


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.opened, self.outside, self.scripts, self.handlers = [], [], [], []

    def handle_starttag(self, tag, attributes):
        self.opened.append(tag)
        if tag == "script":
            self.scripts.append("")
        self.outside += [(tag, k, v) for k, v in attributes if k in OUTSIDE and v and not v.startswith(("#", "data:"))]
        self.handlers += [(tag, k) for k, _ in attributes if k.startswith("on")]

    def handle_data(self, data):
        if self.scripts and self.opened[-1] == "script":
            self.scripts[-1] += data


def pairs(n):
    """A company and its union, and nothing that ties them to others."""
    def say(fact, **more):
        return {"fact": fact, "document": "甲.txt", "article": 1, **more}

    yield say("document", published="2020-01-10", published_basis="x", encoding="UTF-8", bytes=3)
    yield say("article", title="题", subtitles=[], start=0, end=3, continued=False)
    for i in range(n):
        for name, kind in ((f"甲{i}厂工会", "union"), (f"乙{i}厂", "company")):
            yield say("organization", name=name, surfaces=[name], mentions=[[0, 3]], kind=kind)
        yield say("organization_relation", subject=f"甲{i}厂工会", relation="part_of", object=f"乙{i}厂", inferred=False,
                  evidence={"start": 0, "end": 3, "text": "证"}, confidence=0.9)


def main():
    guanxi = str(Path(sys.argv[1]).resolve())
    facts = subprocess.run([sys.executable, str(Path(__file__).with_name("hostile.py"))], stdout=subprocess.PIPE, check=True).stdout
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        run = lambda *a, **more: subprocess.run([guanxi, *a], cwd=folder, capture_output=True, check=False, timeout=120, **more)
        loaded = run("load", "-", "-o", "kb.db", "-q", input=facts)
        if loaded.returncode:
            sys.exit(loaded.stderr.decode())
        made = run("view", "-o", "x.html", "-q", "--title", "</title><script>alert(1)</script>")
        if b"without the viewer" in made.stderr:
            print(made.stderr.decode())
            return 77
        if made.returncode:
            sys.exit(made.stderr.decode())
        text = Path(folder, "x.html").read_text(encoding="utf-8")
        page = Page()
        page.feed(text)
        if not text.lstrip().lower().startswith("<!doctype html>") or not text.rstrip().lower().endswith("</html>"):
            faults.append("the page is not whole")
        if page.outside or page.handlers:
            faults.append(f"the page reaches outside or runs attributes: {page.outside} {page.handlers}")
        harmless = Path(folder, "plain.ndjson")
        harmless.write_bytes(facts.splitlines()[0] + b"\n")
        plain = Page()
        run("load", "plain.ndjson", "-o", "plain.db", "-q")
        run("view", "-o", "plain.html", "-q", "-b", "plain.db")
        if Path(folder, "plain.html").exists():
            plain.feed(Path(folder, "plain.html").read_text(encoding="utf-8"))
            if plain.opened != page.opened:
                faults.append("names change which elements the page has")
        if "党员志愿服务队" not in text:
            faults.append("a name of the network is not in the page")
        again = run("view", "-o", "-", "-q", "--title", "</title><script>alert(1)</script>")
        if again.stdout.decode("utf-8") != text:
            faults.append("the same network gives another page")
        # Thousands of components, each apart from the others: to pack them took the layout half a minute.
        Path(folder, "pairs.ndjson").write_text("".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in pairs(3000)), encoding="utf-8")
        run("load", "pairs.ndjson", "-o", "pairs.db", "-q")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        made = run("view", "-o", "pairs.html", "-q", "-b", "pairs.db")
        took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        if made.returncode or took > SECONDS_OF_PAIRS:
            faults.append(f"3,000 components: {took:.1f} s of processor, exit {made.returncode}")
        for arguments, words in [(["view"], b"expected -o FILE.html"), (["view", "-o", "x.html", "--from", "1999", "--to", "1999"], b"")]:
            done = run(*arguments)
            if words and (done.returncode != 2 or words not in done.stderr):
                faults.append(f"{arguments}: exit {done.returncode}, {done.stderr!r}")
    for fault in faults:
        print(fault)
    return len(faults) > 0


if __name__ == "__main__":
    sys.exit(main())
