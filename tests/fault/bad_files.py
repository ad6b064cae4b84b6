#!/usr/bin/env python3
"""What a knowledge base says to files and disks that are not as they should be; nothing is lost or half-written.
usage: bad_files.py KB_TOOL
"""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from kill_build import page  # noqa: E402
import json  # noqa: E402
import random  # noqa: E402

faults = 0


def expect(what, done, code, words):
    global faults
    if done.returncode != code or words not in done.stderr:
        faults += 1
        print(f"{what}: exit {done.returncode}, said {done.stderr.strip()!r}; expected exit {code} and {words!r}")


def main():
    tool = sys.argv[1] if len(sys.argv) > 1 else sys.exit(__doc__)
    run = lambda *args, **more: subprocess.run([tool, *map(str, args)], capture_output=True, text=True, **more)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        dice = random.Random(2)
        files = []
        for n in range(12):
            files.append(folder / f"{n}.ndjson")
            files[-1].write_text("".join(json.dumps(f, ensure_ascii=False) + "\n" for f in page(n, dice)), encoding="utf-8")
        kb = folder / "kb.db"
        expect("build", run("load", kb, *files[:2]), 0, "")
        before = run("dump", kb).stdout

        expect("missing", run("dump", folder / "no.db"), 1, "No such file")
        expect("folder", run("dump", folder), 1, "a folder, expected the file of a knowledge base")
        (folder / "text.db").write_text("no database " * 1000)
        expect("text", run("load", folder / "text.db", files[0]), 1, "not a knowledge base of guanxi")
        (folder / "empty.db").write_text("")
        expect("empty", run("dump", folder / "empty.db"), 1, "it is empty")
        with sqlite3.connect(folder / "other.db") as other:
            other.execute("CREATE TABLE t(x)")
        expect("other", run("load", folder / "other.db", files[0]), 1, "a database, but not a knowledge base of guanxi")
        expect("other is unchanged", run("dump", folder / "other.db"), 1, "a database, but not")

        shutil.copy(kb, folder / "newer.db")
        with sqlite3.connect(folder / "newer.db") as newer:
            newer.execute("PRAGMA user_version = 99")
        expect("newer", run("dump", folder / "newer.db"), 1, "made by a newer guanxi (schema 99")

        # An older file is refused to readers, brought up to date by a writer, and left alone where that fails.
        shutil.copy(kb, folder / "older.db")
        with sqlite3.connect(folder / "older.db") as older:
            older.execute("DROP INDEX entity_time")
            older.execute("DROP TABLE known")
            older.execute("DROP TABLE document_pairs")
            older.execute("DROP INDEX profile_alike")
            older.execute("CREATE VIRTUAL TABLE article_pairs USING fts5(pairs, content='', detail=none)")
            older.execute("ALTER TABLE document DROP COLUMN content")
            older.execute("UPDATE profile SET features = '', entity = (SELECT min(entity) FROM profile)")
            older.execute("PRAGMA user_version = 1")
        older.close()
        shutil.copy(folder / "older.db", folder / "stranger.db")
        (folder / "none.ndjson").write_text("")
        expect("older, reading", run("dump", folder / "older.db"), 1, "made by an older guanxi (schema 1)")
        expect("older, writing", run("load", folder / "older.db", folder / "none.ndjson"), 0, "")
        if run("dump", folder / "older.db").stdout != before:
            expect("older, brought up to date", run("dump", folder / "older.db"), 0, "the same content as a new one")
        with sqlite3.connect(folder / "stranger.db") as stranger:
            stranger.execute("ALTER TABLE profile DROP COLUMN mark")
        stranger.close()
        expect("stranger", run("load", folder / "stranger.db", folder / "none.ndjson"), 1, "not brought up to date")
        expect("stranger is unchanged", run("dump", folder / "stranger.db"), 1, "made by an older guanxi (schema 1)")

        damaged = bytearray(kb.read_bytes())
        for at in range(4096, len(damaged), 4096):
            damaged[at:at + 64] = b"\xa5" * 64
        (folder / "damaged.db").write_bytes(damaged)
        expect("damaged", run("dump", folder / "damaged.db"), 1, "damaged")

        holder = sqlite3.connect(kb, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        expect("locked", run("load", kb, files[2]), 1, "locked by another process")
        expect("read while another writes", run("check", kb), 0, "")
        holder.execute("ROLLBACK")
        holder.close()

        # A full disk: the system refuses to let any file grow beyond some blocks.
        for kib in (250, 300):
            full = folder / f"full{kib}.db"
            shutil.copy(kb, full)
            limited = subprocess.run(["bash", "-c", f'trap "" XFSZ; ulimit -f {kib}; exec "$0" "$@"', tool, "bulk", str(full),
                                      *map(str, files)], capture_output=True, text=True)
            expect(f"full at {kib} KiB", limited, 1, full.name)
            if run("dump", full).stdout != before:
                expect("nothing lost on a full disk", limited, 0, "the old content")
        fresh = folder / "fresh.db"
        expect("full at once", subprocess.run(["bash", "-c", 'trap "" XFSZ; ulimit -f 20; exec "$0" "$@"', tool, "bulk", str(fresh),
                                               str(files[0])], capture_output=True, text=True), 1, "fresh.db")
        if fresh.exists():
            expect("nothing half-made", run("dump", fresh), 0, "no file")

        if os.getuid() != 0:
            locked = folder / "locked"
            locked.mkdir()
            shutil.copy(kb, locked / "kb.db")
            locked.chmod(0o555)
            expect("read-only folder, reading", run("dump", locked / "kb.db"), 0, "")
            expect("read-only folder, writing", run("load", locked / "kb.db", files[2]), 1, "kb.db")
            locked.chmod(0o755)
        if run("dump", kb).stdout != before:
            expect("after all", run("dump", kb), 0, "the old content")
    print(f"{faults} faults")
    return faults > 0


if __name__ == "__main__":
    sys.exit(main())
