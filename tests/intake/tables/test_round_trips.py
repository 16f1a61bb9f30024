"""Every figure and table of the shipped briefings: exported, imported again, and the same.

What CSV has no word for is left out: what a column's numbers are, whose years are fiscal, citations.
"""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from briefdeck.document.lookup import Lookup, lookup
from briefdeck.intake.formats import BY_NAME, take
from briefdeck.intake.taken import Options, Taken
from briefdeck.loader import load
from briefdeck.model.briefing import Entry, Point, Series, Table
from briefdeck.model.prose import plain_line
from briefdeck.output.cells import Cells, csv_text, table_words
from briefdeck.output.takeaway import cells_of, forms

BRIEFINGS = sorted((Path(__file__).parents[3] / "briefings").glob("*.toml"))
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def figures() -> list[tuple[Lookup, Series | Table]]:
    every: list[tuple[Lookup, Series | Table]] = []
    for path in BRIEFINGS:
        found = lookup(load(path))
        every += [(found, figure) for figure in found.briefing.series]
        every += [(found, table) for table in found.briefing.tables]
    return every


def workbook(cells: Cells) -> bytes:
    """Make a workbook of cells, numbers as spreadsheets keep them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (cells.heads, *cells.rows):
        sheet.append([_typed(cell) for cell in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _typed(cell: str) -> str | float:
    if not NUMBER.fullmatch(cell):
        return cell
    return float(cell) if "." in cell else int(cell)


def imported(content: bytes, form: str, entry: Entry) -> Taken:
    options = Options(form=form, name=f"{entry.id}.x", makes="table")
    if isinstance(entry, Series):
        options = Options(form=form, name=f"{entry.id}.x")
    return take(BY_NAME[form], content, options)


def said(point: Point) -> tuple[object, ...]:
    """All of a point but its citations, and how its remarks are marked up."""
    fields = (point.at, point.category, point.part, point.value, point.low, point.high)
    return (*fields, point.qualifier, point.comparable, bool(point.text), bool(point.caveat))


def test_all_are_the_same_again() -> None:
    every = figures()
    assert len(every) >= 75
    for found, entry in every:
        cells = cells_of(found, entry)
        assert cells is not None
        done = imported(csv_text(cells).encode(), "csv", entry)
        assert done.refused == ()
        (item,) = done.items
        again = item.entry()
        if isinstance(entry, Series):
            assert isinstance(again, Series)
            assert (again.unit, again.scale) == (entry.unit, entry.scale)
            assert list(map(said, again.points)) == list(map(said, entry.points))
        else:
            assert isinstance(again, Table)
            assert table_words(again).rows == table_words(entry).rows


@pytest.mark.parametrize("form", ["xlsx", "md-tables"])
def test_every_format_gives_the_same_entries(form: str) -> None:
    for found, entry in figures():
        cells = cells_of(found, entry)
        assert cells is not None
        content = workbook(cells) if form == "xlsx" else _markdown(found, entry)
        expected = imported(csv_text(cells).encode(), "csv", entry)
        done = imported(content, form, entry)
        assert [item.fields for item in done.items] == [item.fields for item in expected.items]


def _markdown(found: Lookup, entry: Entry) -> bytes:
    text = next(form.text for form in forms(found, entry) if form.note == "Markdown" and form.what == "The table")  # fmt: skip
    return text.encode()


def test_remarks_keep_their_words() -> None:
    for found, entry in figures():
        cells = cells_of(found, entry)
        if not isinstance(entry, Series) or cells is None or "text" not in cells.heads:
            continue
        (item,) = imported(csv_text(cells).encode(), "csv", entry).items
        again = item.entry()
        assert isinstance(again, Series)
        written = [row[cells.heads.index("text")] for row in cells.rows]
        assert [plain_line(point.text or "") for point in again.points] == list(
            map(plain_line, written)
        )
