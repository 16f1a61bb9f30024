"""CSL-JSON as Zotero, Pandoc and Crossref write it."""

import json
from typing import Any

import pytest

from briefdeck.intake.formats import BY_NAME, form_of, take
from briefdeck.intake.taken import Options, Taken


def taken(data: object) -> Taken:
    content = data if isinstance(data, str) else json.dumps(data)
    return take(BY_NAME["csl"], content.encode(), Options(form="csl", name="list.json"))


def item(**data: Any) -> dict[str, Any]:
    """What one item says, without what it has for its id."""
    [only] = taken([{"id": "k", "type": "book", "title": "T", **data}]).items
    return {
        key: value
        for key, value in only.fields
        if key not in {"id", "title", "type", "citation-key"}
    }


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ({"date-parts": [[2001, 5, 4]]}, "2001-05-04"),
        ({"date-parts": [["2001", "5"]]}, "2001-05"),
        ({"date-parts": [[2001, 5], [2001, 7]]}, "2001-05/2001-07"),
        ({"date-parts": [[2001]], "season": 2}, "2001-22"),
        ({"date-parts": [[2001]], "season": "Autumn"}, "2001-23"),
        ({"date-parts": [[2001, 14]]}, "2001-22"),
        ({"date-parts": [[1850]], "circa": True}, "1850~"),
        ({"date-parts": [[-44, 3, 15]]}, "-0043-03-15"),
        ({"date-parts": [[2001, 0, 0]]}, "2001"),
        ({"raw": "May 4, 2001"}, "2001-05-04"),
        ({"literal": "ca. 1850"}, "1850~"),
        ("2001-05~", "2001-05~"),
        (2001, "2001"),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [[]]}, None),
    ],
)  # fmt: skip
def test_dates(date: object, issued: str | None) -> None:
    assert item(issued=date).get("issued") == issued


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"issued": {"literal": "in press"}}, {"status": "in press"}),
        ({"volume": 12, "page": "351–368", "number": 3.0}, {"volume": "12", "page": "351-368", "number": "3"}),
        ({"title-short": "<i>T</i> &amp; x"}, {"title-short": "T & x"}),
        ({"container-title": ["Tides"], "DOI": "https://doi.org/10.1000/1"}, {"container-title": "Tides", "DOI": "10.1000/1"}),
        ({"journalAbbreviation": "J. T.", "event": "Days"}, {"container-title-short": "J. T.", "event-title": "Days"}),
        ({"author": [{"family": "Berg", "given": "P.", "non-dropping-particle": "van", "comma-suffix": 1}, {"literal": "UN"}]}, {"author": ({"family": "Berg", "given": "P.", "non-dropping-particle": "van", "comma-suffix": True}, {"literal": "UN"})}),
        ({"author": [{"name": "Port"}, "Abe, A."]}, {"author": ({"literal": "Port"}, {"family": "Abe", "given": "A."})}),
        ({"note": "PMID: 31462233\nOriginal Date: 1900\nSee [@it]"}, {"PMID": "31462233", "original-date": "1900", "note": r"See \[@it\]"}),
        ({"note": "issued: 2004-06-XX; cited in Abe"}, {"issued": "2004-06-XX", "note": "cited in Abe"}),
        ({"note": "One: two; three"}, {"note": "One: two; three"}),
        ({"language": "en_US"}, {"language": "en-US"}),
    ],
)  # fmt: skip
def test_variables(data: dict[str, Any], expected: dict[str, Any]) -> None:
    assert item(**data) == expected


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda items: items,
        lambda items: {"items": items},
        lambda items: {"references": items},
        lambda items: {"message": {"items": items}},
        lambda items: items[0],
        lambda items: {"a": items[0]},
    ],
)
def test_lists_are_found_in_what_wraps_them(wrapped: Any) -> None:
    assert len(taken(wrapped([{"id": "a", "type": "book", "title": "T"}])).items) == 1


def test_keys() -> None:
    done = taken(
        [
            {
                "id": "http://zotero.org/users/1/items/AB",
                "citation-key": "abe2001",
                "type": "book",
                "title": "One",
            },
            {"id": 7, "type": "book", "title": "Two"},
            {"id": "Abe:01", "type": "book", "title": "Three"},
        ]
    )
    assert [each.keys for each in done.items] == [("abe2001",), (), ("Abe:01",)]


def test_faults_are_named_and_every_good_item_comes_in() -> None:
    done = taken(
        [
            {"id": "a", "type": "book", "title": "T", "custom": {"x": 1}},
            3,
            {"id": "b", "type": "book"},
            {"title": "U", "type": "odd"},
        ]
    )
    assert [dict(each.fields)["title"] for each in done.items] == ["T", "U"]
    assert done.refused == ("item 2 of list.json is not an object", "`b` (item 3) has no title")
    assert done.said == (
        "the entry of item 4: the type `odd` is taken as a document",
        '`custom` has no place in a source: `a` (item 1): `{"x": 1}`',
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[{]", "list.json is not JSON: "),
        ("[" * 100_000, "list.json nests too deep to be read"),
        (f"[{'9' * 5000}]", "list.json is not JSON: "),
        ("3", "item 1 of list.json is not an object"),
    ],
)
def test_what_is_not_a_list_is_refused(content: str, said: str) -> None:
    done = taken(content)
    assert done.items == ()
    assert done.refused[0].startswith(said)


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.bib", b"", "bibtex"),
        ("a.RIS", b"", "ris"),
        ("-", b"TY  - JOUR\n", "ris"),
        ("-", b"% x\n@book{a,\n title = {T}}", "bibtex"),
        ("-", b'[{"id": "a", "type": "book"}]', "csl"),
        ("-", b"nothing", None),
    ],
)
def test_formats_are_known_by_ending_or_content(
    name: str, content: bytes, form: str | None
) -> None:
    found = form_of(name, content)
    assert (found and found.name) == form
