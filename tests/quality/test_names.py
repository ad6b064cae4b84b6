#!/usr/bin/env python3
"""Does name_candidates see what the extractor weighs, and does fit_names.py read its table and fit?

usage: test_names.py CANDIDATES WEIGHTS    (from the top of the tree)
"""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fit_names  # noqa: E402

PROGRAM, WEIGHTS = sys.argv[1:3]
PAGE = "市总工会召开座谈会\n\n7月30日，市总工会召开座谈会，主席龙建国出席会议并讲话。护士冯雪发言。\n"


def run(*pages):
    out = subprocess.run([PROGRAM, "seeds", WEIGHTS, *pages], stdout=subprocess.PIPE, check=True)
    return out.stdout.decode("utf-8").splitlines()


class Names(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.page = Path(self.folder.name) / "p.txt"
        self.page.write_text(PAGE, encoding="utf-8")
        self.traits = list(fit_names.read_header())

    def tearDown(self):
        self.folder.cleanup()

    def test_traits_are_those_of_the_header(self):
        self.assertEqual(run(), self.traits)
        self.assertLessEqual(set(fit_names.HELD), set(self.traits))

    def test_candidates(self):
        header, *rows = [line.split("\t") for line in run(str(self.page))]
        self.assertEqual(header, "document article start end text prior doubts odds traits".split())
        named = {row[4]: dict(zip(header, row)) for row in rows}
        self.assertIn("龙建国", named)
        self.assertIn("龙建", named)
        self.assertGreater(float(named["龙建国"]["odds"]), float(named["龙建"]["odds"]))
        self.assertIn("BEFORE_OFFICE", named["龙建国"]["traits"].split("|"))
        for row in named.values():
            self.assertEqual(int(row["end"]) - int(row["start"]), len(row["text"]))
            self.assertLessEqual(set(row["traits"].split("|")), set(self.traits))

    def test_odds_are_the_sum_of_the_weights(self):
        weights = fit_names.read_header()
        for row in (line.split("\t") for line in run(str(self.page))[1:]):
            total = float(row[5]) + float(row[6]) + sum(weights[t] for t in row[8].split("|"))
            self.assertAlmostEqual(total, float(row[7]), places=3)

    def test_a_fit_tells_names_from_others(self):
        places = fit_names.candidates(PROGRAM, WEIGHTS, [self.page], self.traits)
        for place in places:
            for c in place:
                c.right = c.text in ("龙建国", "冯雪")
        start = [0.0] * len(self.traits)
        weights = fit_names.fitted([(p, 1.0) for p in places], start, range(len(start)))
        self.assertEqual(fit_names.judged(places, weights), (2, 0, 0))
        self.assertGreater(weights[self.traits.index("BEFORE_OFFICE")], 0)

    def test_equations(self):
        self.assertEqual([round(x, 9) for x in fit_names.solve([[0.0, 2.0], [1.0, 1.0]], [4.0, 5.0])], [3.0, 2.0])

    def test_a_page_that_is_not_there(self):
        gone = subprocess.run([PROGRAM, "seeds", WEIGHTS, str(self.page) + ".gone"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, check=False)
        self.assertEqual(gone.returncode, 1)
        self.assertIn(b"p.txt.gone", gone.stderr)


unittest.main(argv=sys.argv[:1])
