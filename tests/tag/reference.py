#!/usr/bin/python3
"""The tagger's network in NumPy, straight from python3-jieba's own files: what the C tagger is held against.

    reference.py [--chars] < sentences

Prints word/tag word/tag …, or with --chars one tag a character, -B where a word begins.
Shares no file and no code with src/tag/.
"""
import argparse
import functools
import os
import struct
import sys
import unicodedata

import numpy as np

FOLDER = os.environ.get("GX_LAC_DIR", "/usr/lib/python3/dist-packages/jieba/lac_small")
HIDDEN = 128


def tensor(name, *shape):
    """A tensor file: version, levels, version, a described type and shape, then little-endian float32."""
    with open(os.path.join(FOLDER, "model_baseline", name), "rb") as file:
        data = file.read()
    (length,) = struct.unpack_from("<i", data, 16)
    values = np.frombuffer(data, "<f4", offset=20 + length)
    return values.reshape(shape)


def dictionary(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        pairs = [line.rstrip("\n").split("\t") for line in file]
    return {word: int(number) for number, word in (pair for pair in pairs if len(pair) == 2)}


def logistic(x):
    return 1.0 / (1.0 + np.exp(-x))


class Network:
    def __init__(self):
        self.words = dictionary("word.dic")
        tags = dictionary("tag.dic")
        self.tags = sorted(tags, key=tags.get)
        n = len(self.tags)
        self.embedding = tensor("word_emb", 20941, HIDDEN)
        self.units = []
        for unit in range(4):
            recurrent = tensor(f"gru_{unit}.w_0", 3 * HIDDEN * HIDDEN)
            self.units.append((
                tensor(f"fc_{unit}.w_0", HIDDEN if unit < 2 else 2 * HIDDEN, 3 * HIDDEN),
                tensor(f"fc_{unit}.b_0", 3 * HIDDEN) + tensor(f"gru_{unit}.b_0", 3 * HIDDEN),
                recurrent[:2 * HIDDEN * HIDDEN].reshape(HIDDEN, 2 * HIDDEN),
                recurrent[2 * HIDDEN * HIDDEN:].reshape(HIDDEN, HIDDEN)))
        self.output, self.output_bias = tensor("fc_4.w_0", 2 * HIDDEN, n), tensor("fc_4.b_0", n)
        crf = tensor("crfw", n + 2, n)
        self.start, self.stop, self.moves = crf[0], crf[1], crf[2:]

    @functools.lru_cache(maxsize=None)
    def row(self, char):
        if char in self.words:
            return self.words[char]
        folded = unicodedata.normalize("NFKD", char)
        return self.words.get(folded, self.words["OOV"]) if len(folded) == 1 else self.words["OOV"]

    def unit(self, x, number):
        weights, bias, gates, candidate = self.units[number]
        x = x @ weights + bias
        order = range(len(x)) if number % 2 == 0 else range(len(x) - 1, -1, -1)
        h = np.zeros(HIDDEN, np.float32)
        out = np.empty((len(x), HIDDEN), np.float32)
        for i in order:
            both = logistic(x[i, :2 * HIDDEN] + h @ gates)
            update, reset = both[:HIDDEN], both[HIDDEN:]
            c = np.tanh(x[i, 2 * HIDDEN:] + (reset * h) @ candidate)
            h = (1 - update) * h + update * c
            out[i] = h
        return out

    def best_path(self, emissions):
        score = self.start + emissions[0]
        back = []
        for emission in emissions[1:]:
            sums = score[:, None] + self.moves
            back.append(sums.argmax(0))
            score = sums.max(0) + emission
        path = [int((score + self.stop).argmax())]
        for choice in reversed(back):
            path.append(int(choice[path[-1]]))
        return path[::-1]

    def tag(self, sentence):
        """(class, begins) for each character."""
        if not sentence:
            return []
        x = self.embedding[[self.row(char) for char in sentence]]
        for layer in (0, 2):
            x = np.concatenate([self.unit(x, layer), self.unit(x, layer + 1)], axis=1)
        names = [self.tags[i] for i in self.best_path(x @ self.output + self.output_bias)]
        result, kind = [], None
        for i, name in enumerate(names):
            begins = i == 0 or name.endswith("-B") or (name == "O" and names[i - 1] != "O")
            kind = name.split("-")[0] if begins else kind
            result.append((kind, begins))
        return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--chars", action="store_true", help="one tag a character")
    arguments = parser.parse_args()
    network = Network()
    for line in sys.stdin.buffer.read().decode("utf-8").split("\n")[:-1]:
        tags = network.tag(line)
        if arguments.chars:
            print(" ".join(f"{kind}-{'B' if begins else 'I'}" for kind, begins in tags))
            continue
        words = []
        for char, (kind, begins) in zip(line, tags):
            if begins:
                words.append(["", kind])
            words[-1][0] += char
        print(" ".join(f"{word}/{kind}" for word, kind in words))


if __name__ == "__main__":
    main()
