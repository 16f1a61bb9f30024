"""Statements of a condensed source, graded caveats, and sources that were seen only in another one."""

from pathlib import Path

import pytest

from briefdeck import document
from briefdeck.document.blocks import (
    AnyBlock,
    Badges,
    Caveat,
    Document,
    EntryList,
    Evidence,
    Heading,
    References,
    caveat_heading,
)
from briefdeck.loader import Loaded, load
from briefdeck.output import render

FILE = Path(__file__).parents[1] / "support/condensed.toml"


@pytest.fixture(scope="module")
def condensed() -> Loaded:
    return load(FILE)


def evidence(loaded: Loaded, entry: str) -> Evidence:
    return next(
        block for block in document.page(loaded, entry).blocks if isinstance(block, Evidence)
    )


def support_texts(made: Document) -> list[str]:
    badges = [badge for block in made.blocks if isinstance(block, Badges) for badge in block.badges]
    return [badge.brief or badge.text for badge in badges if badge.kind == "support"]


def text_of(made: Document) -> str:
    return " ".join(render("text", made, width=100).split())


def test_evidence_has_citations_then_the_caveats_then_whose_statement_it_is(
    condensed: Loaded,
) -> None:
    found = evidence(condensed, "f1")
    assert found.words == "one source, seen only through Davidson 2020"
    assert [(use.role, use.short, use.via) for use in found.items] == [
        ("support", "Felbab-Brown 2017, 12", "Davidson 2020, p. 6"),
        ("caveat", "INEGI 2021, table 2", ""),
        ("voice", "Davidson 2020, 6", ""),
    ]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("f2", "Davidson 2020's own statement"),
        ("f3", "one source, seen only through Davidson 2020"),
        ("f4", "one source"),
    ],
)
def test_support_in_words(condensed: Loaded, entry: str, words: str) -> None:
    assert evidence(condensed, entry).words == words


def test_the_sign_of_own_statements_is_explained_once(condensed: Loaded) -> None:
    made = document.summary(condensed, sections=["overview", "findings"])
    assert support_texts(made) == [
        "one source",
        "the paper's own statement, p. 7",
        "one source",
        "one source",
        "p. 8",
    ]
    assert "4 of 5 statements traced to the paper (¶), which names a source for 50% of them" in (
        text_of(made)
    )
    assert "1 has other sources" in text_of(made)


def test_the_page_of_the_condensed_source_lists_what_it_states_apart(condensed: Loaded) -> None:
    made = document.page(condensed, "davidson-2020", references=True)
    lists = {block.title: block.items for block in made.blocks if isinstance(block, EntryList)}
    assert [(item.entry, item.note, item.sole) for item in lists["Its own findings"]] == [
        ("f2", "p. 7", True),
        ("f5", "p. 8", True),
        ("f1", "p. 6", False),
    ]
    assert [item.entry for item in lists["What was seen only in this"]] == ["f3", "felbab-2017"]


def test_a_reference_says_where_alone_its_source_was_seen(condensed: Loaded) -> None:
    made = document.page(condensed, "f1", references=True)
    listed = [
        reference
        for block in made.blocks
        if isinstance(block, References)
        for reference in block.references
    ]
    assert [(reference.source.id, reference.via) for reference in listed] == [
        ("davidson-2020", ""),
        ("felbab-2017", "Davidson 2020"),
        ("inegi", ""),
    ]
    for form in ("text", "plain", "markdown"):
        said = " ".join(render(form, made, width=100).split())
        assert "Seen only as cited in Davidson 2020." in said
        assert "cited in Davidson 2020, p. 6" in said


@pytest.mark.parametrize(
    ("entry", "heading"),
    [
        ("f1", "⚠ Incorrect"),
        ("f2", "✓ Confirmed"),
        ("f3", "⚠ Accounts differ"),
        ("f4", "Note"),
        ("f5", "⚠ Caveat"),
    ],
)
def test_a_caveat_opens_with_its_grade_in_every_output(
    condensed: Loaded, entry: str, heading: str
) -> None:
    made = document.page(condensed, entry)
    caveat: AnyBlock = next(block for block in made.blocks if isinstance(block, Caveat))
    assert isinstance(caveat, Caveat)
    assert caveat_heading(caveat.grade) == heading
    assert f"{heading}: " in text_of(made)
    assert f"**{heading}:** " in render("markdown", made, width=100)
    assert f"{heading.lstrip('⚠✓ ')}: " in render("plain", made, width=100)


def test_caveats_of_terms_and_sources_have_their_citations(condensed: Loaded) -> None:
    said = text_of(document.summary(condensed, level="all"))
    assert "A word Works. Note: Not in English [4]." in said
    assert "Note Revised yearly" in said


def test_lists_warn_only_of_warnings_and_mark_what_is_confirmed(condensed: Loaded) -> None:
    made = document.page(condensed, "davidson-2020")
    lists = {block.title: block.items for block in made.blocks if isinstance(block, EntryList)}
    signs = [(item.has_caveat, item.is_confirmed) for item in lists["Its own findings"]]
    assert signs == [(False, True), (True, False), (True, False)]


def test_the_heading_of_a_page_needs_no_standing(condensed: Loaded) -> None:
    made = document.page(condensed, "f2")
    assert isinstance(made.blocks[0], Heading)
    assert support_texts(made) == ["Davidson 2020's own statement, p. 7"]


def test_markdown_cites_what_a_source_was_seen_in_beside_it(condensed: Loaded) -> None:
    made = document.summary(condensed, level="all")
    assert set(made.seen_in) == {"felbab-2017"}
    said = render("markdown", made, width=100)
    assert "[@felbab-2017, p. 12; cited in @davidson-2020]" in said
    assert "[@crs-2018; cited in @davidson-2020, p. 9]" in said
