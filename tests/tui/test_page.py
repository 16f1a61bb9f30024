from itertools import count

import pytest

from briefdeck.document.blocks import Document, EntryList, Item
from briefdeck.draw.lines import Line, Span, line_text, line_width
from briefdeck.library.query import Words
from briefdeck.loader import load_text
from briefdeck.reading.deck import Deck
from briefdeck.reading.page import Page, same_place
from briefdeck.reading.pages import page_of


def test_lines_are_laid_out_only_as_far_as_they_are_looked_at() -> None:
    page = Page((Span(str(number)),) for number in count())
    assert page.ensure(10) == 10
    assert line_text(page.line(99)) == "99"
    assert not page.is_complete


def test_a_link_over_two_lines_is_one_link() -> None:
    lines: list[Line] = [
        (Span("see "), Span("the harbor", "link", "ha")),
        (Span("  "), Span("authority", "link", "ha"), Span(" and "), Span("[1]", "citation", "s")),
        (Span("[2]", "citation", "t"), Span("[3]", "citation", "u")),
    ]
    page = Page(iter(lines))
    page.finish()
    assert [(link.target, link.pieces) for link in page.links] == [
        ("ha", [(0, 4, 14), (1, 2, 11)]),
        ("s", [(1, 16, 19)]),
        ("t", [(2, 0, 3)]),
        ("u", [(2, 3, 6)]),
    ]
    assert [place for place, _ in page.links_between(1, 2)] == [1]


def test_links_of_two_columns_come_column_by_column() -> None:
    left: list[Line] = [(Span("a harbor", "text", "a"),), (Span("master", "text", "a"),)]
    right: list[Line] = [(Span("the tunnel", "text", "t"),), (Span("a bridge", "text", "b"),)]
    page = Page(iter([(Span("Title", "title"),)])).beside(left, right, 14)
    assert [line_text(line) for line in page.all_lines()] == [
        "Title",
        "a harbor    │ the tunnel",
        "master      │ a bridge",
    ]
    assert [(link.target, link.pieces) for link in page.links] == [
        ("a", [(1, 0, 8), (2, 0, 6)]),
        ("t", [(1, 14, 24)]),
        ("b", [(2, 14, 22)]),
    ]
    page.followed_by(iter([(Span("[1]", "citation", "s"),)])).finish()
    assert page.links[-1].pieces == [(3, 0, 3)]


def test_words_are_found_over_the_end_of_a_line() -> None:
    page = Page(iter([(Span("nothing"),), (Span("the Mérida"),), (Span("Initiative"),)]))
    assert page.find([Words(("merida", "initiative"))]) == 1
    assert page.find([Words(("elsewhere",))]) is None


def test_a_long_list_is_counted_whole_and_laid_out_in_part() -> None:
    items = tuple(
        Item(entry=f"e{number}", label=f"Entry {number}", noun="event") for number in range(5000)
    )
    block = EntryList(title="Rests on", role="backlinks", items=items)
    document = Document(
        briefing="b", title="T", language="en", blocks=(block,), numbers={}, cited=()
    )
    page = page_of(document, 60)
    assert page.ensure(40) < 300
    assert "5000" in line_text(page.line(0))
    assert page.finish() == 5001
    assert len(page.links) == 5000
    assert not any(span.style == "link" for line in page.lines for span in line)


@pytest.mark.parametrize("width", [36, 58, 76, 120])
def test_every_entrys_page_keeps_to_its_width_and_leads_to_real_entries(
    deck: Deck, width: int
) -> None:
    for entry_id in deck.links.entries:
        page = page_of(deck.page(entry_id), width)
        page.finish()
        assert page.lines
        assert max(map(line_width, page.lines)) <= width, entry_id
        assert all(link.target in deck.links.entries or "://" in link.target for link in page.links)


LONG, ADDRESS = "x" * 200, "https://example.org/" + "y/" * 80
HOSTILE = (
    'format = 1\n[briefing]\ntitle = "H"\nbluf = "In short."\nas_of = "2020"\n'
    f'[[sources]]\nid = "s"\ntype = "report"\ntitle = "{LONG}"\n'
    f'[[eras]]\nid = "era"\ntitle = "{LONG}"\nspan = "-3000/-2901"\n'
    f'[[recommendations]]\nid = "r"\ntitle = "{LONG}"\ntext = "{ADDRESS}"\nto = "{LONG}"\n'
    f'for = ["{LONG}", "{ADDRESS}", "国境"]\nagainst = ["- a"]\nrests_on = ["e0", "e1"]\n'
    '[[recommendations]]\nid = "bare"\ntitle = "Bare"\ntext = "T."\n'
    f'[[series]]\nid = "one"\ntitle = "One"\nunit = "{LONG}"\n'
    f'points = [{{ category = "{LONG}", value = -0.000001, text = "{LONG}" }}]\n'
    f'[[series]]\nid = "many"\ntitle = "Many"\nunit = "people"\npoints = ['
    + ", ".join(
        f'{{ at = "{at - 3000:05}", value = {(-1) ** at * 10.0 ** (at % 30 - 15)} }}'
        for at in range(60)
    )
    + "]\n"
    + "".join(
        f'[[events]]\nid = "e{at}"\ntitle = "{LONG if at % 50 == 0 else "Event"}"\n'
        f'date = "{at - 3000:05}"\ntext = "{ADDRESS} [@s, p. {at}]."\n'
        for at in range(300)
    )
)


@pytest.mark.parametrize("width", [30, 40, 59, 60, 80])
def test_hostile_pages_keep_to_their_width(width: int) -> None:
    loaded = load_text(HOSTILE)
    assert not loaded.problems
    deck = Deck(loaded)
    for entry_id in ("s", "era", "r", "bare", "one", "many", "e0", "e1"):
        page = page_of(deck.page(entry_id), width)
        page.finish()
        assert max(map(line_width, page.lines)) <= width, entry_id
    cited = page_of(deck.page("s"), width)
    cited.finish()
    assert len({link.target for link in cited.links if link.target.startswith("e")}) == 300


def words_page(*words: str) -> Page:
    return Page((Span(word),) if word else () for word in words)


@pytest.mark.parametrize(
    ("top", "after", "found"),
    [
        (0, "new a b a c", 1),
        (2, "a b new new a c", 4),
        (2, "a new b a c", 3),
        (3, "a b a", 3),
        (1, "a x a c", 1),
    ],
)
def test_a_page_laid_out_anew_is_shown_from_the_same_words(
    top: int, after: str, found: int
) -> None:
    before = words_page(*["a", "b", "a", "c"])
    before.finish()
    assert same_place(before, words_page(*after.split()), top) == found


def test_blank_lines_are_not_taken_for_a_place() -> None:
    before = words_page("a", "", "", "b")
    before.finish()
    assert same_place(before, words_page("a", "", "new", "", "", "b"), 1) == 3
