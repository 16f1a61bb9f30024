"""On a terminal that does not say how wide it draws, columns hold all the same."""

import os
import sys
import unicodedata
from pathlib import Path

from support.grid import Grid
from support.ptys import Terminal


def _apart(text: str) -> list[int]:
    """Widths of a terminal that joins nothing and gives marks with room of their own a cell."""
    alone = [2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text]
    marks = [unicodedata.category(sign) in {"Mn", "Me", "Cf"} for sign in text]
    return [0 if is_mark else width for is_mark, width in zip(marks, alone, strict=True)]


def test_columns_hold_on_a_terminal_that_does_not_answer(in_all_scripts: Path) -> None:
    path = os.pathsep.join(place for place in sys.path if place)
    environment = {**os.environ, "PYTHONPATH": path, "TERM": "xterm-256color"}
    command = ["-m", "briefdeck", str(in_all_scripts)]
    with Terminal(command, environment, size=(24, 80)) as terminal:
        terminal.until(b"KEY POINTS")
        for keys, until in ((b"2", b"2017"), (b"jj", b"2012"), (b"1", b"j/k")):
            terminal.send(keys)
            terminal.until(until)
        terminal.resize(24, 150)  # whole lines are drawn again
        terminal.until(b"Sections")
        terminal.send(b"q")
        assert terminal.wait() == 0
        frames = terminal.output.decode().partition("\x1b[?1049l")[0]
    grid = Grid(150, 24, _apart)
    grid.feed(frames)
    drawn = "".join(cell for row in grid.cells for cell in row)
    assert "🇲🇽🇺🇸" in drawn
    assert "कार्यक्रम" in unicodedata.normalize("NFC", drawn)
    inner = [found for found in grid.edges()[:20] if found]
    assert len(inner) > 15, grid.cells
    assert len(set(inner)) == 1, grid.cells
