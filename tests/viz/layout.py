"""layout.py GUANXI PAGES FOLDER [SHARED]: every view of hostile names and of real pages, laid out and measured: no two boxes overlap, no
text leaves its box, every picture is well-formed, holds its names as plain text, and is the same bytes twice."""
import glob, json, os, re, shutil, subprocess, sys, time, unicodedata
import xml.etree.ElementTree as ET

guanxi, pages, folder = sys.argv[1:4]
shared = sys.argv[4] if len(sys.argv) > 4 else None
here = os.path.dirname(os.path.abspath(__file__))
os.makedirs(folder, exist_ok=True)
path = lambda name: os.path.join(folder, name)
checks = 0

# Pictures speak the language of the messages: each base is drawn in one of the two. A fresh Debian has no locale but C.
for name in [name for name in os.environ if name.startswith(("LC_", "LANG"))]:
    del os.environ[name]
ENGLISH, CHINESE = {"LC_ALL": "C"}, {"LC_ALL": "C"}
if shutil.which("localedef"):
    subprocess.run(["localedef", "-i", "zh_CN", "-f", "UTF-8", path("zh_CN.UTF-8")], capture_output=True)
    if os.path.isdir(path("zh_CN.UTF-8")):
        CHINESE = {"LC_ALL": "zh_CN.UTF-8", "LOCPATH": os.path.abspath(folder)}
os.environ.update(ENGLISH)


def expect(truth, what):
    global checks
    checks += 1
    if not truth:
        sys.exit(f"layout.py: {what}")


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, **more)
    expect(done.returncode == 0, f"{' '.join(command)}: {done.stderr.decode()}")
    return done.stdout


def draw(base, out, *options):
    run(guanxi, "draw", "-b", base, "-q", *options, "-o", path(out))
    return open(path(out), "rb").read()


def box(thing):
    x, y = map(float, thing["pos"].split(","))
    w, h = float(thing["width"]) * 72, float(thing["height"]) * 72
    return x - w / 2, y - h / 2, x + w / 2, y + h / 2


def texts(thing):
    """Every piece of text that is drawn in a box: (left, right, baseline, size, text)."""
    size = 0
    for op in thing.get("_ldraw_", []):
        if op["op"] == "F":
            size = op["size"]
        elif op["op"] == "T" and op["text"].strip("\u00a0 "):
            x, y = op["pt"]
            left = x - {"l": 0, "c": op["width"] / 2, "r": op["width"]}[op["align"]]
            yield left, left + op["width"], y, size, op["text"]


def cells(text, size):
    """What the text takes by the book: a Chinese character is as wide as it is high."""
    return sum(size if unicodedata.east_asian_width(c) in "WF" else 0 for c in text)


def lay_out(dot):
    # Graphviz 2.42 reads memory that it never set when it writes coloured HTML labels as JSON, and crashes now and then.
    for attempt in range(20):
        done = subprocess.run(["dot", "-Tjson", path(dot)], capture_output=True)
        if done.returncode == 0:
            return json.loads(done.stdout)
    sys.exit(f"layout.py: dot -Tjson {dot}: {done.stderr.decode()} ({done.returncode})")


def curve(line):
    """Points along a line, close enough to see what it crosses: Bezier pieces of `pos`."""
    points = [tuple(map(float, p.split(","))) for p in re.sub(r"[es],\S+ ", "", line["pos"]).split()]
    for i in range(0, len(points) - 3, 3):
        for step in range(33):
            t = step / 32
            weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3
            yield tuple(sum(w * p[k] for w, p in zip(weights, points[i:i + 4])) for k in (0, 1))


