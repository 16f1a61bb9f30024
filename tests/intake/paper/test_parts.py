"""What the parts of a paper become: eras, advice, and what its cover says of it."""

from typing import Any

import pytest

from briefdeck.intake.paper.draft import drafted
from briefdeck.intake.paper.markdown import read
from briefdeck.intake.paper.outline import outline
from briefdeck.intake.paper.periods import Period, period_of
from briefdeck.intake.paper.title_block import TitleBlock, title_block

LONG = "It is a long story, and it is told here at such a length that it is plainly the text. " * 3


@pytest.mark.parametrize(
    ("heading", "title", "span"),
    [
        ("Quiet Years, 2000-2005", "Quiet Years", "2000/2005"),
        ("2017-Present", "2017-Present", "2017/.."),
        ("The Long Line (1998–07)", "", ""),
        ("From 1910 to 1920: Revolution", "Revolution", "1910/1920"),
        ("Ferries since 1994", "Ferries", "1994/.."),
        ("2010 onwards", "2010 onwards", "2010/.."),
        ("Before 1848", "Before 1848", "../1848"),
        ("The 1920s and 1930s", "The 1920s and 1930s", "1920/1939"),
        ("The Year of the Flood", "", ""),
        ("Method", "", ""),
    ],
)
def test_years_in_a_heading_make_an_era(heading: str, title: str, span: str) -> None:
    assert period_of(heading) == (Period(title, span) if span else None)


def test_one_year_makes_an_era_only_among_others() -> None:
    def eras(*years: int) -> list[Any]:
        text = "".join(f"## {year}: A Flood\n\n{LONG}\n\n" for year in years)
        taken = drafted(read(f"# T of All\n\n## Introduction\n\n{LONG}\n\n{text}"), "t")
        return [dict(item.fields)["span"] for item in taken.items if item.table == "eras"]

    assert eras(2001, 2002) == []
    assert eras(2001, 2002, 2003) == ["2001", "2002", "2003"]


def advice(text: str) -> list[tuple[Any, Any]]:
    taken = drafted(read(f"# T of All\n\n## Introduction\n\n{LONG}\n\n{text}"), "t")
    said = [dict(item.fields) for item in taken.items if item.table == "recommendations"]
    return [(one["text"], one["type"]) for one in said]


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        (f"## Recommendations\n\n{LONG}", "recommendation"),
        (f"## Policy Options\n\n{LONG}", "option"),
        (f"## Trade\n\n{LONG} Such policies could include:", "option"),
        (f"## Trade\n\n{LONG} The ports should:", "recommendation"),
    ],
)
def test_a_list_of_advice(lead: str, kind: str) -> None:
    assert advice(f"{lead}\n\n- Build quays.\n- Buy boats.\n") == [
        ("Build quays.", kind), ("Buy boats.", kind),
    ]  # fmt: skip


def test_a_list_of_other_things_is_no_advice() -> None:
    assert advice(f"## Trade\n\n{LONG} The ports traded:\n\n- Quays.\n- Boats.\n") == []


# The cover.


def cover(text: str) -> TitleBlock:
    paper = read(f"{text}\n\nIntroduction\n\n{LONG}\n\n{LONG}\n")
    return title_block(paper, outline(paper), "file")


def families(about: TitleBlock) -> list[str]:
    return [name.family or name.literal or "" for name in about.authors]


def test_front_matter_says_what_a_paper_is() -> None:
    about = cover(
        "---\ntitle: Two Harbors\nauthor:\n  - Ada Lind\n  - name: Bo Ek\ndate: 2021-05-04\n"
        "publisher: Pier House\n---\n"
    )
    assert (about.title, families(about)) == ("Two Harbors", ["Lind", "Ek"])
    assert (about.issued, about.publisher) == ("2021-05-04", "Pier House")


def test_a_cover_in_lines() -> None:
    about = cover(
        "Two Harbors\n\nA History of Two Towns\n\nBy Ada Lind and Bo Ek\n\n"
        "Institute of Ports\n\nMay 4, 2021\n\nWorking Paper No. 14-B"
    )
    assert (about.title, families(about)) == ("Two Harbors", ["Lind", "Ek"])
    assert (about.issued, about.publisher) == ("2021-05-04", "Institute of Ports")
    assert (about.genre, about.number) == ("Working paper", "14-B")


def test_names_under_the_title_with_where_they_work_between_them() -> None:
    about = cover(
        "# Two Harbors\n\nAda Lind¹\n\nUniversity of Ports\n\nBo Ek²\n\nlind@ports.example\n\n"
        "doi:10.1234/ports.2021"
    )
    assert families(about) == ["Lind", "Ek"]
    assert about.doi == "10.1234/ports.2021"


def test_who_holds_the_copyright_publishes() -> None:
    assert (
        cover("# Two Harbors\n\n© 2021 by Pier House. All rights reserved.").publisher
        == "Pier House"
    )


def test_a_paper_without_a_cover_has_the_name_of_its_file() -> None:
    paper = read(f"{LONG}\n\n{LONG}")
    about = title_block(paper, outline(paper), "file")
    assert (about.title, about.authors, about.issued, about.publisher) == ("file", (), "", "")
