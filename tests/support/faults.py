"""Every call that changes a file fails in turn, or the process is killed there; what must hold then.

As SQLite tests itself: a small library, preloaded before the C library, counts the calls on files
below a folder and strikes one of them. `examined` runs a process with it, which forks a child for
each call of each piece of work. Afterwards the old or the new is there, whole; the child ended with
a message, or went on without a convenience; and the next start gives right answers.
"""

import contextlib
import ctypes
import errno
import gc
import importlib
import json
import os
import pkgutil
import re
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import NamedTuple

import briefdeck
from briefdeck.library import folders
from support.shelves import briefing_text, event, shelve

SOURCE = Path(__file__).with_suffix(".c")
NEVER, ONCE, FROM_THEN_ON, KILL, SHORT, TORN = range(6)
"""How a call is struck, as in the C source."""


EVERY = 1_000_000
"""More strikes than any piece of work has."""
PATIENCE = 60
"""Seconds after which a child is taken to hang."""


class Manner(NamedTuple):
    """One way in which calls fail."""

    name: str
    how: int
    number: int = 0

    @property
    def is_fatal(self) -> bool:
        """Whether the process does not outlive it."""
        return self.how in {KILL, TORN}


UNHARMED = Manner("", NEVER)
MANNERS = (
    Manner("full once", ONCE, errno.ENOSPC),
    Manner("input/output error", ONCE, errno.EIO),
    Manner("full from then on", FROM_THEN_ON, errno.ENOSPC),
    Manner("read-only from then on", FROM_THEN_ON, errno.EROFS),
    Manner("killed", KILL),
    Manner("written in part", SHORT),
    Manner("killed in writing", TORN),
)


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that writes.

    `before`: command lines that make the world it finds. `is_convenience`: it may fail unsaid, its
    answer must be right all the same. `is_one_step`: all files that it makes appear together.
    """

    name: str
    words: Sequence[str] = ()
    before: Sequence[Sequence[str]] = ()
    do: Callable[[], object] | None = None
    is_convenience: bool = False
    is_one_step: bool = True

    def run(self) -> int:
        """Do it; return the exit code."""
        if self.do is None:
            return _called(self.words)
        self.do()
        return 0


class Outcome(NamedTuple):
    """What became of a child: its exit code (None: killed), its streams, its calls."""

    code: int | None
    out: str
    err: str
    calls: int = 0
    struck: str = ""


class Report(NamedTuple):
    """How many calls a piece of work has, how often one was struck, and what did not hold then."""

    work: str
    calls: int
    struck: int
    faults: list[str]


def compiled(folder: Path) -> Path | None:
    """Compile the library that strikes; None where there is no compiler, or not this system."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    target = folder / "faults.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(target), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return target


