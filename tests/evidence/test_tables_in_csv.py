"""Tables in CSV as copies: cells stand apart, so that a comma between two of them belongs to no number."""

import pytest

from briefdeck.evidence.texts.texts import text_of
from briefdeck.workers import RefusedError


def text(content: str, name: str = "deaths.csv") -> str:
    return text_of(content.encode(), name).text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_stand_apart(delimiter: str) -> None:
    rows = [["sector", "year", "deaths"], ["big bend", "2018", "10"]]
    content = "".join(delimiter.join(row) + "\r\n" for row in rows)
    assert text(content) == "sector\tyear\tdeaths\nbig bend\t2018\t10"


def test_quoted_cells_keep_what_is_in_them() -> None:
    assert text('a,"1,643,679, of ""all"""\nb,2\n') == 'a\t1,643,679, of "all"\nb\t2'
    assert text("a, b\tc, d\n") == "a\t b c\t d"


def test_the_same_bytes_by_another_name_are_text() -> None:
    assert text("big bend,2018,10\n", "deaths.txt").strip() == "big bend,2018,10"


def test_what_is_not_a_table_is_refused() -> None:
    with pytest.raises(RefusedError, match="not a table"):
        text(f'a,"{"b" * 200_000}"\n')
