"""All figures and tables of a briefing in a package: titles, units and calendars come back too."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from briefdeck.export import Wanted, tables
from briefdeck.loader import load
from briefdeck.model.briefing import Series, Table
from support.importing import entries, taken

BRIEFINGS = sorted((Path(__file__).parents[3] / "briefings").glob("*.toml"))


def archive(**parts: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("_", "."), text)
    return written.getvalue()


def test_our_own_export_is_the_same_again() -> None:
    for path in BRIEFINGS:
        loaded = load(path)
        assert loaded.briefing is not None
        done = taken(tables.export(Wanted(loaded, "csv")).content, "all.zip")
        assert done.refused == ()
        assert done.front == (("title", loaded.briefing.front.title),)
        found = {item.id: item.entry() for item in done.items}
        for one in loaded.briefing.series:
            again = found.pop(one.id)
            assert isinstance(again, Series)
            for name in ("title", "unit", "scale", "calendar", "measure"):
                assert getattr(again, name) == getattr(one, name)
            assert [point.value for point in again.points] == [point.value for point in one.points]
        for table in loaded.briefing.tables:
            again = found.pop(table.id)
            assert isinstance(again, Table)
            assert (again.title, len(again.rows)) == (table.title, len(table.rows))
        assert not found


def test_what_a_description_says_counts_before_what_is_guessed() -> None:
    package = {
        "title": "Two files",
        "resources": [
            {"name": "deaths", "path": "a.csv", "title": "All deaths", "unit": "people", "scale": "thousand", "measure": "deaths-all", "calendar": "us-fiscal", "description": "As [counted].", "sources": [{"title": "GAO", "path": "https://gao.gov"}]},
            {"name": "lost", "path": "../../etc/passwd"},
        ],
    }  # fmt: skip
    done = taken(archive(datapackage_json=json.dumps(package), a_csv="Year,N\n2008,5\n"), "p.zip")
    assert entries(done)["series"] == [
        {"id": "deaths", "title": "All deaths", "unit": "people", "scale": "thousand", "calendar": "us-fiscal", "measure": "deaths-all", "points": [{"at": "2008", "value": 5}], "text": "As [counted]."}
    ]  # fmt: skip
    assert done.items[0].comment == "To be cited: GAO https://gao.gov"
    assert done.refused == ("lost: there is no table `../../etc/passwd` in it",)


@pytest.mark.parametrize(
    "description", [None, "{", "[]", '{"resources": 1}', "[" * 100_000], ids=range(5)
)
def test_what_is_no_package_is_refused(description: str | None) -> None:
    parts = {"a_csv": "x"} if description is None else {"datapackage_json": description}
    done = taken(archive(**parts), "p.zip")
    assert done.items == ()
    assert len(done.refused) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04"])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert len(taken(content, "p.zip").refused) == 1
