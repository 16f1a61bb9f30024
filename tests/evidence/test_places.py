"""Where in a copy cited places are."""

import pytest

from briefdeck.evidence.locators import locators
from briefdeck.evidence.passages import CopyPage, CopyText
from briefdeck.evidence.places import extents

REPORT = """Contents

1. Introduction ..... 1
Chapter 2 Methods    4
Table 2. Deaths . . . . 5

1. Introduction

Some text here, see Table 2 and section 4.2.
Table 2 shows that things differ.

Chapter 2: Methods

2.1 Data

Data text.

2.2 Ways

Way text.

Chapter III

Third text.

Table 2. Deaths by year
2007 2,800
2008 6,290

Table 3: Other

# 4 Results

## 4.2 Numbers

Numbers text.

## 4.3 More

More text.

Article 7
The right to read.

Article 8
The right to write.

Appendix A. Lists

A list.

Appendix B

14. See Smith, 2010, p. 3.
15. See Jones.
"""


@pytest.mark.parametrize(
    ("at", "within", "without"),
    [
        ("section 1", "Some text here", "Methods"),
        ("§ 4.2", "Numbers text", "More text"),
        ("§4", "More text", "Third text"),
        ("sec. 2.1", "Data text", "Way text"),
        ("chapter 2", "Way text", "Third text"),
        ("chapter 3", "Third text", "Way text"),
        ("ch. III", "Third text", "Way text"),
        ("table 2", "6,290", "Other"),
        ("art. 7", "right to read", "right to write"),
        ("appendix A", "A list", "Smith"),
        ("note 14", "Smith", "Jones"),
        ("para. 15", "Jones", "Smith"),
        ("lines 9-10", "things differ", "Methods"),
    ],
)
def test_a_place_is_found_by_its_heading(at: str, within: str, without: str) -> None:
    (found,) = extents(CopyText(REPORT), at)
    assert within in REPORT[slice(*found)]
    assert without not in REPORT[slice(*found)]


@pytest.mark.parametrize(
    "at", ["", "table 9", "figure 2", "p. 3", "abstract", "chapter 9", "§ 7.1", "line 999", "n. 99"]
)
def test_what_cannot_be_told_is_nowhere(at: str) -> None:
    assert extents(CopyText(REPORT), at) == ()


def paged(labels: list[str]) -> CopyText:
    """A copy whose sentences all go on over the end of their page, with a head and numbers."""
    pages = []
    text = ""
    for count, label in enumerate(labels):
        pages.append(CopyPage(len(text), label))
        text += f"Report on Water {label}\n\nended{count}. Then begun{count} is a sentence that goes on\n\n{label}\n\n"
    return CopyText(text, tuple(pages))


@pytest.mark.parametrize(
    ("at", "begun", "ended"),
    [
        ("p. ii", 0, 2),
        ("p. 1", 1, 3),
        ("1", 1, 3),
        ("p. 2, table 7", 2, 4),
        ("pp. 1-2", 1, 4),
        ("pp. 1–2", 1, 4),
        ("p. 1f", 1, 4),
        ("p. 5", 3, 4),
    ],
)
def test_a_page_has_its_sentences_whole(at: str, begun: int, ended: int) -> None:
    copy = paged(["i", "ii", "1", "2", "3"])
    (found,) = extents(copy, at)
    text = copy.text[slice(*found)]
    assert text.startswith(f"Then begun{begun}")
    assert text.rstrip().endswith(f"ended{ended}.") or ended == 4
    assert f"ended{ended + 1}" not in text


def test_a_label_counts_before_a_count_of_pages() -> None:
    copy = paged(["2", "3", "4"])
    (second,) = extents(copy, "p. 2")
    assert second[0] == 0
    (first,) = extents(copy, "p. 1")
    assert first[0] == 0, "no page is called 1: the first of the file"


def test_a_table_on_a_page_is_its_part_of_the_page() -> None:
    text = "Table 1. Rain\n5\n\nTable 2. Snow\n7\n\n"
    copy = CopyText(text * 2, (CopyPage(0, "1"), CopyPage(len(text), "2")))
    (found,) = extents(copy, "p. 2, table 2")
    assert copy.text[slice(*found)].strip() == "Table 2. Snow\n7"
    assert found[0] > len(text)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("pp. 109–11", [("page", "109", "111")]),
        ("9ff.", [("page", "9", "12")]),
        ("pp. 3, 7 and 9", [("page", "3", "3"), ("page", "7", "7"), ("page", "9", "9")]),
        ("ch. IV, pp. xi–xiv", [("chapter", "IV", "IV"), ("page", "xi", "xiv")]),
        ("p. A-12", [("page", "A-12", "A-12")]),
        ("p. 12n4", [("page", "12", "12")]),
        ("Art. 7(2)", [("chapter", "7", "7")]),
        ("2.1-2.3", [("section", "2.1", "2.3")]),
        ("vol. 2, p. 15", [("page", "15", "15")]),
        ("12:30", []),
        ("executive summary", []),
    ],
)
def test_what_a_place_names(at: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(each.kind, each.first, each.last) for each in locators(at)] == expected


def test_a_table_may_stand_above_its_caption() -> None:
    rows = "  +----+-------+\n  | DE | 12.5% |\n  | FR | 13.0% |\n  +----+-------+\n"
    gaps = "  1990    1639     Aug\n  1991    2763     Sep\n"
    text = (
        f"As the next table shows:\n\n{rows}\n   Table 1: Shares of users\n      in January\n\n"
        f"Shares rose.\n\n{gaps}\n   Table 2: Routes\n\nRoutes rose too.\n"
    )
    copy = CopyText(text)
    ((start, end),) = extents(copy, "table 1")
    assert text[start:end] == f"{rows}\n   Table 1: Shares of users\n      in January"
    ((start, end),) = extents(copy, "table 2")
    assert text[start:end] == f"{gaps}\n   Table 2: Routes"


def test_a_table_below_its_caption_does_not_take_the_one_above() -> None:
    first = "Table 1: Shares\n\n| DE | 12 |\n| FR | 13 |\n\n"
    second = "Table 2: Routes\n\n| DE | 55 |\n| FR | 66 |\n"
    ((start, end),) = extents(CopyText(first + second), "table 2")
    assert (first + second)[start:end] == second.rstrip()


def test_a_table_whose_rows_are_plain_ends_behind_them_and_their_notes() -> None:
    rows = "Table 1. Shares\nYear\tShare\n\n2019\t45%\nof all\n\n2020\t47%\n\nSource: the agency."
    text = f"{rows}\n\nMuch was said of that.\n\nMore was said later.\n"
    ((start, end),) = extents(CopyText(text), "table 1")
    assert text[start:end] == rows
