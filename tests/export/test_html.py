"""The page: every entry is on it, every link leads somewhere and back, nothing in it can run or ask."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from briefdeck.document.cuts import cuts
from briefdeck.document.lookup import lookup
from briefdeck.export import Wanted, export
from briefdeck.loader import Loaded, load, load_text
from briefdeck.model.levels import LEVELS, Level
from briefdeck.model.links import FRONT
from fuzz.inputs import fuzz_input
from support.briefings import big_briefing_toml, random_toml
from support.pages import SHIPPED, Page
from support.saying import HOSTILE, saying
from support.scripts import toml_in_all_scripts

LARGEST = 500_000


def _html(loaded: Loaded, level: Level = "all") -> str:
    return export(Wanted(loaded, "html", level)).content.decode()


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.stem)
def shipped(request: pytest.FixtureRequest) -> tuple[Loaded, str, Page]:
    path: Path = request.param
    loaded = load(path)
    html = _html(loaded)
    return loaded, html, Page(html)


def test_every_entry_is_on_the_page_once(shipped: tuple[Loaded, str, Page]) -> None:
    loaded, _, page = shipped
    assert loaded.links is not None
    assert set(loaded.links.entries) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids)), "ids are unique"
    assert {each.id for each in page.all("article")} == set(loaded.links.entries)


def test_every_link_leads_somewhere(shipped: tuple[Loaded, str, Page]) -> None:
    _, _, page = shipped
    ids = set(page.ids)
    assert [link.href for link in page.inner_links if link.href[1:] not in ids] == []


def test_links_lead_there_and_back(shipped: tuple[Loaded, str, Page]) -> None:
    loaded, _, page = shipped
    links = loaded.links
    assert links is not None
    there = {(link.article, link.href[1:]) for link in page.inner_links if link.article}
    meant = {(each.source, each.target) for of in links.forward.values() for each in of}
    pairs = {pair for pair in meant if FRONT not in pair and pair[0] != pair[1]}
    assert pairs - there == set(), "each link of the briefing can be followed"
    assert {(target, source) for source, target in pairs} - there == set(), "and back"


def test_a_citation_has_the_number_of_its_source(shipped: tuple[Loaded, str, Page]) -> None:
    loaded, _, page = shipped
    assert loaded.links is not None
    numbers: dict[str, str] = {}
    for each in page.all("b"):
        if each.article in loaded.links.entries:
            numbers.setdefault(each.article, each.text.strip())
    cited = [link for link in page.inner_links if link.text.isdecimal()]
    assert len(cited) > 50
    assert [link.href for link in cited if numbers.get(link.href[1:]) != link.text] == []


def test_the_page_is_small(shipped: tuple[Loaded, str, Page]) -> None:
    _, html, _ = shipped
    assert len(html.encode()) <= LARGEST


def test_nothing_runs_and_nothing_is_asked_for(shipped: tuple[Loaded, str, Page]) -> None:
    _, html, page = shipped
    _assert_harmless(page)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def _assert_harmless(page: Page) -> None:
    assert page.open == []
    assert page.comments == 0
    assert not list(
        page.all("script", "link", "iframe", "img", "object", "form", "base", "template")
    )
    for element in page.elements:
        assert not [name for name in element.attributes if name.startswith("on")]
        assert "style" not in element.attributes
        assert "src" not in element.attributes
        if element.href:
            assert re.match(r"#|https?://|mailto:", element.href), element.href


def test_headings_and_landmarks_are_in_order(shipped: tuple[Loaded, str, Page]) -> None:
    loaded, _, page = shipped
    assert loaded.briefing is not None
    levels = [int(each.tag[1]) for each in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert next(page.all("html")).attributes["lang"] == loaded.briefing.front.language
    for tag in ("header", "main", "nav", "footer"):
        assert len(list(page.all(tag))) == 1
    for table in page.all("table"):
        assert table.text.strip()
    assert len(list(page.all("caption"))) == len(list(page.all("table")))
    skip = next(page.all("a"))
    assert skip.href == "#_main"


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_is_a_page_of_its_own(level: Level) -> None:
    loaded = load(next(path for path in SHIPPED if path.stem.startswith("us-mexico")))
    page = Page(_html(loaded, level))
    ids = set(page.ids)
    assert [link.href for link in page.inner_links if link.href[1:] not in ids] == []
    shown = {"30s": 0, "3m": 1, "full": 2, "all": 3}[level]
    levels = [each for each in page.all("details") if each.attributes.get("class") == "level"]
    assert len(levels) == shown


def test_a_page_is_the_same_every_time() -> None:
    text = random_toml(7)
    assert _html(load_text(text, "again")) == _html(load_text(text, "again"))


@pytest.mark.parametrize("seed", range(40))
def test_any_briefing_is_a_sound_page(seed: int) -> None:
    loaded = load_text(random_toml(seed), "random")
    page = Page(_html(loaded))
    ids = set(page.ids)
    assert len(page.ids) == len(ids)
    assert loaded.links is not None
    assert set(loaded.links.entries) <= ids
    assert [link.href for link in page.inner_links if link.href[1:] not in ids] == []
    _assert_harmless(page)
    assert [each.tag for each in page.all("h6")] == []


@pytest.mark.parametrize("first", range(0, 100, 20))
def test_whatever_can_be_read_of_a_file_is_a_sound_page(first: int) -> None:
    for seed in range(first, first + 20):
        loaded = load_text(fuzz_input(seed), "fuzz")
        if loaded.links is None:
            continue
        page = Page(_html(loaded))
        ids = set(page.ids)
        assert len(page.ids) == len(ids), seed
        assert set(loaded.links.entries) <= ids, seed
        assert [link.href for link in page.inner_links if link.href[1:] not in ids] == [], seed
        _assert_harmless(page)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_file_says_stays_text(words: str) -> None:
    loaded = load_text(saying(words), "hostile")
    done = export(Wanted(loaded, "html", "all"))
    page = Page(done.content.decode())
    _assert_harmless(page)
    assert "\u202e" not in done.content.decode()
    assert "\u200b" not in done.content.decode()


def test_links_that_lead_to_no_page_are_named() -> None:
    done = export(Wanted(load_text(saying("words"), "hostile"), "html", "all"))
    assert any("javascript:alert(1)" in loss for loss in done.losses)


def test_all_scripts_and_directions() -> None:
    loaded = load_text(toml_in_all_scripts(), "scripts")
    _assert_harmless(Page(_html(loaded)))
    hebrew = load_text(
        'format=1\n[briefing]\ntitle="א"\nbluf="ב"\nas_of="2020"\nlanguage="he"\n', "he"
    )
    assert '<html lang="he" dir="rtl">' in _html(hebrew)
    assert "svg{direction:ltr}" in _html(hebrew), "labels are drawn from their left"


def test_slides_are_cut_as_they_are_presented() -> None:
    for path in SHIPPED:
        loaded = load(path)
        html = export(Wanted(loaded, "slides", "all")).content.decode()
        page = Page(html)
        _assert_harmless(page)
        shown = [each.id for each in page.all("section")]
        made = [cut.entry for cut in cuts(lookup(loaded), "all")]
        assert len(shown) == len(made) + 1, "and one with the sources"
        assert {entry for entry in made if entry} <= set(page.ids)
        assert len(page.ids) == len(set(page.ids))
        assert [link.href for link in page.inner_links if link.href[1:] not in page.ids] == []
        assert len(list(page.all("h1"))) == 1
        assert html == export(Wanted(loaded, "slides", "all")).content.decode()


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_file_says_stays_text_on_slides(words: str) -> None:
    done = export(Wanted(load_text(saying(words), "hostile"), "slides", "all"))
    _assert_harmless(Page(done.content.decode()))


def test_thousands_of_entries_are_one_page() -> None:
    loaded = load_text(big_briefing_toml(3_500_000), "big")
    assert loaded.links is not None
    assert len(loaded.links.entries) > 5_000
    page = Page(_html(loaded))
    assert set(loaded.links.entries) <= set(page.ids)


def test_a_briefing_of_nothing_but_its_front_is_a_page() -> None:
    loaded = load_text('format=1\n[briefing]\ntitle="T"\nbluf="B."\nas_of="2020"\n', "empty")
    for level in LEVELS:
        page = Page(_html(loaded, level))
        assert page.open == []
        assert list(page.all("details")) == []
        assert [link.href for link in page.inner_links if link.href[1:] not in page.ids] == []
