#!/usr/bin/env python3
"""Is a confidence worth what it says?  Facts on annotated pages, by the confidence that the program gave them.

usage: calibrate.py GUANXI [--ledger] [ANNOTATIONS PAGES]...

Without folders: tests/gold and, where it is there, ../shared.  Prints
  1. the calibration table: bins of confidence, facts in each, how many are right;
  2. a suggestion for each rule, which shows in the facts as a type, a role and a constant: what share of its facts
     is right, and the confidence that this supports (Laplace's rule of succession: (right + 1) / (facts + 2));
  3. traits that split a rule's facts into better and worse ones, for rules that are to be told apart.
With --ledger only 1, as Markdown for tests/quality.md.  With --fit instead of 2 and 3 a model: one logistic regression
a type over rule, role and traits (ridge, Newton's method; needs NumPy), its weights, and the table again with the
confidence that it gives to pages that it was not fitted on (five folds of pages).
A fact is right where the annotation has it, be it as optional.
"""
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "gold"))
from run import alike, by_document, found_events, openings, plain, post_ways  # noqa: E402

BINS = [(0.95, 1.01), (0.9, 0.95), (0.85, 0.9), (0.8, 0.85), (0.7, 0.8), (0.0, 0.7)]
AWARD_ALIKE = 0.75     # as the shared scorer
SPLIT_AT_LEAST = 8     # facts on each side of a trait before it is worth a line
SPLIT_APART = 0.12     # and this far apart in the share that is right
PLACE_FIRST = re.compile("[^省市县区州旗]{1,8}[省市县区州旗盟镇乡村]")
FOLDS = 5
RIDGE = 1.0            # keeps weights of rare traits small
NEWTON_STEPS = 30
SURE_NAME = (0.8, 0.9, 0.95)  # steps in the confidence of a name that a fact stands on
TYPES = ["person", "organization", "post", "event", "participation", "organization_relation", "award"]


class Article:
    """What the annotation of one article holds, ready to be asked."""

    def __init__(self, gold, facts):
        self.gold = gold
        self.forms = {}
        for org in gold["organizations"]:
            for name in [org["name"], *org.get("accept", [])]:
                self.forms[plain(name)] = plain(org["name"])
        self.events = found_events(gold, facts)
        self.surfaces = defaultdict(set)
        for fact in facts:
            if fact["fact"] == "organization":
                self.surfaces[fact["name"]] = {fact["name"], *fact["surfaces"]}

    def name(self, text):
        return self.forms.get(plain(text), plain(text))

    def right(self, fact):
        return getattr(self, fact["fact"])(fact)

    def person(self, fact):
        return plain(fact["name"]) in {plain(p["name"]) for p in self.gold["people"]}

    def organization(self, fact):
        return plain(fact["name"]) in self.forms

    def post(self, fact):
        org = fact["organization"] or ""
        keys = {plain(form + fact["title"]) for form in self.surfaces.get(org, {org})}
        keys.add(plain(self.name(org) + fact["title"]))
        return any(plain(p["person"]) == plain(fact["person"]) and keys & post_ways(p) for p in self.gold["posts"])

    def event(self, fact):
        return fact["event"] in self.events

    def participation(self, fact):
        event = self.events.get(fact["event"])
        return any(p["event"] == event and plain(p["entity"]) == self.name(fact["entity"])
                   and fact["role"] in [p["role"], *p.get("accept_roles", [])] for p in self.gold["participation"])

    def organization_relation(self, fact):
        ends = [self.name(fact["subject"]), self.name(fact["object"])]
        for r in self.gold["organization_relations"]:
            gold = [self.name(r["subject"]), self.name(r["object"])]
            if r["relation"] == fact["relation"] and (ends == gold or r["relation"] == "partner" and ends == gold[::-1]):
                return True
        return False

    def award(self, fact):
        return any(self.name(fact["recipient"]) in {self.name(x) for x in [a["recipient"], *a.get("accept_recipients", [])]}
                   and max(alike(plain(fact["award"]), plain(x)) for x in [a["award"], *a.get("accept", [])]) >= AWARD_ALIKE
                   for a in self.gold["awards"])