def measure(dot, routed=True):
    laid = lay_out(dot)
    drawn = [thing for thing in laid.get("objects", []) if "pos" in thing and "nodes" not in thing]
    boxes = [box(thing) for thing in drawn]
    for i, a in enumerate(boxes):
        for j in range(i):
            b = boxes[j]
            deep = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            expect(deep[0] < 0.5 or deep[1] < 0.5, f"{dot}: {drawn[i]['name']} and {drawn[j]['name']} overlap by {deep}")
    for thing in drawn:
        expect(thing.get("label", "\\N") not in ("\\N", thing["name"]) or thing.get("shape") == "point", f"{dot}: nobody gave {thing['name']} a label")
    places = {thing["_gvid"]: place for thing, place in zip(drawn, boxes)}
    for line in laid.get("edges", []) if routed else []:
        for x, y in curve(line):
            for number, (left, low, right, high) in places.items():
                expect(number in (line["tail"], line["head"]) or not (left + 1 < x < right - 1 and low + 1 < y < high - 1),
                       f"{dot}: a line runs behind the box of {laid['objects'][number]['name']}")
    n = 0
    for thing, (left, low, right, high) in zip(drawn, boxes):
        for l, r, y, size, text in texts(thing):
            n += 1
            expect(left - 0.5 <= l and r <= right + 0.5 and low - 0.5 <= y - 0.25 * size and y + 0.9 * size <= high + 0.5,
                   f"{dot}: {text!r} leaves the box of {thing['name']}")
            expect(cells(text, size) <= right - left + 0.5, f"{dot}: {text!r} is wider than the box of {thing['name']}")
    for line in laid.get("edges", []):
        for l, r, y, size, text in texts(line):
            n += 1
            for thing, (left, low, right, high) in zip(drawn, boxes):
                expect(r < left + 1 or l > right - 1 or y + 0.8 * size < low + 1 or y > high - 1,
                       f"{dot}: {text!r} at a line hides the box of {thing['name']}")
    return len(drawn), n


def check_svg(data, what):
    tree = ET.fromstring(data)
    for node in tree.iter():
        tag = node.tag.split("}")[1] if "}" in node.tag else node.tag
        expect(tag in ("svg", "g", "title", "polygon", "path", "text", "ellipse", "polyline", "a"), f"{what}: <{tag}>")
        for key, value in node.attrib.items():
            expect(not key.lower().startswith("on") and not value.strip().lower().startswith("javascript:") or key.endswith("}title"),
                   f"{what}: {key}={value}")
    return tree


def check_sheets(pdf, what):
    """The file's own table leads to its pages, and poppler (where it is there) counts as many."""
    count = int(re.findall(rb"/Count (\d+)", pdf)[-1])
    kids = re.findall(rb"/Kids \[([ 0-9R]*)\]", pdf)[-1].count(b"R")
    expect(count == kids >= 1, f"{what}: {count} sheets, {kids} listed")
    if shutil.which("pdfinfo"):
        open(path("sheets.pdf"), "wb").write(pdf)
        done = subprocess.run(["pdfinfo", path("sheets.pdf")], capture_output=True)
        expect(done.returncode == 0 and not done.stderr, f"{what}: pdfinfo: {done.stderr.decode()}")
        expect(re.search(rb"Pages: +%d\n" % count, done.stdout), f"{what}: pdfinfo does not count {count} pages")


def views(base, person, event, organization):
    yield "network", ["--view", "network"]
    yield "communities", ["--view", "network", "--nodes", "100", "--colour", "community", "--by", "degree"]
    yield "orgs", ["--view", "orgs"]
    yield "attendance", ["--view", "attendance"]
    yield "brokers", ["--view", "brokers"]
    yield "person", ["--view", "person", person]
    yield "event", ["--view", "event", event]
    yield "ego", ["--view", "ego", organization, "--steps", "2"]
    yield "path", ["--view", "path", person, connected(base, person), "-k", "3"]


def connected(base, person):
    """Who is two steps from a person."""
    network = json.loads(run(guanxi, "export", "-b", base, "-q", "--as", "json"))
    near = {}
    for edge in network["edges"]:
        near.setdefault(edge["source"], set()).add(edge["target"])
        near.setdefault(edge["target"], set()).add(edge["source"])
    far = set().union(*(near[other] for other in near[person])) - near[person] - {person}
    return min(far or near[person])


def first(base, of):
    rows = json.loads(run(guanxi, "rank", "-b", base, "--of", of, "--by", "degree", "--top", "1", "--json"))
    text = json.dumps(rows)
    return re.search(r'"([poe]-[0-9a-z]{12})"', text).group(1)


def check_base(name, base, language):
    os.environ.update(language)
    check_views(name, base)
    os.environ.update(ENGLISH)


