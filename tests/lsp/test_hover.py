"""What is said of what stands at a place."""

import pytest

from briefdeck.lsp.hover import entry_text, said_at
from briefdeck.lsp.outline import Outline
from briefdeck.lsp.page import Known, Page, Spotted
from briefdeck.model.problem import Problem
from support.language_client import FERRY, marked

REPORT = "*source* `report`\n\nPort Authority. 2025a. *Annual report 2024*. Port Authority. <https://example.org/report>."


def page_of(text: str, known: str = FERRY) -> Page:
    return Page(Outline(text), Known(known))


def said(text: str) -> tuple[str, str] | None:
    """The words at the mark, and what is said of them."""
    text, offset = marked(text)
    found = said_at(page_of(text), offset)
    return None if found is None else (text[found.start : found.end], found.text)


def ferry(before: str, after: str) -> str:
    """The ferry's briefing with the mark between two pieces of it."""
    assert FERRY.count(before + after) == 1
    return FERRY.replace(before + after, f"{before}‸{after}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("many [@rep", "ort, p. 2]"),
        ("many [@report, p", ". 2]"),
        ("forecast [@rep", "ort, p. 9; @counts]"),
        ('cites = ["rep', 'ort"]'),
        ('source = "rep', 'ort", at = "p. 9"'),
        ('id = "rep', 'ort"'),
    ],
)  # fmt: skip
def test_a_source_is_its_reference(before: str, after: str) -> None:
    assert said(ferry(before, after)) == ("report", REPORT)


def test_of_two_sources_in_a_bracket_the_one_at_the_place_is_meant() -> None:
    found = said(ferry("p. 9; @cou", "nts]"))
    assert found is not None
    assert found[0] == "counts"
    assert "2025b. “Gate counts.”" in found[1]


@pytest.mark.parametrize(
    ("before", "after"), [("[[passen", "gers|2.1"), ("gers|2.1 mil", "lion people]]")]
)
def test_a_link_is_its_entry(before: str, after: str) -> None:
    found = said(ferry(before, after))
    assert found is not None
    assert found[0] == "passengers"
    assert found[1].startswith("*figure* `passengers`\n\nPassengers by year.")


def test_an_entry_says_its_date_its_words_and_who_says_so() -> None:
    text = entry_text(page_of(FERRY), "first-run")
    assert text.startswith(
        "*event* `first-run`\n\nThe first ferry runs, about May 2019. The line opened with two boats. ("
    )
    assert "Port Authority 2025a" in text


def test_an_entry_in_a_text_that_does_not_parse_is_said_as_it_was() -> None:
    text, offset = marked(ferry('era = "tri', 'al"').replace('title = "The trial"', 'title = "The'))
    found = said_at(Page(Outline(text), Known(text, FERRY)), offset)
    assert found is not None
    assert found.text == "*era* `trial`\n\nThe trial, 2019–2024. Five years on one line."


def test_an_entry_that_was_never_read_is_named() -> None:
    text, offset = marked(
        '[[eras]]\nid = "new"\ntitle = "New *times*"\n[[events]]\nera = "n‸ew"\nsee = ['
    )
    found = said_at(page_of(text), offset)
    assert found is not None
    assert found.text == "*era* `new`\n\nNew \\*times\\*"
    assert said('[[events]]\nera = "no‸ne"') is None


def test_keys_headers_and_choices_have_their_meaning() -> None:
    found = said(ferry("spa", 'n = "2019/2024"'))
    assert found is not None
    assert found[0] == "span"
    assert found[1].startswith("An EDTF interval or date")
    assert said(ferry("[[ev", "ents]]")) == ("[[events]]", "Something that happened at a time.")
    chosen = said(ferry('qualifier = "ab', 'out"'))
    assert chosen is not None
    assert chosen[1].startswith("The source's hedge. One of `about`")


@pytest.mark.parametrize(
    ("before", "after"),
    [("The line open", "ed with"), ('title = "Harb', "or ferry"), ("value = 0", ".4"), ("\n", "\n[[actors]]")],
)  # fmt: skip
def test_nothing_is_said_of_words(before: str, after: str) -> None:
    assert said(ferry(before, after)) is None


def test_a_problem_is_explained_where_it_stands() -> None:
    problem = Problem(rule="uncited-statement", severity="warning", message="…")
    text, offset = marked(ferry("The line open", "ed with"))
    page = Page(Outline(text), Known(text), (Spotted(problem, offset - 5, offset + 5),))
    found = said_at(page, offset)
    assert found is not None
    assert found.text.startswith("**uncited-statement**: ")
    assert "```toml" in found.text
    assert said_at(page, offset + 6) is None


def test_markup_of_a_file_stays_data() -> None:
    spoiled = FERRY.replace("The trial", "<b>[x](javascript:1)</b> \\u001b[31m")
    text = entry_text(page_of(spoiled, spoiled), "trial")
    assert "\\<b\\>\\[x\\](javascript:1)" in text
    assert "\x1b" not in text
