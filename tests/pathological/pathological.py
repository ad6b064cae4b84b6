#!/usr/bin/env python3
"""Pages that no newspaper prints: time must grow with their size, and nothing may fail.
usage: pathological.py GUANXI [KILOBYTES]

Each page is made at KILOBYTES (30) and at four times that, and extracted on one thread. Four times the page may take six
times the processor time (and a constant for starting). With 10000 KILOBYTES this is the bench of tests/bench.
"""
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

FACTOR, START_SECONDS = 6, 1.0
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
    "dates only": lambda n: repeat("2021年3月5日，", n),
    "verbs only": lambda n: repeat("出席参加主持授予荣获", n),
    "heads only": lambda n: repeat("工会委员会有限公司医院", n),
    "events only": lambda n: repeat("座谈会职工运动会。", n),
    "many names": names,
    "many short forms": short_forms,
    "markup": lambda n: repeat("<div><p>", n),
    "broken bytes": lambda n: repeat("工会\ufffd", n),
}


def seconds(guanxi, path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([guanxi, "extract", "-q", "-j", "1", str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done


def tiny_files(guanxi, folder, n):
    pages = folder / "tiny"
    pages.mkdir()
    for i in range(n):
        (pages / f"{i:06}.txt").write_text(f"　　本报讯　云溪区总工会主席{SURNAMES[i % 6]}和畅出席会议。\n", encoding="utf-8")
    took, done = seconds(guanxi, pages)
    print(f"{n} tiny files: {took:.2f} s")
    return done.returncode


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    guanxi, size = sys.argv[1], int(sys.argv[2]) * 1000 if len(sys.argv) > 2 else 30_000
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for what, make in PAGES.items():
            took = []
            for times in (1, 4):
                path = folder / "page.txt"
                path.write_text(make(size * times), encoding="utf-8")
                once, done = seconds(guanxi, path)
                took.append(once)
                if done.returncode not in (0, 1) or (done.returncode == 1 and "page.txt" not in done.stderr):
                    faults += 1
                    print(f"{what}: exit {done.returncode}: {done.stderr.strip()[:300]}")
            grew = took[1] > START_SECONDS + FACTOR * took[0]
            faults += grew
            print(f"{what}: {took[0]:.2f} s, four times as much {took[1]:.2f} s{' TOO MUCH' if grew else ''}", flush=True)
        faults += tiny_files(guanxi, folder, max(200, size // 200)) != 0
    print(f"{faults} faults")
    return faults > 0


if __name__ == "__main__":
    os.environ.pop("GUANXI_BASE", None)
    sys.exit(main())
