"""The library and the search as values: what each size shows, that nothing is cut that need not be, and the way out."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from briefdeck.draw.lines import line_text, line_width, lines_text
from briefdeck.library.folders import folders
from briefdeck.library.search import Hit, Results
from briefdeck.library.shelf import Card
from briefdeck.loader import load
from briefdeck.reading.settings import Settings
from briefdeck.reading.shelf.cards import Opened
from briefdeck.reading.shelf.librarian import Listed, Progress, glimpses
from briefdeck.reading.shelf.library_scene import LibraryScene
from briefdeck.reading.shelf.search_scene import SearchScene
from briefdeck.reading.shelf.shelf_scene import ShelfScene
from briefdeck.reading.shelf.state import SORTS, Shelving
from briefdeck.reading.views.items import ItemsView
from support import stored
from support.hostile import NASTY

SIZES = ((160, 45), (120, 36), (100, 30), (80, 24), (60, 20), (40, 15))
TITLES = (
    "The Southwest Border and Homicides in Mexico, in Official Figures",
    "U.S.-Mexico Border Security Cooperation",
    "IPv4 exhaustion and the move to IPv6",
)


def card(place: int, title: str) -> Card:
    plain = Card(f"b-{place}", f"/shelf/b-{place}.toml", "own", "/shelf", 20_000, -place)
    return plain._replace(
        title=title, bottom_line="What it says first, in a sentence.", as_of="2021-07", stance="neutral",
        entries=103, cited=10, tags=("mexico", f"tag-{place}"),
    )  # fmt: skip


def library(cards: Sequence[Card], *, is_single: bool = False) -> LibraryScene:
    settings = Settings(layout="single" if is_single else "panes")
    scene = LibraryScene(folders(), settings, Shelving())
    opened = {cards[0].path: Opened(1_793_620_800.0, 41)} if cards else {}
    scene.take_listed(Listed(cards=tuple(cards), opened=opened))
    return scene


def many(count: int) -> list[Card]:
    return [card(place, TITLES[place % len(TITLES)]) for place in range(count)]


def hit(briefing: int, place: int) -> Hit:
    title = TITLES[briefing]
    path = f"/shelf/b-{briefing}.toml"
    marks = ((4, 8),)
    return Hit(f"b-{briefing}", title, path, f"event-{place}", "event", "The toll rises", marks, "A toll is paid.", ((2, 6),), 1.0)  # fmt: skip


def search(hits: Sequence[Hit], typed: str = "toll") -> SearchScene:
    scene = SearchScene(Settings(), typed)
    scene.progress = Progress(is_over=True)
    scene.take_listed(Listed(cards=tuple(many(3)), opened={}))
    scene.take(typed, Results(typed, tuple(hits), len(hits), absent=() if hits else ("toll",)))
    return scene


def rows_of(scene: ShelfScene, part: str) -> list[str]:
    box, view = scene.parts[part]  # type: ignore[index]
    return [line_text(row.line) for row in view.rows(box.width, box.height)]


def check(scene: ShelfScene, size: tuple[int, int]) -> None:
    """Every cell belongs to one part, none is blank, no line is longer than its part."""
    width, height = size
    scene.lay_out(*size)
    taken = [[0] * width for _ in range(height)]
    for part, (box, view) in scene.parts.items():
        assert any(row.strip() for row in rows_of(scene, part)), (part, size)
        for row in view.rows(box.width, box.height):
            assert line_width(row.line) <= box.width, (part, line_text(row.line))
        for y in range(box.y, box.y + box.height):
            for x in range(box.x, box.x + box.width):
                taken[y][x] += 1
    assert {cell for row in taken for cell in row} == {1}, size
    assert rows_of(scene, "footer")[0].rstrip(" ─┴┘").endswith("keys")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [0, 1, 3, 500])
def test_every_size_shows_the_library_whole(count: int, size: tuple[int, int]) -> None:
    scene = library(many(count))
    check(scene, size)
    assert "q quit" in rows_of(scene, "footer")[0]
    for place in (1, count // 2, count - 1, count):
        scene.point(place)
        check(scene, size)
    scene.focus("reader")
    check(scene, size)


@pytest.mark.parametrize("size", SIZES)
def test_titles_are_whole_in_every_size(size: tuple[int, int]) -> None:
    scene = library(many(3))
    scene.lay_out(*size)
    shown = " ".join(" ".join(rows_of(scene, "list")).replace("▌", " ").replace("▐", " ").split())
    box, view = scene.parts["list"]
    assert isinstance(view, ItemsView)
    seen = view.seen(box.width, box.height)
    assert seen >= min(3, (box.height - 1) // 3)
    assert [title in shown for title in TITLES[view.top : view.top + seen]] == [True] * seen
    assert "as of Jul 2021" in shown


@pytest.mark.parametrize("size", SIZES)
def test_hostile_titles_move_nothing(size: tuple[int, int]) -> None:
    from briefdeck.text.visible import visible

    scene = library([card(place, visible(title)) for place, title in enumerate(NASTY)])
    for place in range(len(NASTY)):
        scene.point(place)
        check(scene, size)


def test_how_far_a_briefing_was_read_stands_on_its_card() -> None:
    scene = library(many(3))
    scene.lay_out(120, 36)
    assert "41 of 103 read" in " ".join(rows_of(scene, "list"))


@pytest.mark.parametrize("size", SIZES)
def test_the_order_can_be_clicked_in_the_title(size: tuple[int, int]) -> None:
    scene = library(many(3))
    scene.lay_out(*size)
    box, view = scene.parts["top"]
    targets = {view.target_at(x, 0, box.width, 1) for x in range(box.width)} - {None}
    assert "sort:recent" in targets
    if size[0] not in {40, 100}:
        assert targets == {f"sort:{sort}" for sort in SORTS}


@pytest.mark.parametrize("size", SIZES)
def test_the_way_back_says_where_it_leads(size: tuple[int, int]) -> None:
    scene = library(many(3))
    scene.below = "The Harbor Tunnel and much more"
    check(scene, size)
    foot = rows_of(scene, "footer")[0]
    assert foot.strip("└─┘ ").startswith("b back to")
    assert "q quit" not in foot


def test_what_is_gone_leaves_the_cursor_where_it_was() -> None:
    cards = many(5)
    scene = library(cards)
    scene.sort("title")
    scene.point(2)
    gone = scene.selected
    left = tuple(each for each in cards if each is not gone)
    scene.take_listed(Listed(cards=left, opened={}))
    assert scene.looking.cursor == 2
    scene.narrow(typed="ipv4")
    assert scene.selected is not None
    assert "IPv4" in scene.selected.title
    assert scene.count < 5


def test_a_changed_file_is_read_again_for_its_preview(sample: Path) -> None:
    cards = many(2)
    scene = library(cards)
    scene.lay_out(120, 36)
    assert scene.wanted == cards[0].path
    scene.take_preview(scene.wanted, load(sample))
    assert not scene.wanted
    changed = cards[0]._replace(modified=99)
    scene.take_listed(Listed(cards=(changed, cards[1]), opened={}))
    assert scene.wanted == changed.path


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [0, 1, 200])
def test_every_size_shows_the_search_whole(count: int, size: tuple[int, int]) -> None:
    scene = search([hit(place % 3, place) for place in range(count)])
    check(scene, size)
    assert "Esc" in rows_of(scene, "footer")[0]
    scene.point(count - 1)
    check(scene, size)
    scene.focus("reader")
    check(scene, size)


@pytest.mark.parametrize("size", SIZES)
def test_the_briefing_of_a_hit_is_called_by_its_whole_name(size: tuple[int, int]) -> None:
    scene = search([hit(0, 1), hit(1, 2), hit(0, 3)])
    scene.lay_out(*size)
    assert [each.entry for each in scene.hits] == ["event-1", "event-3", "event-2"]
    assert TITLES[0] in " ".join(" ".join(rows_of(scene, "list")).split())


def test_the_fields_are_shown_and_what_a_word_may_go_on_to_be() -> None:
    scene = search([hit(0, 1)])
    scene.lay_out(80, 24)
    assert (
        "kind: tag: year: source: voice: has: caveat: title: briefing:"
        in rows_of(scene, "asked")[1]
    )
    scene.type("toll tag:me")
    scene.lay_out(80, 24)
    assert rows_of(scene, "asked")[1].strip("│ ") == "Tab mexico 3"
    assert scene.completions[0].query == "toll tag:mexico "


def test_nothing_found_says_what_to_do() -> None:
    scene = search([])
    scene.lay_out(80, 24)
    text = "\n".join(rows_of(scene, "reader"))
    assert "Nothing has these words." in text
    assert "`toll` occurs nowhere." in text
    assert "kind:event" in text


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
def test_in_one_pane_each_card_is_a_row_of_words(size: tuple[int, int]) -> None:
    scene = library(many(3), is_single=True)
    scene.lay_out(*size)
    assert rows_of(scene, "list")[1].startswith(TITLES[1][:30])
    assert scene.cursor == (0, 0)
    scene.point(2)
    scene.lay_out(*size)
    assert scene.cursor == (0, 2)
    assert "header" not in scene.parts


def test_a_look_into_a_briefing_says_what_is_known_of_its_quotations(tmp_path: Path) -> None:
    path = stored.store(tmp_path)
    found = list(glimpses(iter([str(path), str(tmp_path / "gone.toml")]), bool))
    assert [glimpse.known is None for _, glimpse in found] == [True, False, True]
    scene = library([many(1)[0]._replace(path=str(path))])
    scene.lay_out(120, 36)
    scene.take_preview(str(path), found[1][1].loaded, stored.made_up(load(path)))
    scene.lay_out(120, 36)
    assert "2 of 6 verified" in lines_text(scene.page.all_lines())
