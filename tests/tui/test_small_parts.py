import os
from pathlib import Path

import pytest

from briefdeck.draw.lines import line_text
from briefdeck.library.shelf import Card
from briefdeck.library.state import ReadingState
from briefdeck.loader import load, load_text
from briefdeck.reading.deck import Deck
from briefdeck.reading.entry_rows import entry_lines, entry_signs, lead_width, with_heading
from briefdeck.reading.filewatch import FileWatch
from briefdeck.reading.frame import header
from briefdeck.reading.letters import LETTERS, Letters, letters_for
from briefdeck.reading.memory import kept_state, recalled
from briefdeck.reading.shelf.state import Shelf, Shelving
from briefdeck.reading.state import Filters, Place, Reading
from briefdeck.text.width import cell_width
from support.incident import IN_ORDER, OUT_OF_ORDER, incident


def test_letters_lead_to_links() -> None:
    letters = letters_for([4, 7])
    assert letters.press(LETTERS[1]) == 7
    assert letters.press("escape") == "out"
    assert letters.press("1") == "nothing"
    assert letters.shown == {4: "a", 7: "s"}


def test_many_links_take_two_letters() -> None:
    letters = letters_for(list(range(40)))
    once = letters.press("a")
    assert isinstance(once, Letters)
    assert once.press("s") == 1
    assert once.press("escape") == "out"


@pytest.mark.parametrize("width", [30, 60, 120])
def test_the_header_says_of_a_draft_that_it_is_one(width: int) -> None:
    text = 'format = 1\n[briefing]\ntitle = "Port"\nbluf = "B."\nas_of = "2020"\ndraft = true\n'
    assert "draft" in line_text(header(Deck(load_text(text)), Reading(), width))
    finished = Deck(load_text(text.replace("true", "false")))
    assert "draft" not in line_text(header(finished, Reading(), width))


@pytest.mark.parametrize("width", [29, 35, 76])
def test_lists_do_not_cut_a_time_or_a_span(width: int) -> None:
    for text in (incident(), OUT_OF_ORDER):
        deck = Deck(load_text(text))
        rows = tuple(map(with_heading, deck.rows("timeline")))
        for row in rows:
            lines = entry_lines(row, lead_width(rows, width, with_heading), (), width)
            assert line_text(lines[0]).startswith(row.lead)
            assert all(cell_width(line_text(line)) <= width for line in lines)


def test_the_timeline_lists_events_in_order_of_instant() -> None:
    rows = Deck(load_text(OUT_OF_ORDER)).rows("timeline")
    assert tuple(row.entry for row in rows) == IN_ORDER
    leads = [row.lead for row in Deck(load_text(incident())).rows("timeline")]
    assert leads == sorted(leads)
    assert leads[0] == "20 Oct, 06:48"


def test_the_shelf_has_the_freshest_first_by_instant() -> None:
    dates = ("2025-10-21T09:00+02:00", "-0044", "", "2025-10-21T08:30Z", "2025-10", "2025-10-22")
    shelf = Shelf(
        Card(id=date, path=date, origin="own", folder="", size=0, modified=0, as_of=date)
        for date in dates
    )
    found = [card.as_of for card in shelf.arranged(Shelving(sort="as of"))]
    assert found == ["2025-10-22", dates[3], dates[0], "2025-10", "-0044", ""]


def test_a_place_is_kept_and_found_again(deck: Deck) -> None:
    place = Place(section="eras", entry="era-open", focus="reader", top=3)
    kept = kept_state(
        Reading(place=place, cursors=(("eras", "era-open"),)), theme="light", sizes={"list": 44}
    )
    found = recalled(deck, kept)
    assert found.place == place
    assert found.cursor("eras") == "era-open"
    assert (kept.theme, kept.sizes) == ("light", {"list": 44})


def test_what_is_gone_is_not_gone_to(deck: Deck) -> None:
    assert recalled(deck, ReadingState(section="eras", entry="gone", offset=9)).place == Place(
        section="eras", entry="era-digging"
    )
    assert recalled(deck, ReadingState(section="nowhere")).place == Place()
    asked = recalled(deck, ReadingState(section="eras", entry="era-open"), at="audit-2019")
    assert asked.place == Place(section="sources", entry="audit-2019", focus="reader")
    assert recalled(deck, ReadingState(), at="unheard-of").place == Place()


def test_while_finding_the_place_before_is_kept() -> None:
    before = Place(section="eras", entry="era-open")
    reading = Reading(
        place=Place(section="terms", entry="term-tube"),
        query="tube",
        hits=("term-tube",),
        before_find=before,
    )
    assert kept_state(reading, theme="dark", sizes={}).section == "eras"


def test_a_file_is_reported_once_it_stands_still(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("1")
    watch = FileWatch(file)
    assert not watch.has_settled()
    file.write_text("22")
    assert not watch.has_settled()
    file.write_text("333")
    assert not watch.has_settled()
    assert watch.has_settled()
    assert not watch.has_settled()


@pytest.mark.parametrize("has_gap", [False, True])
def test_an_atomic_rename_is_a_change(tmp_path: Path, has_gap: bool) -> None:
    file, other = tmp_path / "a.toml", tmp_path / "b.toml"
    file.write_text("1")
    other.write_text("2")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    watch = FileWatch(file)
    if has_gap:
        file.unlink()
        assert not watch.has_settled()
    other.replace(file)
    assert not watch.has_settled()
    assert watch.has_settled()


def condensed() -> Deck:
    return Deck(load(Path(__file__).parents[1] / "support/condensed.toml"))


def test_rows_have_the_signs_of_caveats_that_warn_or_confirm_and_of_support() -> None:
    deck = condensed()
    signs = {entry: line_text(entry_signs(deck, entry)) for entry in deck.ids("findings")}
    assert signs == {"f1": "◐⚠", "f2": "¶✓", "f3": "◐⚠", "f4": "◐", "f5": "¶⚠"}


def test_filters_tell_warnings_and_confirmations_apart() -> None:
    deck = condensed()
    assert deck.ids("findings", Filters(has_caveat=True)) == ("f1", "f3", "f5")
    assert deck.ids("findings", Filters(is_confirmed=True)) == ("f2",)
    assert deck.ids("findings", Filters(is_uncited=True)) == ()
    assert deck.ids("findings", Filters(is_single=True)) == ("f1", "f3", "f4")


def test_the_source_whose_statement_it_is_comes_last_with_its_place() -> None:
    deck = condensed()
    assert deck.sources_of("f1") == ("felbab-2017", "inegi", "davidson-2020")
    assert deck.place_in("f1", "davidson-2020") == "p. 6"
    assert deck.place_in("f1", "felbab-2017") == "p. 12"
    assert deck.place_in("f2", "felbab-2017") == ""
