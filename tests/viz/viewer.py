"""viewer.py GUANXI PAGES FOLDER: make viewers of real pages, of hostile names, of 2,000 and of 20,000 entities, and use them in
Chromium.  Exit 77 where something that the test needs is missing."""
import os, shutil, subprocess, sys

guanxi, pages, folder = sys.argv[1:4]
here = os.path.dirname(os.path.abspath(__file__))
os.makedirs(folder, exist_ok=True)
path = lambda name: os.path.join(folder, name)
for need, package in (("chromium", "chromium"), ("node", "nodejs"), ("npm", "npm")):
    if not shutil.which(need):
        print(f"viewer.py: skipped: apt-get install {package}")
        sys.exit(77)
for name in ("package.json", "package-lock.json", "viewer.mjs"):
    shutil.copy(os.path.join(here, "viewer", name), path(name))
if not os.path.isdir(path("node_modules/playwright-core")):
    if subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder).returncode:
        print("viewer.py: skipped: npm could not install playwright-core")
        sys.exit(77)


def make(name, *command):
    if os.path.exists(path(name + ".db")):
        os.remove(path(name + ".db"))
    subprocess.run([guanxi, *command, "-q", "-o", path(name + ".db")], check=True)
    made = subprocess.run([guanxi, "view", "-b", path(name + ".db"), "-q", "-o", path(name + ".html")])
    if made.returncode:
        print("viewer.py: skipped: built without the viewer")
        sys.exit(77)


make("pages", "build", pages)
sizes = [("hostile", "40"), ("large", "2000"), ("huge", "20000")]
for name, many in sizes:
    with open(path(name + ".ndjson"), "wb") as out:
        subprocess.run(["/usr/bin/python3", os.path.join(here, "hostile.py"), many], check=True, stdout=out)
    make(name, "load", path(name + ".ndjson"))
sys.exit(subprocess.run(["node", path("viewer.mjs"), folder, *(name for name, _ in sizes[1:])]).returncode)
