"""Spoiled and generated briefings through check, show, verify, diff, compare and search.

Run by hand for long:

    python tests/fuzz/run.py --inputs 100000 [--first SEED] [--workers N] [--into DIR]
    python tests/fuzz/run.py --only SEED

A fault is an exception, a raw control character in what is printed, two seconds of processor time, 450 MB of memory, or the
death of the process. Every fault's input is saved as DIR/SEED.toml, cut down to the lines that it takes.
"""

import argparse
import multiprocessing
import os
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from briefdeck import document, output
from briefdeck.check import check_all
from briefdeck.check.reports import render as report
from briefdeck.check.verifying import examined
from briefdeck.document.comparison import compare
from briefdeck.document.comparison_document import comparison_document
from briefdeck.draw.changes import change_lines
from briefdeck.draw.compare import draw_comparison
from briefdeck.draw.lines import lines_text
from briefdeck.evidence.numbers.cited_numbers import cited_numbers
from briefdeck.evidence.numbers.copy_numbers import CopyNumbers
from briefdeck.evidence.numbers.numbers import find_number
from briefdeck.evidence.passages import CopyText
from briefdeck.evidence.unsearched import Unsearched
from briefdeck.evidence.verdicts import Verification
from briefdeck.evidence.words.quotations import find_quotation
from briefdeck.library.diff import diff
from briefdeck.library.grammar import parse
from briefdeck.library.index import Index
from briefdeck.library.passage import passages
from briefdeck.library.query import BadQuery
from briefdeck.library.search import search_index
from briefdeck.loader import Loaded, load_text
from briefdeck.output import verification_text
from briefdeck.text.matching import word_marks
from fuzz.inputs import fuzz_input, query

SECONDS: Final = 2
MEGABYTES: Final = 450
MOST_SOUGHT: Final = 20
"""Quotations and numbers of a briefing that are looked for."""
LONGEST_COPY: Final = 20_000
AT_ONCE: Final = 100
"""Inputs that a worker is given at once."""

SILENT: Final = 60
"""Seconds by the clock after which a worker that says nothing is ended."""

CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
REPORTS: Final = ("text", "json", "github", "sarif")
FORMATS: Final = ("text", "plain", "markdown", "json")
WIDTHS: Final = (40, 57, 80, 120, 200)


class FaultError(Exception):
    """What an input made the program do, and must not."""


class Fault(NamedTuple):
    """The seed of an input and what it did."""

    seed: int
    what: str


def strike(content: bytes, dice: random.Random, before: Loaded | None = None) -> Loaded:
    """Put one input through the program; FaultError, or whatever it raises, where that is wrong."""
    loaded = load_text(content, "input")
    name = dice.choice(REPORTS)
    clean(report(name, check_all([loaded])), f"check -f {name}")
    if loaded.briefing is None:
        return loaded
    _show(loaded, dice)
    _find(loaded, dice)
    if dice.random() < 0.25:
        _verify(loaded, dice)
    if before is not None and before.briefing is not None and dice.random() < 0.25:
        _lay_side_by_side(before, loaded, dice)
    return loaded


def _show(loaded: Loaded, dice: random.Random) -> None:
    width, name = dice.choice(WIDTHS), dice.choice(FORMATS)
    if dice.random() < 0.2 and loaded.links is not None and loaded.links.entries:
        entry = dice.choice(sorted(loaded.links.entries))
        drawn = document.page(loaded, entry, references=True)
    else:
        sections = [section.name for section in document.SECTIONS]
        chosen = dice.choice((None, None, dice.sample(sections, 2)))
        drawn = document.summary(loaded, chosen, level=dice.choice(document.LEVELS))
    clean(output.render(name, drawn, width=width), f"show -f {name} -w {width}")


def _verify(loaded: Loaded, dice: random.Random) -> None:
    """Look for what a briefing quotes and cites in a part of its own text."""
    start = dice.randrange(len(loaded.text) + 1)
    copy = CopyText(loaded.text[start : start + LONGEST_COPY])
    beside = Unsearched(loaded, {})
    quotations = [
        beside.quoted(sought, find_quotation(sought.words, copy, sought.seen_at))
        for sought in islice(beside.quotations, MOST_SOUGHT)
    ]
    numbers = CopyNumbers(copy)
    for stated in islice(cited_numbers(loaded), MOST_SOUGHT):
        for place in stated.places:
            find_number(stated.quantity, numbers, place.seen_at)
    found = examined(loaded, Verification(tuple(quotations)))
    clean(verification_text.report([found]), "verify")


