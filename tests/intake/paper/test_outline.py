"""A paper in its parts: what is a heading, what is beside the text, and where sentences go on."""

import pytest

from briefdeck.intake.paper.blocks import Block, Paper, Run
from briefdeck.intake.paper.markdown import read
from briefdeck.intake.paper.outline import Outline, outline
from briefdeck.intake.paper.title_block import title_block

TEXT = (
    "This is a paragraph of the text, which is long enough that nobody takes it for a heading, or "
    "for a line of the cover of the paper, on which titles and names stand, "
)
END = "and it ends with a full stop."
PARAGRAPH = f"{TEXT}{END}"
OTHER = (
    "Here stands something else, of which nothing is said a second time, as what is said twice "
    "may be a quote that a designer has pulled out of its paragraph and set beside it in bold."
)


def titles(text: str) -> list[str]:
    return [part.title for part in parted(text).parts]


def parted(text: str) -> Outline:
    return outline(read(text))


def test_bare_lines_are_headings_where_nothing_names_them() -> None:
    text = f"A Title\n\nIntroduction\n\n{PARAGRAPH}\n\nThe First War\n\n{PARAGRAPH}\n\nFigure 1: A map\n\n{PARAGRAPH}"
    assert titles(text) == ["Introduction", "The First War"]


def test_bare_lines_are_no_headings_where_the_format_names_them() -> None:
    text = f"# T\n\n## One\n\n{PARAGRAPH}\n\nA bare line\n\n{PARAGRAPH}\n\n## Two\n\n{PARAGRAPH}"
    assert titles(text) == ["One", "Two"]


def test_numbered_headings_have_levels() -> None:
    text = f"T\n\n1 Introduction\n\n{PARAGRAPH}\n\n2.1 What was found\n\n{PARAGRAPH}"
    assert [(part.title, part.level) for part in parted(text).parts] == [
        ("1 Introduction", 1), ("2.1 What was found", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("leaders", [" ..... ", "\t", " . . . . ", "…", "   "])
def test_the_contents_name_headings_and_their_pages(leaders: str) -> None:
    lines = "".join(
        f"{title}{leaders}{page}\n"
        for title, page in (("What it is about", 3), ("and how", 5), ("Ends", 9))
    )
    text = f"T\n\nContents\n\n{lines}\nWhat it is about\n\n{PARAGRAPH}\n\nand how\n\n{PARAGRAPH}\n\nEnds\n\n{PARAGRAPH}"
    assert [(part.title, part.place()) for part in parted(text).parts] == [
        ("What it is about", "pp. 3-5"), ("and how", "pp. 5-9"), ("Ends", "p. 9"),
    ]  # fmt: skip


def test_a_box_in_the_middle_of_a_sentence_is_taken_out() -> None:
    text = f"# T\n\n## One\n\n{TEXT}\n\n## Key Findings\n\n- First.\n- Second.\n\n{END}\n\n## Two\n\n{OTHER}"
    found = parted(text)
    assert [[point.text for point in box.points] for box in found.boxes] == [["First.", "Second."]]
    assert [block.text for block in found.parts[0].blocks] == [PARAGRAPH]


def test_a_boxed_block_is_read_behind_the_sentence_that_it_breaks() -> None:
    blocks = [
        Block(kind="heading", level=1, runs=(Run("One"),)),
        Block(kind="paragraph", runs=(Run(TEXT.strip()[:-1]),)),
        Block(kind="paragraph", boxed=True, runs=(Run("An aside."),)),
        Block(kind="paragraph", runs=(Run(END),)),
        Block(kind="heading", level=1, runs=(Run("Two"),)),
    ]
    texts = [block.text for block in outline(Paper(blocks=blocks)).parts[0].blocks]
    assert texts == [f"{TEXT.strip()[:-1]} {END}", "An aside."]


def test_a_summary_without_points_is_a_part() -> None:
    assert (
        titles(f"# T\n\n## Executive Summary\n\n{PARAGRAPH}\n\n## One\n\n{PARAGRAPH}")[0]
        == "Executive Summary"
    )


def test_a_pull_quote_is_left_out_and_a_short_paragraph_is_not() -> None:
    said = "By the end of the century, then, a new era of trust had begun between the two towns."
    pulled = "By the end of the century, a new era of trust had begun."
    own = "Nobody was asked, and nobody was told what would come next."
    text = f"# T\n\n## One\n\n{said} {PARAGRAPH}\n\n{pulled}\n\n{own}\n\n{PARAGRAPH}\n\n## Two\n\n{pulled}"
    assert [block.text for block in parted(text).parts[0].blocks][1] == own


@pytest.mark.parametrize(
    ("first", "rest", "whole"),
    [
        ("law", "enforcement.", "law enforcement."),
        ("in December", "2018 he won.", "in December 2018 he won."),
        ("multi-", "national trade.", "multi-national trade."),
        ("coop-", "eration. A word.", "cooperation. A word."),
    ],
)
def test_what_a_page_breaks_is_whole(first: str, rest: str, whole: str) -> None:
    text = f"# T\n\n## One\n\nThey speak of cooperation.\n\n{TEXT}{first}\n\n{rest}\n\n## Two\n\n{OTHER}"
    assert parted(text).parts[0].blocks[1].text == f"{TEXT}{whole}"


def test_a_caption_does_not_end_a_sentence() -> None:
    blocks = [
        Block(kind="heading", level=1, runs=(Run("One"),)),
        Block(kind="paragraph", runs=(Run(TEXT.strip()[:-1]),)),
        Block(kind="caption", runs=(Run("Figure 1"),)),
        Block(kind="paragraph", runs=(Run(END),)),
        Block(kind="heading", level=1, runs=(Run("Two"),)),
    ]
    kinds = [block.kind for block in outline(Paper(blocks=blocks)).parts[0].blocks]
    assert kinds == ["paragraph", "caption"]


def test_heads_of_pages_are_left_out_and_the_title_is_not() -> None:
    pages = "".join(f"\n\nHARBOR REVIEW {page}\n\n{PARAGRAPH}\n\n{page}" for page in range(3, 9))
    found = parted(f"Harbor Review\n\nIntroduction\n\n{PARAGRAPH}{pages}")
    assert [block.text for block in found.cover] == ["Harbor Review"]
    assert {block.text for block in found.parts[0].blocks} == {PARAGRAPH}


def test_a_heading_on_references_is_no_list_of_them() -> None:
    text = f"# T\n\n## References\n\n{PARAGRAPH}\n\n## Notes\n\n1. Smith, *Book*, 2001.\n\n## About the author\n\n{PARAGRAPH}"
    found = parted(text)
    assert [part.title for part in found.parts] == ["References", "About the author"]
    assert len(found.notes) == 1


def test_a_sentence_under_the_title_is_text_and_a_line_of_names_is_not() -> None:
    found = parted(
        "# The ferry\n\nJane Doe, Harbor Institute\n\nIn 2015 the ferry began its runs.\n\n## Why it runs\n\nThe port needs it more than it says."
    )
    assert [block.text for block in found.cover] == ["The ferry", "Jane Doe, Harbor Institute"]
    assert [part.title for part in found.parts] == ["Opening", "Why it runs"]


def test_one_line_may_say_who_where_and_when() -> None:
    paper = read(
        "# The ferry\n\nJane Doe, Harbor Institute, May 3, 2021\n\n## Introduction\n\nThe port needs it more than it says."
    )
    said = title_block(paper, outline(paper), "x")
    assert ([name.family for name in said.authors], said.publisher, said.issued) == (
        ["Doe"],
        "Harbor Institute",
        "2021-05-03",
    )
