from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

from briefdeck.draw.lines import Line, line_text, line_width
from briefdeck.evidence.passages import CitedNumber, NumberPassage
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import load, load_text
from briefdeck.model.levels import Level
from briefdeck.reading.deck import Deck
from briefdeck.reading.elsewhere import Elsewhere
from briefdeck.reading.overview import TWO_COLUMNS, overview_page
from briefdeck.reading.page import Page
from briefdeck.text.width import ELLIPSIS
from support import stored
from support.briefings import random_toml

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
PANES = [(132, 39), (116, 30), (96, 24), (76, 21), (56, 17), (36, 12)]
"""The pages of screens of 160×45, 120×36, 100×30, 80×24, 60×20 and 40×15."""
FRONT = """format = 1
[briefing]
title = "{title}"
bluf = "{bluf}"
as_of = "2020"
"""
LONG = "A title that goes on and on about harbors and tunnels until nobody can hold it in mind"
WIDE = "港湾とトンネルの費用は四十年のあいだに三倍になった"
MADE = {
    "empty": FRONT.format(title="Empty", bluf="Nothing is known."),
    "findings": FRONT.format(title="No points", bluf="Only findings.")
    + '[[findings]]\nid = "f1"\ntext = "The harbor is old."\n',
    "many": FRONT.format(title="Many", bluf="Two hundred points.")
    + "".join(
        f'[[key_points]]\nid = "k{n}"\ntitle = "Point {n}"\ntext = "Said {n}. More.\\n\\nLast."\n'
        for n in range(200)
    ),
    "long": FRONT.format(title=LONG, bluf=f"{LONG}. " * 3)
    + "".join(f'[[key_points]]\nid = "k{n}"\ntitle = "{n} {LONG}"\n' for n in range(4))
    + f'[[recommendations]]\nid = "r"\ntitle = "{LONG}"\nfor = ["Yes."]\ntext = "Do it."\n',
    "wide": FRONT.format(title=WIDE, bluf=WIDE * 3)
    + "".join(f'[[key_points]]\nid = "k{n}"\ntitle = "{WIDE}"\ntext = "{WIDE}"\n' for n in range(4))
    + f'[[series]]\nid = "s"\ntitle = "{WIDE}"\nunit = "円"\npoints = [{{ at = "2001", value = 5 }}]\n',
}


def stored_deck() -> Deck:
    """A briefing of whose quotations everything is known."""
    deck = Deck(load_text(stored.TOML))
    deck.take_verification(stored.made_up(deck.loaded))
    return deck


def decks() -> Iterator[tuple[str, Deck]]:
    """The shipped briefings, and made ones that are hard to lay out."""
    for path in SHIPPED:
        yield path.stem, Deck(load(path))
    yield "stored", stored_deck()
    for name, text in MADE.items():
        yield name, Deck(load_text(text))


DECKS = dict(decks())


def finished(page: Page) -> Page:
    """The page, laid out to its end."""
    page.finish()
    return page


def words_of(lines: list[Line]) -> str:
    """The words of lines, column by column, without bars."""
    rows = [line_text(line).replace("▌", " ").partition("│") for line in lines]
    return " ".join(" ".join([*(row[0] for row in rows), *(row[2] for row in rows)]).split())


@pytest.mark.parametrize("level", get_args(Level))
@pytest.mark.parametrize("name", DECKS)
def test_it_keeps_to_its_width_and_cuts_nothing(name: str, level: Level) -> None:
    deck = DECKS[name]
    for width, height in PANES:
        page = finished(overview_page(deck, width, height, level))
        assert max(map(line_width, page.lines)) <= width
        assert ELLIPSIS not in words_of(page.lines)
        assert all(link.target in deck.links.entries for link in page.links)
        opening = words_of(page.lines).replace(" ", "")
        assert deck.plain_words(deck.briefing.front.bluf)[:20].replace(" ", "") in opening


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_briefings_fit_the_screen(path: Path) -> None:
    deck = DECKS[path.stem]
    for width, height in PANES[:5]:
        page = finished(overview_page(deck, width, height, shows_title=False))
        assert len(page.lines) <= height, (width, height)
    narrow = finished(overview_page(deck, *PANES[5], shows_title=False))
    assert line_text(narrow.lines[0]).startswith("▌")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_briefings_use_the_screen(path: Path) -> None:
    deck = DECKS[path.stem]
    for width, height in PANES[:4]:
        page = finished(overview_page(deck, width, height, shows_title=False))
        assert len(page.lines) > 0.8 * height, (width, height)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_left_out_is_counted(seed: int) -> None:
    deck = Deck(load_text(random_toml(seed, 7)))
    for width, height in PANES:
        page = finished(overview_page(deck, width, height))
        assert max(map(line_width, page.lines)) <= width
        said, targets = words_of(page.lines), {link.target for link in page.links}
        for entries, noun in (
            (deck.briefing.key_points, "key point"),
            (deck.briefing.recommendations, "recommendation"),
            (deck.briefing.eras, "era"),
        ):
            # One that is left out may still be named among the doubts.
            total, named = len(entries), sum(entry.id in targets for entry in entries)
            counts = [f"{shown} of {total}" for shown in range(1, named + 1)]
            counts += [f"{total - shown} more {noun}" for shown in range(1, named + 1)]
            counts.append(f"{total} {noun}")
            assert named == total or any(words in said for words in counts), noun


