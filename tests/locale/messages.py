#!/usr/bin/env python3
"""Messages follow the locale; what programs read, numbers and their order do not.
usage: messages.py GUANXI    (from the top of the tree; 77: no locales can be made here)

The locales are made in a folder of the test's own, since a fresh Debian has none but C.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# A share of the words may wait for their translation, so that a new message does not have to come with it.
UNTRANSLATED_AT_MOST = 0.05
faults = []


def expect(what, holds, found=""):
    if not holds:
        faults.append(what)
        print(f"{what}\n{found}")


def translation_is_whole():
    """Every format takes the arguments of the English one, and (nearly) all that the source says is there."""
    check = subprocess.run(["msgfmt", "--check-format", "-o", os.devnull, "src/po/zh_CN.po"], capture_output=True, text=True)
    expect("src/po/zh_CN.po has well-formed formats", check.returncode == 0, check.stderr)
    with tempfile.TemporaryDirectory() as folder:
        merged = Path(folder, "zh_CN.po")
        merged.write_bytes(Path("src/po/zh_CN.po").read_bytes())
        subprocess.run(["bash", "src/po/words.sh", str(merged)], check=True)
        blocks = [b for b in merged.read_text(encoding="utf-8").split("\n\n")[1:] if "msgid" in b]
        missing = [b for b in blocks if b.rstrip().endswith('msgstr ""') or b.rstrip().endswith('msgstr[0] ""')]
    expect(f"{len(missing)} of {len(blocks)} messages have no Chinese: bash src/po/words.sh src/po/zh_CN.po lists them",
           len(missing) <= UNTRANSLATED_AT_MOST * len(blocks), "\n".join(missing))
    expect("the source has messages", len(blocks) > 400)


def make_locales(folder):
    for name in ("zh_CN", "de_DE"):
        made = subprocess.run(["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")], capture_output=True, check=False)
        if not (folder / f"{name}.UTF-8").is_dir():
            print(made.stderr.decode(errors="replace"))
            sys.exit(77)


def main():
    guanxi = str(Path(sys.argv[1]).resolve())
    translation_is_whole()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        make_locales(scratch)

        def run(arguments, **locale):
            environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
            environment.update(LOCPATH=str(scratch), GUANXI_BASE=str(scratch / "kb.db"), USER="tester", **locale)
            return subprocess.run([guanxi, *arguments], capture_output=True, text=True, env=environment, encoding="utf-8", timeout=120)

        run(["build", "seeds/pages", "-o", str(scratch / "kb.db"), "--quiet"])
        chinese, german, english = {"LC_ALL": "zh_CN.UTF-8"}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "C"}

        # Help, headings and errors in Chinese; strerror() too, where the system has its words.
        for arguments, words in [(["--help"], "用法：guanxi 命令"), (["who", "--help"], "在每行下面引用版面原文"),
                                 (["posts", "临湖区总工会"], "末见"), (["explain", "pagerank"], "值高表示"), (["figures"], "度中心势")]:
            done = run(arguments, **chinese)
            expect(f"{arguments} in Chinese says {words}", done.returncode == 0 and words in done.stdout, done.stdout + done.stderr)
        for arguments, code, words in [(["show", "没有这个人"], 1, "没有叫“没有这个人”的实体"), (["who", "--frob"], 2, "未知选项 --frob"),
                                       (["rank", "--top", "0"], 2, "--top：应为 1 到 1000000 的数"), (["frobnicate"], 2, "没有这个命令：frobnicate"),
                                       (["extract", "/nowhere.txt"], 1, "没有这个文件或文件夹"), (["draw", "--view", "person", "-o", "x.svg"], 2, "--view person：应有 1 个名称")]:
            done = run(arguments, **chinese)
            expect(f"{arguments} in Chinese exits {code} and says {words}", done.returncode == code and words in done.stderr, done.stderr)

        # LC_MESSAGES alone decides; C means English whatever LANGUAGE says; an unknown locale is English too.
        expect("LC_MESSAGES is enough", "用法" in run(["--help"], LC_MESSAGES="zh_CN.UTF-8").stdout)
        expect("LANGUAGE in another locale", "用法" in run(["--help"], LC_ALL="de_DE.UTF-8", LANGUAGE="zh_CN").stdout)
        for locale in ({"LC_ALL": "C", "LANGUAGE": "zh_CN"}, {"LC_ALL": "xx_YY"}, {}):
            expect(f"English in {locale}", run(["--help"], **locale).stdout == run(["--help"], **english).stdout)

        # Numbers, order and what programs read are the same in every locale.
        for arguments in (["rank", "--by", "pagerank,betweenness"], ["figures"], ["timeline"], ["extract", "seeds/pages"], ["export", "--as", "json"],
                          ["export", "--as", "dot"], ["dump"]):
            plain, in_german = run(arguments, **english), run(arguments, **german)
            expect(f"{arguments} is the same in a locale that writes 0,5", plain.returncode == 0 and plain.stdout == in_german.stdout, in_german.stdout[:400])
        for arguments in (["rank", "--json"], ["posts", "临湖区总工会", "--csv"], ["explain", "--json"], ["figures", "--json"],
                          ["orgs", "--csv"], ["extract", "seeds/pages"], ["export", "--as", "graphml"], ["judgements", "--json"], ["dump"]):
            plain, in_chinese = run(arguments, **english), run(arguments, **chinese)
            expect(f"{arguments} is the same in Chinese", plain.returncode == 0 and plain.stdout == in_chinese.stdout, in_chinese.stdout[:400])
        # A picture's own words follow the locale; names, posts and coordinates do not.
        for view, names, in_english, in_chinese in [
                ("network", [], "Network of relations", "关系网络"), ("orgs", [], "Which organization belongs to which", "组织关系图"),
                ("orgs", ["云江市总工会"], "云江市总工会 and what belongs to it", "云江市总工会及其下属组织"),
                ("event", ["女职工工作会议"], "speaker (4)", "发言 (4)"), ("person", ["沈佩兰"], "沈佩兰: posts and events", "沈佩兰：任职与活动"),
                ("attendance", [], "Who attended what", "谁参加了什么"), ("ego", ["沈佩兰"], "Around 沈佩兰", "沈佩兰的关系圈"),
                ("path", ["沈佩兰", "方可"], "How 沈佩兰 and 方可 are connected", "沈佩兰与方可的联系"), ("brokers", [], "coordinator", "协调")]:
            drawn = {}
            for language, locale, word, other in [("English", english, in_english, in_chinese), ("Chinese", chinese, in_chinese, in_english)]:
                done = run(["draw", "--view", view, *names, "--as", "dot", "-o", "-", "--quiet"], **locale)
                expect(f"draw --view {view} {names} in {language}", done.returncode == 0 and word in done.stdout and other not in done.stdout,
                       done.stderr + done.stdout[-3000:])
                drawn[language] = done.stdout
            expect(f"draw --view {view}: legend and source in both", "Source: " in drawn["English"] and "来源：" in drawn["Chinese"])
            boxes = lambda text: re.findall(r'tooltip="([^"]*)"', text)
            if view not in ("event", "attendance"):
                expect(f"draw --view {view}: the same names", boxes(drawn["English"]) == boxes(drawn["Chinese"]))
            leaks = re.findall(r"图例|来源|时间：|未画出|主办|出席|任职|隶属", re.sub(r'tooltip="[^"]*"', "", drawn["English"]))
            expect(f"draw --view {view} in English has no Chinese of the program", not leaks, leaks)
        for locale, mark in ((english, "row 1, column 2"), (chinese, "[1, 2]")):
            done = run(["draw", "--paper", "A4", "-o", str(scratch / "sheets.pdf"), "--quiet"], **locale)
            expect(f"sheets of paper say {mark}", done.returncode == 0 and mark.encode() in (scratch / "sheets.pdf").read_bytes(), done.stderr)
        rows = lambda text: [line.split() for line in text.splitlines()[1:]]
        ranks = ["rank", "--top", "5"]
        expect("a table has the same rows", rows(run(ranks, **english).stdout) == rows(run(ranks, **chinese).stdout))
    print(f"{len(faults)} faults")
    return len(faults) > 0


if __name__ == "__main__":
    sys.exit(main())
