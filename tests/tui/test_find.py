from collections.abc import Callable
from pathlib import Path

import pytest

from briefdeck.draw.lines import line_width
from briefdeck.loader import load, load_text
from briefdeck.reading.deck import Deck, plain_label
from briefdeck.reading.find import FindIndex, Found
from briefdeck.reading.roles import MATCH
from briefdeck.reading.shelf.hits import found_lines
from briefdeck.text.folding import tokens
from briefdeck.tui.app import BriefdeckApp
from support.briefings import random_toml
from support.screens import lines_of

AppOf = Callable[..., BriefdeckApp]
CROSSINGS = """format = 1
[briefing]
title = 'Crossings'
bluf = 'Trade.'
as_of = '2020-01'
[[key_points]]
id = 'trade'
text = 'Cross-border trade with the U.S. grew.'
[[findings]]
id = 'text-only'
title = 'Prisoners'
text = 'In 2012 many were extradited under the treaty of 1978.'
[[findings]]
id = 'titled'
title = 'The extradition treaty'
text = 'It binds both. See the USMCA.'
[[events]]
id = 'signed'
title = 'Signed'
date = '1978'
text = 'A treaty on extraditions is signed.'
tags = ['law']
[[sources]]
id = 'book'
type = 'book'
title = 'The extradition treaty'
issued = '1990'
"""


@pytest.fixture
def crossings() -> FindIndex:
    return FindIndex(Deck(load_text(CROSSINGS)))


def entries(found: Found) -> list[str]:
    return [entry for _, entry in found.hits]


def test_a_letter_of_any_script_that_the_library_knows_is_found() -> None:
    loaded = load_text(
        "format = 1\n[briefing]\ntitle = 'Fold'\nbluf = 'B.'\nas_of = '2020-01'\n"
        "[[key_points]]\nid = 'k'\ntext = 'The Þingvellir meeting.'\n"
    )
    index = FindIndex(Deck(loaded))
    found = index.search("thingvellir").hits
    assert found == index.search("Þingvellir").hits == (("key-points", "k"),)


def test_everything_that_a_reader_sees_is_found(deck: Deck) -> None:
    index = FindIndex(deck)
    assert index.search("TWICE what was planned").hits[0] == ("key-points", "key-traffic")
    assert ("overview", "") in index.search("never for a second tube").hits
    assert index.search("Eleven months").hits[0] == ("figures", "series-traffic")
    expected = index.search("a second tube is to be expected").hits
    assert expected[0] == ("key-points", "key-second-tube")
    assert index.search("lanes").hits == (("terms", "term-tube"),)
    assert index.search("nothing like it").hits == ()
    assert index.search("  ") == Found()


@pytest.mark.parametrize("query", ["harbor-authority", "harbor authority"])
def test_a_link_without_words_is_found_by_its_id_and_as_words(query: str) -> None:
    index = FindIndex(
        Deck(
            load_text(
                "format = 1\n[briefing]\ntitle = 't'\nbluf = 'b'\nas_of = '2020'\n"
                "[[findings]]\nid = 'f'\ntext = 'By [[harbor-authority]].'\n"
                "[[actors]]\nid = 'harbor-authority'\nname = 'HA'\n"
            )
        )
    )
    assert [entry for _, entry in index.search(query).hits] == ["f"]


