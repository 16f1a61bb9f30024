"""Support counts independent origins."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from briefdeck.loader import load
from briefdeck.model.briefing import Briefing, Source
from briefdeck.model.evidence import (
    STATEMENTS,
    Coverage,
    cited_sources,
    coverage,
    origin_of,
    origins,
    seen_in,
    sole_support,
    support,
)
from briefdeck.model.links import Links, link
from support.briefings import briefings, decode


def briefing_of(
    cites: dict[str, list[str]], origin: dict[str, str | None]
) -> tuple[Briefing, Links]:
    """Findings that cite, sources with their origins."""
    sources: list[dict[str, Any]] = [
        {"id": name, "type": "book", "title": name} | ({"origin": source} if source else {})
        for name, source in origin.items()
    ]
    findings = [{"id": name, "text": "T.", "cites": targets} for name, targets in cites.items()]
    front = {"title": "T", "bluf": "B.", "as_of": "2020"}
    briefing = decode({"format": 1, "briefing": front, "findings": findings, "sources": sources})
    return briefing, link(briefing)


@pytest.mark.parametrize(
    ("cited", "origin", "expected"),
    [
        ([], {}, "uncited"),
        (["a"], {"a": None}, "single"),
        (["a", "a"], {"a": None}, "single"),
        (["a", "b"], {"a": None, "b": None}, "cited"),
        (["a", "b"], {"a": None, "b": "a"}, "single"),
        (["a", "b"], {"a": "c", "b": "c", "c": None}, "single"),
        (["a", "b"], {"a": "b", "b": "a"}, "single"),
        (["a", "b", "c"], {"a": "b", "b": "a", "c": None}, "cited"),
        (["a"], {"a": "a"}, "single"),
        (["d", "b"], {"d": "a", "a": "b", "b": "c", "c": "a"}, "single"),
        (["a"], {"a": "gone"}, "single"),
        (["gone"], {}, "uncited"),
    ],
)
def test_support(cited: list[str], origin: dict[str, str | None], expected: str) -> None:
    briefing, links = briefing_of({"f": cited}, origin)
    assert support("f", links) == expected
    assert coverage(briefing, links).total == 1


def test_prose_and_points_count() -> None:
    front = {"title": "T", "bluf": "B.", "as_of": "2020"}
    points = [
        {"at": "2001", "value": 1, "cites": ["a"]},
        {"at": "2002", "value": 2, "text": "[@b]"},
    ]
    sources = [{"id": name, "type": "book", "title": name} for name in "ab"]
    series = [{"id": "x", "title": "X", "unit": "people", "points": points}]
    briefing = decode({"format": 1, "briefing": front, "series": series, "sources": sources})
    links = link(briefing)
    assert cited_sources("x", links) == ("a", "b")
    assert support("x", links) == "cited"


def test_coverage_and_percent() -> None:
    briefing, links = briefing_of({"f": ["a", "b"], "g": ["a"], "h": []}, {"a": None, "b": None})
    found = coverage(briefing, links)
    assert found == Coverage(cited=1, single=1, uncited=1)
    assert found.percent == 66
    assert Coverage(cited=0, single=0, uncited=0).percent is None


def test_what_would_lose_its_last_source() -> None:
    _, links = briefing_of(
        {"f": ["a", "b"], "g": ["a"], "h": ["a", "a"], "i": ["b"]}, {"a": None, "b": "a"}
    )
    assert sole_support("a", links) == ("g", "h")
    assert sole_support("b", links) == ("i",)
    assert sole_support("nothing", links) == ()


def test_a_long_chain_of_origins_is_followed_to_its_end() -> None:
    count = 5_000
    origin = {f"s{number}": f"s{number + 1}" for number in range(count)} | {f"s{count}": None}
    _, links = briefing_of({"f": list(origin)}, origin)
    assert origins("f", links) == {f"s{count}"}


@settings(max_examples=60)
@given(briefings(max_size=8))
def test_support_follows_from_origins(briefing: Briefing) -> None:
    links = link(briefing)
    for entry in briefing.entries():
        count = len(origins(entry.id, links))
        assert support(entry.id, links) == ("uncited", "single", "cited")[min(count, 2)]
        if isinstance(entry, Source):
            end = origin_of(entry.id, links)
            assert origin_of(end, links) == end
            for name in sole_support(entry.id, links):
                assert cited_sources(name, links) == (entry.id,)
    assert coverage(briefing, links).total == sum(
        entry.table in STATEMENTS for entry in briefing.entries()
    )


def test_a_citation_in_a_caveat_supports_nothing() -> None:
    raw = {
        "format": 1,
        "briefing": {"title": "T", "bluf": "B", "as_of": "2020"},
        "findings": [{"id": "f", "text": "Said [@a].", "caveat": "Another account differs [@b]."}],
        "sources": [{"id": name, "type": "report", "title": name} for name in "ab"],
    }
    links = link(decode(raw))
    assert cited_sources("f", links) == ("a",)
    assert support("f", links) == "single"
    assert sole_support("a", links) == ("f",)
    assert sole_support("b", links) == ()


CONDENSED = load(Path(__file__).parents[1] / "support/condensed.toml")


def condensed_links() -> Links:
    assert CONDENSED.links is not None
    return CONDENSED.links


@pytest.mark.parametrize(
    ("voice", "cites", "expected"),
    [
        ("paper", [], "traced"),
        ({"source": "paper", "at": "p. 3"}, [], "traced"),
        ("paper", ["paper"], "traced"),
        ("paper", ["a"], "single"),
        ("paper", ["a", "paper"], "single"),
        ("paper", ["a", "b"], "cited"),
        (None, ["paper"], "single"),
        ("a", [], "uncited"),
        ({"source": "a", "at": "p. 3"}, [], "single"),
        ({"source": "a", "at": "p. 3"}, ["a"], "single"),
        ({"source": "a", "at": "p. 3"}, ["b"], "single"),
        ("somebody", [], "uncited"),
        ({"source": "somebody", "at": "p. 3"}, [], "uncited"),
    ],
)
def test_a_voice_supports_where_it_is_the_condensed_source_or_has_a_place(
    voice: object, cites: list[str], expected: str
) -> None:
    finding: dict[str, object] = {"id": "f", "text": "T.", "cites": cites}
    if voice is not None:
        finding["voice"] = voice
    raw = {
        "format": 1,
        "briefing": {"title": "T", "bluf": "B.", "as_of": "2020", "condenses": "paper"},
        "findings": [finding],
        "actors": [{"id": "somebody", "name": "S"}],
        "sources": [{"id": name, "type": "report", "title": name} for name in ("paper", "a", "b")],
    }
    links = link(decode(raw))
    assert support("f", links) == expected
    assert (sole_support("paper", links) == ("f",)) == (expected == "traced" or cites == ["paper"])


def test_coverage_of_a_condensed_source() -> None:
    assert CONDENSED.briefing is not None
    found = coverage(CONDENSED.briefing, condensed_links())
    # f3 cites what was seen only in the paper; f4 is another source's statement.
    assert found == Coverage(cited=0, single=3, uncited=0, traced=2, reported=4, named=2)
    assert found.sourced_elsewhere == 1
    assert (found.total, found.percent) == (5, 60)


@pytest.mark.parametrize(
    ("entry", "source", "place"),
    [
        ("f1", "felbab-2017", ("davidson-2020", "p. 6")),
        ("f1", "inegi", None),
        ("f3", "crs-2018", ("davidson-2020", "p. 9")),
    ],
)
def test_where_a_cited_source_was_seen(
    entry: str, source: str, place: tuple[str, str] | None
) -> None:
    links = condensed_links()
    citation = next(each for each in links.forward[entry] if each.target == source)
    via = seen_in(citation, links)
    assert (None if via is None else (via.source, via.at)) == place
