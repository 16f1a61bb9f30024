"""How fast the library is, as ratios to what the machine can do: `python tests/benchmarks/bench_library.py [FILES]`.

Makes FILES briefings of about 20 KB in a temporary folder, indexes them, changes one, asks queries, and compares with
tomli alone and with grep over the same files. Prints a line a figure.
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

FILES = 10_000
VOCABULARY = 30_000
ENTRIES = 46


class Writer:
    """Makes briefings of plausible shape: words by Zipf's law, events, programs, figures and sources."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        letters = "abcdefghijklmnopqrstuvwxyz" * 8 + "áéíóñ"  # one letter in forty is no ASCII, as in Spanish
        self.words = ["".join(self.random.choices(letters, k=self.random.randint(2, 10))) for _ in range(VOCABULARY)]
        self.weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))

    def text(self, count: int) -> str:
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
                points = ", ".join(f"{{ at = {1990 + at}, value = {self.random.randint(1, 999)} }}" for at in range(12))
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


def measure(folder: Path, count: int) -> None:
    """All figures for a shelf of so many briefings."""
    shelf = folder / "briefings"
    size = write_shelf(shelf, count)
    os.environ["BRIEFDECK_HOME"] = str(folder / "home")
    (folder / "home" / "config").mkdir(parents=True)
    (folder / "home" / "config" / "config.toml").write_text(f'[library]\nfolders = ["{shelf}"]\n')
    report(f"{count} briefings", f"{size / 1e6:.0f} MB, {size / count / 1e3:.1f} KB each")
    paths = sorted(shelf.rglob("*.toml"))
    start = time.process_time()
    parse = timed(lambda: parse_all(paths))
    parse_used = time.process_time() - start
    report("tomli alone, one process", f"{parse:.1f} s, {size / parse / 1e6:.1f} MB/s")
    from briefdeck.library.index import Index

    with Index() as index:
        before = os.times()
        build = timed(index.refresh)
        used = sum(os.times()[:4]) - sum(before[:4])
        wanted = f"{parse / build:.2f} of tomli alone (wanted: 0.5)"
        report("first index", f"{build:.1f} s, {size / build / 1e6:.1f} MB/s = {wanted}")
        ratio = f"{used:.1f} s against {parse_used:.1f} s: {parse_used / (used / 2):.2f} on two idle cores"
        report("  by processor time of all processes", ratio)
        on_disk = sum(path.stat().st_size for path in (folder / "home" / "cache").iterdir())
        report("index on disk", f"{on_disk / 1e6:.0f} MB")
    measure_listing()
    measure_change(paths[count // 2])
    measure_queries(shelf)


def parse_all(paths: list[Path]) -> None:
    """What parsing with tomli alone costs."""
    import tomli

    for path in paths:
        tomli.loads(path.read_bytes().decode())


def measure_listing() -> None:
    """Cards of the whole shelf, in this process and as a whole process."""
    from briefdeck.library.shelf import listing

    report(
        "cards of all, nothing parsed", f"{min(timed(lambda: listing(parse=False)) for _ in range(3)) * 1000:.0f} ms"
    )
    report("cards of all, up to date", f"{min(timed(listing) for _ in range(3)) * 1000:.0f} ms")


def measure_change(path: Path) -> None:
    """One changed file: from opening the index to finding it."""
    from briefdeck.library.search import search

    found: list[float] = []
    for number in range(3):
        path.write_text(path.read_text().replace('title = "', f'title = "zzchanged{number} ', 1))
        start = time.perf_counter()
        results = search(f"zzchanged{number}")
        found.append(time.perf_counter() - start)
        assert getattr(results, "total", 0) == 1, results
    report("one changed file, opening to found", f"{max(found) * 1000:.0f} ms (wanted: 200)")


def measure_queries(shelf: Path) -> None:
    """Times of queries on an open index, and of grep for the same words."""
    from briefdeck.library.index import Index
    from briefdeck.library.query import Query, parse
    from briefdeck.library.search import Results, search_as_typed, search_index

    times: dict[str, float] = {}
    with Index() as index:
        for text in queries(Writer(seed=1)):
            query = parse(text)
            if isinstance(query, Query):
                times[text] = timed(partial(search_index, index, query))
        in_order = sorted(times.values())
        report(
            "queries",
            f"p50 {statistics.median(in_order) * 1000:.1f} ms, p95 {in_order[int(len(in_order) * 0.95)] * 1000:.1f} ms (wanted: 20), max {in_order[-1] * 1000:.1f} ms",
        )
        for text in sorted(times, key=lambda key: -times[key])[:5]:
            report(f"  {text}", f"{times[text] * 1000:.1f} ms")
        typed = [
            timed(partial(search_as_typed, index, text)) for text in ("m", "me", "mer", "meri", "merid", "merida in")
        ]
        report("as typed: m, me, mer, …", ", ".join(f"{one * 1000:.1f}" for one in typed) + " ms")
        word = next(iter(times))
        assert isinstance(search_as_typed(index, word), Results)
    tool = shutil.which("rg") or shutil.which("grep")
    if tool:
        arguments = [tool, "-l", word, str(shelf)] if tool.endswith("rg") else [tool, "-rlF", word, str(shelf)]
        grep = min(timed(lambda: subprocess.run(arguments, stdout=subprocess.DEVNULL, check=False)) for _ in range(3))
        report(
            f"{Path(tool).name} for the same word",
            f"{grep * 1000:.0f} ms = {grep / statistics.median(in_order):.0f} times a query (wanted: 20)",
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else FILES)
