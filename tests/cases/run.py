#!/usr/bin/env python3
"""Run the cases of this folder: one folder a case.

usage: run.py GUANXI CASE...    (all cases where none is named)

args      one command line of guanxi a line, quoted as in a shell; run in order in a scratch folder that holds
          a copy of the case's files, with tests/cases/shared/ as shared/. All but the last must exit with 0.
stdout    what the last prints; where the file is missing, it must print nothing
stderr    what the last says, likewise
exit      the exit code of the last; 0 where the file is missing
stdin     what the last reads
to        where the last one's stdout goes instead (/dev/full)
after     names of files that must be in the scratch folder afterwards, or with a ! before the name must not

`*` alone on a line of stdout or stderr stands for any lines; `*` in a line for any characters.
With UPDATE=1 in the environment, stdout, stderr and exit are written as found: read them before you keep them.
"""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
OWN = {"args", "stdout", "stderr", "exit", "stdin", "to", "after"}


def matches(expected, found):
    pattern = ""
    for line in expected.splitlines():
        if line == "*":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*".join(re.escape(part) for part in line.split("*")) + r"\n"
    return re.fullmatch(pattern, found) is not None


def text_of(folder, name, otherwise=""):
    path = folder / name
    return path.read_text(encoding="utf-8") if path.exists() else otherwise


def run_case(guanxi, case, scratch):
    for path in case.iterdir():
        if path.name not in OWN:
            (shutil.copytree if path.is_dir() else shutil.copy)(path, scratch / path.name)
    shutil.copytree(HERE / "shared", scratch / "shared")
    environment = {"PATH": os.environ["PATH"], "HOME": str(scratch), "LC_ALL": "C.UTF-8", "USER": "tester"}
    environment.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
    commands = [shlex.split(line) for line in text_of(case, "args").splitlines() if line.strip()]
    for number, arguments in enumerate(commands):
        last = number + 1 == len(commands)
        stdin = (case / "stdin").read_bytes() if last and (case / "stdin").exists() else b""
        to = text_of(case, "to").strip() if last else ""
        with open(to, "wb") if to else tempfile.TemporaryFile() as stdout:
            run = subprocess.run([guanxi, *arguments], input=stdin, stdout=stdout, stderr=subprocess.PIPE,
                                 cwd=scratch, env=environment, timeout=120, check=False)
            if not to:
                stdout.seek(0)
            printed = "" if to else stdout.read().decode("utf-8", "replace").replace("\r\n", "\n")
        if not last and run.returncode != 0:
            return f"`guanxi {shlex.join(arguments)}` gave {run.returncode}: {run.stderr.decode(errors='replace')}"
    said = run.stderr.decode("utf-8", "replace")
    if os.environ.get("UPDATE"):
        for name, value in (("stdout", printed), ("stderr", said), ("exit", f"{run.returncode}\n")):
            path = case / name
            path.unlink(missing_ok=True)
            if value not in ("", "0\n"):
                path.write_text(value, encoding="utf-8")
        return None
    faults = []
    for name, found in (("stdout", printed), ("stderr", said)):
        expected = text_of(case, name)
        if not matches(expected, found):
            faults.append(f"--- {name} expected\n{expected}--- {name} found\n{found}")
    expected = int(text_of(case, "exit", "0"))
    if run.returncode != expected:
        faults.append(f"--- exit code: expected {expected}, found {run.returncode}\n{said}")
    for name in text_of(case, "after").split():
        there = (scratch / name.lstrip("!")).exists()
        if there == name.startswith("!"):
            faults.append(f"--- {name.lstrip('!')} {'is' if there else 'is not'} there afterwards")
    return "\n".join(faults) or None


def main():
    guanxi = str(Path(sys.argv[1]).resolve())
    cases = [HERE / name for name in sys.argv[2:]] or sorted(p.parent for p in HERE.glob("*/args"))
    failed = 0
    for case in cases:
        with tempfile.TemporaryDirectory() as scratch:
            fault = run_case(guanxi, case, Path(scratch))
        if fault:
            failed += 1
            print(f"FAILED {case.name}\n{fault}")
        else:
            print(f"passed {case.name}")
    sys.exit(1 if failed else 0)


main()
