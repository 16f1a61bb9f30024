"""Fields are set and taken out, entries added and renamed, in every form of TOML; the rest of the file stays."""

from decimal import Decimal

import pytest

from briefdeck.editing.changes import changed
from briefdeck.editing.document import EditError, read
from briefdeck.editing.entries import NewEntry, free_id, with_entries
from briefdeck.editing.fields import with_field, without_field
from briefdeck.editing.references import renamed
from briefdeck.editing.toml_text import Value
from briefdeck.model.problem import KeyPath
from fuzz.edits import outcome

BELOW_HEADER = """\
# head
[[events]]  # first
id = 'a'
  date = 2000 # when
# era = "x"

[events.caveat]
text = "careful"

[[events]]
id = "b"
"""
INLINE = """\
events = [
  { id = "a", date = 2000 }, # first
  { id = "b", cites = ["x", "y"] }
]
"""
DOTTED = """\
events=[{id="a"}]
briefing.title="T"
briefing.as_of="2020"
"""


def after_set(text: str, path: KeyPath, value: Value) -> str:
    return changed(text, with_field(read(text), path, value))


def after_unset(text: str, path: KeyPath) -> str:
    return changed(text, without_field(read(text), path))


def after_add(text: str, table: str, *ids: str) -> str:
    entries = [NewEntry(table, (("id", name),)) for name in ids]
    return changed(text, with_entries(read(text), entries))


@pytest.mark.parametrize("part", range(6))
def test_random_edits_do_what_is_meant_and_nothing_else(part: int) -> None:
    faults = {seed: outcome(seed).fault for seed in range(part * 25, part * 25 + 25)}
    assert {seed: fault for seed, fault in faults.items() if fault} == {}


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("'a'", "b", "'b'"),
        ("'a'", "it's", '"it\'s"'),
        ('"a"', "it's", '"it\'s"'),
        ('"a"', "one\ntwo", '"""\none\ntwo"""'),
        ('"""\na"""', "b", '"""\nb"""'),
        ('"""a"""', "b", '"""b"""'),
        ("'''\na\n'''", "b\\\n", "'''\nb\\\n'''"),
        ("'''a'''", "'''", "\"'''\""),
        ("2000", 2001, "2001"),
        ("2000", "2001-05", '"2001-05"'),
        ('["a"]', ["a", "b"], '["a", "b"]'),
        ('[\n    "a"\n  ]', ["b", "c"], '[\n    "b",\n    "c",\n  ]'),
        ("{ text = 'a' }", "b", '"b"'),
    ],
)
def test_a_value_is_written_as_the_old_one_was(old: str, value: Value, new: str) -> None:
    text = f"[[events]]\nid = 'a' # one\nx = {old} # two\nz = 1"
    wanted = f"[[events]]\nid = 'a' # one\nx = {new} # two\nz = 1"
    assert after_set(text, ("events", 0, "x"), value) == wanted


def test_a_new_field_stands_behind_the_last_of_its_entry() -> None:
    new = after_set(BELOW_HEADER, ("events", 0, "title"), "T")
    assert new == BELOW_HEADER.replace("# when\n", '# when\n  title = "T"\n')
    new = after_set(BELOW_HEADER, ("events", 0, "caveat", "grade"), "note")
    assert new == BELOW_HEADER.replace('"careful"\n', '"careful"\ngrade = "note"\n')
    new = after_set(INLINE, ("events", 0, "title"), "T")
    assert new == INLINE.replace("2000 }", '2000, title = "T" }')
    new = after_set(DOTTED, ("briefing", "bluf"), "B")
    assert new == f'{DOTTED}briefing.bluf = "B"\n'


def test_an_item_is_added_in_the_form_of_its_list() -> None:
    new = after_set(INLINE, ("events", 1, "cites", 2), "z")
    assert new == INLINE.replace('"y"]', '"y", "z"]')
    new = after_set(INLINE, ("events", 2), {"id": "c"})
    assert new == INLINE.replace('"y"] }\n', '"y"] },\n  { id = "c" }\n')
    text = "[[a]]\n[[ a . b ]]\nx = 1\n[c]\n"
    assert after_set(text, ("a", 0, "b", 1), {"x": 2}) == text.replace(
        "1\n", "1\n\n[[ a . b ]]\nx = 2\n"
    )


def test_what_is_taken_out_takes_its_line_along() -> None:
    assert after_unset(BELOW_HEADER, ("events", 0, "date")) == BELOW_HEADER.replace(
        "  date = 2000 # when\n", ""
    )
    assert after_unset(BELOW_HEADER, ("events", 0, "caveat")) == BELOW_HEADER.replace(
        '\n[events.caveat]\ntext = "careful"\n', ""
    )
    assert after_unset(INLINE, ("events", 0, "date")) == INLINE.replace(", date = 2000", "")
    assert after_unset(INLINE, ("events", 0, "id")) == INLINE.replace('id = "a", ', "")
    assert after_unset(INLINE, ("events", 1, "cites", 1)) == INLINE.replace(', "y"', "")
    assert after_unset(INLINE, ("events", 0)) == INLINE.replace(
        '  { id = "a", date = 2000 }, # first\n', ""
    )