def test_links_come_in_reading_order() -> None:
    deck = DECKS["us-mexico-border-security"]
    page = finished(overview_page(deck, 116, 30))
    places = [(link.pieces[0][1] > 60, link.line) for link in page.links]
    assert places == sorted(places)
    first = [link.target for link in page.links][: len(deck.briefing.key_points)]
    assert first == [point.id for point in deck.briefing.key_points]


def test_200_points_are_counted_and_not_all_laid_out() -> None:
    page = finished(overview_page(DECKS["many"], 116, 30, shows_title=False))
    shown = len(page.links)
    assert len(page.lines) <= 30
    assert f"{shown} of 200" in words_of(page.lines)


def test_levels_show_what_their_readings_hold() -> None:
    deck = DECKS["us-mexico-border-security"]
    for level in get_args(Level):
        page = finished(overview_page(deck, 132, 60, level, shows_title=False))
        targets = {link.target for link in page.links}
        for point in deck.briefing.key_points:
            assert (point.id in targets) == deck.levels.holds(level, point.id)
        assert ("rec-asylum-reform" in targets) == (level != "30s")
    short = words_of(finished(overview_page(deck, 116, 30, "30s")).lines)
    assert "Wanted U.S. policymakers" in short
    assert "Not shown here: 8 recommendations" in short


def test_eras_are_left_to_the_ribbon_where_there_is_one() -> None:
    deck = DECKS["us-mexico-border-security"]
    pages = [overview_page(deck, 116, 60, shows_eras=shown) for shown in (True, False)]
    with_eras, without = ({link.target for link in finished(page).links} for page in pages)
    eras = {era.id for era in deck.briefing.eras}
    assert eras <= with_eras
    assert not eras & without


def test_other_briefings_stand_under_elsewhere() -> None:
    deck = DECKS["us-mexico-border-security"]
    others = (Elsewhere("The Mérida Initiative", 5, "/x.toml"), Elsewhere("Others", 1, "/y.toml"))
    page = finished(overview_page(deck, 132, 39, elsewhere=others))
    said = words_of(page.lines)
    assert "≠ 5 values differ from The Mérida Initiative" in said
    assert "≠ 1 value differs from Others" in said
    assert [link.target for link in page.links if link.target.startswith("elsewhere:")] == [
        "elsewhere:0",
        "elsewhere:1",
    ]


def test_a_draft_says_so_first() -> None:
    text = FRONT.format(title="T", bluf="It may be so.") + "draft = true\n"
    for width, height in PANES:
        page = finished(overview_page(Deck(load_text(text)), width, height, shows_title=False))
        assert line_text(page.lines[0]).startswith("▌ Draft. It may be so.")


def test_two_columns_begin_with_a_screen_of_100_columns() -> None:
    deck = DECKS["us-mexico-border-security"]
    for width in (TWO_COLUMNS, TWO_COLUMNS - 1):
        page = finished(overview_page(deck, width, 24, shows_title=False))
        assert ("│" in line_text(page.lines[0])) == (width == TWO_COLUMNS)


def test_it_says_how_many_quotations_are_verified_and_leads_to_those_that_are_not() -> None:
    deck = stored_deck()
    page = overview_page(deck, 116, 30)
    said = [line_text(line).partition("│ ")[2] for line in page.all_lines()]
    at = said.index("QUOTATIONS  2 of 6 verified")
    assert [line.rstrip("━ ") for line in said[at + 1 : at + 9]] == [
        "✓ in stored copies    2",
        "✗ not in the copy     1",
        "≈ near, not the same  1",
        "≠ in a changed copy   1",
        "– without a copy      1",
        "≈ It was never closed twice in a year",
        "≠ Costs were said to be under control.",
        "✗ It was praised.",
    ]
    targets = [link.target for link in page.links]
    assert targets[targets.index("costs") - 1 :][:3] == ["point", "costs", "lost"]


def test_of_what_only_a_record_says_it_says_the_day_and_of_numbers_alone_how_many() -> None:
    deck = Deck(load_text(stored.TOML))
    known = stored.made_up(deck.loaded)
    recorded = tuple(replace(each, as_of="2026-11-29") for each in known.quotations)
    deck.take_verification(replace(known, quotations=recorded))
    assert "✓ by a record of 29 Nov 2026  2" in text_of(overview_page(deck, 116, 30))
    found = NumberPassage("found")
    number = CitedNumber("point", ("key_points", 0), "audit", None, "575", found)
    deck.take_verification(Verification(numbers=(number,)))
    said = text_of(overview_page(deck, 116, 30))
    assert "CITED NUMBERS  1 of 1 verified" in said
    assert "QUOTATIONS" not in said


def test_nothing_is_said_of_a_briefing_whose_sources_were_never_stored() -> None:
    assert "QUOTATIONS" not in text_of(overview_page(Deck(load_text(stored.TOML)), 116, 30))


def text_of(page: Page) -> str:
    return "\n".join(map(line_text, page.all_lines()))
