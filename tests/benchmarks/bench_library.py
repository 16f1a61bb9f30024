"""How fast the library is, as ratios to what the machine can do: `python tests/benchmarks/bench_library.py [FILES]`.

Makes FILES briefings of 28 KB in a temporary folder, indexes them, opens the library's screen on them and on ten, changes
one, asks queries, and compares with tomli alone and with ripgrep (grep where it is missing) over the same files. Prints a
line a figure, with its limit. Limits are of processor time, which other programs at work disturb less than the clock; still
compare figures of one run only.
"""

import itertools
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.ptys import Terminal

FILES = 10_000
VOCABULARY = 30_000
ENTRIES = 46
LONG = 1.4
"""Times as many words as are asked for have long texts, so that a briefing has 28 KB."""
FEW = 10
SCREENS = 9
LIBRARY = "import sys; from briefdeck import tui; sys.exit(tui.run_library())"


class Writer:
    """Makes briefings of plausible shape: words by Zipf's law, events, programs, figures and sources."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        letters = (
            "abcdefghijklmnopqrstuvwxyz" * 8 + "áéíóñ"
        )  # one letter in forty is no ASCII, as in Spanish
        self.words = [
            "".join(self.random.choices(letters, k=self.random.randint(2, 10)))
            for _ in range(VOCABULARY)
        ]
        self.weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))

    def text(self, count: int) -> str:
        if count > 20:
            count = round(count * LONG)
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=count))

    def briefing(self, number: int) -> str:
        head = f'format = 1\n[briefing]\ntitle = "{self.text(6)}"\nbluf = "{self.text(40)}"\nas_of = "2020-04"\ntags = ["t{number % 50}"]\n'
        return head + "".join(self.entry(place) for place in range(ENTRIES))

    def entry(self, place: int) -> str:
        year = self.random.randint(1990, 2020)
        source = f"source-{ENTRIES - 1 - self.random.randrange(8)}"
        match place:
            case _ if place >= ENTRIES - 8:
                return f'\n[[sources]]\nid = "source-{place}"\ntype = "report"\ntitle = "{self.text(8)}"\nissued = "{year}"\nauthor = [{{ family = "{self.text(1)}" }}]\n'
            case _ if place % 5 == 0:
                points = ", ".join(
                    f"{{ at = {1990 + at}, value = {self.random.randint(1, 999)} }}"
                    for at in range(12)
                )
                return f'\n[[series]]\nid = "figure-{place}"\ntitle = "{self.text(6)}"\nunit = "USD"\npoints = [{points}]\ncites = ["{source}"]\n'
            case _ if place % 5 == 1:
                return f'\n[[programs]]\nid = "program-{place}"\ntitle = "{self.text(5)}"\nspan = "{year}/.."\ntext = """\n{self.text(60)} [@{source}, p. 9]."""\n'
            case _:
                return f'\n[[events]]\nid = "event-{place}"\ntitle = "{self.text(6)}"\ndate = "{year}-0{self.random.randint(1, 9)}"\ntext = """\n{self.text(55)} [[event-2|{self.text(2)}]]."""\ncites = [{{ source = "{source}", at = "p. {place}" }}]\n'


def write_shelf(folder: Path, count: int) -> int:
    """Write briefings, a hundred to a folder; the bytes written."""
    writer = Writer()
    size = 0
    for number in range(count):
        path = folder / f"{number // 100:03d}" / f"briefing-{number:05d}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(writer.briefing(number).encode())
    return size


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def report(name: str, value: str) -> None:
    """Print a figure."""
    sys.stdout.write(f"{name:<58} {value}\n")
    sys.stdout.flush()


def queries(writer: Writer) -> Iterator[str]:
    """Queries as readers ask them: words as common as words are, pairs, phrases, beginnings, fields."""
    for _ in range(60):
        one, two = writer.text(1), writer.text(1)
        yield from (
            one,
            f"{one} {two}",
            f'"{writer.text(2)}"',
            f"{(one + 'abc')[:3]}*",
            f"kind:event {one}",
            f"{one} year:2006..2008",
        )


def furnish(home: Path, count: int) -> int:
    """A home with a configured shelf of so many briefings; the bytes written."""
    size = write_shelf(home / "shelf", count)
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text(f'[library]\nfolders = ["{home / "shelf"}"]\n')
    return size


def measure(folder: Path, count: int) -> None:
    """All figures for a shelf of so many briefings."""
    many, few = folder / "many", folder / "few"
    size = furnish(many, count)
    furnish(few, FEW)
    report(f"{count} briefings", f"{size / 1e6:.0f} MB, {size / count / 1e3:.1f} KB each")
    measure_build(many, size)
    measure_screens(few, many)
    measure_listing()
    measure_change(sorted((many / "shelf").rglob("*.toml"))[count // 2])
    measure_queries(many / "shelf")


def measure_build(home: Path, size: int) -> None:
    """The first index, between two rounds of tomli alone."""
    from briefdeck.library.index import Index

    os.environ["BRIEFDECK_HOME"] = str(home)
    paths = sorted((home / "shelf").rglob("*.toml"))
    with Index() as index:
        start = time.process_time()
        rounds = [timed(lambda: parse_all(paths))]
        before = os.times()
        build = timed(index.refresh)
        after = os.times()
        rounds.append(timed(lambda: parse_all(paths)))
    used = sum(after[:4]) - sum(before[:4])
    parse = statistics.mean(rounds)
    parse_used = (time.process_time() - start - sum(after[:2]) + sum(before[:2])) / 2
    report("tomli alone, one process", f"{parse:.1f} s, {size / parse / 1e6:.1f} MB/s")
    rate = f"{build:.1f} s, {len(paths) / build:.0f} files/s, {size / build / 1e6:.1f} MB/s"
    report("first index", f"{rate} = {build / parse:.2f} of tomli alone (limit: 2.5)")
    ratio = (
        f"{used:.1f} s against {parse_used:.1f} s: {used / 2 / parse_used:.2f} on two idle cores"
    )
    report("  by processor time of all processes", f"{ratio} (limit: 2.5)")
    on_disk = sum(path.stat().st_size for path in (home / "cache").iterdir())
    share = f"{on_disk / 1e6:.0f} MB = {on_disk / size:.2f} of the texts"
    report("index on disk", f"{share} (limit: 1.0)")


def measure_screens(few: Path, many: Path) -> None:
    """From starting the program to the library's list, on a real terminal; few and many briefings take turns."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    pairs = [
        tuple(first_frame({**kept, "BRIEFDECK_HOME": str(home)}) for home in (few, many))
        for _ in range(SCREENS)
    ][1:]
    small, large = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(large / small for small, large in pairs)
    report(
        "the library's screen, spawn to list",
        f"{large:.0f} ms, with {FEW} briefings {small:.0f} ms = {ratio:.2f} (limit: 1.3)",
    )


