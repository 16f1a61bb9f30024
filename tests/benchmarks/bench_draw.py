"""Drawing times against the bare work of making as many spans, and a timeline of 10,000 events against its promise.

Run by hand:

    python tests/benchmarks/bench_draw.py [RUNS]

Prints medians and 95th percentiles in milliseconds, and the ratio to the floor measured in the same run: the spans of
the very lines drawn, made once more one by one and joined to text. A screen of 10,000 events has 10 ms.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from briefdeck.document.blocks import Figure
from briefdeck.draw.axis import pan, zoom
from briefdeck.draw.figure import figure
from briefdeck.draw.lines import Line, Span
from briefdeck.draw.ribbon import ribbon
from briefdeck.draw.shown import Shown
from briefdeck.draw.timeline import TimelineIndex, timeline
from briefdeck.model.briefing import Era, Event, Point, Program, Series
from briefdeck.model.edtf import Edtf

WIDTH, HEIGHT, EVENTS, PROGRAMS = 200, 50, 10_000, 300


def some_date(chance: random.Random) -> str:
    """A date from 1900 to 2020: a year, a month, an interval, mostly a day."""
    year, kind = chance.randint(1900, 2020), chance.random()
    if kind < 0.2:
        return str(year)
    if kind < 0.4:
        return f"{year}-{chance.randint(1, 12):02}"
    if kind < 0.45:
        return f"{year}/{year + chance.randint(0, 5)}"
    return f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def crowded() -> TimelineIndex:
    """Twelve eras, 300 programs, 10,000 events."""
    chance = random.Random(1)
    eras = [
        Era(id=f"e{n}", title=f"Era {n}", span=Edtf.parse(f"{1900 + n * 10}/{1909 + n * 10}"))
        for n in range(12)
    ]
    programs = [
        Program(
            id=f"p{n}", title=f"Program {n}", span=Edtf.parse(f"{chance.randint(1900, 2000)}/..")
        )
        for n in range(PROGRAMS)
    ]
    events = [
        Event(
            id=f"v{n}", title=f"Event number {n} of some weight", when=Edtf.parse(some_date(chance))
        )
        for n in range(EVENTS)
    ]
    return TimelineIndex.of(eras, programs, events)


def floor(lines: Sequence[Line]) -> str:
    """The least that any drawing does: its spans, and their text."""
    made = [tuple(Span(span.text, span.style, span.target) for span in line) for line in lines]
    return "\n".join("".join(span.text for span in line) for line in made)


def measure(name: str, draw: Callable[[], tuple[Line, ...]], runs: int) -> None:
    """Print one row: median, 95th percentile, the floor's median, their ratio."""
    lines = draw()
    ours, theirs = [], []
    for _ in range(runs):
        start = time.perf_counter()
        draw()
        middle = time.perf_counter()
        floor(lines)
        ours.append((middle - start) * 1000)
        theirs.append((time.perf_counter() - middle) * 1000)
    late = sorted(ours)[int(len(ours) * 0.95)]
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(
        f"{name:<44}{statistics.median(ours):8.2f} ms  p95 {late:7.2f}  floor {statistics.median(theirs):6.2f}  ratio {ratio:6.1f}"
    )


def main() -> None:
    """Measure the index, screens of a timeline far and near, the ribbon, a figure."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 31
    start = time.perf_counter()
    index = crowded()
    print(f"{'entries and index, once':<44}{(time.perf_counter() - start) * 1000:8.1f} ms")
    views = {"everything": index.whole}
    views["a decade"] = zoom(index.whole, 0.08)
    views["a year"] = zoom(index.whole, 0.008)
    views["a week"] = zoom(index.whole, 0.00016)
    for name, view in views.items():
        measure(
            f"timeline, {EVENTS} events, {name}",
            lambda view=view: timeline(index, WIDTH, view=view, height=HEIGHT, selected="v500"),  # type: ignore[misc]
            runs,
        )
    measure(
        "timeline, zoomed and panned first",
        lambda: timeline(index, WIDTH, view=pan(zoom(index.whole, 0.3), 0.25), height=HEIGHT),
        runs,
    )
    measure("ribbon", lambda: ribbon(index, WIDTH, selected="v500").lines(3), runs)
    chance = random.Random(2)
    points = tuple(
        Point(at=Edtf.parse(str(1980 + n)), value=chance.randint(1, 10**6)) for n in range(40)
    )
    series = Series(id="s", title="S", unit="people", points=points)
    shown = Shown.of(Figure(series=series), cited=lambda _: (), said=lambda _: ())
    measure("chart and values, 40 points", lambda: figure(shown, WIDTH), runs)
    measure("table with bars, 40 points", lambda: figure(shown, WIDTH, kind="rows"), runs)


if __name__ == "__main__":
    main()
