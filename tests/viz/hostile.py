"""hostile.py [ORGANIZATIONS]: facts on stdout with every name that ever broke a picture, and a hierarchy of many organizations."""
import json, sys

many = int(sys.argv[1]) if len(sys.argv) > 1 else 40
HOSTILE = ['"引号"\\', "<b>粗</b>&amp;", "]]><script>alert(1)</script>", "javascript:alert('x')", "\\N\\G{a|b}<x>", "\u202e倒写\u202c",
           "😀表情👩‍👩‍👧", "长" * 300, "a" * 300, "<img/src=x/onerror=alert(2)>", "</script><script>alert(3)</script>", "${alert(4)}`", "=cmd|'/c'!A1",
           "__proto__", "constructor", "<!--", "--></style>", "&lt;i&gt;", "{{7*7}}", "%s%n", "北京市怀柔区科学城总工会职工服务中心党员志愿服务队（筹）第一支队"]
document, text = "攻击<b>.txt", ""
facts = []


def add(fact, **fields):
    facts.append({"fact": fact, "document": document, "article": 1, **fields})


def evidence(words):
    return {"start": 0, "end": 3, "text": words}


def organization(name, kind="union"):
    add("organization", name=name, surfaces=[name], mentions=[[0, 3]], kind=kind)


def person(name):
    add("person", name=name, surfaces=[name], mentions=[[0, 3]])


facts.append({"fact": "document", "document": document, "published": "2020-01-10", "published_basis": "x", "encoding": "UTF-8", "bytes": 3})
add("article", title="题", subtitles=[], start=0, end=3, continued=False)
kinds = ["union", "party", "government", "company", "team", "institution", "media", "association", "committee"]
for i, name in enumerate(HOSTILE):
    person("人" + name)
    organization("会" + name, kinds[i % len(kinds)])
organization("根总工会")
for i in range(many):
    organization(f"第{i}区总工会", kinds[i % len(kinds)])
for i in range(3):
    add("event", event=f"e{i}", name=f"大会{i}" + HOSTILE[i * 2], surfaces=[f"大会{i}"], type="meeting", date=[None, "2019", "2020-01-09"][i], date_text=None,
        place="北京<b>", mentions=[[0, 3]])
for i, name in enumerate(HOSTILE):
    for title in ("主席", "党组书记" + name)[: 1 + i % 2]:
        add("post", person="人" + name, title=title, organization="会" + name, evidence=evidence("证" + name), confidence=0.9)
    for e in range(3):
        if (i + e) % 2:
            add("participation", entity="人" + name, entity_kind="person", event=f"e{e}", role=["attendee", "speaker", "organizer", "host"][i % 4],
                evidence=evidence("</script>" + name), confidence=0.5 + i / 50)
    add("organization_relation", subject="会" + name, relation="part_of", object="根总工会", evidence=evidence("属"), confidence=0.8, inferred=i % 2 == 0)
for i in range(many):
    above = "根总工会" if i < 5 else f"第{(i - 5) // 4}区总工会"
    add("organization_relation", subject=f"第{i}区总工会", relation="part_of", object=above, evidence=evidence("属"), confidence=0.8, inferred=i % 3 == 0)
for fact in facts:
    print(json.dumps(fact, ensure_ascii=False))