def test_comments_are_not_written_over() -> None:
    text = "[[a]]\nx = [\n  1, # one\n  2,\n]\n"
    with pytest.raises(EditError, match="A comment stands inside"):
        with_field(read(text), ("a", 0, "x"), [3])
    assert after_set(text, ("a", 0, "x", 0), 3) == text.replace("1, #", "3, #")


def test_what_has_no_place_is_refused() -> None:
    document = read(BELOW_HEADER)
    with pytest.raises(EditError, match="has no field `x`"):
        with_field(document, ("events", 0, "id", "x"), 1)
    with pytest.raises(EditError, match="has 2 items"):
        with_field(document, ("events", 5), {"id": "c"})
    with pytest.raises(EditError, match="does not parse"):
        read("a = \n")


TWO_TABLES = """\
format = 1

# ── Events ──

# about a
[[events]]
id = "a"
# title = "…"

# ── Sources ──

[[sources]]
id = "s"
"""


def test_an_entry_goes_behind_the_last_of_its_table() -> None:
    new = after_add(TWO_TABLES, "events", "b")
    assert new == TWO_TABLES.replace('"…"\n', '"…"\n\n[[events]]\nid = "b"\n')
    assert after_add(TWO_TABLES.rstrip(), "sources", "b") == f'{TWO_TABLES}\n[[sources]]\nid = "b"'
    new = after_add(INLINE, "events", "c", "d")
    assert new == INLINE.replace("] }\n", '] },\n  { id = "c" },\n  { id = "d" }\n')
    text = 'sources = [{ id = "a" },]\nterms = []\n'
    new = 'sources = [{ id = "a" }, { id = "b" }, { id = "c" },]\nterms = []\n'
    assert after_add(text, "sources", "b", "c") == new
    assert after_add(text, "terms", "t") == text.replace("[]", '[{ id = "t" }]')


def test_a_comment_stands_above_it_and_its_tables_are_not_parted() -> None:
    text = '[[events]]\nid = "a"\n[[sources]]\nid = "s"\n[events.caveat]\ntext = "x"\n[[terms]]\n'
    entry = NewEntry("events", (("id", "b"), ("value", Decimal("0.30"))), "seen on p. 3\nperhaps")
    new = changed(text, with_entries(read(text), [entry]))
    added = '\n# seen on p. 3\n# perhaps\n[[events]]\nid = "b"\nvalue = 0.30\n\n'
    assert new == text.replace('"x"\n', f'"x"\n{added}')


def test_a_new_table_stands_where_the_format_has_it() -> None:
    for table in ("findings", "terms", "exceptions"):
        new = after_add(TWO_TABLES, table, "x")
        added = f'\n[[{table}]]\nid = "x"\n'
        before = {"findings": "format = 1\n", "terms": '"…"\n'}.get(table, 'id = "s"\n')
        assert new == TWO_TABLES.replace(before, before + added)
    assert after_add("", "events", "x") == '[[events]]\nid = "x"\n'


def test_a_table_that_is_not_a_list_takes_no_entry() -> None:
    with pytest.raises(EditError, match="`events` is not a list of tables"):
        after_add("events = 1", "events", "x")


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert free_id(read(TWO_TABLES), "b") == "b"
    assert free_id(read(TWO_TABLES + '[[events]]\nid = "a-2"\n'), "a") == "a-3"


REFERRING = '''\
[briefing]
condenses = "old"
title = "old [[old]]"
[[sources]]
id = "\\u006fld"
title = "old"
origin = "old"
[[findings]]
id = "old-one"
text = """
Words on old, [[old|the old]] and [@old, p. 1;
@old; @old-one]: `[[old]]`, \\\\[[old]]."""
cites = ["old", { source = "old", via = { source = "old" } }] # old
voice.source = "old"
[[tables]]
rows = [["[@old]", "old"]]
[[exceptions]]
rule = "old"
entries = ["old"]
'''


def test_an_id_is_renamed_where_it_is_one() -> None:
    wanted = '''\
[briefing]
condenses = "new-one"
title = "old [[old]]"
[[sources]]
id = "new-one"
title = "old"
origin = "new-one"
[[findings]]
id = "old-one"
text = """
Words on old, [[new-one|the old]] and [@new-one, p. 1;
@new-one; @old-one]: `[[old]]`, \\\\[[old]]."""
cites = ["new-one", { source = "new-one", via = { source = "new-one" } }] # old
voice.source = "new-one"
[[tables]]
rows = [["[@new-one]", "old"]]
[[exceptions]]
rule = "old"
entries = ["new-one"]
'''
    assert changed(REFERRING, renamed(read(REFERRING), "old", "new-one")) == wanted


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("odl", "new", "No entry has the id `odl`"),
        ("old", "New one", "`New one` is not an id"),
        ("old", "old-one", "Another entry has the id `old-one`"),
    ],
)
def test_a_name_that_will_not_do_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(EditError, match=message):
        renamed(read(REFERRING), old, new)


def test_an_id_of_two_entries_is_not_renamed() -> None:
    text = '[[events]]\nid = "a"\n[[events]]\nid = "a"\n'
    with pytest.raises(EditError, match="Several entries"):
        renamed(read(text), "a", "b")
