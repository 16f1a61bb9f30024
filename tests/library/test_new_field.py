"""A field that is added to a Struct: searched, found, compared, checked and linked without another line of code."""

import msgspec
import pytest

from briefdeck.check.case import Case
from briefdeck.library.attached import attachments
from briefdeck.library.diff import diff
from briefdeck.library.pairing import paired
from briefdeck.library.passage import passages
from briefdeck.loader import load_text
from briefdeck.model.briefing import Briefing, Finding, Point, Prose, Series
from briefdeck.model.links import link
from briefdeck.reading.entry_texts import words_of
from support.shelves import briefing_text

SOURCE = '[[sources]]\nid = "s"\ntype = "report"\ntitle = "A report"\nissued = "2017"\n'
FINDING = '[[findings]]\nid = "f"\ntext = "Aid rose."\n'
MORAL = "Nobody *looked* at [the ledger](ledger.csv) [@s, p. 3]."


class Lesson(Finding, frozen=True, kw_only=True):
    """A finding with a field that no code knows of."""

    moral: Prose | None = None


class Aside(Point, frozen=True, kw_only=True):
    """A point of a series with one."""

    aside: Prose | None = None


def with_findings(*findings: Finding) -> Briefing:
    loaded = load_text(briefing_text(more=SOURCE + FINDING), "x")
    assert loaded.briefing is not None
    return msgspec.structs.replace(loaded.briefing, findings=findings)


@pytest.fixture
def briefing() -> Briefing:
    return with_findings(Lesson(id="f", text="Aid rose.", moral=MORAL))


def test_it_is_searched(briefing: Briefing) -> None:
    texts = {each.entry: each.text for each in passages("x", briefing, None)}
    assert texts["f"] == "Aid rose. · Nobody looked at the ledger."


def test_it_is_found(briefing: Briefing) -> None:
    assert "Nobody looked at the ledger." in list(words_of(briefing.findings[0]))


def test_it_is_compared_as_words_and_as_sources(briefing: Briefing) -> None:
    other = MORAL.replace("Nobody", "Hardly *anybody*").replace("p. 3", "p. 4")
    (entry,) = diff(briefing, with_findings(Lesson(id="f", text="Aid rose.", moral=other))).entries
    assert entry.changes == ("reworded", "re-sourced")
    assert [(change.field, change.old) for change in entry.fields] == [
        ("moral", "Nobody looked at the ledger."),
        ("cites", "s, p. 3"),
    ]


def test_it_tells_which_entry_is_which(briefing: Briefing) -> None:
    renamed = with_findings(Lesson(id="g", moral=MORAL), Lesson(id="h", text="Aid fell."))
    pairs, _, _ = paired(with_findings(Lesson(id="f", moral=MORAL)), renamed)
    assert ("f", "g") in {(old.id, new.id) for old, new in pairs}


def test_it_is_checked(briefing: Briefing) -> None:
    pieces = Case(briefing, link(briefing)).pieces
    assert (("findings", 0, "moral"), MORAL) in {(piece.path, piece.text) for piece in pieces}


def test_its_citations_are_links_and_its_files_are_packed(briefing: Briefing) -> None:
    (found,) = link(briefing).forward["f"]
    assert (found.target, found.at, found.path) == ("s", "p. 3", ("findings", 0, "moral"))
    assert attachments(briefing) == ("ledger.csv",)


def test_so_is_one_inside_a_list() -> None:
    points = (Aside(value=3, category="all", aside=MORAL),)
    series = Series(id="n", title="Numbers", unit="people", points=points)
    briefing = msgspec.structs.replace(with_findings(), series=(series,))
    texts = {each.entry: each.text for each in passages("x", briefing, None)}
    assert "Nobody looked at the ledger." in texts["n"]
    assert "Nobody looked at the ledger." in list(words_of(series))
    (found,) = link(briefing).forward["n"]
    assert found.path == ("series", 0, "points", 0, "aside")
    assert found.path in {piece.path for piece in Case(briefing, link(briefing)).pieces}