def traits(fact, facts):
    """What a fact shows that could tell a good one from a bad one."""
    kind = fact["fact"]
    out = {}
    sure = {f["name"]: f["confidence"] for f in facts if f["fact"] in ("person", "organization")}
    for field in ("person", "organization", "entity", "subject", "object", "recipient"):
        if fact.get(field):
            for least in SURE_NAME:
                out[f"its {field} is {least:.2f} sure"] = sure.get(fact[field], 0) >= least
            out[f"its {field} has 14 characters and more"] = len(fact[field]) >= 14
    if "mentions" in fact:
        out["mentioned twice or more"] = len(fact["mentions"]) > 1
    if kind == "person":
        out["has a post"] = any(f["fact"] == "post" and f["person"] == fact["name"] for f in facts)
        out["two characters"] = len(fact["name"]) == 2
    if kind == "organization":
        out["is a union"] = fact["kind"] == "union"
        out["named in full on the page"] = fact["name"] in fact["surfaces"]
        out["of 16 characters and more"] = len(fact["name"]) >= 16
        out["begins with a place"] = bool(PLACE_FIRST.match(fact["name"]))
        out["a body of it is named"] = any(f["fact"] == "organization_relation" and f["object"] == fact["name"] for f in facts)
        out["a post is held in it"] = any(f["fact"] == "post" and f["organization"] == fact["name"] for f in facts)
        out["takes part"] = any(f["fact"] == "participation" and f["entity"] == fact["name"] for f in facts)
    if kind == "post":
        out["has an organization"] = fact["organization"] is not None
        text = fact["evidence"]["text"]
        out["organization in its evidence"] = bool(fact["organization"]) and fact["organization"] in text
    if kind == "event":
        out["has a date"] = fact["date"] is not None
        out["is a visit or an inspection"] = fact["type"] in ("visit", "inspection")
    if kind == "participation":
        out["of a person"] = fact["entity_kind"] == "person"
        out["the article's only event"] = sum(f["fact"] == "event" for f in facts) == 1
        out["of the first event"] = fact["event"] == "e1"
        out["entity in its evidence"] = fact["entity"] in fact["evidence"]["text"]
    if kind == "organization_relation":
        out["part_of"] = fact["relation"] == "part_of"
    if kind == "award":
        out["has an event"] = fact["event"] is not None
    return out


def judged(guanxi, sets):
    """For each article of all sets, (fact, right) for every fact with a confidence."""
    articles = []
    for annotations, folder in sets:
        out = subprocess.run([guanxi, "extract", "-q", str(folder)], stdout=subprocess.PIPE, check=True)
        pages = by_document(out.stdout.decode("utf-8"))
        for file in sorted(annotations.glob("*.json")):
            gold = json.loads(file.read_text(encoding="utf-8"))
            mine = pages[gold["document"]]
            match = openings(folder / gold["document"], gold["articles"], mine)
            for n in sorted({f["article"] for f in mine if f.get("article") is not None}):
                facts = [f for f in mine if f.get("article") == n]
                article = Article(gold["articles"][match[n]], facts) if n in match else None
                articles.append([(f, bool(article) and article.right(f)) for f in facts
                                 if "confidence" in f and not f.get("inferred")])
    return articles


def signs(fact, trait):
    """The features of a fact: its rule, its role, the traits that it has."""
    role = fact.get("role") or fact.get("relation") or fact.get("kind") or fact.get("type") or "-"
    return ["always", f"rule {fact['confidence']}", f"role {role}", *(name for name, has in trait.items() if has)]


def fitted(rows):
    """Weights of a ridge logistic regression, by feature."""
    import numpy
    names = sorted({sign for fact, _, trait in rows for sign in signs(fact, trait)})
    column = {name: i for i, name in enumerate(names)}
    x = numpy.zeros((len(rows), len(names)))  # [facts][features]
    for i, (fact, _, trait) in enumerate(rows):
        x[i, [column[sign] for sign in signs(fact, trait)]] = 1
    y = numpy.array([float(right) for _, right, _ in rows])
    w = numpy.zeros(len(names))
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + numpy.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * numpy.eye(len(names))
        w -= numpy.linalg.solve(hessian, x.T @ (p - y) + RIDGE * w)
    return dict(zip(names, w))