def first_frame(environment: dict[str, str]) -> float:
    """Seconds until the header counts the briefings, which it does with the first list."""
    start = time.perf_counter()
    with Terminal(["-c", LIBRARY], {**environment, "TERM": "xterm-256color"}) as terminal:
        terminal.until(b" briefings")
        seconds = time.perf_counter() - start
        terminal.send(b"q")
        terminal.wait()
    return seconds


def parse_all(paths: list[Path]) -> None:
    """What parsing with tomli alone costs."""
    import tomli

    for path in paths:
        tomli.loads(path.read_bytes().decode())


def measure_listing() -> None:
    """Cards of the whole shelf, in this process and as a whole process."""
    from briefdeck.library.shelf import listing

    report(
        "cards of all, nothing parsed",
        f"{min(timed(lambda: listing(parse=False)) for _ in range(3)) * 1000:.0f} ms",
    )
    report("cards of all, up to date", f"{min(timed(listing) for _ in range(3)) * 1000:.0f} ms")


def measure_change(path: Path) -> None:
    """One changed file: from opening the index to finding it."""
    found: list[float] = []
    for number in range(5):
        path.write_text(path.read_text().replace('title = "', f'title = "zzchanged{number} ', 1))
        found.append(used(partial(_is_found, f"zzchanged{number}")))
    times = f"p50 {statistics.median(found) * 1000:.0f} ms, worst {max(found) * 1000:.0f} ms"
    report("one changed file, opening to found, processor time", f"{times} (limit: 100)")


def _is_found(word: str) -> None:
    from briefdeck.library.search import search

    results = search(word)
    assert getattr(results, "total", 0) == 1, results


def used(work: Callable[[], object]) -> float:
    """Seconds of processor time that something takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def share_of(values: list[float], share: float) -> str:
    """The value, in milliseconds, that so many of the values in order are below."""
    return f"{values[min(len(values) - 1, int(len(values) * share))] * 1000:.1f}"


def measure_queries(shelf: Path) -> None:
    """Processor time of queries on an open index, and the clock's for grep and the same word."""
    from briefdeck.library.grammar import parse
    from briefdeck.library.index import Index
    from briefdeck.library.query import Query
    from briefdeck.library.search import Results, search_as_typed, search_index

    with Index() as index:
        asked = [(text, parse(text)) for text in dict.fromkeys(queries(Writer(seed=1)))]
        good = [(text, query) for text, query in asked if isinstance(query, Query)]
        times = {
            text: min(used(partial(search_index, index, query)) for _ in range(2))
            for text, query in good
        }
        in_order = sorted(times.values())
        limits = ((0.5, "p50", 3), (0.95, "p95", 10), (0.99, "p99", 15))
        said = [
            f"{name} {share_of(in_order, share)} (limit: {most})" for share, name, most in limits
        ]
        report(f"{len(times)} queries, ms of processor time", ", ".join(said))
        for text in sorted(times, key=lambda key: -times[key])[:5]:
            report(f"  {text}", f"{times[text] * 1000:.1f} ms")
        typed = [
            used(partial(search_as_typed, index, text))
            for text in ("m", "me", "mer", "meri", "merid", "merida in")
        ]
        report("as typed: m, me, mer, …", ", ".join(f"{one * 1000:.1f}" for one in typed) + " ms")
        word = next(iter(times))
        results = [timed(partial(search_as_typed, index, word)) for _ in range(5)]
        assert isinstance(search_as_typed(index, word), Results)
    tool = shutil.which("rg") or shutil.which("grep")
    if tool:
        arguments = (
            [tool, "-l", word, str(shelf)]
            if tool.endswith("rg")
            else [tool, "-rlF", word, str(shelf)]
        )
        grep = min(
            timed(lambda: subprocess.run(arguments, stdout=subprocess.DEVNULL, check=False))
            for _ in range(3)
        )
        report(
            f"{Path(tool).name} for the same word, by the clock",
            f"{grep * 1000:.0f} ms = {grep / min(results):.0f} times ours",
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else FILES)
