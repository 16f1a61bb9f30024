"""How the interface starts, answers and leaves, beside the smallest Textual apps in the same run.

    python tests/benchmarks/bench_tui.py [RUNS]

Prints medians in milliseconds and ratios: spawn to first useful frame and quit key to process end against an app of one
Static; key to repaint against an OptionList of 1,000; Escape; peak memory. Each on the shipped briefing and on one of
5,000 entries and 2,000 sources. Targets: first frame 1.3 (2 on the large one), key 1, quit 0.5, Escape 25 ms, 150 MB.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.ptys import Terminal

SHIPPED = Path(__file__).parents[2] / "briefings" / "us-mexico-border-security.toml"
OURS = "import sys; from pathlib import Path; from briefdeck import tui; sys.exit(tui.run(Path(sys.argv[1])))"
STATIC = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self): yield Static("READY")
    def key_q(self): self.exit()
Smallest().run()
"""
OPTIONS = """
from textual.app import App
from textual.widgets import OptionList
class Options(App):
    def compose(self): yield OptionList(*(f"READY option {number}" for number in range(1000)))
    def key_q(self): self.exit()
Options().run()
"""
DOWN, ESCAPE = b"\x1b[B", b"\x1b"
WORDS = [
    "aid",
    "border",
    "budget",
    "court",
    "customs",
    "law",
    "Mérida",
    "money",
    "office",
    "police",
    "reform",
    "report",
    "security",
    "treaty",
    "trust",
    "year",
]
MOVES = 60


@dataclass(slots=True)
class Measured:
    """Milliseconds of one program over all runs; memory in megabytes."""

    first: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    escape: list[float] = field(default_factory=list)
    quit: list[float] = field(default_factory=list)
    memory: float = 0.0


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.toml"
        large.write_text("\n".join(large_briefing()), encoding="utf-8")
        programs = {
            "one Static": (STATIC, [], b"READY", None),
            "OptionList of 1,000": (OPTIONS, [], b"READY", b""),
            "shipped briefing": (OURS, [str(SHIPPED)], b"KEY POINTS", b"7"),
            "5,000 entries": (OURS, [str(large)], b"KEY POINTS", b"6"),
        }
        found = {name: Measured() for name in programs}
        kept = {
            name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
        }
        for run in range(-1, runs):
            for name, (program, arguments, ready, section) in programs.items():
                environment = {
                    **kept,
                    "BRIEFDECK_HOME": f"{folder}/{run}",
                    "TERM": "xterm-256color",
                }
                one = (
                    found[name] if run >= 0 else Measured()
                )  # the first run of all writes the bytecode
                measure(one, ["-c", program, *arguments], environment, ready, section)
    report(found)


def measure(
    into: Measured,
    command: list[str],
    environment: Mapping[str, str],
    ready: bytes,
    section: bytes | None,
) -> None:
    """Start a program, go to a section (None: it has nothing to move in), move, leave."""
    start = time.perf_counter()
    with Terminal(command, environment) as terminal:
        terminal.until(ready)
        into.first.append(since(start))
        settle(terminal)
        if section:
            answer(terminal, section)
            settle(terminal)
        if section is not None:
            into.keys.extend(answer(terminal, DOWN) for _ in range(MOVES))
        if section:
            terminal.send(b"?")
            terminal.until(b"You are in")
            settle(terminal)
            into.escape.append(answer(terminal, ESCAPE))
        settle(terminal)
        into.memory = max(into.memory, resident(terminal.pid))
        start = time.perf_counter()
        terminal.send(b"q")
        terminal.wait()
        into.quit.append(since(start))


def answer(terminal: Terminal, key: bytes) -> float:
    """Milliseconds from a key to the first byte of what is drawn for it."""
    start = time.perf_counter()
    terminal.send(key)
    before = len(terminal.output)
    while len(terminal.output) == before:
        terminal.read(2)
        if since(start) > 2000:
            return since(start)
    taken = since(start)
    settle(terminal, 0.03)
    return taken


def settle(terminal: Terminal, quiet: float = 0.25) -> None:
    """Read until nothing has been written for a while."""
    length = -1
    while len(terminal.output) != length:
        length = len(terminal.output)
        terminal.read(quiet)


def since(start: float) -> float:
    """Milliseconds since a moment."""
    return (time.perf_counter() - start) * 1000


def resident(pid: int) -> float:
    """Peak resident memory of a process in megabytes; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next(
        (int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")),
        0.0,
    )


def report(found: Mapping[str, Measured]) -> None:
    """Print a table, with ratios to the program that each figure is measured against."""
    first, left = (
        statistics.median(getattr(found["one Static"], name)) for name in ("first", "quit")
    )
    keys = found["OptionList of 1,000"].keys
    middle, worst = statistics.median(keys), percentile(keys)
    print(
        f"{'':22}{'first frame':>18}{'key':>16}{'key p99':>16}{'Escape':>9}{'quit':>16}{'memory':>9}"
    )
    for name, one in found.items():
        cells = [
            ratio(statistics.median(one.first), first, 18),
            ratio(statistics.median(one.keys), middle, 16) if one.keys else f"{'':16}",
            ratio(percentile(one.keys), worst, 16) if one.keys else f"{'':16}",
            f"{statistics.median(one.escape):9.1f}" if one.escape else f"{'':9}",
            ratio(statistics.median(one.quit), left, 16),
            f"{one.memory:7.0f}MB",
        ]
        print(f"{name:22}{''.join(cells)}")


def ratio(value: float, base: float, width: int) -> str:
    """A figure and how many times its base it is."""
    return f"{value:.1f} = {value / base:.2f}x".rjust(width)


def percentile(values: list[float]) -> float:
    """The 99th percentile."""
    return sorted(values)[min(len(values) - 1, int(0.99 * len(values)))]


def large_briefing() -> Iterator[str]:
    """Lines of a briefing of 5,000 entries and 2,000 sources."""
    dice = random.Random(3)

    def words(count: int) -> str:
        return " ".join(dice.choice(WORDS) for _ in range(count))

    yield 'format = 1\n[briefing]\ntitle = "A large briefing"\nbluf = "Everything is large here [@s-1]."\nas_of = "2020-04"'
    for number in range(8):
        yield f'[[eras]]\nid = "era-{number}"\ntitle = "{words(3)}"\nspan = "{1940 + number * 10}/{1949 + number * 10}"'
    for number in range(12):
        yield f'[[key_points]]\nid = "k-{number}"\ntitle = "{words(6)}"\ntext = "{words(30)} [@s-{number}, p. 1]"'
    for number in range(2480):
        source, other = dice.randrange(2000), dice.randrange(2480)
        yield f'[[findings]]\nid = "f-{number}"\ntitle = "{words(7)}"\ntext = "{words(60)} [@s-{source}] [[f-{other}]]"'
    for number in range(2300):
        date = f"{dice.randint(1940, 2019)}-{dice.randint(1, 12):02}"
        yield f'[[events]]\nid = "e-{number}"\ntitle = "{words(7)}"\ndate = "{date}"\ntext = "{words(40)} [@s-{number % 2000}]"'
    for number in range(200):
        first = dice.randint(1940, 1990)
        yield f'[[programs]]\nid = "p-{number}"\ntitle = "{words(5)}"\nspan = "{first}/{first + dice.randint(1, 29)}"'
    for number in range(2000):
        yield f'[[sources]]\nid = "s-{number}"\ntype = "report"\ntitle = "{words(8)}"\nissued = "{dice.randint(1940, 2019)}"'


if __name__ == "__main__":
    main()