def probability(weights, fact, trait):
    from math import exp
    return 1 / (1 + exp(-sum(weights.get(sign, 0.0) for sign in signs(fact, trait))))


def fit(articles):
    """Print the weights, and the table with confidences that no page gave itself.

    Names first: what stands on a name sees the confidence that the model gave to it.
    """
    pages = sorted({fact["document"] for facts in articles for fact, _ in facts})
    fold = {page: i % FOLDS for i, page in enumerate(pages)}
    lines = []
    for kind in TYPES:
        here = [(fact, right, traits(fact, [f for f, _ in facts])) for facts in articles for fact, right in facts
                if fact["fact"] == kind]
        lines += [f"{kind}\t{sign}\t{weight:.2f}" for sign, weight in sorted(fitted(here).items())]
        models = [fitted([row for row in here if fold[row[0]["document"]] != n]) for n in range(FOLDS)]
        for fact, _, trait in here:
            fact["fitted"] = probability(models[fold[fact["document"]]], fact, trait)
        for fact, _, _ in here:
            fact["confidence"] = fact.pop("fitted")
    print("\nwith the model, on pages that it was not fitted on:\n")
    table([row for facts in articles for row in facts])
    print("\nfact\tsign\tweight", *lines, sep="\n")


def share(rows):
    return sum(row[1] for row in rows) / len(rows) if rows else 0.0


def table(rows):
    print("| confidence | facts | right | share |\n|---|---|---|---|")
    for low, high in BINS:
        here = [r for r in rows if low <= r[0]["confidence"] < high]
        if here:
            print(f"| {low:.2f} to {min(high, 1):.2f} | {len(here)} | {sum(r[1] for r in here)} | {share(here):.3f} |")
    sure = [r for r in rows if r[0]["confidence"] >= 0.9]
    print(f"\n0.9 and more: {len(sure)} of {len(rows)} facts, {share(sure):.3f} right (wanted: 0.950)")
    for kind in TYPES:
        here = [r for r in sure if r[0]["fact"] == kind]
        if here:
            print(f"- {kind}: {len(here)} of {sum(r[0]['fact'] == kind for r in rows)}, {share(here):.3f} right")


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    guanxi, folders = arguments[0], [Path(a) for a in arguments[1:]]
    sets = list(zip(folders[::2], folders[1::2]))
    if not sets:
        shared = HERE.parents[2] / "shared"
        sets = [(HERE.parent / "gold/annotations", HERE.parent / "gold/pages"),
                (shared / "gold/seeds", shared / "pages"), (shared / "gold/dev", shared / "pages-dev")]
        sets = [pair for pair in sets if pair[0].is_dir()]
    articles = judged(guanxi, sets)
    table([row for facts in articles for row in facts])
    if "--ledger" in sys.argv:
        return
    if "--fit" in sys.argv:
        fit(articles)
        return
    rules = defaultdict(list)
    for facts in articles:
        for fact, right in facts:
            rule = fact["fact"], fact.get("role", fact.get("relation", "")), fact["confidence"]
            rules[rule].append((fact, right, traits(fact, [f for f, _ in facts])))
    print("\nfact\trole\tnow\tfacts\tright\tsuggested")
    for (kind, role, now), here in sorted(rules.items()):
        right = sum(r[1] for r in here)
        print(f"{kind}\t{role or '-'}\t{now}\t{len(here)}\t{right}\t{(right + 1) / (len(here) + 2):.2f}")
    print("\nfact\trole\tnow\ttrait\twith it\twithout")
    for (kind, role, now), here in sorted(rules.items()):
        for trait in sorted(set.intersection(*(set(r[2]) for r in here))):
            sides = [[r for r in here if r[2][trait] == side] for side in (True, False)]
            if min(map(len, sides)) >= SPLIT_AT_LEAST and abs(share(sides[0]) - share(sides[1])) >= SPLIT_APART:
                print(f"{kind}\t{role or '-'}\t{now}\t{trait}\t" +
                      "\t".join(f"{share(side):.2f} of {len(side)}" for side in sides))


main()
