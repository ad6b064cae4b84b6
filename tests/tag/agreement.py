#!/usr/bin/python3
"""Holds the C tagger against the NumPy run: agreement.py GX_TAG_DUMP WEIGHTS [KERNEL PERCENT]...

Each named kernel must agree on that share of the characters: over generated sentences, over sentences
of 10,000 characters, and over the pages in GX_PAGES (a folder; not part of the tree) where it is set or
/work/shared/pages exists.  A kernel that this processor cannot run is left out, and said so.
"""
import glob
import os
import subprocess
import sys

import reference
import sentences

SENTENCES = 400
LONG = 10_000
STRANGE = ["", "、", "𠮷野家😀在𪚥", "ﾃｽﾄ ＡＢＣ１２３", "\u00a0\u200b\ue000\ufffd", "《》“”‘’()（）[]【】", "。" * 300]


def dump(program, weights, kernel, lines):
    """The C tagger's tags, a list a line; None where the processor lacks the kernel."""
    run = subprocess.run([program, "--chars", weights], input="".join(line + "\n" for line in lines).encode(),
                         capture_output=True, env={**os.environ, "GX_TAG_KERNEL": kernel})
    if run.returncode and b"processor cannot run" in run.stderr:
        return None
    if run.returncode:
        sys.exit(f"gx_tag_dump failed: {run.stderr.decode()}")
    return [line.split() for line in run.stdout.decode().split("\n")[:-1]]


def sets():
    generated = sentences.sentences(SENTENCES)
    assert len(set(generated)) >= 300
    yield "generated", generated + STRANGE
    long = ["".join(sentences.sentences(SENTENCES, seed)).replace("。", "，")[:LONG] for seed in (7, 8, 9)]
    assert all(len(line) == LONG for line in long)
    yield "10,000 characters in a sentence", long
    paths = sorted(glob.glob(os.path.join(os.environ.get("GX_PAGES", "/work/shared/pages"), "*.txt")))
    lines = [line for path in paths for line in open(path, encoding="utf-8", errors="replace").read().split("\n")]
    if lines:
        yield "pages", lines


def main():
    program, weights, *wanted = sys.argv[1:]
    network = reference.Network()
    failed = False
    for name, lines in sets():
        expected = [[f"{kind}-{'B' if begins else 'I'}" for kind, begins in network.tag(line)] for line in lines]
        total = sum(map(len, expected))
        for kernel, percent in zip(wanted[::2], map(float, wanted[1::2])):
            found = dump(program, weights, kernel, lines)
            if found is None:
                print(f"{kernel}: not on this processor")
                continue
            if [len(line) for line in found] != [len(line) for line in expected]:
                sys.exit(f"{kernel}: another number of tags than characters ({name})")
            same = sum(a == b for one, other in zip(found, expected) for a, b in zip(one, other))
            print(f"{kernel}: {100 * same / total:.3f} % of {total} characters in {len(lines)} sentences ({name})")
            if 100 * same < percent * total:
                print(f"  expected at least {percent} %")
                failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main())