def check_views(name, base):
    one = {of: first(base, of) for of in ("people", "events", "organizations")}
    started = time.monotonic()
    draw(base, name + "-orgs.png", "--view", "orgs")
    print(f"{name}-orgs.png: {time.monotonic() - started:.2f} s")
    for view, options in views(base, one["people"], one["events"], one["organizations"]):
        what = name + "-" + view
        started = time.monotonic()
        svg = draw(base, what + ".svg", *options)
        took = time.monotonic() - started
        check_svg(svg, what)
        draw(base, what + ".dot", *options)
        drawn, n = measure(what + ".dot")
        expect(drawn > 0, f"{what}: nothing drawn")
        # Communities take seconds and are the view network again: two formats will do.
        for ending in ("svg", "dot") if view == "communities" else ("svg", "dot", "png", "pdf"):
            once = open(path(what + "." + ending), "rb").read() if ending in ("svg", "dot") else draw(base, what + "." + ending, *options)
            expect(draw(base, "again." + ending, *options) == once, f"{what}.{ending}: other bytes the second time")
        pdf = draw(base, what + "-A4.pdf", *options, "--paper", "A4")
        expect(pdf == draw(base, "again.pdf", *options, "--paper", "A4"), f"{what}-A4.pdf: other bytes the second time")
        check_sheets(pdf, what)
        print(f"{what}: {drawn} boxes, {n} texts, {took:.2f} s")


# The annotated pages and a hundred days of broadcasts, from which each view draws its top; the rest is for our own.
if shared:
    for name in ("five.db", "days.db"):
        if os.path.exists(path(name)):
            os.remove(path(name))
    run(guanxi, "build", "-q", os.path.join(shared, "pages"), "-o", path("five.db"))
    check_base("five", path("five.db"), CHINESE)
    run("tar", "xf", os.path.join(shared, "corpus/broadcasts.tar.xz"), "-C", folder)
    days = sorted(glob.glob(path("**/20[0-9][0-9]*.md"), recursive=True))[:100]
    run(guanxi, "build", "-q", *days, "-o", path("days.db"))
    check_base("days", path("days.db"), ENGLISH)
    print(f"layout.py: {checks} checks")
    sys.exit(0)

facts = run("/usr/bin/python3", os.path.join(here, "hostile.py"))
open(path("hostile.ndjson"), "wb").write(facts)
for base in ("hostile.db", "pages.db", "many.db", "small.db"):
    if os.path.exists(path(base)):
        os.remove(path(base))
run(guanxi, "load", "-q", path("hostile.ndjson"), "-o", path("hostile.db"))
run(guanxi, "build", "-q", pages, "-o", path("pages.db"))
check_base("hostile", path("hostile.db"), ENGLISH)
check_base("pages", path("pages.db"), CHINESE)

# What pages do not say is dashed and explained, or left out; what is left out is told; a centre is tied to all that is drawn.
union = draw(path("hostile.db"), "chain.dot", "--view", "orgs").decode()
expect('style="dashed" dir=none' in union and "inferred (no page says it)" in union, "chain.dot: no inferred link, or none explained")
plain = draw(path("hostile.db"), "stated.dot", "--view", "orgs", "--no-inferred").decode()
expect('style="dashed" dir=none' not in plain and "inferred" not in plain, "stated.dot: an inferred link")
cut = draw(path("pages.db"), "cut.dot", "--nodes", "20").decode()
expect(re.search("[0-9]+ more are not", cut), "cut.dot does not say what is left out")
around = draw(path("pages.db"), "around.dot", "--view", "ego", first(path("pages.db"), "people"), "--steps", "3", "--nodes", "25").decode()
near, ties = set(re.findall(r'^"(v\d+)" \[', around, re.M)), re.findall(r'^"([vw]\d+)" -> "([vw]\d+)"', around, re.M)
reached = {re.search(r'^"(v\d+)" .*penwidth=3', around, re.M).group(1)}
for _ in 2 * ties:
    reached |= {b for a, b in ties if a in reached} | {a for a, b in ties if b in reached}
expect(near <= reached and len(near) > 20, f"around.dot: {near - reached} hang loose")

