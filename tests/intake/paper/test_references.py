"""Entries of lists of references in the styles that papers use, as sources."""

from pathlib import Path
from typing import Any

import pytest
import tomli

from briefdeck.intake.paper.bibliography import Bibliography
from briefdeck.intake.paper.markdown import read

ENTRIES = tomli.loads(Path(__file__).with_name("references.toml").read_text(encoding="utf-8"))[
    "entries"
]


def listed(text: str) -> list[dict[str, Any]]:
    """The references of a list in Markdown, as entries of a briefing."""
    references = Bibliography()
    references.read(read(text).blocks)
    return [dict(one.item.fields) for one in references.listed]


def names(people: list[dict[str, str]]) -> str:
    return "; ".join(
        name.get("literal")
        or ", ".join(
            filter(None, [
                " ".join(filter(None, [name.get("non-dropping-particle"), name["family"]])),
                name.get("given"), name.get("suffix"),
            ])
        )
        for name in people
    )  # fmt: skip


def said(text: str) -> dict[str, Any]:
    """What one entry says, its people as text."""
    (fields,) = listed(text)
    return {
        key: names(value) if key in {"author", "editor"} else value for key, value in fields.items()
    }


@pytest.mark.parametrize(
    "printed", ENTRIES, ids=[f"{one['style']}: {one['says']['id']}" for one in ENTRIES]
)
def test_an_entry_is_read_in_full(printed: dict[str, Any]) -> None:
    assert said(printed["entry"]) == printed["says"]


def test_a_dash_stands_for_the_authors_before() -> None:
    text = (
        "Ek, Bo. 2001. *Ports*. Oslo: Pier.\n\n———. 2003. *Boats*. Oslo: Pier.\n\n"
        "---. 2004. *Quays*. Oslo: Pier.\n"
    )
    assert [one["id"] for one in listed(text)] == ["ek-2001", "ek-2003", "ek-2004"]


def test_works_of_one_year_have_ids_of_their_own_and_a_doubled_one_is_one() -> None:
    text = (
        "Ek, B. 2010a. *First Thing*. Oslo: Pier.\n\nEk, B. 2010b. *Second Thing*. Oslo: Pier.\n\n"
        "Ek, B. 2010b. *Second Thing*. Oslo: Pier.\n"
    )
    assert [one["id"] for one in listed(text)] == ["ek-2010", "ek-2010-second"]


def test_entries_on_the_lines_of_one_paragraph_are_apart() -> None:
    text = (
        "Ames, Ann. 2001. “A Long Title That Goes\nover Two Lines.” *Review* 1: 2.\n"
        "Bell, Bo. 2002. *Two*. Athens: Press.\nCole, Cy. 2003. *Three*. Athens: Press.\n"
    )
    assert [one["id"] for one in listed(text)] == ["ames-2001", "bell-2002", "cole-2003"]
    assert listed(text)[0]["title"] == "A Long Title That Goes over Two Lines"


def test_an_entry_that_a_page_breaks_is_whole() -> None:
    text = (
        "Ames, Ann. 2001. “A Long Title That Goes\n\nover Two Pages.” *Review* 1: 2.\n\n"
        "Bell, Bo. 2002. *Two*. Athens: Press.\n"
    )
    assert [one["title"] for one in listed(text)] == [
        "A Long Title That Goes over Two Pages", "Two",
    ]  # fmt: skip


def test_what_cannot_be_read_is_kept_to_be_named() -> None:
    references = Bibliography()
    references.read(
        read("Ames, Ann. 2001. *One*. Athens: Press.\n\n1999.\n\n2000–2001, 14–17.\n").blocks
    )
    assert [one.id for one in references.listed] == ["ames-2001"]
    assert references.unread == ["2000–2001, 14–17."]


def test_ids_that_are_taken_are_not_given_again() -> None:
    references = Bibliography(["ek-2001", "ek-2001-ports"])
    references.read(read("Ek, Bo. 2001. *Ports*. Oslo: Pier.\n").blocks)
    assert [one.id for one in references.listed] == ["ek-2001-b"]
