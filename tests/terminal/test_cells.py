"""The terminal's own widths: how its answers are read, and what is measured by them."""

from collections.abc import Iterator

import pytest
from rich import cells as rich_cells
from rich._unicode_data import load

from briefdeck.terminal.cells import QUERY, SAMPLES, adopt, widths
from briefdeck.text.width import cell_width, graphemes


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
