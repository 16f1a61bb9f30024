"""The terminal's own widths: how its answers are read, and what is measured by them."""

import os
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich import cells as rich_cells
from rich._unicode_data import load

from briefdeck.text.width import cell_width, graphemes
from briefdeck.tui.cells import QUERY, SAMPLES, adopt, widths
from briefdeck.tui.ground import AnswerFilter
from support.grid import Grid
from support.ptys import Terminal


@pytest.fixture(autouse=True)
def _measure_is_restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(rich_cells, "load_cell_table", load)
    yield
    monkeypatch.undo()
    rich_cells.get_character_cell_size.cache_clear()
    rich_cells.cached_cell_len.cache_clear()


def test_what_we_lay_out_by_changes_nothing() -> None:
    before = [cell_width(sample) for sample in SAMPLES]
    adopt(before)
    assert [cell_width(sample) for sample in SAMPLES] == before == [1, 2, 2, 2]


@pytest.mark.parametrize("taken", [(2, 1, 4, 2), (1, 2, 4, 4), (2, 2, 2, 2), (1, 1, 2, 4)])
def test_every_text_of_a_kind_takes_what_the_sample_takes(taken: tuple[int, ...]) -> None:
    adopt(taken)
    assert tuple(cell_width(sample) for sample in SAMPLES) == taken
    mark, emoji, tone, flag = taken
    assert cell_width("कार्यक्रम") == 6 + (mark - 1)
    assert cell_width("மாரம்") == 3 + (mark - 1)
    assert cell_width("1️⃣ ☎️") == 1 + 2 * emoji
    assert cell_width("👍🏿 🇺🇸") == tone + 1 + flag
    assert cell_width("ที่ शु 漢 é") == 1 + 1 + 1 + 1 + 2 + 1 + 1 + 0
    assert [part for part, _ in graphemes("🇲🇽🇺🇸")] == ["🇲🇽", "🇺🇸"]


def test_answers_are_taken_only_where_all_have_come() -> None:
    assert QUERY.count("\x1b[6n") == len(SAMPLES)
    answers = b"\x1b[7;3R\x1b[7;2R\x1b[7;5R\x1b[7;3R"
    assert widths(b"j" + answers + b"\x1b[?62c") == (2, 1, 4, 2)
    assert widths(answers[:-6]) is None
    assert widths(b"") is None
    assert widths(answers.replace(b"7;5R", b"7;80R")) is None


def test_a_late_answer_is_not_a_key_and_f3_is() -> None:
    assert AnswerFilter().feed(b"j\x1b[7;3R\x1b[36;5Rk") == b"jk"
    assert AnswerFilter().feed(b"\x1b[1;5R") == b"\x1b[1;5R"


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
        terminal.until(b"Key points")
        for keys, until in ((b"2", b"2017"), (b"jj", b"2012"), (b"1", b"Plain again")):
            terminal.send(keys)
            terminal.until(until)
        terminal.resize(24, 120)  # whole lines are drawn again
        terminal.until(b"Sections")
        terminal.send(b"q")
        assert terminal.wait() == 0
        frames = terminal.output.decode().partition("\x1b[?1049l")[0]
    grid = Grid(120, 24, _apart)
    grid.feed(frames)
    drawn = "".join(cell for row in grid.cells for cell in row)
    assert "🇲🇽🇺🇸" in drawn
    assert "कार्यक्रम" in unicodedata.normalize("NFC", drawn)
    inner = [found for found in grid.edges()[:20] if found]
    assert len(inner) > 15, grid.cells
    assert len(set(inner)) == 1, grid.cells
