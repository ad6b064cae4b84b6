#!/usr/bin/python3
"""Damaged models are refused with the file and what is wrong: pack_errors.py GX_PACK_WEIGHTS LAC-SMALL"""
import os
import shutil
import struct
import subprocess
import sys
import tempfile

BIAS, SMALL, LARGE = "model_baseline/fc_4.b_0", "model_baseline/fc_0.w_0", "model_baseline/fc_2.w_0"


def cut(data):
    return data[:-4]


def not_a_number(data):
    return data[:-4] + struct.pack("<f", float("nan"))


CASES = (  # file, what becomes of its bytes (None: it is removed), words of the message
    ("word.dic", None, "word.dic:0: cannot open"),
    ("model_baseline/word_emb", None, "word_emb:0: cannot open"),
    (BIAS, cut, "fc_4.b_0:0: a tensor of 1x57 in 224 bytes, expected 1x57 in 228 bytes"),
    (BIAS, lambda data: b"", "fc_4.b_0:0: is no tensor of float32"),
    (BIAS, lambda data: data[:16] + b"\xff\xff\xff\x7f" + data[20:], "is no tensor of float32"),
    (BIAS, lambda data: data[:21] + b"\x06" + data[22:], "is no tensor of float32"),
    (BIAS, not_a_number, "fc_4.b_0:0: value 56 is not a number"),
    (SMALL, lambda data: open(os.path.join(sys.argv[2], LARGE), "rb").read(),
     "fc_0.w_0:0: a tensor of 256x384 in 393216 bytes, expected 128x384"),
    ("tag.dic", lambda data: data.replace(b"56\tO\n", b""), "56 tags found, expected 57"),
    ("tag.dic", lambda data: data.replace(b"0\ta-B", b"1\ta-B"), "tag.dic:1: tag 1, expected 0"),
    ("tag.dic", lambda data: data.replace(b"n-B", b"noun-B"), "unknown tag"),
    ("word.dic", lambda data: data.replace(b"0\ta\n", b"0 a\n", 1), "word.dic:1: expected a number, a tab and a word"),
    ("word.dic", lambda data: data.replace(b"0\ta\n", b"30000\ta\n", 1), "word.dic:1: row 30000, expected less than"),
    ("word.dic", lambda data: data.replace(b"0\ta\n", b"0\tab\n", 1), "word.dic:1: expected one character"),
)


def copy_model(source, target):
    """The model's files as links, so that one of them can be replaced."""
    os.makedirs(os.path.join(target, "model_baseline"))
    names = ["word.dic", "tag.dic"]
    names += [os.path.join("model_baseline", name) for name in os.listdir(os.path.join(source, "model_baseline"))]
    for name in names:
        os.symlink(os.path.join(source, name), os.path.join(target, name))


def main():
    program, source = sys.argv[1:]
    failed = False
    for name, change, words in CASES:
        folder = tempfile.mkdtemp()
        model, out = os.path.join(folder, "model"), os.path.join(folder, "out.gxw")
        copy_model(source, model)
        path = os.path.join(model, name)
        os.unlink(path)
        if change:
            with open(os.path.join(source, name), "rb") as file:
                before = file.read()
            after = change(before)
            assert after != before, name
            with open(path, "wb") as file:
                file.write(after)
        run = subprocess.run([program, model, out], capture_output=True, text=True)
        if run.returncode != 1 or words not in run.stderr or os.path.exists(out):
            print(f"{name}: expected: {words}\n  exit {run.returncode}: {run.stderr}")
            failed = True
        shutil.rmtree(folder)
    return failed


if __name__ == "__main__":
    sys.exit(main())
