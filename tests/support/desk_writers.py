"""A desk at work, and its worst day: writers and readers of one shelf, killed at random moments.

`python desk_writers.py FOLDER KILLS SEED` in an environment of libpq's that leads to a database with a shelf `policy`, whose
members w0, w1 … and r0, r1 (editors and readers) are. Half of the kills end a process, half a connection on the server. Prints
as JSON what was acknowledged and what was missed; it is a program of its own because it forks.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from briefdeck.editing.merging import merged
from briefdeck.library.folders import folders
from briefdeck.library.shared.connection import SharedError
from briefdeck.library.shared.mirror import load_mirror, remember_copied
from briefdeck.library.shared.publishing import publish
from briefdeck.library.shared.pulling import pull
from briefdeck.library.shared.rows import rows_of
from briefdeck.loader import load_text
from support.shelves import briefing_text, event

if TYPE_CHECKING:
    from briefdeck.library.folders import Folders
    from briefdeck.library.shared.address import SharedShelf

WRITERS, READERS = 8, 2
NAMES = tuple(f"briefing-{number}" for number in range(5))
PAUSE = 0.03
"""Seconds between two kills, at most; between connections there are some milliseconds."""


def _log(file: Path, *said: object) -> None:
    """One line, whole or not at all: one call, for whoever writes may be killed."""
    line = json.dumps(said) + "\n"
    with file.open("ab", buffering=0) as log:
        log.write(line.encode())


def _write(shelf: "SharedShelf", places: "Folders", log: Path, who: str) -> None:
    """Add an event to some briefing, as somebody does who has it in the own library."""
    name = random.choice(NAMES)
    pull(shelf, places)
    copy, own = places.mirror(shelf) / f"{name}.toml", places.own / f"{name}.toml"
    marker = f"{who}-{os.getpid()}-{time.monotonic_ns()}"
    own.parent.mkdir(parents=True, exist_ok=True)
    if copy.exists():
        own.write_bytes(copy.read_bytes())
        remember_copied(copy, own, places)
        text = own.read_text(encoding="utf-8")
    else:
        text = briefing_text("Busy")
    own.write_text(text + event(marker, "Change", "Text."), encoding="utf-8")
    done = publish(own, shelf, places, "published")
    _log(log, "published", time.monotonic(), name, done.revision, marker)


def _read(shelf: "SharedShelf", places: "Folders", log: Path) -> None:
    """Pull, and say what is there then."""
    begun = time.monotonic()
    pull(shelf, places)
    held = load_mirror(shelf, places).briefings
    _log(log, "pulled", begun, {name: each.revision for name, each in held.items()})


def _work(folder: Path, who: str, log: Path) -> None:
    """Write or read until killed; what the server or a lock refuses is tried again."""
    os.environ["BRIEFDECK_HOME"] = str(folder / who)
    os.environ["PGUSER"] = f"{who}{os.environ['DESK_ROLES']}"
    random.seed()
    places = folders()
    [shelf] = places.shared
    while True:
        try:
            if who.startswith("w"):
                _write(shelf, places, log, who)
            else:
                _read(shelf, places, log)
        except SharedError as refused:
            _log(log, "refused", refused.message)


def _prepare(folder: Path) -> None:
    """Read once what a publication needs, so that each process need not that is begun anew."""
    path = folder / "first.toml"
    path.write_text(briefing_text("Busy") + event("one", "Change", "Text."), encoding="utf-8")
    loaded = load_text(path.read_bytes(), "first", path=path)
    assert loaded.briefing is not None
    rows_of("first", loaded.briefing, loaded.links)
    text = path.read_text(encoding="utf-8")
    merged(text, text + event("two", "Change", "Text."), text)


def _begun(folder: Path, who: str, log: Path) -> int:
    process = os.fork()
    if process:
        return process
    try:
        _work(folder, who, log)
    finally:
        os._exit(3)


def _await_more(log: Path, done: int) -> None:
    """Wait until somebody has got something done, or for two seconds."""
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline and not (log.exists() and log.stat().st_size > done):
        time.sleep(0.002)


def _facts(log: Path) -> list[list[Any]]:
    lines = log.read_bytes().split(b"\n")[:-1]
    return [json.loads(line) for line in lines]


def main(folder: Path, kills: int, seed: int) -> None:
    """Have all work, kill, and compare what was said with what is there."""
    chance = random.Random(seed)
    log = folder / "log"
    people = [f"w{number}" for number in range(WRITERS)] + [
        f"r{number}" for number in range(READERS)
    ]
    for who in people:
        config = folder / who / "config" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text('[library]\nshared = ["postgresql:///?shelf=policy"]\n')
    _prepare(folder)
    processes = {who: _begun(folder, who, log) for who in people}
    killed = {"process": 0, "connection": 0}
    done = 0
    with psycopg.connect(autocommit=True) as server:
        while sum(killed.values()) < kills:
            _await_more(log, done)
            done = log.stat().st_size if log.exists() else 0
            time.sleep(chance.uniform(0, PAUSE))
            if chance.random() < 0.5:
                who = chance.choice(people)
                os.kill(processes[who], signal.SIGKILL)
                os.waitpid(processes[who], 0)
                processes[who] = _begun(folder, who, log)
                killed["process"] += 1
            else:
                ended = server.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where datname = current_database() and application_name = 'briefdeck'"
                    " order by random() limit 1"
                ).fetchone()
                killed["connection"] += ended is not None
        time.sleep(0.5)
        fell = [who for who, process in processes.items() if os.waitpid(process, os.WNOHANG)[0]]
        for who, process in processes.items():
            if who not in fell:
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
        texts = {
            name: bytes(content).decode()
            for name, content in server.execute(
                "select name, content from briefdeck.contents('policy', %s)", [list(NAMES)]
            )
        }
    facts = _facts(log)
    acknowledged = [fact[1:] for fact in facts if fact[0] == "published"]
    missed = 0
    pulls = [fact[1:] for fact in facts if fact[0] == "pulled"]
    for begun, revisions in pulls:
        missed += sum(
            revisions.get(name, 0) < revision
            for at, name, revision, _ in acknowledged
            if at < begun
        )
    wrong = []
    for who in people:  # a last pull by its mark, after all that has happened to the mirror
        os.environ |= {"BRIEFDECK_HOME": str(folder / who)}
        os.environ["PGUSER"] = f"{who}{os.environ['DESK_ROLES']}"
        places = folders()
        [shelf] = places.shared
        pull(shelf, places)
        files = {path.stem: path.read_text() for path in places.mirror(shelf).glob("*.toml")}
        wrong += [who] if files != texts else []
    json.dump(
        {
            "killed": killed,
            "fell": fell,
            "acknowledged": len(acknowledged),
            "lost": sum(marker not in texts[name] for _, name, _, marker in acknowledged),
            "pulls": len(pulls),
            "missed": missed,
            "wrong_mirrors": wrong,
            "refused": len([fact for fact in facts if fact[0] == "refused"]),
            "reasons": sorted({fact[1][:60] for fact in facts if fact[0] == "refused"}),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
