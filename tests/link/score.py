#!/usr/bin/env python3
"""Score linking: pairwise precision, recall and F1 of who is who.
usage: score.py KB_TOOL GOLD_DIR PAGES_DIR [--floor PERSON ORGANIZATION]

The annotations, turned into facts, are linked; what should be one is worked out from the annotations alone:
people    within a page by `same_names` (same: true or false; a name it does not list is one person a page);
          between pages the same where they hold a post of the same organization or the state's one office, else two;
          someone who signs an article is not the person of the same name in the news
bodies    one where name, or one of `accept`, agrees and the page's province does not speak against it; see plain()
"""
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path

PROVINCES = ("北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 "
             "云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆").split()


class Groups:
    """Union-find over mentions, with pairs that must not be one."""

    def __init__(self):
        self.root = {}

    def find(self, x):
        self.root.setdefault(x, x)
        while self.root[x] != x:
            x = self.root[x]
        return x

    def join(self, a, b):
        self.root[self.find(a)] = self.find(b)


def gold_people(pages):
    groups, posts = Groups(), defaultdict(set)
    by_name = defaultdict(list)
    for page in pages:
        apart = {(s["name"], frozenset(s["articles"])) for s in page.get("same_names", []) if not s["same"]}
        told = {(s["name"], n) for s in page.get("same_names", []) for n in s["articles"]}
        for s in page.get("same_names", []):
            if s["same"]:
                for a, b in combinations(s["articles"], 2):
                    groups.join((page["document"], a, s["name"]), (page["document"], b, s["name"]))
        for art in page["articles"]:
            for p in art["people"]:
                key = (page["document"], art["n"], p["name"])
                groups.find(key)
                by_name[p["name"]].append(key)
                mine = [x for x in art["posts"] if x["person"] == p["name"]]
                posts[key] |= {x.get("organization") or x["title"] for x in mine if x.get("organization") or x["title"] == "总书记"}
        for name in {n for n, _ in told} | {p["name"] for a in page["articles"] for p in a["people"]}:
            here = [k for k in by_name[name] if k[0] == page["document"]]
            for a, b in combinations(here, 2):
                if (name, a[1]) not in told and (name, b[1]) not in told and (name, frozenset((a[1], b[1]))) not in apart:
                    groups.join(a, b)
    for keys in by_name.values():
        for a, b in combinations(keys, 2):
            if a[0] != b[0] and posts[a] & posts[b]:
                groups.join(a, b)
    return groups


def province(page):
    """The province that most of a page's organizations name."""
    count = defaultdict(int)
    for art in page["articles"]:
        for o in art["organizations"]:
            for p in PROVINCES:
                count[p] += o["name"].startswith(p)
    best = max(count.values(), default=0)
    return min((p for p in count if count[p] == best), default=None) if best else None


def plain(name):
    """广东省江门市总工会 is 江门市总工会; a national union's 全国委员会 is the union."""
    for p in PROVINCES:
        rest = name.removeprefix(p + "省")
        if rest != name and any(c in rest[2:5] for c in "市县区"):
            return rest
    return name.removesuffix("全国委员会") if name.startswith("中国") else name


def gold_organizations(pages):
    groups, named = Groups(), defaultdict(set)
    for page in pages:
        for art in page["articles"]:
            for o in art["organizations"]:
                key = (page["document"], art["n"], o["name"])
                groups.find(key)
                full = [o["name"]] + [a for a in o.get("accept", []) if a.endswith(o["name"]) or len(a) >= len(o["name"])]
                for name in full:
                    named[plain(name)].add((province(page) if o["name"][2:3] in "区县" else None, key))
    for keys in named.values():
        for (p, a), (q, b) in combinations(sorted(keys, key=str), 2):
            if p is None or q is None or p == q:
                groups.join(a, b)
    return groups


def score(groups, found):
    """Pairs over the mentions that both sides know."""
    keys = sorted(k for k in groups.root if k in found)
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for k in keys:
        by_gold[groups.find(k)].add(k)
        by_found[found[k]].add(k)
    pairs = lambda sets: {frozenset(p) for s in sets.values() for p in combinations(s, 2)}
    gold, ours = pairs(by_gold), pairs(by_found)
    right = len(gold & ours)
    p, r = right / len(ours) if ours else 1.0, right / len(gold) if gold else 1.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0, gold - ours, ours - gold


def main():
    args = sys.argv[1:]
    if len(args) < 3:
        sys.exit(__doc__)
    floors = [float(x) for x in args[args.index("--floor") + 1:]] if "--floor" in args else [0, 0]
    tool, gold_dir, pages_dir = args[:3]
    pages = [json.loads(f.read_text(encoding="utf-8")) for f in sorted(Path(gold_dir).glob("*.json"))]
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.ndjson"
        facts.write_text(subprocess.run([sys.executable, str(Path(__file__).parent / "gold_facts.py"), gold_dir, pages_dir],
                                        check=True, capture_output=True, text=True).stdout, encoding="utf-8")
        subprocess.run([tool, "bulk", f"{folder}/kb.db", str(facts)], check=True)
        rows = subprocess.run([tool, "clusters", f"{folder}/kb.db"], check=True, capture_output=True, text=True).stdout
    found = {"person": {}, "organization": {}, "byline": {}}
    for row in rows.splitlines():
        entity, kind, of, document, article, name = row.split("\t")
        table = "byline" if of == "byline" else kind
        if table in found:
            found[table][(document, int(article), name)] = entity
    both = set(found["byline"].values()) & set(found["person"].values())
    failed = bool(both)
    for kind, groups, floor in (("person", gold_people(pages), floors[0]), ("organization", gold_organizations(pages), floors[1])):
        p, r, f, missed, wrong = score(groups, found[kind])
        print(f"{kind:14} precision {p:.3f}  recall {r:.3f}  F1 {f:.3f}")
        for word, rows in (("apart", missed), ("one", wrong)):
            for pair in sorted(map(sorted, rows))[:40]:
                print(f"    wrongly {word}: " + " | ".join(f"{n} ({d} {a})" for d, a, n in pair))
        failed |= f < floor or (kind == "person" and bool(wrong))
    return failed


if __name__ == "__main__":
    sys.exit(main())
