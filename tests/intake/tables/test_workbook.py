"""Workbooks: values as their cells show them, formulas by what is stored, limits of size."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from briefdeck.intake.tables.number_formats import shown
from support.importing import entries, series, taken, times, values


def saved(book: openpyxl.Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def made(*rows: list[Any], formats: dict[str, str] | None = None) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    return book


def midnight(year: int, month: int, day: int) -> datetime:
    return datetime.combine(date(year, month, day), time())


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.3, "General", "0.3"),
        (0.3, "0.00", "0.30"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.5, '"$"#,##0.00', "$1234.50"),
        (5, "[$€-407]#,##0", "€5"),
        (0.4531, "0%", "45.31%"),
        (1e21, "General", "1000000000000000000000"),
        (123456789012, "#,##0", "123456789012"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        (float("nan"), "General", ""),
        (midnight(2008, 3, 4), "yyyy-mm-dd", "2008-03-04"),
        (midnight(2008, 3, 1), "mmm-yy", "2008-03"),
        (midnight(2008, 1, 1), "yyyy", "2008"),
        (datetime.combine(date(2008, 3, 4), time(21, 45)), "m/d/yy h:mm", "2008-03-04T21:45"),
        (date(2008, 3, 4), "General", "2008-03-04"),
        ("=1+1", "General", "=1+1"),
    ],
)
def test_a_value_is_what_its_cell_shows(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_a_sheet_with_titles_and_notes() -> None:
    book = made(
        ["Table 4. Deaths at the border"],
        [],
        ["Year", "Deaths", "Share"],
        [2008, 345, 0.453],
        [],
        [2009, 123456789012, 0.5],
        ["Source: CBP, 2010."],
        formats={"C4": "0.0%", "C6": "0.0%"},
    )
    done = taken(saved(book), "border.xlsx")
    deaths, share = series(done)
    assert (times(deaths), values(deaths)) == (["2008", "2009"], [345, 123456789012])
    assert (share["unit"], list(map(str, values(share)))) == ("%", ["45.3", "50.0"])
    assert done.items[0].comment == "Source: CBP, 2010."


def test_what_is_merged_stands_in_each_of_its_rows() -> None:
    book = made(["Country", "Year", "Deaths"], ["A", 2001, 1], [None, 2002, 2], ["B", 2001, 3], [None, 2002, 4])  # fmt: skip
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:A5")
    assert [values(one) for one in series(taken(saved(book), "d.xlsx"))] == [[1, 2], [3, 4]]


def test_one_sheet_is_taken_and_the_others_are_named() -> None:
    book = made(["Year", "Deaths"], [2008, 1])
    other = book.create_sheet("Wounded")
    other.append(["Year", "Wounded"])
    other.append([2008, 2])
    hidden = book.create_sheet("Secret", 0)
    hidden.append(["Year", "Secret"])
    hidden.append([2008, 3])
    hidden.sheet_state = "hidden"
    content = saved(book)
    done = taken(content, "war.xlsx")
    assert series(done)[0]["unit"] == "deaths"
    assert (
        "Sheet: this is one sheet; `--sheet NAME` takes another: `Wounded` and `Secret`"
        in done.said
    )
    assert series(taken(content, "war.xlsx", table="wounded"))[0]["unit"] == "wounded"
    assert series(taken(content, "war.xlsx", table="3"))[0]["unit"] == "secret"
    (why,) = taken(content, "war.xlsx", table="lost").refused
    assert why == "war: no sheet is called `lost`; there are `Sheet`, `Wounded` and `Secret`"


def test_formulas_are_never_calculated() -> None:
    book = made(["Year", "Deaths", "Twice"], [2008, 1, "=B2*2"], [2009, 2, "=B3*2"])
    done = taken(saved(book), "d.xlsx")
    assert [one["unit"] for one in series(done)] == ["deaths"]
    assert "d: formulas without a stored value are left empty: C2 and C3" in done.said


def test_stored_values_of_formulas_are_taken() -> None:
    content = saved(made(["Year", "Deaths"], [2008, "=1+1"]))
    stored = with_part(content, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>")
    done = taken(stored, "d.xlsx")
    assert values(series(done)[0]) == [2]
    assert "d: the stored values of 1 formula are taken; nothing was calculated" in done.said


def with_part(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with a part of it changed."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:  # fmt: skip
        for part in archive.namelist():
            body = archive.read(part)
            copy.writestr(part, body.replace(old, new) if part == name else body)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is not a workbook (.xlsx)"),
        (b"PK\x03\x04broken", "it is not a workbook (.xlsx)"),
        (b"\xd0\xcf\x11\xe0old", "it is an old workbook, or has a password"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, why: str) -> None:
    done = taken(content, "d.xlsx")
    assert done.items == ()
    assert done.refused[0].startswith(f"d: {why}")


def test_archives_and_bombs_are_refused() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.txt", "a")
    assert taken(written.getvalue(), "d.xlsx").refused[0].startswith("d: it is an archive")
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (61 << 20))
    assert taken(written.getvalue(), "d.xlsx").refused[0].startswith("d: it unpacks to more than")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<sheetData><row>"),
        (b'<c r="A1"', b'<c r="XFD1048576"'),
        (b"<v>", b"<v>x"),
        (b"<sheetData>", b"<!DOCTYPE x><sheetData>"),
        (b'ref="A1:B2"', b'ref="A1:XFD1048576"'),
        (b't="s"', b't="s" s="99999"'),
    ],
)
def test_a_damaged_sheet_is_refused_or_read(old: bytes, new: bytes) -> None:
    content = saved(made(["Year", "Deaths"], [2008, 1]))
    done = taken(with_part(content, "xl/worksheets/sheet1.xml", old, new), "d.xlsx")
    assert done.refused or done.items


def test_a_large_sheet_is_refused_with_the_reason() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Big")
    for number in range(6_000):
        sheet.append([number, number])
    (why,) = taken(saved(book), "d.xlsx").refused
    assert why.startswith("d: it has more than 5,000 rows")


def test_entries_of_a_text_cell_are_text() -> None:
    book = made(["Name", "Code"], ["a", "007"], ["b", "=cmd()"], formats={"B3": "@"})
    sheet = book.active
    assert sheet is not None
    sheet["B3"].data_type = "s"
    (table,) = entries(taken(saved(book), "d.xlsx"))["tables"]
    assert table["rows"] == [["a", "007"], ["b", "=cmd()"]]
