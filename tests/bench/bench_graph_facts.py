#!/usr/bin/python3
"""Facts of a synthetic network in the interchange format, for timing how a network is loaded from a knowledge base.

usage: bench_graph_facts.py EVENTS > facts.ndjson; guanxi load facts.ndjson -o kb.db; bench_graph -s 1000 kb.db

At EVENTS 30000: about 200,000 edges, as in bench_graph (people of one name whom nothing ties stay apart).  Seeded.
"""
import json
import random
import sys

FIRST = 0x4E00  # CJK Unified Ideographs
SURNAMES = "王李张刘陈杨黄赵吴周"
EVIDENCE = {"start": 0, "end": 3, "text": "话"}


def name(number, characters):
    out = ""
    for _ in range(characters):
        number, digit = divmod(number, 5000)
        out += chr(FIRST + 1000 + digit)
    return out


def person(number):
    return SURNAMES[number % 10] + name(number * 7, 2)


def organization(number):
    return name(number * 11, 3) + "有限公司"


def line(**fields):
    print(json.dumps(fields, ensure_ascii=False))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.split("\n\n")[1])
    events = int(sys.argv[1])
    people, organizations = events * 2 // 3, events * 4 // 15
    rng = random.Random(1)
    for event in range(events):
        document = f"d{event:06}.txt"
        there = {int(rng.random() ** 2 * people) for _ in range(4)}
        bodies = {int(rng.random() ** 2 * organizations) for _ in range(2)}
        line(fact="document", document=document, published=f"20{10 + event % 10}-01-0{1 + event % 9}",
             published_basis="made", encoding="utf-8", bytes=1000)
        line(fact="article", document=document, article=1, title="题", subtitles=[], start=0, end=1000, continued=False)
        for number in sorted(there):
            line(fact="person", document=document, article=1, name=person(number), surfaces=[person(number)],
                 mentions=[[0, 9]])
        for number in sorted(bodies):
            line(fact="organization", document=document, article=1, name=organization(number),
                 surfaces=[organization(number)], mentions=[[0, 21]], kind="company")
        line(fact="event", document=document, article=1, event="e1", name=name(event * 13, 3) + "会议", surfaces=[],
             type="meeting", date=None, date_text=None, place=None, mentions=[[0, 9]])
        for number in sorted(there):
            line(fact="participation", document=document, article=1, entity=person(number), entity_kind="person",
                 event="e1", role="attendee", evidence=EVIDENCE, confidence=0.9)
        for number in sorted(bodies):
            line(fact="participation", document=document, article=1, entity=organization(number),
                 entity_kind="organization", event="e1", role="organizer", evidence=EVIDENCE, confidence=0.9)
        line(fact="post", document=document, article=1, person=person(min(there)), title="经理",
             organization=organization(min(bodies)), evidence=EVIDENCE, confidence=0.9)


if __name__ == "__main__":
    main()