def examined(
    library: Path, folder: Path, *, most: int = EVERY, works: Sequence[str] = ()
) -> list[Report]:
    """Strike pieces of work (none named: all), each about `most` times, evenly spread.

    That is as often as its calls times the manners, unless less is asked for.
    """
    paths = [str(SOURCE.parents[2] / "src"), str(SOURCE.parents[1])]
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "BRIEFDECK_HOME": str(folder / "world" / "home"),
        "PYTHONPATH": os.pathsep.join(paths),
        "COLUMNS": "80",
    }
    done = subprocess.run(
        [sys.executable, "-m", "support.faults", str(folder), str(most), *works],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [Report(*json.loads(line)) for line in done.stdout.splitlines()]


# What is done: each starts in the folder `work` beside the program's own folders.

FERRY = briefing_text("The ferry", event("e", "It sinks", "Nobody knows why the ferry sank."))
BRIDGE = briefing_text("The bridge", event("e", "It stands", "Carries the ferry's passengers."))
ATTACHED = (
    '[[findings]]\nid = "q"\ntext = "Q."\ncites = [{ source = "s", quote = "report report report" }]\n'
    '[[sources]]\nid = "s"\ntype = "report"\ntitle = "R"\nURL = "files/report.txt"\n'
)
PROBES = (
    ("list", "--json"),
    ("search", "ferry"),
    ("show", "bridge"),
    ("notes", "bridge"),
    ("notes", "ferry", "--json"),
)
"""What the next start is asked."""


def _called(words: Sequence[str]) -> int:
    from briefdeck.cli import main

    try:
        return main(list(words))
    except SystemExit as stop:
        return int(stop.code or 0)


def _read() -> None:
    from briefdeck.library.last_read import remember_read
    from briefdeck.library.state import ReadingState, remember_opened, save_state
    from briefdeck.loader import load

    loaded = load(Path("../home/data/briefings/bridge.toml").resolve())
    remember_read(loaded)
    save_state("bridge", ReadingState(section="events", entry="e"))
    remember_opened("bridge", str(loaded.path))


def _copy_out() -> None:
    from briefdeck.cli.briefings import file_of
    from briefdeck.cli.streams import CommandError

    try:
        sys.stdout.write(file_of(PACK[-1]).read_text())
    except CommandError as error:
        raise OSError(str(error)) from error


def _export() -> None:
    from types import SimpleNamespace

    from briefdeck.loader import load
    from briefdeck.reading.actions.keeping import export_notes

    loaded = load(Path("../home/data/briefings/bridge.toml"))
    screen = SimpleNamespace(
        deck=SimpleNamespace(loaded=loaded),
        folders=folders.folders(),
        say=lambda words, **_: sys.stderr.write(words),
    )
    export_notes(screen)  # all that it asks of a reader


NOTE = ("notes", "bridge", "--entry", "e", "--write")
PACK = ("pack", "long/long.toml", "-o", "out/long.briefpack")
KEEP = ("keep", "long/long.toml", "s", "long/files/report.txt")
WORKS = (
    Work("new", ("new", "fresh")),
    Work("add", ("add", "ferry.toml")),
    Work("add again", ("add", "ferry.toml", "--replace"), [("add", "old/ferry.toml")]),
    Work("add a folder", ("add", "long/long.toml")),
    Work(
        "add a folder again",
        ("add", "long/long.toml", "--replace"),
        [("add", "old/long/long.toml")],
        is_one_step=False,
    ),
    Work("keep", KEEP, is_one_step=False),
    Work("verify", ("verify", "long/long.toml"), [KEEP], is_convenience=True),
    Work("record", ("verify", "long/long.toml", "--record"), [KEEP]),
    Work("edit", ("edit", "set", "bridge", "e.title", "It falls")),
    Work("remove", ("remove", "bridge")),
    Work("remove a folder", ("remove", "long"), [PACK, ("unpack", "out/long.briefpack")]),
    Work("first note", (*NOTE, "Why?")),
    Work("second note", (*NOTE, "Why not?"), [(*NOTE, "Why?")]),
    Work("bookmark", (*NOTE[:4], "--bookmark"), [(*NOTE, "Why?"), (*NOTE, "Why not?")]),
    Work("pack", PACK),
    Work("pack again", (*PACK, "--replace"), [("pack", "ferry.toml", "-o", PACK[-1])]),
    Work("unpack", ("unpack", PACK[-1]), [PACK]),
    Work("unpack into", ("unpack", PACK[-1], "--into", "deep/down"), [PACK]),
    Work("copy of a pack", do=_copy_out, before=[PACK], is_convenience=True),
    Work("first index", ("list",), is_convenience=True),
    Work("index", ("search", "lacks"), is_convenience=True),
    Work("kept answer", ("check", "ferry.toml"), is_convenience=True),
    Work("fix", ("check", "--fix", "slips.toml")),
    Work("reading", do=_read, is_one_step=False),
    Work("export", do=_export, before=[(*NOTE, "Why?")], is_convenience=True),
)


# The process that strikes


class Bench:
    """A world that is laid anew for each strike, always at the same place, and its examiner."""

    def __init__(self, folder: Path) -> None:
        self.world = folder / "world"
        self.pattern = folder / "pattern"
        self.streams = (folder / "out", folder / "err")
        self.library = ctypes.CDLL(None)
        self.library.fault_struck.restype = ctypes.c_char_p

    def examine(self, work: Work, most: int) -> Report:
        """Strike a piece of work about so many times at most."""
        self.prepare(work)
        self.warm_up(work)
        self.lay()
        old, old_answers = self.files(), self.answers()
        self.lay()
        right = self.attempt(work)
        new, new_answers = self.files(), self.answers()
        exam = _Exam(work, right, (old, new), (old_answers, new_answers))
        strikes = list(product(MANNERS, range(1, right.calls + 1)))
        step = max(1, len(strikes) // most)
        struck = 0
        faults: list[str] = []
        for manner, number in strikes[::step]:
            outcome, wrong = self.strike(exam, manner, number)
            faults += wrong
            # In part, only a call that writes can be done.
            struck += bool(outcome.struck) or outcome.code is None
        return Report(work.name, right.calls, struck, faults)

    def prepare(self, work: Work) -> None:
        """Make the world that the work finds, and keep it as the pattern."""
        shutil.rmtree(self.world, ignore_errors=True)
        (self.world / "shipped").mkdir(parents=True)
        shelve(self.world / "work", "ferry", FERRY)
        shelve(self.world / "work", "slips", FERRY.replace("[briefing]", "[[briefing]]"))
        shelve(self.world / "work" / "old", "ferry", FERRY.replace("ferry", "boat"))
        shelve(self.world / "work" / "long", "long", briefing_text("Long", ATTACHED + "# x\n" * 20))
        shelve(self.world / "work" / "old" / "long", "long", briefing_text("Old", ATTACHED))
        shelve(self.world / "home" / "data" / "briefings", "bridge", BRIDGE)
        old = self.world / "work" / "old" / "long" / "files"
        old.mkdir()
        (old / "report.txt").write_text("old report")
        files = self.world / "work" / "long" / "files"
        files.mkdir()
        (files / "report.txt").write_text("report " * 20_000)
        for words in (*work.before, ("list",)):
            assert self.child(partial(_called, words)).code == 0, words
        if work.name == "first index":
            shutil.rmtree(self.world / "home" / "cache")
        if work.name == "index":
            changed = BRIDGE.replace("Carries", "Lacks")
            shelve(self.world / "home" / "data" / "briefings", "bridge", changed)
        shutil.rmtree(self.pattern, ignore_errors=True)
        shutil.copytree(self.world, self.pattern)

    def warm_up(self, work: Work) -> None:
        """Do once here what each child would else load, compile and remember anew."""
        with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.chdir("/"):
            os.chdir(self.world / "work")
            with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
                work.run()
                for words in PROBES:
                    _called(words)

    def lay(self) -> None:
        """Lay the world anew."""
        shutil.rmtree(self.world)
        shutil.copytree(self.pattern, self.world)

    def attempt(self, work: Work, manner: Manner = UNHARMED, number: int = 0) -> Outcome:
        """Do the work in a child, with one of its calls struck."""
        return self.child(work.run, manner, number)

    def child(self, run: Callable[[], int], manner: Manner = UNHARMED, number: int = 0) -> Outcome:
        """Run something in a child that starts in the folder `work`."""
        ours, theirs = os.pipe()
        pid = os.fork()
        if not pid:
            self._in_child(run, manner, number, theirs)
        os.close(theirs)
        with os.fdopen(ours, "rb") as pipe:
            said = pipe.read()
        os.waitpid(pid, 0)
        out, err = (stream.read_text(encoding="utf-8") for stream in self.streams)
        if not said:
            return Outcome(None, out, err)
        code, calls, struck = json.loads(said)
        return Outcome(code, out, err, calls, struck)

    def _in_child(self, run: Callable[[], int], manner: Manner, number: int, pipe: int) -> None:
        signal.alarm(PATIENCE)
        os.chdir(self.world / "work")
        for target, stream in zip((1, 2), self.streams, strict=True):
            file = os.open(stream, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(file, target)
        code: int = -1
        self.library.fault_arm(os.fsencode(self.world), number, manner.how, manner.number)
        try:
            code = run()
        except OSError as error:
            # What is done without the command line says itself what its caller may expect.
            sys.stderr.write(f"briefdeck: {error}")
            code = 1
        except BaseException:  # noqa: BLE001 - shown to the examiner
            traceback.print_exc()
        count, struck = self.library.fault_count(), self.library.fault_struck().decode()
        self.library.fault_arm(b"", 0, NEVER, 0)
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(pipe, json.dumps([code, count, struck]).encode())
        os._exit(0)

    def strike(self, exam: "_Exam", manner: Manner, number: int) -> tuple[Outcome, list[str]]:
        """Strike one call; return what came of it, and what does not hold afterwards."""
        self.lay()
        outcome = self.attempt(exam.work, manner, number)
        wrong = [*exam.of_outcome(outcome, manner), *exam.of_files(self.files())]
        wrong += exam.of_leftovers(self.leftovers(), outcome, manner)
        wrong += exam.of_answers(self.answers())
        again = self.attempt(exam.work)
        wrong += exam.of_retry(again, self.files())
        where = f"{exam.work.name}, {manner.name} at call {number} ({outcome.struck})"
        return outcome, [f"{where}: {what}" for what in wrong]

    def files(self) -> dict[str, str]:
        """Return the files that matter, without what differs from one run to the next."""
        found = {}
        for path in sorted(self.world.rglob("*")):
            name = str(path.relative_to(self.world))
            if path.is_dir() or name.startswith("home/cache/") or _is_ours(name):
                continue
            found[name] = _timeless(path.read_bytes().decode("latin-1"))
        return found

    def leftovers(self) -> list[str]:
        """Return what was left unfinished."""
        return [str(path) for path in self.world.rglob(".briefdeck-*.part")]

    def answers(self) -> list[str]:
        """Return what the next start says."""

        def ask() -> int:
            for words in PROBES:
                sys.stdout.write(f"\f{_called(words)}")
            return 0

        said = self.child(ask)
        answers = f"{said.out}".split("\f")
        return [_timeless(answer) for answer in (*answers, said.err)]


class _Exam(NamedTuple):
    """What must hold after a strike."""

    work: Work
    right: Outcome
    files: tuple[dict[str, str], dict[str, str]]
    answers: tuple[list[str], list[str]]

    def of_outcome(self, outcome: Outcome, manner: Manner) -> Iterator[str]:
        """It ended as it should: with a message, or as if nothing had happened."""
        if "Traceback" in outcome.err or outcome.code == -1:
            yield f"a traceback: {outcome.err[-600:]}"
        if ".briefdeck-" in outcome.err:
            yield f"the message names a file that only we know: {outcome.err}"
        if outcome.code is None:
            if not manner.is_fatal:
                yield "it was killed"
            return
        if outcome.code == self.right.code:
            if outcome.out != self.right.out:
                yield f"it said {outcome.out!r}, not {self.right.out!r}"
        elif "briefdeck: " not in outcome.err:
            yield f"it ended with {outcome.code} and said {outcome.err!r}"

    def of_files(self, found: dict[str, str]) -> Iterator[str]:
        """The old or the new is there, whole."""
        old, new = self.files
        for name, text in found.items():
            if text not in (old.get(name), new.get(name)):
                yield f"{name} holds neither the old nor the new: {text[:80]!r}"
        gone = [name for name in old if name not in found]
        made = [name for name in new if name not in old]
        there = [name for name in made if name in found]
        if gone and len(there) < len(made):
            yield f"{gone} is lost"
        if self.work.is_one_step and there and len(there) < len(made):
            yield f"only {there} of {made} was made"

    def of_leftovers(self, left: list[str], outcome: Outcome, manner: Manner) -> Iterator[str]:
        """Nothing unfinished is left by a process that could take it away."""
        if manner.is_fatal or manner.number == errno.EROFS:
            return
        if left and not outcome.struck.startswith("unlink"):
            yield f"{left} is left"

    def of_answers(self, answers: list[str]) -> Iterator[str]:
        """The next start says what it said before, or what it is to say now."""
        for number, answer in enumerate(answers):
            right = [said[number] for said in self.answers]
            if answer not in right:
                yield f"the next start says {answer!r}, not {right}"

    def of_retry(self, again: Outcome, found: dict[str, str]) -> Iterator[str]:
        """Doing it again leads to what was wanted."""
        wanted = _without_backups(self.files[1])
        if _without_backups(found) != wanted:
            yield f"done again, it leaves {sorted(found)}: {again.err}"
        if self.work.is_convenience and again.out != self.right.out:
            yield f"done again, it says {again.out!r}"


def _is_ours(name: str) -> bool:
    return name.endswith(".lock") or "/.briefdeck-" in name


def _without_backups(files: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if not name.endswith(".bak")}


def _timeless(text: str) -> str:
    return re.sub(r'("(?:made|touched|at|modified)": ?)[0-9.e+]+', r"\g<1>0", text)


def _get_ready(world: Path) -> None:
    """Import what the children would import, each anew; ship nothing, which would take long."""
    for module in pkgutil.walk_packages(briefdeck.__path__, "briefdeck."):
        if not module.name.startswith(("briefdeck.tui.", "briefdeck.__main__")):
            importlib.import_module(module.name)
    folders._shipped_folder = lambda: world / "shipped"
    # A collector that looks at all objects makes each child copy them.
    gc.disable()
    gc.freeze()


def _strike_all(folder: Path, most: int, names: Sequence[str]) -> None:
    bench = Bench(folder)
    _get_ready(bench.world)
    for work in WORKS:
        if names and work.name not in names:
            continue
        sys.stdout.write(json.dumps(bench.examine(work, most)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _strike_all(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
