#!/usr/bin/env python3
"""Pages that no newspaper prints: time must grow with their size, memory must not, and nothing may fail.
usage: pathological.py GUANXI [KILOBYTES] [--any-memory]

Each page is made at KILOBYTES (50) and at four times that, and extracted on one thread. Four times the page may take six
times the processor time (and a constant for starting); no run may take more than 128 MiB, unless --any-memory says that
the program is one that measures itself (a sanitizer's). huge.sh runs this at 10 and 40 MB.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FACTOR, START_SECONDS, MOST_MEGABYTES = 6, 1.0, 128
SURNAMES, GIVEN = "甘阮沈任陶柏", "舟砚秋和畅知远采薇云起晓明"


def repeat(text, size):
    return (text * (size // len(text.encode()) + 1)).encode()[:size // 3 * 3].decode("utf-8", "ignore")


def names(size):
    out, n, i = [], 0, 0
    while n < size:
        name = SURNAMES[i % 6] + GIVEN[i // 6 % 13] + GIVEN[i // 78 % 13]
        out.append(name + ("、" if i % 50 else "出席会议。\n　　云溪区总工会主席"))
        n += len(out[-1].encode())
        i += 1
    return "本报讯" + "".join(out)


def short_forms(size):
    out, n, i = [], 0, 0
    while n < size:
        word = GIVEN[i % 13] + GIVEN[i // 13 % 13] + GIVEN[i // 169 % 13]
        out.append(f"云溪区{word}纺织有限公司（以下简称“{word}公司”）与云溪区总工会签订协议。")
        n += len(out[-1].encode())
        i += 1
    return "　　本报讯　" + "".join(out)


def companies(size):
    out, n, i = [], 0, 0
    while n < size:
        one, other = (SURNAMES[k % 6] + GIVEN[k // 6 % 13] + GIVEN[k // 78 % 13] for k in (i, i // 3))
        out.append(f"{one}{other}有限公司召开大会。{one}公司，")
        n += len(out[-1].encode())
        i += 1
    return "".join(out)


PAGES = {
    "no full stop": lambda n: "本报讯 " + repeat("云溪区总工会主席阮和畅走访青禾纺织有限公司", n),
    "nested brackets": lambda n: "（" * (n // 6) + "）" * (n // 6),
    "brackets never closed": lambda n: repeat("（“《云溪区", n),
    "one surname": lambda n: "王" * (n // 3),
    "one long name": lambda n: "主席" + "王·" * (n // 5),
    "one long company": lambda n: "云溪区" + "青禾" * (n // 6) + "有限公司",
    "lines of one character": lambda n: "工\n" * (n // 4),
    "white space": lambda n: " " * n,
    "no line break": lambda n: "x" * n,
    "table of gaps": lambda n: repeat("阮和畅　　沈砚秋        任知远\n", n),
    "headlines only": lambda n: repeat("云溪区总工会召开大会\n\n", n),
    "datelines only": lambda n: repeat("本报讯（记者甘小舟）\n", n),
    "credits in a row": lambda n: "大会昨日召开。" + repeat("（记者甘小舟）", n),
    "dates only": lambda n: repeat("2021年3月5日，", n),
    "verbs only": lambda n: repeat("出席参加主持授予荣获", n),
    "heads only": lambda n: repeat("工会委员会有限公司医院", n),
    "events only": lambda n: repeat("座谈会职工运动会。", n),
    "autonomous places only": lambda n: repeat("德宏州，州长阮和畅。", n),
    "winners at a meeting": lambda n: "云溪区总工会召开座谈会。" + repeat("阮和畅荣获劳动模范，", n),
    "rolls never closed": lambda n: repeat("主席：王明（", n),
    "unveilings only": lambda n: repeat("揭牌", n),
    "many names": names,
    "many companies": companies,
    "many short forms": short_forms,
    "markup": lambda n: repeat("<div><p>", n),
    "broken bytes": lambda n: repeat("工会\ufffd", n),
}


# Linux counts as a process's peak what its parent held when it started it: a small one starts them all, made before
# there are pages in memory.
STARTER = """
import json, os, subprocess, sys, tempfile
for line in sys.stdin:
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.Popen(json.loads(line), stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        said.seek(0)
        child.returncode = os.waitstatus_to_exitcode(status)
        print(json.dumps([child.returncode, said.read(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]), flush=True)
"""
os.environ.pop("GUANXI_BASE", None)
starter = subprocess.Popen([sys.executable, "-c", STARTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


class Run:
    """A run of the program: seconds of processor time, peak megabytes, exit code, words on stderr."""

    def __init__(self, *arguments):
        print(json.dumps([str(a) for a in arguments]), file=starter.stdin, flush=True)
        self.code, self.said, self.seconds, self.megabytes = json.loads(starter.stdout.readline())


class Checks:
    def __init__(self, any_memory):
        self.any_memory, self.faults, self.peak = any_memory, 0, 0

    def fault(self, what):
        self.faults += 1
        print(f"FAULT: {what}", flush=True)

    def memory(self, what, run):
        self.peak = max(self.peak, run.megabytes)
        if run.megabytes > MOST_MEGABYTES and not self.any_memory:
            self.fault(f"{what}: {run.megabytes:.0f} MiB")

    def refused(self, what, run, words):
        self.memory(what, run)
        if run.code != 1 or words not in run.said:
            self.fault(f"{what}: exit {run.code}: {run.said.strip()[:300]}")


def grow(checks, guanxi, path, size):
    for what, make in PAGES.items():
        took = []
        for times in (1, 4):
            path.write_text(make(size * times), encoding="utf-8")
            run = Run(guanxi, "extract", "-q", "-j", 1, path)
            took.append(run.seconds)
            checks.memory(what, run)
            if run.code not in (0, 1) or (run.code == 1 and path.name not in run.said):
                checks.fault(f"{what}: exit {run.code}: {run.said.strip()[:300]}")
        if took[1] > START_SECONDS + FACTOR * took[0]:
            checks.fault(f"{what}: time grows faster than the page")
        print(f"{what}: {took[0]:.2f} s, four times as much {took[1]:.2f} s, {run.megabytes:.0f} MiB", flush=True)


def tiny_files(checks, guanxi, folder, n):
    pages = folder / "tiny"
    pages.mkdir()
    for i in range(n):
        (pages / f"{i:06}.txt").write_text(f"　　本报讯　云溪区总工会主席{SURNAMES[i % 6]}和畅出席会议。\n", encoding="utf-8")
    run = Run(guanxi, "extract", "-q", "-j", 1, pages)
    checks.memory("tiny files", run)
    if run.code:
        checks.fault(f"tiny files: exit {run.code}: {run.said.strip()[:300]}")
    print(f"{n} tiny files: {run.seconds:.2f} s, {run.megabytes:.0f} MiB")


def long_files(checks, guanxi, folder):
    """A gigabyte of zeros, and text that is too long for a knowledge base: said, left out, and nothing else lost."""
    pages = folder / "pages"
    pages.mkdir()
    (pages / "1.txt").write_text("　　本报讯　云溪区总工会主席任和畅出席会议。\n", encoding="utf-8")
    with open(pages / "2.txt", "wb") as zeros:
        zeros.truncate(1 << 30)
    checks.refused("a gigabyte of zeros", Run(guanxi, "extract", "-q", "-j", 1, pages), "2.txt: expected text, found a binary file")
    (pages / "3.txt").write_text(PAGES["no full stop"](1_200_000), encoding="utf-8")
    build = Run(guanxi, "build", "-j", 1, pages, "-o", folder / "kb.db")
    checks.refused("a long page in a build", build, "3.txt: has more than 1 MB, expected a page: cut it into pages")
    if "1 new, 2 unreadable; now 1 pages" not in build.said:
        checks.fault(f"a long page in a build: {build.said.strip()[:300]}")


def copies(checks, guanxi, folder, n):
    """One page again and again, each time with another last line: what it tells is one event a time, not n times n, and the
    cost of a build grows in step."""
    pages, took = folder / "copies", []
    pages.mkdir()
    for share in (n // 4, n):
        for i in range(len(list(pages.iterdir())), share):
            (pages / f"{i:06}.txt").write_text(f"""云溪区职工运动会开幕

　　本报讯（记者甘小舟）2021年3月5日，云溪区职工运动会在青禾纺织有限公司开幕。云溪区总工会主席任和畅、副主席沈砚秋出席。

云溪区总工会慰问一线职工

　　本报讯（记者甘小舟）2021年3月5日，云溪区总工会主席任和畅到青禾纺织有限公司走访慰问，副主席沈砚秋陪同。

{i}
""", encoding="utf-8")
        run = Run(guanxi, "build", "-j", 1, pages, "-o", folder / f"copies-{share}.db")
        took.append(run.seconds)
        checks.memory("copies of one page", run)
        if run.code or " 2 events" not in run.said:
            checks.fault(f"copies of one page: exit {run.code}: {run.said.strip()[:300]}")
    if took[1] > START_SECONDS + FACTOR * took[0]:
        checks.fault("copies of one page: time grows faster than their number")
    print(f"{n // 4} copies of one page: {took[0]:.2f} s, {n}: {took[1]:.2f} s, {run.megabytes:.0f} MiB")


def main():
    arguments = [a for a in sys.argv[1:] if a != "--any-memory"]
    if not arguments:
        sys.exit(__doc__)
    guanxi, size = arguments[0], int(arguments[1]) * 1000 if len(arguments) > 1 else 50_000
    checks = Checks("--any-memory" in sys.argv)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        grow(checks, guanxi, folder / "page.txt", size)
        tiny_files(checks, guanxi, folder, max(200, min(100_000, size // 100)))
        long_files(checks, guanxi, folder)
        copies(checks, guanxi, folder, max(1500, min(100_000, size // 100)))
    print(f"peak {checks.peak:.0f} MiB, {checks.faults} faults")
    return checks.faults > 0


if __name__ == "__main__":
    sys.exit(main())
