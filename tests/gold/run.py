#!/usr/bin/env python3
"""Score the program on this folder's own annotated pages, and compare with floors.tsv.

usage: run.py GUANXI [--list]

The pages are held out: nobody tunes a rule on one of their sentences; they say how well the rules carry over.
A scorer without ../shared, so that every checkout can run it.  Names are exact; entries marked optional count
neither way.  It prints one line a group of pages and kind, exit 1 when one is below its floor.  --list prints every miss (-) and every
false alarm (+).
"""
import json
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
BIGRAMS_SHARED = 0.5  # least Dice coefficient of two names of one event


def plain(text):
    return re.sub(r"\s+|[“”\"《》]", "", unicodedata.normalize("NFKC", text or ""))


def alike(a, b):
    a, b = ({text[i:i + 2] for i in range(len(text) - 1)} for text in (a, b))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def by_document(facts):
    pages = defaultdict(list)
    for line in facts.splitlines():
        fact = json.loads(line)
        pages[Path(fact["document"]).name].append(fact)
    return pages


def openings(page, articles, facts):
    """Article of the facts -> index of the annotated article, by where the annotated one's body begins."""
    raw = page.read_bytes()
    flat, at = "", []
    for offset, char in enumerate(raw.decode("utf-8")):
        if not char.isspace():
            flat += char
            at.append(offset)
    text = raw.decode("utf-8")
    match = {}
    for index, article in enumerate(articles):
        byte = len(text[:at[flat.find(article["opening"])]].encode("utf-8"))
        for fact in facts:
            if fact["fact"] == "article" and fact["start"] <= byte < fact["end"]:
                match.setdefault(fact["article"], index)
    return match


def gold_keys(article):
    """What must be found and what may be, a set a kind, and the names that each organization goes by."""
    must, may, forms = defaultdict(set), defaultdict(set), {}
    for org in article["organizations"]:
        for name in [org["name"], *org.get("accept", [])]:
            forms[plain(name)] = plain(org["name"])

    def add(kind, entry, key):
        (may if entry.get("optional") else must)[kind].add(key)

    for person in article["people"]:
        add("person", person, plain(person["name"]))
    for org in article["organizations"]:
        add("organization", org, plain(org["name"]))
    soft = {event["id"] for event in article["events"] if event.get("optional")}
    for part in article["participation"]:
        add("attended", {"optional": part.get("optional") or part["event"] in soft},
            (plain(part["entity"]), part["event"]))
    may["attended"] -= must["attended"]
    return must, may, forms


def post_ways(post):
    """Organization and title read together, in every accepted way."""
    ways = [post] + [{**post, **(way if isinstance(way, dict) else {"title": way})} for way in post.get("accept", [])]
    return {plain((way.get("organization") or "") + way["title"]) for way in ways}


def found_events(article, facts):
    """Event id of the facts -> event id of the annotation, best pairs first."""
    pairs = []
    for mine in (fact for fact in facts if fact["fact"] == "event"):
        names = [plain(name) for name in [mine["name"], *mine.get("surfaces", [])]]
        for event in article["events"]:
            gold = [plain(name) for name in [event["name"], *event.get("accept", []), *event["surfaces"]]]
            shared = max((len(text) for text in set(names) & set(gold)), default=0)
            whole = max(alike(a, b) for a in names for b in gold[:1 + len(event.get("accept", []))])
            score = max(whole, min(0.9, 0.45 + 0.05 * shared) if shared else 0.0)
            pairs.append((-score, event["id"], mine["event"]))
    match, taken = {}, set()
    for score, gold_id, mine_id in sorted(pairs):
        if -score >= BIGRAMS_SHARED and mine_id not in match and gold_id not in taken:
            match[mine_id] = gold_id
            taken.add(gold_id)
    return match


def paired_posts(article, facts, forms):
    """Annotated posts that were found, those that were not, and found ones that are none."""
    missed, hit, wrong = list(article["posts"]), [], []
    for person, title, org in sorted({(f["person"], f["title"], f["organization"] or "") for f in facts
                                      if f["fact"] == "post"}):
        key = plain(forms.get(plain(org), org) + title)
        right = next((p for p in missed if plain(p["person"]) == plain(person) and key in post_ways(p)), None)
        if right is None:
            wrong.append(f"{person} {title} {org}")
        else:
            missed.remove(right)
            hit.append(right)
    needed = lambda posts: [f'{p["person"]} {p["title"]} {p["organization"]}' for p in posts if not p.get("optional")]
    return set(needed(hit)), set(needed(missed)), set(wrong)


def scored(article, facts):
    """For each kind: what was found and is right, what was missed, what is a false alarm."""
    must, may, forms = gold_keys(article)
    events = found_events(article, facts)
    name = lambda text: forms.get(plain(text), plain(text))
    found = {
        "person": {plain(f["name"]) for f in facts if f["fact"] == "person"},
        "organization": {name(f["name"]) for f in facts if f["fact"] == "organization"},
        "attended": {(name(f["entity"]), events.get(f["event"], "?" + f["event"])) for f in facts
                     if f["fact"] == "participation"},
    }
    rows = {kind: (keys & must[kind], must[kind] - keys, keys - must[kind] - may[kind]) for kind, keys in found.items()}
    rows["post"] = paired_posts(article, facts, forms)
    return rows


def main():
    guanxi, show = sys.argv[1], "--list" in sys.argv
    out = subprocess.run([guanxi, "extract", "-q", str(HERE / "pages")], stdout=subprocess.PIPE, check=True)
    pages = by_document(out.stdout.decode("utf-8"))
    rows = [line.split("\t") for line in (HERE / "floors.tsv").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    floors = {(pages_of, kind): float(floor) for pages_of, kind, floor in rows[1:]}
    group_of = {letter: pages_of for pages_of, _ in floors for letter in pages_of}
    count = {key: [0, 0, 0] for key in floors}  # right, missed, false alarms
    for file in sorted((HERE / "annotations").glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        mine = pages[gold["document"]]
        match = openings(HERE / "pages" / gold["document"], gold["articles"], mine)
        for index, article in enumerate(gold["articles"]):
            facts = [f for f in mine if f.get("article") is not None and match.get(f["article"]) == index]
            for kind, sets in scored(article, facts).items():
                key = group_of[file.stem[0]], kind
                count[key] = [n + len(keys) for n, keys in zip(count[key], sets)]
                for sign, keys in zip(("-", "+"), sets[1:] if show else ()):
                    for fact in sorted(keys):
                        print(sign, kind, file.stem, article["n"], fact)
    below = 0
    for (pages_of, kind), (right, missed, wrong) in count.items():
        f1, floor = 2 * right / ((2 * right + missed + wrong) or 1), floors[pages_of, kind]
        below += f1 < floor
        print(f"{pages_of:6} {kind:13} right {right:4}  missed {missed:4}  false {wrong:4}  F1 {f1:.3f}  floor {floor:.3f}"
              f"{'  BELOW ITS FLOOR' if f1 < floor else ''}")
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
