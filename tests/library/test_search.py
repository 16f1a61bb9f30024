"""Search: what is found, in what order, and how it is shown."""

import json

import pytest

from briefdeck.library.folders import Folders
from briefdeck.library.index import Index
from briefdeck.library.query import BadQuery
from briefdeck.library.ranking import MOST_RANKED
from briefdeck.library.search import (
    Hit,
    Matching,
    Results,
    matching,
    search,
    search_as_typed,
)
from support.shelves import briefing_text, event, shelve

MORE = (
    event(
        "announced",
        "The Mérida Initiative is announced",
        "It came after **talks** in Mérida [@crs-2017, p. 9].",
        "2007-10",
        'tags = ["aid"]',
    )
    + event(
        "assumed",
        "Calderón takes office",
        "He asks for help; see [[announced|the Initiative]].",
        "2006-12-01",
        'caveat = "The date is disputed."',
    )
    + '[[programs]]\nid = "beyond"\ntitle = "Beyond Mérida"\nspan = "2010/.."\ntype = "strategy"\ntext = "Four pillars: rule of law."\n\n'
    + '[[eras]]\nid = "era"\ntitle = "Bush and Calderón"\nspan = "2006/2008"\ntext = "A period."\n\n'
    + '[[key_points]]\nid = "point"\ntext = "Cooperation is unstable; the rule of law is weak."\nkind = "judgment"\nvoice = "crs-2017"\n\n'
    + '[[series]]\nid = "money"\ntitle = "Aid"\nunit = "USD"\npoints = [{ at = 2008, value = 400, text = "supplemental" }, { at = 2010, value = 5 }]\n\n'
    + '[[recommendations]]\nid = "train"\ntype = "option"\ntext = "Train police."\nconditions = ["A willing partner."]\n\n'
    + '[[sources]]\nid = "crs-2017"\ntype = "report"\ntitle = "U.S.-Mexican Security Cooperation"\nissued = "2017"\nauthor = [{ family = "Seelke", given = "Clare" }]\n'
)


@pytest.fixture
def shelf(places: Folders) -> Folders:
    shelve(places.own, "border", briefing_text("Border security", 'tags = ["mexico"]\n' + MORE))
    shelve(
        places.own,
        "other",
        briefing_text("Łódź papers", event("x", "Ærø straße", "Plain words about Merida.", "1999")),
    )
    return places


def found(text: str, places: Folders) -> list[str]:
    results = search(text, places=places)
    assert isinstance(results, Results), results
    return [hit.entry or hit.briefing for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "entries"),
    [
        ("merida", {"announced", "beyond", "x"}),
        ("MÉRIDA kind:event", {"announced", "x"}),
        ('"rule of law"', {"beyond", "point"}),
        ('"law of rule"', set()),
        ("coop*", {"point", "crs-2017"}),
        ("merida NOT kind:event", {"beyond"}),
        ("merida -kind:event", {"beyond"}),
        ("(calderon OR pillars) NOT has:caveat", {"beyond", "era"}),
        ("kind:judgment", {"point"}),
        ("kind:key-point", {"point"}),
        ("kind:option", {"train"}),
        ("kind:figure", {"money"}),
        ("kind:briefing", {"border", "other"}),
        ("has:caveat", {"assumed"}),
        ("caveat:warning", {"assumed"}),
        ("caveat:wrong", set()),
        ("has:source kind:event", {"announced"}),
        ("source:crs-2017", {"announced", "crs-2017"}),
        ("source:crs*", {"announced", "crs-2017"}),
        ("voice:crs-2017", {"point"}),
        ("type:strategy", {"beyond"}),
        ("tag:aid", {"announced"}),
        ("tag:mexico kind:era", {"era"}),
        ("briefing:other", {"x", "other"}),
        ("briefing:oth* kind:event", {"x"}),
        ("year:2006..2008 kind:event", {"announced", "assumed"}),
        ("year:2006", {"assumed", "era"}),
        ("year:2015 kind:program", {"beyond"}),
        ("year:2099 kind:program", {"beyond"}),
        ("year:2500 kind:program", {"beyond"}),
        ("year:2098..3000", {"beyond"}),
        ("year:1990..2009 kind:program", set()),
        ("year:2009 kind:figure", {"money"}),
        ("year:..1999", {"x"}),
        ("year:2018..", {"beyond", "border", "other"}),
        ("title:aid", {"money"}),
        ("lodz", {"other"}),
        ("aero strasse", {"x"}),
        ("seelke", {"crs-2017"}),
        ("supplemental", {"money"}),
        ("willing", {"train"}),
        ("p", set()),
        (
            "NOT kind:event NOT kind:briefing NOT kind:source",
            {"beyond", "era", "point", "money", "train"},
        ),
        ("zzz", set()),
    ],
)
def test_what_is_found(shelf: Folders, query: str, entries: set[str]) -> None:
    assert set(found(query, shelf)) == entries


def test_titles_stand_above_text(shelf: Folders) -> None:
    assert found("merida", shelf)[-1] == "x"
    assert found("initiative", shelf) == ["announced", "assumed"]


