#!/usr/bin/env python3
"""Ctrl-C, SIGTERM and a reader that goes away: what is left behind, and the exit code.

usage: signals.py GUANXI PAGES    (a folder of sample pages)
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COPIES = 150  # of the sample pages: several seconds of work


def interrupt(command, number, folder, ready):
    """Start, wait until `ready()` says that work has begun, send the signal; gives the finished process."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while process.poll() is None and not ready() and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(number)
    process.communicate(timeout=120)
    return process


def main():
    guanxi, pages = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve()
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        many = folder / "many"
        many.mkdir()
        for copy in range(COPIES):
            for page in pages.iterdir():
                # Each copy is a page of its own: other bytes, another name.
                text = page.read_text(encoding="utf-8")
                (many / f"{copy}-{page.name}").write_text(text + f"\n{copy}\n", encoding="utf-8")

        for number in (signal.SIGINT, signal.SIGTERM):
            run = interrupt([guanxi, "build", "many", "-o", "kb.db"], number, folder, (folder / "kb.db").exists)
            if run.returncode != 130:
                faults.append(f"build, signal {number}: expected exit code 130, found {run.returncode}")
            left = sorted(p.name for p in folder.iterdir() if p.name != "many")
            if left:
                faults.append(f"build, signal {number}: left {left} behind")
                for name in left:
                    (folder / name).unlink()

        def begun():
            return any(p.name.startswith("facts") for p in folder.iterdir())

        run = interrupt([guanxi, "extract", "many", "-o", "facts.ndjson"], signal.SIGINT, folder, begun)
        if run.returncode != 130 or begun():
            faults.append(f"extract: exit code {run.returncode}, files {sorted(p.name for p in folder.iterdir())}")

        # A base that was there before is as it was: the same content.
        small = folder / "small"
        small.mkdir()
        for page in pages.iterdir():
            shutil.copy(page, small)
        subprocess.run([guanxi, "build", "small", "-o", "kb.db", "-q"], cwd=folder, check=True)
        before = subprocess.run([guanxi, "dump", "-b", "kb.db"], cwd=folder, check=True, stdout=subprocess.PIPE).stdout
        started = time.monotonic()
        run = interrupt([guanxi, "build", "many", "-o", "kb.db"], signal.SIGINT, folder,
                        lambda: time.monotonic() > started + 0.5)
        after = subprocess.run([guanxi, "dump", "-b", "kb.db"], cwd=folder, check=True, stdout=subprocess.PIPE).stdout
        if run.returncode != 130 or before != after:
            faults.append(f"second build: exit code {run.returncode}, content {'same' if before == after else 'other'}")

        # `guanxi extract | head -1`: the reader goes, and the program goes quietly.
        read, write = os.pipe()
        process = subprocess.Popen([guanxi, "extract", "many"], cwd=folder, stdout=write, stderr=subprocess.PIPE)
        os.close(write)
        os.read(read, 1)
        os.close(read)
        said = process.communicate(timeout=120)[1]
        if process.returncode != -signal.SIGPIPE or said:
            faults.append(f"closed pipe: exit code {process.returncode}, said {said!r}")
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


main()
