#!/usr/bin/env python3
"""Annotations -> facts, so that linking can be tried on what careful readers found.
usage: gold_facts.py GOLD_DIR PAGES_DIR... > facts.ndjson

Positions are those of the words in the page (white space skipped); an article lies between its opening and the next.
"""
import json
import sys
from pathlib import Path


class Page:
    """A page without white space, with the way back to its bytes."""

    def __init__(self, path):
        text = path.read_bytes().decode("utf-8")
        self.chars, self.starts, self.ends, at = [], [], [], 0
        for c in text:
            n = len(c.encode("utf-8"))
            if not c.isspace():
                self.chars.append(c)
                self.starts.append(at)
                self.ends.append(at + n)
            at += n
        self.text, self.bytes = "".join(self.chars), at

    def span(self, words, start=0, end=None):
        """Bytes of the words' first place in [start, end) characters, or None."""
        i = self.text.find(words, start, len(self.text) if end is None else end)
        return None if i < 0 or not words else [self.starts[i], self.ends[i + len(words) - 1]]


def facts_of(gold, page):
    name = gold["document"]
    yield {"fact": "document", "document": name, "published": gold["published"]["date"],
           "published_basis": gold["published"].get("basis"), "encoding": "UTF-8", "bytes": page.bytes}
    openings = [page.text.find(a["opening"]) for a in gold["articles"]]
    for n, art in enumerate(gold["articles"], 1):
        at = {"document": name, "article": n}
        start = max(openings[n - 1], 0)
        end = min([o for o in openings if o > start], default=len(page.text))
        bytes_of = lambda words: page.span(words, start, end) or page.span(words) or [page.starts[start], page.starts[start]]
        evidence = lambda words: dict(zip(("start", "end"), bytes_of(words)), text=words)
        spans = lambda surfaces: [s for s in (page.span(x, start, end) for x in surfaces) if s]
        kinds = {p["name"]: "person" for p in art["people"]} | {o["name"]: "organization" for o in art["organizations"]}
        events = {e["id"] for e in art["events"]}
        yield {"fact": "article", **at, "title": art["title"], "subtitles": art["subtitles"],
               "start": page.starts[start], "end": page.ends[end - 1], "continued": art["title"] is None}
        for b in art["bylines"]:
            yield {"fact": "byline", **at, **{k: b[k] for k in ("name", "role")}}
        for p in art["people"]:
            yield {"fact": "person", **at, "name": p["name"], "surfaces": p["surfaces"], "mentions": spans(p["surfaces"])}
        for o in art["organizations"]:
            yield {"fact": "organization", **at, "name": o["name"], "surfaces": o["surfaces"],
                   "mentions": spans(o["surfaces"]), "kind": o["kind"]}
        for p in art["posts"]:
            yield {"fact": "post", **at, "person": p["person"], "title": p["title"], "organization": p.get("organization"),
                   "evidence": evidence(p["person"]), "confidence": 1.0}
        for e in art["events"]:
            yield {"fact": "event", **at, "event": e["id"], "name": e["name"], "surfaces": e["surfaces"], "type": e["type"],
                   "date": e.get("date"), "date_text": e.get("date_text"), "place": e.get("place"),
                   "mentions": spans(e["surfaces"])}
        for p in art["participation"]:
            yield {"fact": "participation", **at, "entity": p["entity"], "entity_kind": kinds[p["entity"]], "event": p["event"],
                   "role": p["role"], "evidence": evidence(p.get("evidence", p["entity"])), "confidence": 1.0}
        for r in art["organization_relations"]:
            yield {"fact": "organization_relation", **at, "subject": r["subject"], "relation": r["relation"],
                   "object": r["object"], "evidence": evidence(r.get("evidence", r["subject"])), "confidence": 1.0,
                   "inferred": False}
        for a in art["awards"]:
            yield {"fact": "award", **at, "recipient": a["recipient"], "recipient_kind": kinds[a["recipient"]],
                   "award": a["award"], "event": a["event"] if a["event"] in events else None,
                   "evidence": evidence(a["award"]), "confidence": 1.0}


def main(gold_dir, *pages_dirs):
    for file in sorted(Path(gold_dir).glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        page = next(Path(d) / gold["document"] for d in pages_dirs if (Path(d) / gold["document"]).exists())
        for fact in facts_of(gold, Page(page)):
            print(json.dumps(fact, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
