"""Plain text: a sign that is left out leaves no hole behind."""

import re
from pathlib import Path

import pytest

from briefdeck import document, output
from briefdeck.loader import load, load_text

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
# Blanks side by side, a blank inside brackets or before a stop, and nothing between brackets.
HOLE = re.compile(r"\S {2,}\S|\( | \)|\(\)|\[\]| [,;:.](?: |$)", re.MULTILINE)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [60, 1000])
def test_signs_left_out_leave_no_holes(path: Path, width: int) -> None:
    loaded = load(path)
    for level in document.LEVELS:
        drawn = document.summary(loaded, level=level)
        assert HOLE.findall(output.render("plain", drawn, width=width)) == []


SHARED = """
format = 1
[briefing]
title = "Signs"
bluf = "The author's own ● stays [@a]."
as_of = "2025"
[[key_points]]
id = "k"
kind = "judgment"
text = "One [@a]."
[[key_points]]
id = "l"
kind = "judgment"
text = "Two ○ and (●) [@a]."
[[sources]]
id = "a"
type = "report"
title = "A"
"""


def test_what_holds_for_all_points_is_said_in_words() -> None:
    text = output.render("plain", document.summary(load_text(SHARED)))
    assert "Key points (judgment · one source):" in text
    assert "The author's own ● stays" in text
    assert "Two ○ and (●)" in text


TABLE = """
format = 1
[briefing]
title = "Holes"
bluf = "x."
as_of = "2025"
[[tables]]
id = "t"
title = "T"
columns = ["", "Area", "People"]
rows = [["Niger", "", 26], ["", "", ""], ["Mali", 12, ""]]
"""


def test_columns_without_a_title_and_empty_cells_leave_no_holes() -> None:
    drawn = document.summary(load_text(TABLE, "x"), level="all")
    lines = output.render("plain", drawn, width=100).splitlines()
    assert [line for line in lines if line.startswith(("Row", "Table,"))] == [
        "Table, row by row: T. Columns: Area; People.",
        "Row 1. Niger; People: 26.",
        "Row 2 is empty.",
        "Row 3. Mali; Area: 12.",
    ]
