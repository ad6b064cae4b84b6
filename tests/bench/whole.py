#!/usr/bin/env python3
"""The whole program, from files to facts (extract) and to a knowledge base (build): speed, growth, memory, threads.
usage: whole.py GUANXI MOST-MEGABYTES NAME=FILE,FILE... | NAME=FOLDER | NAME=ARCHIVE.tar.xz ...

Each NAME is a text of pages; where it is shorter than what is asked for, its pages are repeated under other names.
Seconds are those of the processor, so that what else runs on the machine disturbs least; only threads are compared by
the clock. `growth` is the cost of a megabyte against that of the shortest text: 1.00 is linear.
"""
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

SIZES = (1, 4, 10, 40)


def run(*arguments):
    start = time.monotonic()
    child = subprocess.Popen([str(a) for a in arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(map(str, arguments))}: exit {child.returncode}: {said.strip()[:300]}")
    return used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss / 1024


def pages_of(source, folder):
    """The bytes of each page, in the order of their names."""
    if source.endswith(".tar.xz"):
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
        source = str(folder)
    if os.path.isdir(source):
        files = sorted(p for p in Path(source).rglob("*") if p.suffix in (".md", ".txt") and p.name != "README.md")
    else:
        files = [Path(p) for p in source.split(",")]
    return [p.read_bytes() for p in files]


def lay_out(pages, folder, megabytes):
    """Pages as files of a folder, until they are so many megabytes. Gives bytes, characters, and whether any came twice."""
    folder.mkdir()
    n_bytes = n_chars = i = 0
    while n_bytes < megabytes * 1e6:
        page = pages[i % len(pages)]
        (folder / f"{i:06}.md").write_bytes(page)
        n_bytes, n_chars, i = n_bytes + len(page), n_chars + len(page.decode("utf-8", "replace")), i + 1
    return n_bytes, n_chars, i > len(pages)


def verbs(folder, base):
    return {"extract": ["extract", "-q", folder], "build": ["build", "-q", folder, "-o", base]}


def measure(guanxi, name, pages, most, folder):
    print(f"{name}: {len(pages)} pages of {sum(map(len, pages)) / 1e6:.1f} MB")
    print("verb     threads      MB    MB/s   chars/s  seconds   MiB  growth")
    first = {}
    for megabytes in [s for s in SIZES if s <= most]:
        text = folder / f"{name}-{megabytes}"
        n_bytes, n_chars, again = lay_out(pages, text, megabytes)
        for verb in ("extract", "build"):
            base = folder / "kb.db"
            for old in folder.glob("kb.db*"):
                old.unlink()
            seconds, _, memory = run(guanxi, *verbs(text, base)[verb], "-j", 1)
            cost = seconds / n_bytes
            first.setdefault(verb, cost)
            print(f"{verb:8} {1:7} {n_bytes / 1e6:7.1f} {n_bytes / 1e6 / seconds:7.3f} {n_chars / seconds:9.0f} {seconds:8.2f} "
                  f"{memory:5.0f} {cost / first[verb]:7.2f}{'  (pages repeated)' if again else ''}", flush=True)


def threads(guanxi, pages, folder):
    text = folder / "threads"
    n_bytes, n_chars, _ = lay_out(pages, text, 4)
    print("by the clock: verb, threads, MB/s, chars/s, times one thread, MiB")
    for verb in ("extract", "build"):
        one = None
        for n in (1, 2):
            times = []
            for _ in range(3):
                for old in folder.glob("kb.db*"):
                    old.unlink()
                _, clock, memory = run(guanxi, *verbs(text, folder / "kb.db")[verb], "-j", n)
                times.append(clock)
            one = one or min(times)
            print(f"{verb:8} {n:7} {n_bytes / 1e6 / min(times):7.3f} {n_chars / min(times):9.0f} {one / min(times):7.2f} {memory:5.0f}",
                  flush=True)


def starts(guanxi, folder):
    page = folder / "one.txt"
    page.write_text("　　本报讯　云溪区总工会主席任和畅出席会议。\n", encoding="utf-8")
    cost = min(run(guanxi, "extract", "-q", "-j", 1, page)[0] for _ in range(10))
    print(f"start-up and a page of one sentence: {1000 * cost:.0f} ms")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    guanxi, most = sys.argv[1], float(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        starts(guanxi, folder)
        for i, text in enumerate(sys.argv[3:]):
            name, source = text.split("=", 1)
            pages = pages_of(source, folder / f"unpacked-{i}")
            measure(guanxi, name, pages, most, folder)
            if i == 0:
                threads(guanxi, pages, folder)


if __name__ == "__main__":
    os.environ.pop("GUANXI_BASE", None)
    main()