def test_a_hit_shows_where(shelf: Folders) -> None:
    results = search("merida talks", places=shelf)
    assert isinstance(results, Results)
    (hit,) = results.hits
    assert (hit.briefing, hit.title, hit.entry, hit.kind) == (
        "border",
        "Border security",
        "announced",
        "event",
    )
    assert [hit.label[start:end] for start, end in hit.label_marks] == ["Mérida"]
    assert hit.text.startswith("It came after talks in Mérida.")
    assert [hit.text[start:end] for start, end in hit.text_marks] == ["talks", "Mérida"]
    assert hit.score > 0
    assert json.loads(json.dumps(results.as_data()))["hits"][0]["entry"] == "announced"


def test_a_bad_query_is_no_error(shelf: Folders) -> None:
    assert isinstance(search("(", places=shelf), BadQuery)


def test_limit_and_offset(shelf: Folders) -> None:
    all_of_them = search("kind:event OR kind:era", places=shelf)
    assert isinstance(all_of_them, Results)
    everything = [hit.entry for hit in all_of_them.hits]
    assert sorted(everything) == ["announced", "assumed", "era", "x"]
    first = search("kind:event OR kind:era", 2, places=shelf)
    rest = search("kind:event OR kind:era", 2, offset=2, places=shelf)
    assert isinstance(first, Results)
    assert isinstance(rest, Results)
    assert [hit.entry for hit in first.hits + rest.hits] == everything
    assert first.total == 4


def test_as_typed(shelf: Folders) -> None:
    with Index(shelf) as index:
        index.refresh()
        for text in ("mer", "meri", "merida", "merida ini", '"merida init', "merida (kind:ev"):
            results = search_as_typed(index, text)
            assert isinstance(results, Results)
            assert "announced" in {hit.entry for hit in results.hits}, text


def test_hidden_files_are_not_found(shelf: Folders) -> None:
    shelve(shelf.configured[0], "border", briefing_text("Hidden", event("y", "Merida hidden")))
    assert "y" not in found("merida", shelf)
    (shelf.own / "border.toml").unlink()
    assert set(found("merida", shelf)) == {"x", "y"}


def test_more_than_can_be_ranked(places: Folders) -> None:
    events = "".join(
        event(f"e{number}", "Needle" if number == MOST_RANKED + 50 else "Hay", "needle in it")
        for number in range(MOST_RANKED + 100)
    )
    shelve(places.own, "big", briefing_text("Big", events))
    results = search("needle", 5, places=places)
    assert isinstance(results, Results)
    assert results.more
    assert results.total == MOST_RANKED
    assert results.hits[0].entry == f"e{MOST_RANKED + 50}"
    assert all(isinstance(hit, Hit) for hit in results.hits)


def test_a_damaged_index_hides_nothing_from_one_search(shelf: Folders) -> None:
    with Index(shelf) as index:
        index.refresh()
        index.store.connection.execute("drop table words")
    results = search("kind:event", places=shelf)
    assert isinstance(results, Results)
    assert results.total == 3


def test_what_is_said_stands_above_where_it_is_said(shelf: Folders) -> None:
    more = (
        '[[sources]]\nid = "press"\ntype = "webpage"\ntitle = "The harbor ferry"\nissued = "2017"\n\n'
        + event("sails", "The harbor ferry sails at last", "Cited [@press].")
        + event("aside", "A strike", "It stopped the harbor ferry [@press].")
    )
    shelve(shelf.own, "harbor", briefing_text("The harbor ferry, ten years on", more))
    results = search("harbor ferry", places=shelf)
    assert isinstance(results, Results)
    assert [hit.entry for hit in results.hits] == ["", "sails", "press", "aside"]
    scores = [hit.score for hit in results.hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("query", "absent", "near"),
    [
        ("calderom", ("calderom",), ("calderon",)),
        ("merida zebra", ("zebra",), ()),
        ('"law of rule" merida', ("law of rule",), ()),
        ("title:pillars", ("title:pillars",), ("pillars",)),
        ("=Fähre", ("Fähre",), ()),
        ('"Große Fähre" zëbra*', ("Große Fähre", "zëbra"), ()),
        ("calderon pillars", (), ()),
        ("kind:table", (), ()),
        ("merida NOT (merida OR zebra)", (), ()),
    ],
)
def test_nothing_found_says_why(
    shelf: Folders, query: str, absent: tuple[str, ...], near: tuple[str, ...]
) -> None:
    results = search(query, places=shelf)
    assert isinstance(results, Results)
    assert (results.total, results.absent, results.near) == (0, absent, near)
    assert ("occurs nowhere" in results.advice) == bool(absent)
    assert all(f"Did you mean `{word}`?" in results.advice for word in near)