# Small faults of large bases: an organization below two, of which the cut takes the first; who is told twice of one role;
# an event at which nobody was that is drawn.
say = lambda fact, **more: {"fact": fact, "document": "甲.txt", "article": 1, **more}
words = {"evidence": {"start": 0, "end": 3, "text": "证"}, "confidence": 0.9}
above = [("丙会", "甲会")] + [(name, "乙会") for name in ("丙会", "丁会", "戊会", "己会", "庚会")]
there = [("张一", "e1", "attendee"), ("张一", "e1", "attendee"), ("张一", "e2", "attendee"), ("张一", "e2", "speaker"), ("李二", "e3", "attendee")]
small = [say("document", published="2020-01-10", published_basis="x", encoding="UTF-8", bytes=3),
         say("article", title="题", subtitles=[], start=0, end=3, continued=False),
         *(say("person", name=name, surfaces=[name], mentions=[[0, 3]]) for name in ("张一", "李二")),
         *(say("organization", name=name, surfaces=[name], mentions=[[0, 3]], kind="union") for name in ("甲会", "丙会", "乙会", "丁会", "戊会", "己会", "庚会")),
         *(say("event", event=e, name=name, surfaces=[name], type="meeting", date="2020-01-09", date_text=None, place=None, mentions=[[0, 3]])
           for e, name in (("e1", "一号会议"), ("e2", "二号会议"), ("e3", "三号会议"))),
         *(say("participation", entity=who, entity_kind="person", event=e, role=role, **words) for who, e, role in there),
         *(say("organization_relation", subject=one, relation="part_of", object=other, inferred=False, **words) for one, other in above)]
open(path("small.ndjson"), "w").write("".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in small))
run(guanxi, "load", "-q", path("small.ndjson"), "-o", path("small.db"))
for nodes in range(2, 9):
    draw(path("small.db"), "below.dot", "--view", "orgs", "--nodes", str(nodes))
    measure("below.dot")
twice = draw(path("small.db"), "twice.dot", "--view", "event", "一号会议").decode()
expect(twice.count("张一") == 1, "twice.dot: one person twice in one role")
roles = draw(path("small.db"), "roles.dot", "--view", "person", "张一").decode()
expect(roles.count(">二号会议<") == 1 and "attendee, speaker" in roles, "roles.dot: an event of two roles is not one box with both")
empty = draw(path("small.db"), "empty.dot", "--view", "attendance", "--nodes", "1").decode()
expect("一号会议" in empty and "三号会议" not in empty, "empty.dot: a column of nobody")

# Hostile names are plain text in the picture.
tree = check_svg(draw(path("hostile.db"), "all.svg", "--nodes", "200"), "all")
flat = re.sub(r"\s", "", "".join("".join(node.itertext()) for node in tree.iter("{http://www.w3.org/2000/svg}text")))
for name in ('人"引号"\\', "人<b>粗</b>&amp;", "人]]><script>alert(1)</script>", "人javascript:alert('x')", "人\\N\\G{a|b}<x>", "人倒写", "人__proto__", "人%s%n", "人&lt;i&gt;"):
    expect(name in flat, f"all.svg does not show {name}")
expect("\u202e" not in flat, "all.svg: a right-to-left mark came through")

# Paper: what does not fit one sheet is tiled, and another program can read it.
pdf = draw(path("hostile.db"), "paper.pdf", "--view", "orgs", "--paper", "A4", "--landscape")
counts = re.findall(rb"/Count (\d+)", pdf)
expect(int(counts[-1]) > 1 and b"/Prev " in pdf, "paper.pdf: one sheet only")
xref = int(re.findall(rb"startxref\n(\d+)", pdf)[-1])
expect(pdf[xref:xref + 4] == b"xref", "paper.pdf: the table is not where it says")
for number, at in zip(range(100000), re.findall(rb"\n(\d{10}) 00000 n", pdf[xref:])):
    expect(re.match(rb"\d+ 0 obj", pdf[int(at):int(at) + 20]), "paper.pdf: an entry of the table leads nowhere")

# A thousand organizations.
run("/bin/sh", "-c", f"/usr/bin/python3 {os.path.join(here, 'hostile.py')} 1000 > {path('many.ndjson')}")
run(guanxi, "load", "-q", path("many.ndjson"), "-o", path("many.db"))
started = time.monotonic()
draw(path("many.db"), "many.svg", "--view", "orgs", "--nodes", "1000")
print(f"1000 organizations: {time.monotonic() - started:.1f} s")
drawn, n = measure("many.dot") if draw(path("many.db"), "many.dot", "--view", "orgs", "--nodes", "1000") else (0, 0)
print(f"1000 organizations: {drawn} boxes, {n} texts")

print(f"layout.py: {checks} checks")
