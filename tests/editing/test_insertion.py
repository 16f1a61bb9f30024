"""Entries are put behind the last one of their table, and nothing else is touched."""

import tomli

from briefdeck.editing.changes import changed
from briefdeck.editing.insertion import NewEntry, insertions

PORT = NewEntry("sources", (("id", "port"), ("title", "The port")))
BOAT = NewEntry("sources", (("id", "boat"),))
FIRST = NewEntry("events", (("id", "first"),), "seen on p. 3\nperhaps")


def put(text: str, *entries: NewEntry) -> str:
    return changed(text, insertions(text, entries))


def test_it_stands_behind_the_last_of_its_table() -> None:
    before = '[[sources]]\nid = "a"\nlist = [\n  1,\n] # the end\n'
    after = '\n# Terms\n\n[[terms]]\nid = "t"\n'
    assert (
        put(before + after, PORT)
        == f'{before}\n[[sources]]\nid = "port"\ntitle = "The port"\n{after}'
    )


def test_without_a_table_it_stands_at_the_end() -> None:
    made = put('format = 1\n\n[[sources]]\nid = "a"', FIRST, PORT, BOAT)
    assert made == (
        'format = 1\n\n[[sources]]\nid = "a"\n'
        '\n# seen on p. 3\n# perhaps\n[[events]]\nid = "first"\n'
        '\n[[sources]]\nid = "port"\ntitle = "The port"\n\n[[sources]]\nid = "boat"\n'
    )


def test_tables_inside_an_entry_belong_to_it() -> None:
    made = put('[[sources]]\nid = "a"\n[sources.note]\nx = 1\n[[terms]]\n', BOAT)
    assert tomli.loads(made) == {
        "sources": [{"id": "a", "note": {"x": 1}}, {"id": "boat"}],
        "terms": [{}],
    }


def test_lists_of_inline_tables_grow() -> None:
    for text in (
        "sources = []\n",
        'sources = [{ id = "a" }]\n',
        'sources = [\n  { id = "a" }, # one\n]\n',
    ):
        ids = [entry["id"] for entry in tomli.loads(put(text, PORT, BOAT))["sources"]]
        assert ids[-2:] == ["port", "boat"]
        assert len(ids) == text.count("id") + 2


def test_an_empty_text_gets_no_blank_line() -> None:
    assert put("", BOAT) == '[[sources]]\nid = "boat"\n'
