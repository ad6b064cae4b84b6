#!/usr/bin/env python3
"""The program among faults: sinks that refuse, files that cannot be, memory that runs out in any library, SIGKILL and SIGTERM
at random moments, pages that come byte by byte, another clock.
usage: commands.py GUANXI SHIM PAGES PART    (PART: sinks, memory, kills, input)

SHIM is shim.c, to be preloaded. Whatever happens, the program ends by itself with one of its exit codes and says why, and
a file that was there before is as it was or whole anew.
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GUANXI, SHIM, PAGES = (str(Path(a).resolve()) for a in sys.argv[1:4])
faults = []


def fault(what, done=None):
    faults.append(what)
    print(what, *([f"exit {done.returncode}", repr((done.stderr or b"")[-300:].decode(errors="replace"))] if done else []))


def run(arguments, folder, timeout=120, **more):
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.run([GUANXI, *map(str, arguments)], cwd=folder, timeout=timeout, check=False, **more)


def leftovers(folder, known):
    return sorted(p.name for p in Path(folder).iterdir() if p.name not in known)


# What prints, and what writes a file with -o.
PRINTING = [["--help"], ["--version"], ["who", "--help"], ["who", "歌咏比赛"], ["posts", "高振邦", "--json"], ["orgs"], ["show", "高振邦"],
            ["find", "总工会"], ["rank"], ["path", "高振邦", "周秉义"], ["figures"], ["explain"], ["timeline", "--csv"], ["status"], ["dump"],
            ["names", "高"], ["export", "--as", "json"], ["extract", PAGES]]
WRITING = [(["extract", PAGES], "x.ndjson"), (["export", "--as", "json"], "x.json"), (["export", "--as", "graphml"], "x.graphml"),
           (["export", "--as", "csv"], "tables"), (["export", "--as", "dot"], "x.dot"), (["draw"], "x.svg"), (["draw"], "x.dot"),
           (["view"], "x.html"), (["dump"], "x.txt"), (["judgements"], "x.tsv")]


def sinks(folder):
    run(["build", PAGES, "-o", "kb.db", "-q"], folder)
    whole = Path(folder, "kb.db").read_bytes()
    viewer = b"built without the viewer" not in run(["view", "-o", "-"], folder).stderr
    for arguments in PRINTING:
        with open("/dev/full", "wb") as full:
            done = run(arguments, folder, stdout=full)
        if done.returncode != 1 or b"cannot write" not in done.stderr:
            fault(f"{arguments} to a full disk", done)
        # A closed stdout must not become the first file that is opened, the knowledge base perhaps.
        done = run(arguments, folder, stdout=None, preexec_fn=lambda: [os.close(n) for n in (0, 1)])
        if done.returncode != 1 or b"cannot write" not in done.stderr:
            fault(f"{arguments} with a closed stdout", done)
        # Nor must messages go into it.
        done = run([*arguments, "--no-such-option"], folder, stderr=None, preexec_fn=lambda: [os.close(n) for n in (0, 1, 2)])
        if done.returncode not in (1, 2):
            fault(f"{arguments} with all closed", done)
        read, write = os.pipe()
        os.close(read)
        done = run(arguments, folder, stdout=write)
        os.close(write)
        if done.returncode != -signal.SIGPIPE or done.stderr:
            fault(f"{arguments} to nobody", done)
    known = {"kb.db", "kb.db-shm", "kb.db-wal"}  # SQLite's own, of the readers that SIGPIPE ended
    for arguments, name in WRITING:
        if arguments == ["view"] and not viewer:
            continue
        # A folder is in the way; there is no folder; what is there is kept when the disk is full, and no part is left.
        Path(folder, "way").mkdir()
        Path(folder, "way", "in").write_text("the")
        if name != "tables":
            done = run([*arguments, "-o", "way"] + (["--as", "svg"] if arguments == ["draw"] else []), folder)
            if done.returncode != 1 or leftovers(folder, known | {"way"}):
                fault(f"{arguments} onto a folder leaves {leftovers(folder, known | {'way'})}", done)
        shutil.rmtree(Path(folder, "way"))
        done = run([*arguments, "-o", f"nowhere/{name}"], folder)
        if done.returncode != 1 or b"nowhere" not in done.stderr:
            fault(f"{arguments} into no folder", done)
        if name == "tables":
            continue
        # A device stays a device, and what goes through a pipe arrives.
        os.mkfifo(Path(folder, "pipe.dot"))
        reader = subprocess.Popen("cat pipe.dot >through.dot", shell=True, cwd=folder)
        form = {"draw": ["--as", "dot"], "view": []}.get(arguments[0], [])
        done = run([*arguments, *form, "-o", "pipe.dot"], folder)
        reader.wait(timeout=60)
        through = Path(folder, "through.dot").read_bytes()
        plain = run([*arguments, *form, "-o", "plain.dot"], folder)
        if done.returncode or plain.returncode or through != Path(folder, "plain.dot").read_bytes() or not Path(folder, "pipe.dot").is_fifo():
            fault(f"{arguments} into a pipe", done)
        for used in ("pipe.dot", "plain.dot", "through.dot"):
            Path(folder, used).unlink(missing_ok=True)
        done = run([*arguments, *form, "-o", "/dev/full"], folder)
        if done.returncode != 1 or not Path("/dev/full").is_char_device():
            fault(f"{arguments} -o /dev/full", done)
        Path(folder, name).write_text("before")
        limited = subprocess.run(["bash", "-c", 'trap "" XFSZ; ulimit -f 1; exec "$0" "$@"', GUANXI, *arguments, "-o", name], cwd=folder,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, timeout=120)
        grown = Path(folder, name).read_bytes() if Path(folder, name).exists() else b""
        small = limited.returncode == 0 and len(grown) <= 1024  # fits into the limit
        if not small and (limited.returncode not in (1, 3) or not limited.stderr or grown != b"before"):
            fault(f"{arguments} -o {name} on a full disk", limited)
        if leftovers(folder, known | {name}):
            fault(f"{arguments} -o {name} on a full disk leaves {leftovers(folder, known | {name})}")
        Path(folder, name).unlink(missing_ok=True)
    if Path(folder, "kb.db").read_bytes() != whole:
        fault("the knowledge base that was only asked is another")


# Libraries that crash by themselves when memory runs out: igraph_inclist_init() of igraph 0.10.2 (k shortest paths,
# Leiden) frees what it has not set; fontconfig 2.14 while it reads its settings. These commands only read.
CRASHING = {"path": "igraph", "communities": "igraph", "view": "igraph", "draw": "fontconfig"}


def memory(folder):
    """Each allocation fails in turn, here in a sample, in the program and in all of its libraries."""
    run(["build", PAGES, "-o", "kb.db", "-q"], folder)
    dice = random.Random(7)
    page = str(sorted(Path(PAGES).iterdir())[0])
    # Pictures are left to a child process, whose libraries (GLib, Pango) abort when memory runs out; the parent says so.
    commands = [["extract", page, "-q", "-j", "1"], ["extract", PAGES, "-q", "-j", "2"], ["build", page, "-o", "new.db", "-q", "-j", "1"],
                ["who", "歌咏比赛"], ["show", "高振邦", "--json"], ["find", "工会"], ["rank", "-q"], ["communities", "-q"],
                ["path", "高振邦", "周秉义", "-q"], ["export", "--as", "json", "-q"], ["export", "--as", "gexf", "-q"], ["draw", "-q", "-o", "x.dot"],
                ["draw", "-q", "-o", "x.svg"], ["view", "-q", "-o", "x.html"], ["merge", "高振邦", "周秉义", "--dry-run"], ["load", "facts.ndjson", "-o", "new.db", "-q"], ["--version"]]
    Path(folder, "facts.ndjson").write_bytes(run(["extract", page, "-q"], folder).stdout)
    before = run(["dump"], folder).stdout
    for arguments in commands:
        environment = {**os.environ, "LD_PRELOAD": SHIM, "SHIM_COUNT": str(Path(folder, "count"))}
        plain = run(arguments, folder, env=environment)
        Path(folder, "new.db").unlink(missing_ok=True)
        if plain.returncode:
            fault(f"{arguments} under the shim", plain)
            continue
        n = int(Path(folder, "count").read_text())
        points = sorted({1, 2, 3, 5, 8, 13, n} | {dice.randint(1, n) for _ in range(14)} | {int(n ** (k / 12)) for k in range(1, 12)})
        for at in points:
            for how in ("SHIM_FAIL", "SHIM_FAIL_FROM"):
                done = run(arguments, folder, env={**environment, how: str(at)})
                # A library may do without (a smaller cache): then the answer must be the same.
                if done.returncode == 0 and done.stdout != plain.stdout:
                    fault(f"{arguments} {how}={at} of {n}: exit 0 and another answer", done)
                elif arguments[0] in CRASHING and done.returncode in (-signal.SIGSEGV, -signal.SIGABRT):
                    continue
                elif done.returncode not in (0, 1, 3) or (done.returncode and not done.stderr):
                    fault(f"{arguments} {how}={at} of {n}", done)
                new = Path(folder, "new.db")
                if new.exists() and run(["check", "-b", "new.db", "-q"], folder).returncode != 0:
                    fault(f"{arguments} {how}={at} of {n} leaves a knowledge base that is not whole", done)
                for path in Path(folder).glob("new.db*"):
                    path.unlink()
    if run(["dump"], folder).stdout != before:
        fault("the knowledge base that was only asked has other content")


def kills(folder):
    """A build of the program itself, killed and asked to stop at random moments, ends in a whole base or none."""
    dice = random.Random(11)
    many = Path(folder, "many")
    many.mkdir()
    for copy in range(6):
        for page in Path(PAGES).iterdir():
            (many / f"{copy}-{page.name}").write_text(page.read_text(encoding="utf-8") + f"\n{copy}\n", encoding="utf-8")
    began = time.monotonic()
    run(["build", "many", "-o", "whole.db", "-q"], folder)
    takes = time.monotonic() - began
    run(["build", PAGES, "-o", "first.db", "-q"], folder)
    after, before = (run(["dump", "-b", name], folder).stdout for name in ("whole.db", "first.db"))
    stopped = {signal.SIGKILL: 0, signal.SIGTERM: 0}
    for number in stopped:
        for trial in range(30):
            with_first = trial % 2 == 0
            if with_first:
                shutil.copy(Path(folder, "first.db"), Path(folder, "kb.db"))
            process = subprocess.Popen([GUANXI, "build", "many", "-o", "kb.db", "-q", "--prune"], cwd=folder, stderr=subprocess.PIPE)
            time.sleep(dice.uniform(0, takes * 1.1))
            process.send_signal(number)
            said = process.communicate(timeout=60)[1]
            stopped[number] += process.returncode != 0
            if process.returncode not in ((0, -signal.SIGKILL) if number == signal.SIGKILL else (0, 130, -signal.SIGTERM)):
                fault(f"signal {number}: exit {process.returncode}, {said!r}")
            check = run(["check", "-q"], folder)
            if check.returncode == 0:
                found = run(["dump"], folder).stdout
                if found not in (after, before if with_first else b"", b"") and b"document\t" in found:
                    fault(f"signal {number}, trial {trial}: content that is neither old nor new")
            elif with_first or b"No such file" not in check.stderr and b"it is empty" not in check.stderr:
                fault(f"signal {number}, trial {trial}", check)
            # Taken up again it ends where an undisturbed build ends.
            if trial % 5 == 0:
                again = run(["build", "many", "-o", "kb.db", "-q", "--prune"], folder)
                if again.returncode or run(["dump"], folder).stdout != after:
                    fault(f"signal {number}, trial {trial}: taken up again", again)
            for path in Path(folder).glob("kb.db*"):
                path.unlink()
    for number, n in stopped.items():
        if n < 8:
            fault(f"only {n} of 30 builds were met by signal {number}: the test says too little")


def input_and_clock(folder):
    page = sorted(Path(PAGES).iterdir())[0]
    text = page.read_bytes()
    expected = run(["extract", "-", "-q"], folder, input=text)
    # Short reads: a page that comes in pieces, through a pipe and through a FIFO.
    process = subprocess.Popen([GUANXI, "extract", "-", "-q"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    dice = random.Random(3)
    at = 0
    while at < len(text):
        n = dice.choice((1, 2, 3, 5, 700))
        process.stdin.write(text[at:at + n])
        process.stdin.flush()
        at += n
    process.stdin.close()
    if process.stdout.read() != expected.stdout or process.wait() != 0:
        fault("a page in pieces gives other facts")
    # A writer that goes away without a word, a closed stdin, a page that may not be read, one that is a loop of links.
    done = run(["extract", "-", "-q"], folder, input=b"")
    if done.returncode != 1 or b"is empty" not in done.stderr:
        fault("an empty stdin", done)
    done = run(["extract", "-", "-q"], folder, stdin=None, preexec_fn=lambda: os.close(0))
    if done.returncode != 1 or not done.stderr:
        fault("a closed stdin", done)
    mixed = Path(folder, "mixed")
    mixed.mkdir()
    shutil.copy(page, mixed / "good.md")
    os.symlink("loop.txt", mixed / "loop.txt")
    (mixed / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (mixed / "empty.txt").write_bytes(b"")
    os.mkfifo(mixed / "never.txt")
    for threads in ("1", "3"):
        done = run(["build", "mixed", "-o", "mixed.db", "-j", threads], folder)
        status = run(["status", "mixed", "-b", "mixed.db", "--csv"], folder)
        if done.returncode != 1 or b"binary.txt" not in done.stderr or b"empty.txt" not in done.stderr or b"good.md" not in status.stdout:
            fault(f"bad pages among good ones, {threads} threads", done)
        Path(folder, "mixed.db").unlink(missing_ok=True)
    # Whatever the clock and the time zone say, facts and knowledge base are the same.
    dumps = set()
    for seconds, zone in (("0", "UTC"), ("4102444800", "Asia/Shanghai"), ("253402300799", "America/St_Johns"), (None, "UTC")):
        environment = {**os.environ, "TZ": zone, **({"LD_PRELOAD": SHIM, "SHIM_TIME": seconds} if seconds else {})}
        done = run(["build", PAGES, "-o", "clock.db", "-q"], folder, env=environment)
        if done.returncode:
            fault(f"a build at {seconds} {zone}", done)
        dumps.add(run(["dump", "-b", "clock.db"], folder, env=environment).stdout + run(["rank", "-b", "clock.db"], folder, env=environment).stdout +
                  run(["draw", "-b", "clock.db", "-o", "-", "--as", "dot"], folder, env=environment).stdout)
        Path(folder, "clock.db").unlink(missing_ok=True)
    if len(dumps) != 1:
        fault("the clock changes what a knowledge base holds")


def main():
    part = {"sinks": sinks, "memory": memory, "kills": kills, "input": input_and_clock}[sys.argv[4]]
    for name in ("GUANXI_BASE", "GUANXI_DATA", "LANGUAGE"):
        os.environ.pop(name, None)
    os.environ["LC_ALL"] = "C"
    with tempfile.TemporaryDirectory() as folder:
        part(folder)
    print(f"{len(faults)} faults")
    return len(faults) > 0


if __name__ == "__main__":
    sys.exit(main())