def _find(loaded: Loaded, dice: random.Random) -> None:
    asked = parse(query(dice))
    if isinstance(asked, BadQuery):
        clean(f"{asked}".replace("\\", ""), "a query's fault")
    assert loaded.briefing is not None
    wanted = () if isinstance(asked, BadQuery) else asked.words
    for passage in passages("input", loaded.briefing, loaded.links):
        clean(passage.text + passage.label, "what the index holds")
        word_marks(passage.text, wanted)


def _lay_side_by_side(old: Loaded, new: Loaded, dice: random.Random) -> None:
    assert old.briefing is not None
    assert new.briefing is not None
    width, name = dice.choice(WIDTHS), dice.choice(FORMATS)
    changes = diff(old.briefing, new.briefing)
    clean(lines_text(change_lines(changes, width, ids=True)) + changes.summary, "diff")
    comparison = compare(old, new)
    lines = draw_comparison(comparison, width, everything=dice.random() < 0.5, more="")
    clean(lines_text(lines), f"compare -w {width}")
    clean(output.render(name, comparison_document(comparison), width=width), f"compare -f {name}")


def clean(text: str, what: str) -> None:
    """FaultError for a text that may speak to a terminal."""
    found = CONTROL.search(text)
    if found:
        around = text[max(found.start() - 30, 0) : found.end() + 30]
        raise FaultError(f"{what} prints {found[0]!r}: {around!r}")


