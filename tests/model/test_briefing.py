"""What entries say of themselves, and problems of theirs."""

from hypothesis import given, settings

from briefdeck.model.briefing import ENTRY_TYPES, TABLES, Briefing, Cite, Entry, Point
from briefdeck.model.edtf import Edtf
from briefdeck.model.problem import key_path_text
from support.briefings import briefings, decode

FRONT = {"title": "T", "bluf": "B.", "as_of": "2020"}


def test_short_citations_are_spelled_out() -> None:
    assert Entry(id="e", cites=("a", Cite(source="b", at="p. 1"))).citations == (
        Cite(source="a"),
        Cite(source="b", at="p. 1"),
    )
    assert Point(cites=("a",)).citations == (Cite(source="a"),)


def test_labels() -> None:
    briefing = decode(
        {
            "format": 1,
            "briefing": FRONT,
            "events": [{"id": "e", "title": "An event", "date": "2001"}],
            "actors": [{"id": "a", "name": "An actor"}],
            "terms": [{"id": "t", "term": "A term", "meaning": "M."}],
            "findings": [{"id": "f", "text": " Words. "}, {"id": "g"}],
        }
    )
    assert {entry.id: entry.label for entry in briefing.entries()} == {
        "e": "An event", "a": "An actor", "t": "A term", "f": "Words.", "g": "g",
    }  # fmt: skip


def test_dates() -> None:
    span = {"id": "p", "title": "P", "span": "2001/2005"}
    quotation = {"id": "q", "text": "Q", "date": "1999"}
    source = {"id": "s", "type": "book", "title": "S", "issued": 1998}
    raw = {
        "format": 1,
        "briefing": FRONT,
        "eras": [span | {"id": "x"}],
        "programs": [span],
        "quotations": [quotation],
        "sources": [source],
        "findings": [{"id": "f"}],
    }
    briefing = decode(raw)
    dates = {entry.id: entry.date for entry in briefing.entries()}
    assert dates == {
        "x": Edtf.parse("2001/2005"),
        "p": Edtf.parse("2001/2005"),
        "q": Edtf.parse("1999"),
        "s": Edtf.parse("1998"),
        "f": None,
    }


@settings(max_examples=30)
@given(briefings())
def test_entries_come_table_by_table(briefing: Briefing) -> None:
    tables = [TABLES.index(entry.table) for entry in briefing.entries()]
    assert tables == sorted(tables)
    assert all(
        type(entry) in ENTRY_TYPES and entry.noun != "entry" and entry.label
        for entry in briefing.entries()
    )


def test_key_paths_as_authors_write_them() -> None:
    assert key_path_text(("events", 3, "date")) == "events[3].date"
    assert key_path_text(("briefing", "bluf")) == "briefing.bluf"
    assert key_path_text(()) == ""
