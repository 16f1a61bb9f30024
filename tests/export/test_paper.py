"""What is set on paper: every entry stands there once, and every link leads there and back."""

from itertools import pairwise
from pathlib import Path

import pytest

from briefdeck.document.lookup import lookup
from briefdeck.export.paper.nodes import Paper, Picture, Run, Title
from briefdeck.export.paper.whole import paper
from briefdeck.loader import Loaded, load, load_text
from briefdeck.model.levels import LEVELS, Level
from briefdeck.model.links import FRONT
from support.briefings import random_toml
from support.pages import SHIPPED
from support.papers import inside, nodes_of, runs_by_entry, works
from support.saying import HOSTILE, saying


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.stem)
def shipped(request: pytest.FixtureRequest) -> tuple[Loaded, Paper]:
    path: Path = request.param
    loaded = load(path)
    return loaded, paper(lookup(loaded), "all")


def _anchors(made: Paper) -> list[str]:
    return [node.anchor for node in nodes_of(made) if node.anchor]


def _targets(made: Paper) -> set[str]:
    return {run.entry for _, run in runs_by_entry(made) if run.entry}


def test_every_entry_is_on_paper_once(shipped: tuple[Loaded, Paper]) -> None:
    loaded, made = shipped
    assert loaded.links is not None
    assert sorted(_anchors(made)) == sorted(loaded.links.entries)


def test_links_lead_there_and_back(shipped: tuple[Loaded, Paper]) -> None:
    loaded, made = shipped
    assert loaded.links is not None
    there = {(entry, run.entry) for entry, run in runs_by_entry(made) if run.entry}
    meant = {(each.source, each.target) for of in loaded.links.forward.values() for each in of}
    pairs = {pair for pair in meant if FRONT not in pair and pair[0] != pair[1]}
    assert pairs - there == set(), "each link of the briefing can be followed"
    assert {(target, source) for source, target in pairs} - there == set(), "and back"
    assert _targets(made) <= set(_anchors(made))


def test_a_citation_has_the_number_of_its_source(shipped: tuple[Loaded, Paper]) -> None:
    _, made = shipped
    numbers = {work.anchor: str(work.number) for work in works(made)}
    cited = [run for _, run in runs_by_entry(made) if run.entry and run.text.isdecimal()]
    assert len(cited) > 50
    assert [run.entry for run in cited if numbers.get(run.entry) != run.text] == []


def test_a_source_says_once_where_it_was_seen() -> None:
    loaded = load(next(path for path in SHIPPED if path.stem.startswith("us-mexico")))
    work = next(each for each in works(paper(lookup(loaded), "all")) if each.number == 4)
    said = "".join(each.text for each in inside(work) if isinstance(each, Run))
    assert said.count("nly as cited in") == 1


def _assert_in_order(made: Paper) -> None:
    levels = [node.level for node in nodes_of(made) if isinstance(node, Title)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_headings_are_in_order(shipped: tuple[Loaded, Paper]) -> None:
    _, made = shipped
    _assert_in_order(made)
    first = next(node for node in nodes_of(made) if isinstance(node, Title))
    assert first.text == "Bottom line"


def test_drawings_say_what_they_show(shipped: tuple[Loaded, Paper]) -> None:
    _, made = shipped
    drawn = [node for node in nodes_of(made) if isinstance(node, Picture)]
    assert drawn
    assert "timeline of" in drawn[0].alt.lower()
    assert all(node.alt and node.caption for node in drawn)
    assert all(node.height < 1.5 * node.width for node in drawn), "none is higher than a page"


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_is_a_paper_of_its_own(level: Level) -> None:
    loaded = load(next(path for path in SHIPPED if path.stem.startswith("us-mexico")))
    made = paper(lookup(loaded), level)
    assert _targets(made) <= set(_anchors(made))
    parts = [node.text for node in nodes_of(made) if isinstance(node, Title) and node.level == 1]
    held = {
        "30s": [],
        "3m": ["In three minutes"],
        "full": ["In three minutes", "The full reading"],
        "all": ["In three minutes", "The full reading", "Everything else"],
    }[level]
    assert parts == ["Bottom line", *held, "Sources"]


@pytest.mark.parametrize("seed", range(30))
def test_any_briefing_can_be_set(seed: int) -> None:
    loaded = load_text(random_toml(seed), "random")
    made = paper(lookup(loaded), "all")
    assert loaded.links is not None
    assert sorted(_anchors(made)) == sorted(loaded.links.entries)
    assert _targets(made) <= set(_anchors(made))
    _assert_in_order(made)


@pytest.mark.parametrize("words", HOSTILE)
def test_links_lead_to_the_web_alone(words: str) -> None:
    made = paper(lookup(load_text(saying(words), "hostile")), "all")
    addresses = [run.url for run in inside((made.kicker, *nodes_of(made))) if isinstance(run, Run)]
    assert [url for url in addresses if url and not url.startswith("https://")] == []
    assert any("javascript:alert(1)" in loss for loss in made.losses)
