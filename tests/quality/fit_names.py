#!/usr/bin/env python3
"""Fit the weights of src/extract/trait_weights.h: what each trait of a stretch of text says for its being a name.

usage: fit_names.py CANDIDATES WEIGHTS [--apply] [--plain FOLDER]... [ANNOTATIONS PAGES]...
       (from the top of the tree; CANDIDATES is the program of name_candidates.c, WEIGHTS the tagger's)

Without folders: tests/gold and, where it is there, ../shared.  The model is a conditional logit (McFadden 1974):
the candidates that begin at one place and "no name begins here" share a probability of 1, each by the exponential of
the sum of its traits' weights, its prior and its doubts.  Ridge, Newton's method; weights that are in HELD stay as they
stand.  --plain adds pages without annotations, each place with PLAIN of the weight of an annotated one: right is
what the tagger reads as a name; places where it nearly does so are left out.

Prints how many places the weights now in the header and the fitted ones decide rightly, set by set; the latter are
fitted on those very pages, so the line that counts is the last one, of FOLDS folds of pages that each had no part in
the fit of its weights.  Then trait, weight now, fitted weight, candidates, names among them.  --apply rewrites
the header's table; what it brings on whole pages is for tests/floors.py and tests/gold/run.py to say.
"""
import json
import re
import subprocess
import sys
from collections import defaultdict
from math import exp
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
HEADER = TOP / "src/extract/trait_weights.h"
ROW = re.compile(r"^( *T\()(\w+), (-?[0-9.]+)(\))", re.M)
# By hand: annotated pages choose names that are words, and are far too few to say how rare these are elsewhere.
HELD = ["WORD_ALL", "BEFORE_CUT", "PLACE_ALL", "AMBIGUOUS", "NOT_A_NAME", "PARTICLE_ALL", "BARRED", "QUOTED"]
RIDGE = 1.0
STEPS = 12
FOLDS = 5
PLAIN = 0.1
FAR = 30.0  # beyond, exp() says nothing more


class Candidate:
    def __init__(self, row, traits):
        self.document, article, start, end, self.text = row[:5]
        self.place = self.document, article, int(start)
        self.end = int(end)
        self.base = float(row[5]) + float(row[6])
        self.traits = [traits.index(name) for name in row[8].split("|")]
        self.right = False

    def odds(self, weights):
        return max(-FAR, min(FAR, self.base + sum(weights[t] for t in self.traits)))


def read_header():
    return {name: float(weight) for _, name, weight, _ in ROW.findall(HEADER.read_text(encoding="utf-8"))}


def candidates(program, weights_file, pages, traits):
    """Of all pages, place by place."""
    run = subprocess.run([program, str(TOP / "seeds"), weights_file, *map(str, pages)], stdout=subprocess.PIPE, check=True)
    rows = dict.fromkeys(run.stdout.decode("utf-8").splitlines()[1:])  # each once
    places = defaultdict(list)
    for row in rows:
        candidate = Candidate(row.split("\t"), traits)
        places[candidate.place].append(candidate)
    return list(places.values())


def annotate(places, annotations):
    """A candidate is right where the page's annotation has such a name and no longer one covers it."""
    names = {}
    for file in annotations.glob("*.json"):
        page = json.loads(file.read_text(encoding="utf-8"))
        people = [p for article in page["articles"] for p in article["people"]]
        names[page["document"]] = {form for p in people for form in [p["name"], *p.get("surfaces", [])]}
    named = defaultdict(set)
    for place in places:
        for c in place:
            if c.text in names[c.document]:
                named[c.place[:2]].add((c.place[2], c.end))
    for place in places:
        for c in place:
            start, end = c.place[2], c.end
            c.right = (start, end) in named[c.place[:2]] and not any(
                s <= start and end <= e and (s, e) != (start, end) for s, e in named[c.place[:2]])


def trust(places, traits):
    """The same for pages without annotations, by what the tagger reads; the places that are clear."""
    seen, nearly = ({traits.index(n) for n in names} for names in (
        ("LOSS_NONE", "SHORT_NONE"), ("LOSS_1", "LOSS_2", "LOSS_3", "SHORT_1", "SHORT_2", "SHORT_3")))
    odd = {traits.index(n) for n in ("NO_SURNAME", "TOO_LONG")}
    clear = []
    for place in places:
        for c in place:
            c.right = bool(seen & set(c.traits)) and not odd & set(c.traits) and c.base == 0
        if not any(not c.right and (seen | nearly) & set(c.traits) for c in place):
            clear.append(place)
    return clear


def shares(place, weights):
    """[candidates] the probability of each; what is left is that of no name."""
    odds = [exp(c.odds(weights)) for c in place]
    return [x / (1 + sum(odds)) for x in odds]


