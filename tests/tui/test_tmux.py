"""In tmux, which has widths of its own for some texts: the columns hold in every script."""

import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    shutil.which("tmux") is None, reason="tmux is not installed: widths in it are not tested"
)
SECONDS = 20.0


class Tmux:
    """A program in a tmux of its own."""

    def __init__(self, socket: Path, command: list[str], columns: int, rows: int) -> None:
        self._tmux = ["tmux", "-u", "-f", os.devnull, "-S", str(socket)]
        path = os.pathsep.join(place for place in sys.path if place)
        given = ["env", f"PYTHONPATH={path}", "LC_ALL=C.UTF-8", *command]
        size = ["-x", str(columns), "-y", str(rows)]
        kept = [";", "set", "-g", "remain-on-exit", "on"]
        self("new-session", "-d", *size, *given, ";", "set", "-g", "status", "off", *kept)

    def __call__(self, *words: str) -> str:
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [*self._tmux, *words], env=environment, capture_output=True, check=True, text=True
        )
        return done.stdout

    def lines_once(self, is_so: Callable[[list[str]], bool]) -> list[str]:
        """The lines of the screen as soon as they are as wanted and stay so."""
        end = time.monotonic() + SECONDS
        before: list[str] = []
        while time.monotonic() < end:
            lines = self("capture-pane", "-p").splitlines()
            if lines == before and is_so(lines):
                return lines
            before = lines
            time.sleep(0.06)
        raise AssertionError("\n".join(before))

    def lines_after(self, shown: list[str]) -> list[str]:
        """The lines of the screen once they are others than those, and stay so."""
        return self.lines_once(lambda lines: lines != shown)


Start = Callable[..., Tmux]


@pytest.fixture
def in_tmux(tmp_path: Path, in_all_scripts: Path) -> Iterator[Start]:
    """Starts the interface, or a verb, on the briefing in a tmux of some columns and rows."""
    started: list[Tmux] = []

    def start(columns: int, rows: int, *verb: str) -> Tmux:
        command = [sys.executable, "-m", "briefdeck", *verb, str(in_all_scripts)]
        started.append(Tmux(tmp_path / "tmux", command, columns, rows))
        return started[-1]

    yield start
    for tmux in started:
        subprocess.run([*tmux._tmux, "kill-server"], check=False, capture_output=True)


def width_in_tmux(line: str) -> int:
    """How many cells a line takes in tmux, which asks the C library for each character."""
    cells = 0
    joined = False
    for sign in line:
        if joined or unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
            joined = sign == "\u200d"
        elif unicodedata.east_asian_width(sign) in "WF":
            cells += 2
        else:
            cells += 1
    return cells


def edges(lines: list[str]) -> list[tuple[int, ...]]:
    """The columns of the vertical lines of frames, line by line."""
    return [
        tuple(width_in_tmux(line[:at]) for at, sign in enumerate(line) if sign in "│┃")
        for line in lines
    ]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 15)])
def test_columns_hold_and_nothing_stays_in_any_script(
    in_tmux: Start, size: tuple[int, int]
) -> None:
    columns, rows = size
    tmux = in_tmux(columns, rows)
    shown = tmux.lines_once(lambda lines: any("0 Overview" in line for line in lines))
    for keys in ("3", "2", "1", "jjj", "k"):
        tmux("send-keys", keys)
        shown = tmux.lines_after(shown)
        assert len(shown) == rows
        inner = [found for found in edges(shown) if found]
        assert inner, shown
        assert max(width_in_tmux(line) for line in shown) <= columns, "\n".join(shown)
        assert len({found[0] for found in inner}) == 1, "\n".join(shown)
        assert len({found[-1] for found in inner}) == 1, "\n".join(shown)
    # Everything is drawn again at another size and back: what had stayed from before would go.
    tmux("resize-window", "-x", str(columns - 1), "-y", str(rows))
    tmux.lines_once(lambda lines: {found[-1] for found in edges(lines) if found} == {columns - 2})
    tmux("resize-window", "-x", str(columns), "-y", str(rows))
    tmux.lines_once(lambda lines: lines == shown)


def test_columns_of_what_is_printed_hold_in_any_script(in_tmux: Start) -> None:
    tmux = in_tmux(100, 160, "show", "--all")
    last_row = re.compile(r" +Plain again +5")
    shown = tmux.lines_once(lambda lines: any(map(last_row.fullmatch, lines)))
    # The terminal has broken no line: none begins with what marks a span of time.
    assert not [line for line in shown if line.startswith("┄")], "\n".join(shown)
    bars = {found for found in edges(shown) if found}
    assert len(bars) == 1, "\n".join(shown)
    values = {width_in_tmux(line) for line in shown if line.endswith("  5")}
    assert len(values) == 1, "\n".join(shown)