@contextmanager
def watched() -> Iterator[None]:
    """FaultError for what takes too long, or more memory than anything may."""

    def ring(*_: object) -> None:
        raise FaultError(f"takes more than {SECONDS} s")

    # A process never has less than what it once had: in the tests, of what ran before.
    before = _most_memory()
    previous = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
    most = _most_memory()
    if most > (MEGABYTES if before < MEGABYTES // 2 else before + MEGABYTES):
        raise FaultError(f"takes {most} MB")


def _most_memory() -> int:
    """The most megabytes that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def what_fails(seed: int, content: bytes | None = None) -> str:
    """What is wrong with what an input does; empty where nothing is."""
    given = fuzz_input(seed) if content is None else content
    try:
        with watched():
            before = load_text(fuzz_input(seed + 1), "input") if seed % 4 == 0 else None
            strike(given, random.Random(seed), before)
    except FaultError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001  # any of them is a fault
        places = traceback.extract_tb(error.__traceback__)
        at = next((each for each in reversed(places) if "briefdeck" in each.filename), places[-1])
        return f"{type(error).__name__}: {str(error)[:200]} ({Path(at.filename).name}:{at.lineno})"
    return ""


def search_all(seeds: range, folder: Path) -> str:
    """What is wrong with indexing these inputs as a library and searching it."""
    from briefdeck.library.folders import folders

    os.environ["BRIEFDECK_HOME"] = str(folder)
    places = folders()
    places.own.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (places.own / f"input-{number}.toml").write_bytes(fuzz_input(seed))
    dice = random.Random(seeds.start)
    try:
        with Index(places) as index:
            index.refresh()
            for _ in range(10):
                asked = parse(query(dice))
                if not isinstance(asked, BadQuery):
                    for hit in search_index(index, asked).hits:
                        clean("".join(str(part) for part in hit), "search")
    except FaultError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001  # any of them is a fault
        return f"search: {type(error).__name__}: {str(error)[:200]}"
    return ""


def work(pipe: Connection) -> None:
    """A worker: takes ranges of seeds, says which seed it is at and what it found."""
    with tempfile.TemporaryDirectory() as folder:
        while (seeds := pipe.recv()) is not None:
            for seed in seeds:
                pipe.send(("at", seed))
                if what := what_fails(seed):
                    pipe.send(("fault", Fault(seed, what)))
            pipe.send(("at", seeds.start))
            if what := search_all(range(seeds.start, seeds.start + 20), Path(folder)):
                pipe.send(("fault", Fault(seeds.start, what)))
            pipe.send(("done", None))


class Worker:
    """A process that is replaced when it dies, hangs or has grown."""

    def __init__(self) -> None:
        context: Any = multiprocessing.get_context("fork")
        self.pipe, end = context.Pipe()
        self.process = context.Process(target=work, args=(end,), daemon=True)
        self.process.start()
        end.close()
        self.seed = -1
        self.until = -1
        self.heard = time.monotonic()
        self.is_ended = False

    def give(self, seeds: range) -> None:
        self.seed, self.until, self.heard = seeds.start, seeds.stop, time.monotonic()
        self.pipe.send(seeds)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run(first: int, inputs: int, workers: int, found: Callable[[Fault], None]) -> None:
    """Put the inputs of so many seeds through the program."""
    ahead = [
        range(start, min(start + AT_ONCE, first + inputs))
        for start in range(first, first + inputs, AT_ONCE)
    ]
    ahead.reverse()
    busy: list[Worker] = []
    for _ in range(min(workers, len(ahead))):
        worker = Worker()
        worker.give(ahead.pop())
        busy.append(worker)
    while busy:
        wait([worker.pipe for worker in busy], timeout=1)
        for worker in busy:
            _listen(worker, busy, ahead, found)


def _listen(
    worker: Worker, busy: list[Worker], ahead: list[range], found: Callable[[Fault], None]
) -> None:
    """Hear what a worker says; replace it where it says no more."""
    try:
        while worker.pipe.poll():
            kind, what = worker.pipe.recv()
            worker.heard = time.monotonic()
            if kind == "at":
                worker.seed = what
            elif kind == "fault":
                found(what)
                if "takes" in what.what:
                    # What it has grown by would count against the inputs that follow.
                    worker.is_ended = True
                    worker.process.kill()
            elif ahead:
                worker.give(ahead.pop())
            else:
                worker.end()
                busy.remove(worker)
                return
        if time.monotonic() - worker.heard < SILENT:
            return
        found(Fault(worker.seed, f"says nothing for {SILENT} s"))
    except (EOFError, OSError):
        worker.process.join(1)
        if not worker.is_ended:
            found(Fault(worker.seed, f"ends the process with {worker.process.exitcode}"))
    worker.end()
    busy.remove(worker)
    ahead.append(range(worker.seed + 1, worker.until))
    replacement = Worker()
    replacement.give(ahead.pop())
    busy.append(replacement)


def cut_down(seed: int, what: str) -> bytes:
    """The input of a fault with the lines taken out that it does not take."""
    lines = fuzz_input(seed).split(b"\n")
    kind = what.split(":", maxsplit=1)[0]
    size = len(lines) // 2
    until = time.monotonic() + 20
    while size and time.monotonic() < until:
        start = 0
        while start < len(lines):
            fewer = lines[:start] + lines[start + size :]
            if what_fails(seed, b"\n".join(fewer)).startswith(kind):
                lines = fewer
            else:
                start += size
        size //= 2
    return b"\n".join(lines)


def main() -> int:
    """Run as the arguments say; 1 where a fault was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--only", type=int, help="this seed alone, with its traceback")
    parser.add_argument("--into", type=Path, default=Path(tempfile.gettempdir()) / "briefdeck-fuzz")
    arguments = parser.parse_args()
    if arguments.only is not None:
        seed = arguments.only
        before = load_text(fuzz_input(seed + 1), "input") if seed % 4 == 0 else None
        with watched():
            strike(fuzz_input(seed), random.Random(seed), before)
        return 0
    faults: list[Fault] = []

    def found(fault: Fault) -> None:
        faults.append(fault)
        print(f"{fault.seed}: {fault.what}", flush=True)
        arguments.into.mkdir(parents=True, exist_ok=True)
        (arguments.into / f"{fault.seed}.toml").write_bytes(fuzz_input(fault.seed))

    start = time.monotonic()
    run(arguments.first, arguments.inputs, arguments.workers, found)
    taken = time.monotonic() - start
    for fault in {each.what: each for each in reversed(faults)}.values():
        if "takes" not in fault.what and "process" not in fault.what:
            (arguments.into / f"{fault.seed}.toml").write_bytes(cut_down(*fault))
    print(f"{arguments.inputs} inputs in {taken:.0f} s, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