def solve(matrix, vector):
    """Gauss's elimination with pivots; [n][n] and [n], both changed."""
    n = len(vector)
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(matrix[k][i]))
        matrix[i], matrix[pivot], vector[i], vector[pivot] = matrix[pivot], matrix[i], vector[pivot], vector[i]
        for k in range(i + 1, n):
            factor = matrix[k][i] / matrix[i][i]
            if factor:
                vector[k] -= factor * vector[i]
                for j in range(i, n):
                    matrix[k][j] -= factor * matrix[i][j]
    for i in reversed(range(n)):
        vector[i] = (vector[i] - sum(matrix[i][j] * vector[j] for j in range(i + 1, n))) / matrix[i][i]
    return vector


def fitted(weighted_places, start, free):
    """Weights by trait; only those of `free` differ from `start`."""
    weights, column = list(start), {t: i for i, t in enumerate(free)}
    for t in free:
        weights[t] = 0.0
    for _ in range(STEPS):
        gradient = [RIDGE * weights[t] for t in free]
        hessian = [[RIDGE * (i == k) for k in range(len(free))] for i in range(len(free))]
        for place, importance in weighted_places:
            mean = defaultdict(float)
            for c, share in zip(place, shares(place, weights)):
                mine = [column[t] for t in c.traits if t in column]
                for i in mine:
                    gradient[i] += importance * (share - c.right)
                    mean[i] += share
                    for k in mine:
                        hessian[i][k] += importance * share
            for i, x in mean.items():
                for k, y in mean.items():
                    hessian[i][k] -= importance * x * y
        for t, step in zip(free, solve(hessian, gradient)):
            weights[t] -= max(-2.0, min(2.0, step))
    return weights


def judged(places, weights):
    """Names found, false ones, names missed."""
    right = wrong = missed = 0
    for place in places:
        share = shares(place, weights)
        best = max(range(len(place)), key=share.__getitem__)
        found = sum(share) > 0.5
        right += found and place[best].right
        wrong += found and not place[best].right
        missed += any(c.right for c in place) and not (found and place[best].right)
    return right, wrong, missed


def line(name, counts):
    right, wrong, missed = counts
    print(f"{name:44} {right:6} right {wrong:5} wrong {missed:5} missed   F1 {2 * right / max(1, 2 * right + wrong + missed):.3f}")


def arguments():
    words, plain = sys.argv[1:], []
    while "--plain" in words:
        at = words.index("--plain")
        plain += [page for page in sorted(Path(words[at + 1]).rglob("*")) if page.is_file()]
        del words[at:at + 2]
    words = [w for w in words if w != "--apply"]
    folders = [Path(w) for w in words[2:]]
    shared = TOP.parent / "shared"
    sets = list(zip(folders[::2], folders[1::2])) or [
        (TOP / "tests/gold/annotations", TOP / "tests/gold/pages"), (shared / "gold/seeds", shared / "pages"),
        (shared / "gold/dev", shared / "pages-dev")]
    return words[0], words[1], [pair for pair in sets if pair[0].is_dir()], plain


def read_set(program, weights_file, annotations, pages, traits):
    documents = [json.loads(file.read_text(encoding="utf-8"))["document"] for file in sorted(annotations.glob("*.json"))]
    places = candidates(program, weights_file, [pages / d for d in documents], traits)
    annotate(places, annotations)
    return places


def cross_validated(places, plain, start, free):
    pages = sorted({place[0].document for place in places})
    total = [0, 0, 0]
    for fold in range(FOLDS):
        held = set(pages[fold::FOLDS])
        others = [(p, 1.0) for p in places if p[0].document not in held]
        weights = fitted(others + plain, start, free)
        counts = judged([p for p in places if p[0].document in held], weights)
        total = [x + y for x, y in zip(total, counts)]
    return total


def rewrite(weights):
    text = HEADER.read_text(encoding="utf-8")
    text = ROW.sub(lambda m: f"{m[1]}{m[2]}, {weights[m[2]] + 0.0:.1f}{m[4]}", text)
    HEADER.write_text(text.replace("(-0.0", "(0.0").replace(" -0.0)", " 0.0)"), encoding="utf-8")


def main():
    program, weights_file, folders, plain_pages = arguments()
    now = read_header()
    traits = list(now)
    start, free = list(now.values()), [i for i, name in enumerate(traits) if name not in HELD]
    sets = {str(a): read_set(program, weights_file, a, pages, traits) for a, pages in folders}
    places = [place for those in sets.values() for place in those]
    plain = []
    if plain_pages:
        plain = [(p, PLAIN) for p in trust(candidates(program, weights_file, plain_pages, traits), traits)]
    weights = fitted([(p, 1.0) for p in places] + plain, start, free)
    for name, those in sets.items():
        line(f"{name[-30:]} as it is", judged(those, start))
        line(f"{name[-30:]} fitted", judged(those, weights))
    line(f"pages not fitted on, {FOLDS} folds", cross_validated(places, plain, start, free))
    print("trait\tnow\tfitted\tcandidates\tnames")
    for t, name in enumerate(traits):
        having = [c for place in places for c in place if t in c.traits]
        print(f"{name}\t{start[t]:.1f}\t{weights[t]:.1f}\t{len(having)}\t{sum(c.right for c in having)}")
    if "--apply" in sys.argv:
        rewrite(dict(zip(traits, weights)))


if __name__ == "__main__":
    main()