def test_found_says_nothing_of_what_is_absent(shelf: Folders) -> None:
    results = search("merida OR zebra", places=shelf)
    assert isinstance(results, Results)
    assert results.total == 3
    assert (results.absent, results.near) == ((), ())


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("1643679", True),
        ("1,643,679", True),
        ('"1 643 679"', True),
        ("164367*", True),
        ("01643679", False),
        ("1643679 patrols", True),
        ("NOT 1643679 kind:event", False),
        ("$1.6", True),
        ('"1.6 billion"', True),
        ("FY2008", True),
        ("fy2008", True),
        ("漢", True),
        ("漢字", True),
        ("字漢", False),
        ("DANG", True),
        ("strasse", True),
        ("rule-of-law", True),
    ],
)
def test_numbers_and_letters_of_all_sorts(places: Folders, query: str, is_found: bool) -> None:
    text = "Patrols counted 1,643,679 in FY2008;\nit cost $1.6\nbillion under the rule of\nlaw. 漢字 Đặng Straße"
    shelve(places.own, "x", briefing_text("A shelf", event("only", "One", text)))
    assert found(query, places) == (["only"] if is_found else [])


SIGNS = (
    event("classes", "Class A, B, C", "The C of a class, at 50 percent, net 1.6, in section 230.")
    + event("language", "A program in C++", "Written for F-16 jets.")
    + event("sharp", "A program in C#", "Written for .NET; it costs $1.6 billion.")
    + event("radio", "X-band radar", "The band of 50% of them, don’t ask; § 230 says so.")
    + event("band", "A band plays", "For R&D at AT&T (u.s. and Mexico), cross-border.")
    + event("long", "A long way", "1,234.5 km, then 98765.4; US trade is crossborder: 2*3.")
)


@pytest.mark.parametrize(
    ("query", "first", "marked"),
    [
        ("C++", "language", "C++"),
        ("c#", "sharp", "C#"),
        (".NET", "sharp", ".NET"),
        ("F-16", "language", "F-16"),
        ("-band", "radio", "-band"),
        ("AT&T", "band", "AT&T"),
        ("R&D", "band", "R&D"),
        ("§ 230", "radio", "§ 230"),
        ("$1.6", "sharp", "$1.6"),
        ("50%", "radio", "50%"),
        ("don't", "radio", "don’t"),
        ("U.S.", "band", "u.s"),
        ("1234.5", "long", "1,234.5"),
        ("98,765.4", "long", "98765.4"),
        ("cross-border", "band", "cross-border"),
        ("2*3", "long", "2*3"),
        ('"at AT&T"', "band", "at AT&T"),
    ],
)
def test_what_is_typed_with_signs_stands_first(
    places: Folders, query: str, first: str, marked: str
) -> None:
    shelve(places.own, "x", briefing_text("A shelf", SIGNS))
    results = search(query, places=places)
    assert isinstance(results, Results)
    hit = results.hits[0]
    assert hit.entry == first
    assert marked in {
        text[start:end]
        for text, marks in ((hit.label, hit.label_marks), (hit.text, hit.text_marks))
        for start, end in marks
    }
    scores = [hit.score for hit in results.hits]
    assert scores == sorted(scores, reverse=True)


def test_what_is_typed_with_signs_stands_first_of_more_than_can_be_ranked(places: Folders) -> None:
    events = "".join(event(f"e{number}", "Hay", "vitamin c") for number in range(MOST_RANKED + 9))
    shelve(places.own, "x", briefing_text("Big", events + event("last", "Z", "C++ at the end")))
    assert found("C++", places)[0] == "last"


@pytest.mark.parametrize("query", ["U.S.", "US"])
def test_an_abbreviation_is_found_with_points_and_without(places: Folders, query: str) -> None:
    shelve(places.own, "x", briefing_text("A shelf", SIGNS))
    assert {"band", "long"} <= set(found(query, places))


def test_every_match_by_file(shelf: Folders) -> None:
    shelve(shelf.configured[0], "other", briefing_text("Hidden Merida"))
    shelve(shelf.configured[0], "broken", "merida = [")
    every = matching("merida", places=shelf)
    assert isinstance(every, Matching)
    assert [file.id for file in every.files] == ["border", "other"]
    border, other = (file.path for file in every.files)
    assert every.entries == {border: {"announced", "beyond"}, other: {"x"}}
    whole = matching(None, places=shelf)
    assert isinstance(whole, Matching)
    assert [file.path for file in whole.files] == [border, other]
    assert "" in whole.entries[other]
    assert isinstance(matching("kind:nothing", places=shelf), BadQuery)


def test_every_match_has_no_limit(places: Folders) -> None:
    events = "".join(event(f"e{number}", "Hay", "common") for number in range(MOST_RANKED + 9))
    shelve(places.own, "x", briefing_text("Big", events))
    every = matching("common", places=places)
    assert isinstance(every, Matching)
    assert [len(entries) for entries in every.entries.values()] == [MOST_RANKED + 9]


def test_every_match_in_a_damaged_index(shelf: Folders) -> None:
    matching(None, places=shelf)
    with Index(shelf) as index:
        index.store.connection.execute("drop table words")
    every = matching("pillars", places=shelf)
    assert isinstance(every, Matching)
    assert [set(entries) for entries in every.entries.values()] == [{"beyond"}]