@pytest.mark.parametrize("seed", range(5))
def test_any_word_of_any_title_finds_its_entry(seed: int) -> None:
    loaded = load_text(random_toml(seed))
    deck = Deck(loaded)
    index = FindIndex(deck)
    for entry in deck.links.entries.values():
        words = tokens(plain_label(entry.label))
        if words:
            assert entry.id in {name for _, name in index.search(f'"{words[0]}"').hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("extradited 2012", ["text-only"]),
        ("2012 extradition", ["text-only"]),
        ("extraditions", ["titled", "signed", "text-only", "book"]),
        ("treaty extrad", ["titled", "signed", "text-only", "book"]),
        ("cross-border", ["trade"]),
        ("crossborder", ["trade"]),
        ("U.S.", ["trade"]),
        ("US", ["trade", "titled"]),
        ("u.s. trade", ["trade"]),
        ("kind:event", ["signed"]),
        ("extradition kind:so", ["book"]),
        ("treaty NOT kind:source", ["titled", "signed", "text-only"]),
        ("year:1970..1980", ["signed"]),
        ("tag:law", ["signed"]),
        ('"extraditions"', ["signed"]),
        ('"treaty of"', ["text-only"]),
        ("title:treaty", ["titled", "book"]),
        ("2012 OR trade", ["", "trade", "text-only"]),
        ("t", ["titled", "", "trade", "signed", "text-only", "book"]),
    ],
)
def test_words_forms_and_fields_find_titles_first(
    crossings: FindIndex, query: str, expected: list[str]
) -> None:
    assert entries(crossings.search(query)) == expected


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("extradtion", "Nothing for “extradtion”; 4 for “extrad…”."),
        ("zebra treaty", "Nothing for “zebra treaty”; 4 for “treaty”."),
        ("treaty extradxyz", "Nothing for “treaty extradxyz”; 4 for “treaty extrad…”."),
        ("prisoners trade", "Nothing for “prisoners trade”; 1 for “prisoners”."),
        ('"treaty extradition"', 'Nothing for “"treaty extradition"”; 4 for “treaty extradition”.'),
        ("zebra", "Nothing for “zebra”."),
        ("kind:evnt ", "`kind:` has no value `evnt`. Did you mean `kind:event`?"),
    ],
)
def test_where_nothing_matches_it_is_said_what_would(
    crossings: FindIndex, query: str, advice: str
) -> None:
    found = crossings.search(query)
    assert (found.hits, found.advice) == ((), advice)


def test_typing_and_deleting_gives_what_a_new_search_gives(crossings: FindIndex) -> None:
    for typed in ("e", "ex", "extradited", "extradited 2", "extradited", "policies", "po", "tr"):
        fresh = FindIndex(Deck(load_text(CROSSINGS)))
        assert crossings.search(typed) == fresh.search(typed)


def test_titles_are_found_by_the_beginnings_of_their_words(crossings: FindIndex) -> None:
    assert crossings.titled("treat extr", 9) == (("sources", "book"), ("findings", "titled"))
    assert crossings.titled("treat", 1) == (("sources", "book"),)
    assert crossings.titled("signed treaty", 9) == ()


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_a_hit_is_two_lines_with_its_words_lit(sample: Path, width: int) -> None:
    deck = Deck(load(sample))
    found = FindIndex(deck).search("tube")
    for _, entry in found.hits:
        lines = found_lines(deck, entry, found.words, width)
        assert [line_width(line) <= width for line in lines] == [True, True]
        if width >= 80:
            assert any(span.style == MATCH for line in lines for span in line), entry


def test_a_hit_says_what_it_is_and_its_number(deck: Deck) -> None:
    (first, second) = found_lines(deck, "key-traffic", (), 80)
    text = "".join(span.text for span in first)
    assert text.endswith("point 1")
    assert "".join(span.text for span in second).startswith("  ")


async def test_matches_are_two_lines_and_where_there_are_none_it_is_said(app_of: AppOf) -> None:
    async with app_of().run_test(size=(120, 36)) as pilot:
        await pilot.press("slash", *"tube")
        lines = lines_of(pilot.app)
        at = next(place for place, line in enumerate(lines) if " point " in line[:60])
        assert "tube" in lines[at + 1][:60]
        await pilot.press(*"zz")
        assert "Nothing for “tubezz”; " in lines_of(pilot.app)[2]
        await pilot.press("escape")
        assert "Nothing for" not in "".join(lines_of(pilot.app))
