"""Every figure and table of the shipped briefings: exported, imported again, and the same.

What CSV has no word for is left out: what a column's numbers are, whose years are fiscal, citations.
"""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.document.lookup import Lookup, lookup
from briefdeck.intake.formats import BY_NAME, take
from briefdeck.intake.taken import Options, Taken
from briefdeck.loader import load
from briefdeck.model.briefing import Entry, Point, Qualifier, Scale, Series, Table
from briefdeck.model.edtf import Edtf
from briefdeck.model.prose import plain_line
from briefdeck.output.cells import Cells, csv_text, series_data, table_words
from briefdeck.output.takeaway import cells_of, forms
from briefdeck.text.words import one_line

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


NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9).map(float),
    st.sampled_from([1e-7, 1e22, 0.1, 5.0]),
)  # fmt: skip
WORDS = st.text(alphabet="abc ,;\"'é.%()=+-0*[]", min_size=1, max_size=12)
DATES = st.one_of(
    st.integers(1000, 2099).map(str),
    st.dates(min_value=date(1000, 1, 1)).map(str),
    st.sampled_from(["199X", "2006?", "1998~", "2000/2005", "2017/..", "2004-21", "-0043", "Y-12000", "2025-10-21T21:45Z"]),
)  # fmt: skip
VALUES = st.fixed_dictionaries(
    {"value": NUMBERS},
    optional={
        "low": st.integers(0, 5),
        "high": st.integers(6, 9),
        "qualifier": st.sampled_from(get_args(Qualifier)),
        "comparable": st.just(value=False),
        "text": WORDS.map(lambda words: f"Note {words}"),
    },
)
KEYS = st.one_of(
    st.lists(DATES, min_size=1, max_size=6, unique=True).map(lambda dates: [{"at": Edtf.parse(date)} for date in dates]),
    st.lists(WORDS, min_size=1, max_size=6, unique_by=one_line).map(lambda words: [{"category": one_line(f"Kind {word}")} for word in words]),
)  # fmt: skip


@given(
    keys=KEYS,
    values=st.lists(VALUES, min_size=6, max_size=6),
    unit=st.sampled_from(["USD", "people", "%", "homicides per 100,000"]),
    scale=st.sampled_from([None, *get_args(Scale)]),
)
def test_any_series_is_the_same_again(
    keys: list[dict[str, Any]], values: list[dict[str, Any]], unit: str, scale: Scale | None
) -> None:
    points = tuple(Point(**key, **value) for key, value in zip(keys, values, strict=False))
    entry = Series(id="a", title="A", unit=unit, scale=scale, points=points)
    content = csv_text(series_data(entry, lambda _: "")).encode()
    done = take(BY_NAME["csv"], content, Options(form="csv", name="a.csv", makes="series"))
    assert done.refused == ()
    again = done.items[0].entry()
    assert isinstance(again, Series)
    assert (again.unit, again.scale) == (unit, scale)
    assert list(map(said, again.points)) == list(map(said, points))
