#!/usr/bin/python3
"""What a user would otherwise install: python3-jieba's posseg (words and parts of speech by dictionary and
hidden Markov model, no neural network) on the same text.  posseg.py MEGABYTES FILE..."""
import resource
import sys
import time

import jieba
import jieba.posseg


def main():
    most, paths = float(sys.argv[1]) * 1e6, sys.argv[2:]
    text = b"".join(open(path, "rb").read() for path in paths)[:int(most)].decode("utf-8", errors="ignore")
    jieba.setLogLevel(60)
    jieba.posseg.lcut("先读入词典")
    start = time.process_time()
    words = sum(len(jieba.posseg.lcut(line)) for line in text.split("\n"))
    took = time.process_time() - start
    size = len(text.encode())
    print(f"jieba.posseg {1e-6 * size / took:.3f} MB/s, {len(text) / took:.0f} characters/s, {words} words, "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    main()
