"""A query means the same on a server as here."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from briefdeck.library.grammar import parse
from briefdeck.library.query import BadQuery
from briefdeck.library.search import search
from briefdeck.library.shared.asking import ask
from briefdeck.library.shared.publishing import publish
from support.desk import Desk, ferry
from support.shelves import event

BRIEFINGS = Path(__file__).parents[3] / "briefings"
JUDGED = Path(__file__).parents[1] / "judged.toml"
ENOUGH = 1000
QUERIES = (
    "border", "bord*", "merida initiative", '"rule of law"', '"rule of l*', '"rule of la"*',
    "rule NOT law", "NOT border", "-band", "merida OR tunnel", "(merida OR tunnel) NOT aid",
    "title:merida", "title:bord*", 'title:"border security"', "title:border NOT title:security",
    "kind:event", "kind:option OR kind:judgment", "tag:aid", 'tag:"drug policy"', "source:gao*",
    "voice:*a", "type:law", "year:2006..2008", "year:2030..", "year:..1950", "year:-100..100",
    "has:caveat border", "has:quote", "caveat:wrong", "caveat:warning", "briefing:harbor-tunnel",
    "border year:2007 kind:event has:source", "C++", "$1.6", "U.S.", "US", "cross-border", "1,234",
    "Mérida", "merida kind:event NOT (aid OR gao)", "NOT (NOT border)", "title:border kind:source",
    "a", '"of the"', '"the of"', "§ 230", "中", "it's",
)  # fmt: skip


def _judged() -> Iterator[str]:
    for query in tomllib.loads(JUDGED.read_text(encoding="utf-8"))["queries"]:
        yield query["query"]


def test_the_same_entries_are_found(desk: Desk) -> None:
    person = desk.person("ann", policy="editor")
    person.write("odd", ferry() + _odd())
    own = person.places.own
    for path in sorted(BRIEFINGS.glob("*.toml")):
        (own / path.name).write_bytes(path.read_bytes())
    for path in sorted(own.glob("*.toml")):
        publish(path, person.shelf, person.places, "published")
    places = person.places._replace(shipped=person.home / "cache")
    compared = 0
    for text in (*QUERIES, *_judged()):
        query = parse(text)
        if isinstance(query, BadQuery):
            continue
        local = search(text, 5000, places=places)
        assert not isinstance(local, BadQuery)
        answer = ask(person.shelf, query, ENOUGH, person.places)
        assert answer.problem is None
        if local.more:
            assert answer.total > ENOUGH, text
            continue
        here = {(hit.briefing, hit.entry) for hit in local.hits}
        there = {(hit.briefing, hit.entry) for hit in answer.hits}
        assert there == here, text
        assert answer.total == local.total, text
        compared += bool(here)
    assert compared > 60


def _odd() -> str:
    return "\n".join(
        [
            event("han", "中文資料", "他在北京。", date="-0044-03-15"),
            event(
                "signs", "C++ and it's", "Costs $1.6 million under § 230. 1,234 of them. Ünïcödé."
            ),
            event("long", "x" * 700, "y" * 3000, date="1950/.."),
            event("far", "The end", "word " * 17_000 + "last of all"),
        ]
    )
