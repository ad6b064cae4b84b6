#!/usr/bin/env python3
"""A dictionary for libFuzzer: words.dict and whatever Chinese words the sources compare text with.
usage: words.py > words.dict
"""
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
WORDS = re.compile(r'"([^"\\\n]*[\u3000-\u9fff“”][^"\\\n]*)"')
LENGTH_AT_MOST = 12  # characters; longer ones are messages


def main():
    words = set()
    for path in sorted((HERE / "../../src").glob("*/*.c")):
        code = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        words.update(w for w in WORDS.findall(code) if len(w) <= LENGTH_AT_MOST)
    sys.stdout.write((HERE / "words.dict").read_text(encoding="utf-8"))
    for word in sorted(words):
        print('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"')


if __name__ == "__main__":
    main()
