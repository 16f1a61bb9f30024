"""A query means the same on a server as here."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

from briefdeck.library.grammar import parse
from briefdeck.library.query import BadQuery
from briefdeck.library.search import search
from briefdeck.library.shared.asking import MOST, ask
from briefdeck.library.shared.publishing import publish
from support.desk import Desk, ferry
from support.shelves import event

BRIEFINGS = Path(__file__).parents[3] / "briefings"
JUDGED = Path(__file__).parents[1] / "judged.toml"
QUERIES = (
    "border", "bord*", "merida initiative", '"rule of law"', '"rule of l*', '"rule of la"*',
    "rule NOT law", "NOT border", "-band", "merida OR tunnel", "(merida OR tunnel) NOT aid",
    "title:merida", "title:bord*", 'title:"border security"', "title:border NOT title:security",
    "kind:event", "kind:option OR kind:judgment", "tag:aid", 'tag:"drug policy"', "source:gao*",
    "voice:*a", "type:law", "year:2006..2008", "year:2030..", "year:..1950", "year:-100..100",
    "has:caveat border", "has:quote", "caveat:wrong", "caveat:warning", "briefing:harbor-tunnel",
    "border year:2007 kind:event has:source", "C++", "$1.6", "U.S.", "US", "cross-border", "1,234",
    "Mérida", "merida kind:event NOT (aid OR gao)", "NOT (NOT border)", "title:border kind:source",
    "=border", "extradited", "policies", "title:policies", "=policies", "agreements kind:event",
    'border NOT "rule of law"', '"rule of law" OR "border security"', '"the rule of la"*',
    'title:"border security" "the united states"', '"in the united states"', '=border "of the"',
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
        answer = ask(person.shelf, query, MOST, person.places)
        assert answer.problem is None
        if local.more:
            assert answer.total > MOST, text
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


def test_servers_are_asked_for_what_is_not_mirrored(desk: Desk) -> None:
    ann = desk.person("ann", policy="editor")
    ben = desk.person("ben", policy="reader")
    for name in ("ferry", "tram"):
        ann.write(name, ferry(f"The {name} crosses the harbor."))
        assert ann.run("publish", name, "--state", "published").code == 0

    def found(*words: str) -> list[tuple[str, str, str]]:
        said = json.loads(ben.run("search", "--shared", "--json", *words).out)
        assert said["missing"] == []
        assert said["total"] == len(said["hits"])
        pairs = zip(said["hits"], said["shelves"], strict=True)
        return sorted((hit["briefing"], hit["entry"], shelf) for hit, shelf in pairs)

    # Nothing was pulled yet, and all is asked for.
    assert found("=crosses") == [("ferry", "crossing", "policy"), ("tram", "crossing", "policy")]
    assert "on the server of policy" in ben.run("search", "--shared", "=crosses").out
    assert ben.run("search", "=crosses").code == 1
    assert ben.run("pull").code == 0
    assert found("=crosses") == [("ferry", "crossing", ""), ("tram", "crossing", "")]
    # Of what is newer than the mirror, the server's version is shown.
    ann.write("tram", ferry("The tram crosses the harbor no more."))
    ann.write("bus", ferry("A bus crosses it."))
    for name in ("tram", "bus"):
        assert ann.run("publish", name, "--state", "published").code == 0
    expected = [
        ("bus", "crossing", "policy"),
        ("ferry", "crossing", ""),
        ("tram", "crossing", "policy"),
    ]
    assert found("=crosses") == expected
    assert found("title:crossing year:2007") == expected
    ann.write("secret-draft", ferry("It crosses in secret."))
    assert ann.run("publish", "secret-draft").code == 0
    assert found("=crosses") == expected
    assert found("nothing-has-this") == []
    said = ben.run("search", "--shared", "title:")
    assert said.code == 2
    assert (
        ben.run("search", "--shared", "=crosses", "--limit", "1").err
        == "3 entries, the best 1 shown\n"
    )


def test_without_a_shared_shelf_there_is_nobody_to_ask(desk: Desk) -> None:
    person = desk.person("ann", policy="reader")
    person.configure()
    for words in (["search", "--shared", "x"], ["pull"], ["publish", "ferry"]):
        said = person.run(*words)
        assert said.code == 2
        assert "no shared shelf is configured" in said.err
