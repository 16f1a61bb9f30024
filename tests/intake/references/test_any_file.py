"""Whatever a file holds, it is read to its end, and what is taken of it is sound."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.editing.changes import changed
from briefdeck.intake.formats import BY_NAME, take
from briefdeck.intake.joining import joined, new_briefing
from briefdeck.intake.taken import Options
from briefdeck.loader import load_text

WORDS = st.sampled_from(
    ["a", "Abe, A.", "2001", "in press", "{", "}", '"', "\\'", "\\", "$", "@", ",", "=", "#", "%", "\n", " and ", "--", "~", "<i>", "&amp;", "[@a]", "\x00", "\x1b[31m", "\u202e", "é", "夏目", "https://x.org/a_b", "10.1000/1", "jan", "null", "Jr."]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=8).map("".join)
FIELDS = st.sampled_from(
    ["title", "author", "editor", "year", "date", "month", "pages", "doi", "url", "note", "booktitle", "crossref", "ids", "eprint"]
)  # fmt: skip
TAGS = st.sampled_from(
    ["TY", "TI", "AU", "PY", "DA", "SP", "EP", "UR", "DO", "SN", "N1", "ID", "U1", "U2", "ER", "ZZ"]
)
KEYS = st.sampled_from(
    [
        "id",
        "type",
        "title",
        "author",
        "issued",
        "note",
        "page",
        "custom",
        "status",
        "citation-key",
        "keyword",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


def is_taken(form: str, content: bytes) -> None:
    """Take a file, and hold that what came of it is a sound briefing."""
    taken = take(BY_NAME[form], content, Options(form=form, name="list"))
    base = load_text(new_briefing([taken], ["list"]), "new")
    done = joined(base, [taken])
    loaded = load_text(changed(base.text, done.changes), "new")
    assert loaded.errors == ()
    assert loaded.briefing is not None
    assert len(loaded.briefing.sources) == len(done.items)
    for sentence in (*done.said, *done.refused):
        assert "Traceback" not in sentence


@given(
    st.lists(
        st.tuples(
            TEXTS,
            st.lists(st.tuples(FIELDS, TEXTS, st.sampled_from(["{%s}", '"%s"', "%s"])), max_size=5),
        ),
        max_size=4,
    )
)
def test_bibtex(entries: list[tuple[str, list[tuple[str, str, str]]]]) -> None:
    text = "".join(
        [
            f"@book{{{key},\n" + "".join([f"  {name} = {form % value},\n" for name, value, form in fields]) + "}\n"
            for key, fields in entries
        ]
    )  # fmt: skip
    is_taken("bibtex", text.encode())


@given(st.lists(st.tuples(TAGS, TEXTS), max_size=12))
def test_ris(lines: list[tuple[str, str]]) -> None:
    is_taken("ris", "".join([f"{tag}  - {value}\n" for tag, value in lines]).encode())


@given(JSON)
def test_csl(data: object) -> None:
    is_taken("csl", json.dumps(data).encode())


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl"])
@given(content=st.binary(max_size=200))
def test_bytes(form: str, content: bytes) -> None:
    is_taken(form, content)
