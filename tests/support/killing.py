"""Work that is killed in the middle, and what must be true afterwards."""

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from briefdeck.library.folders import Folders
from briefdeck.library.grammar import parse
from briefdeck.library.index import Index
from briefdeck.library.notes import load_notes, set_note
from briefdeck.library.pack import Packed, Unpacked, pack, unpack, verify
from briefdeck.library.query import Query
from briefdeck.library.search import search_index
from briefdeck.loader import load
from support.shelves import briefing_text, event, shelve

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(filter(None, ["src", os.environ.get("PYTHONPATH", "")])),
}
FILES = 60
LONGEST = 0.35
# Python's own complaint where the program was killed while it was sending a starting worker its work.
_ORPHANED = re.compile(
    r"Traceback [^\n]*\n(?:  [^\n]*\n)*?  [^\n]* in spawn_main\n"
    r"(?:  (?![^\n]*src/briefdeck)[^\n]*\n)*"
    r"(?:EOFError|OSError|FileNotFoundError|_pickle\.UnpicklingError): [^\n]*\n"
)
_WORK = """
import sys, itertools
from pathlib import Path
from briefdeck.library.folders import Folders
from briefdeck.library import durable, index, notes, pack
from briefdeck.loader import load
root = Path(sys.argv[2])
places = Folders(root / "own", (), None, root / "config", root / "cache", root / "state")
print("ready", flush=True)
if sys.argv[1] == "indexing":
    index.COMMIT_FILES = 5
    for turn in itertools.count():
        for path in sorted(places.own.glob("*.toml"))[turn % 3 :: 3]:
            durable.write_atomically(path, path.read_bytes() + b"#", durable=False)
        with index.Index(places) as one:
            one.refresh(jobs=1 + turn % 2)
elif sys.argv[1] == "notes":
    loaded = load(places.own / "b000.toml")
    for number in itertools.count(int(sys.argv[3])):
        notes.set_note(loaded, f"n{number}", "note " * 200, places)
        print(number, flush=True)
else:
    for number in itertools.count():
        pack.pack([f"b{one:03d}" for one in range(8)], root / "out.briefpack", places, replace=True)
        pack.unpack(root / "out.briefpack", root / f"into{number}")
"""


def places_of(root: Path) -> Folders:
    """The folders under a root."""
    return Folders(
        root / "own", (), root / "shipped", root / "config", root / "cache", root / "state"
    )


def killed_at(work: str, root: Path, moment: float) -> None:
    """Start the work and kill it after a part of `LONGEST`; what it said of finished notes is kept in `said`."""
    said = root / "said"
    start = int(said.read_text()) + 1 if said.exists() else 0
    process = subprocess.Popen(
        [sys.executable, "-c", _WORK, work, str(root), str(start)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(moment * LONGEST)
    process.kill()
    out, errors = process.communicate()
    assert not _ORPHANED.sub("", errors), errors
    finished = [line for line in out.split("\n") if line.strip()]
    if work == "notes" and finished:
        said.write_text(finished[-1] if out.endswith("\n") else str(int(finished[-1][:-1] or 0)))


def prepare_shelf(root: Path) -> None:
    """A shelf of small briefings."""
    for number in range(FILES):
        shelve(
            root / "own",
            f"b{number:03d}",
            briefing_text(f"Briefing {number}", event("e", "Event", "common " * 300)),
        )


def check_index(root: Path) -> None:
    """The index is sound as it stands, and complete after the next start."""
    with Index(places_of(root)) as index:
        connection = index.store.connection
        assert connection.execute("pragma integrity_check").fetchone()[0] == "ok"
        connection.execute("insert into words (words) values ('integrity-check')")
        index.refresh()
        query = parse("common")
        assert isinstance(query, Query)
        assert search_index(index, query, 1).total == FILES
        assert connection.execute("select count(*) from passages").fetchone()[0] == 2 * FILES


def check_notes(root: Path) -> None:
    """Every note that was said to be written is there, and the next one can be written."""
    places = places_of(root)
    notes = load_notes("b000", places)
    assert notes.problem == ""
    said = int((root / "said").read_text()) if (root / "said").exists() else -1
    assert {f"n{number}" for number in range(said + 1)} <= set(notes.marks)
    assert all(mark.note for mark in notes.marks.values())
    set_note(load(places.own / "b000.toml"), "e", "the next", places)


def check_packs(root: Path) -> None:
    """A pack that is there is whole, and so is each briefing that was unpacked; both can be done again."""
    out = root / "out.briefpack"
    if not out.exists():
        return
    assert isinstance(verify(out), Packed)
    for folder in root.glob("into*"):
        for path in folder.glob("b*/b*.toml"):
            assert path.read_bytes() == (root / "own" / path.name).read_bytes()
        assert isinstance(unpack(out, folder), Unpacked)
    with contextlib.suppress(OSError):
        out.unlink()
    assert isinstance(pack(["b000"], out, places_of(root)), Packed)


SURVIVAL: dict[str, tuple[Callable[[Path], None], Callable[[Path], None]]] = {
    "indexing": (prepare_shelf, check_index),
    "notes": (prepare_shelf, check_notes),
    "packing": (prepare_shelf, check_packs),
}
