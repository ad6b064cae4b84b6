#!/usr/bin/env python3
"""Is every command and output in README.md true?

usage: readme.py GUANXI    (from anywhere)

Blocks fenced as ```console hold lines `$ guanxi ...`, each followed by what it prints (stderr behind stdout).
They are run in order in a scratch folder in which seeds/ is that of the tree. With UPDATE=1 in the environment
the outputs are written into README.md as found: read the difference before you keep it.
"""
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent


def run(guanxi, line, scratch):
    arguments = shlex.split(line)[1:]
    environment = {"PATH": os.environ["PATH"], "HOME": scratch, "LC_ALL": "C.UTF-8", "USER": "reader"}
    environment.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
    done = subprocess.run([guanxi, *arguments], cwd=scratch, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=300, check=False)
    return done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")


def main():
    guanxi = str(Path(sys.argv[1]).resolve())
    readme = TOP / "README.md"
    old = readme.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "seeds").symlink_to(TOP / "seeds")

        def block(found):
            commands = re.findall(r"^\$ (guanxi .*)$", found.group(1), re.M)
            parts = [f"$ {line}\n{run(guanxi, line, scratch)}" for line in commands]
            return "```console\n" + "\n".join(parts) + "```"

        new = re.sub(r"```console\n(.*?)```", block, old, flags=re.S)
    if os.environ.get("UPDATE"):
        readme.write_text(new, encoding="utf-8")
        return
    if "```console" not in old:
        sys.exit("README.md: expected blocks fenced as ```console")
    if new != old:
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "README.md", "as run"))
        sys.exit("README.md shows other output than guanxi gives; UPDATE=1 python3 tests/readme.py build/guanxi")


main()
