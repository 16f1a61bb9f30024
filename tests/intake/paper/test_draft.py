"""A paper as a draft: what is in it, whose it is said to be, and what its author has to decide."""

from pathlib import Path
from typing import Any

import pytest
import tomli

from briefdeck.check.run import check
from briefdeck.editing.changes import changed
from briefdeck.intake.joining import joined, new_briefing
from briefdeck.intake.paper.markdown import take
from briefdeck.intake.taken import Options
from briefdeck.loader import load_text
from briefdeck.model.problem import Problem
from intake.paper.drafts import uncommented
from intake.papers.measure import MARK, candidates_of, measured

PAPERS = Path(__file__).parents[1] / "papers"
PAPER = (PAPERS / "two-harbors-2021.md").read_bytes()
ANSWERS = tomli.loads((PAPERS / "two-harbors-2021.toml").read_text(encoding="utf-8"))


def drafted(content: bytes) -> str:
    """The draft that a paper makes, as a file."""
    taken = [take(content, Options(form="paper", name="two-harbors.md"))]
    base = new_briefing(taken, ["two-harbors.md"])
    return changed(base, joined(load_text(base, "draft"), taken).changes)


def said(content: str) -> tuple[str, ...]:
    return take(content.encode(), Options(form="paper", name="paper.md")).said


def problems(draft: str) -> tuple[Problem, ...]:
    return check(load_text(draft, "draft"))


@pytest.fixture(scope="module")
def draft() -> str:
    return drafted(PAPER)


@pytest.fixture(scope="module")
def data(draft: str) -> dict[str, Any]:
    return tomli.loads(draft)


def test_all_that_was_keyed_by_hand_is_in_the_draft(draft: str) -> None:
    for score in measured(draft, ANSWERS):
        assert score.right == score.expected, f"{score}: {score.missed}"
        assert score.given in {None, score.expected}, f"{score}: {score.missed}"


def test_a_draft_and_all_its_candidates_pass_check(draft: str) -> None:
    for text in (draft, uncommented(draft)):
        assert [found for found in problems(text) if found.severity == "error"] == []
    assert len(tomli.loads(uncommented(draft))["events"]) == len(ANSWERS["events"])


def test_check_counts_what_is_left_to_decide(draft: str) -> None:
    count = draft.count(f"\n{MARK}")
    found = [each.message for each in problems(draft) if each.rule == "unfinished-draft"]
    assert found == [f"Draft: {count} candidates to decide on and the bottom line to write."]


def test_every_statement_says_where_the_paper_makes_it(data: dict[str, Any]) -> None:
    tables = ("key_points", "eras", "sections", "recommendations")
    entries = [entry for table in tables for entry in data[table]]
    assert {entry["voice"]["source"] for entry in entries} == {"marsh-rey-2021"}
    places = {entry["id"]: entry["voice"]["at"] for entry in entries}
    assert places["background"] == "pp. 3-4"
    assert places["recommendations"] == "pp. 9-10"
    assert places["about-the-authors"] == "ABOUT THE AUTHORS"


def test_each_source_is_known_from_the_paper_alone(data: dict[str, Any]) -> None:

    assert [source.get("via") for source in data["sources"][1:]] == ["marsh-rey-2021"] * 14
    assert "via" not in data["sources"][0]
    assert data["briefing"]["condenses"] == data["sources"][0]["id"] == "marsh-rey-2021"


def test_an_era_whose_heading_has_no_years_says_that_they_are_ours(draft: str) -> None:
    assert 'the span is that of the dates under it.\n[[eras]]\nid = "background"' in draft
    assert tomli.loads(draft)["eras"][0]["span"] == "1986/1988"


def test_a_sentence_that_a_box_or_a_page_breaks_is_whole(draft: str) -> None:
    assert "gave in to increasing public pressure from both towns." in draft
    assert "a case that was closed by the courts only in June 2008 [@long-2008]." in draft
    assert "HARBOR FERRIES 1986-2021" not in draft


def test_candidates_keep_hedge_unit_and_calendar(draft: str) -> None:
    series = [one for block in candidates_of(draft) for one in block.get("series", ())]
    money = next(one for one in series if one.get("calendar") == "us-fiscal")
    assert (money["unit"], money["scale"]) == ("USD", "million")
    assert [(point["at"], point["value"]) for point in money["points"]] == [
        ("2005", 48),
        ("2006", 400),
    ]
    assert money["points"][0]["cites"] == [{"source": "stone-fink-2014", "at": "p. 9"}]
    hedges = {point.get("qualifier") for one in series for point in one["points"]}
    assert hedges >= {"more than", "nearly"}


def test_quotations_are_cited_as_seen_in_the_paper(draft: str) -> None:
    quotes = [one for block in candidates_of(draft) for one in block.get("quotations", ())]
    last = quotes[-1]
    assert last["text"].startswith("Many people were at risk")
    assert last["cites"] == [
        {"source": "gray-2019", "via": {"source": "marsh-rey-2021", "at": "pp. 7-9"}}
    ]


def test_a_draft_is_the_same_each_time() -> None:
    assert drafted(PAPER) == drafted(PAPER)


def test_what_fits_no_reference_is_named_with_the_nearest() -> None:
    paper = (
        "# T\n\n## Introduction\n\nSeen (Raat, 2010). Missed (Unknown, 2011). One (Ames, 2001).\n"
        "Two (Bell, 2002). Three (Cole, 2003).\n\n## References\n\n"
        "Ratt, William. 2010. *Two Coasts*. Athens: Press.\n\n"
        "Ames, A. 2001. *One*. Athens: Press.\n\nBell, B. 2002. *Two*. Athens: Press.\n\n"
        "Cole, C. 2003. *Three*. Athens: Press.\n"
    )
    found = said(paper)
    assert "cited as `Raat 2010`, taken for `ratt-2010`" in found
    assert "cited as `Unknown 2011`, which is not in the references" in found


def test_a_paper_goes_into_a_briefing_that_has_some_of_its_sources(draft: str) -> None:
    base = (
        'format = 1\n\n[briefing]\ntitle = "T"\nbluf = "B."\nas_of = "2021"\n\n[[sources]]\n'
        'id = "funding"\ntype = "report"\ntitle = "Harbor Money: The Long Line and Beyond"\n'
        'issued = "2014"\nauthor = [{ family = "Stone" }, { family = "Fink" }]\n\n'
        '[[sections]]\nid = "background"\ntitle = "B"\ntext = "Text."\n'
    )
    taken = [take(PAPER, Options(form="paper", name="two-harbors.md"))]
    into = changed(base, joined(load_text(base, "base"), taken).changes)
    assert "stone-fink-2014" not in into
    assert "[@funding, p. 9]" in into
    kept = tomli.loads(uncommented(into))
    assert kept["eras"][0]["id"] == "background-2"
    assert [found for found in problems(uncommented(into)) if found.severity == "error"] == []
