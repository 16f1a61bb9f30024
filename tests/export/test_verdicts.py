"""Files say what became of quotations, each sign with its word, and nothing that a copy says acts in them."""

import re
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from briefdeck.evidence.passages import STATE_SIGNS, STATE_WORDS, Passage, Piece, Selector
from briefdeck.export import Wanted, export
from briefdeck.export.html.verdicts import STYLE
from briefdeck.loader import Loaded, load_text
from support.pages import Page
from support.saying import HOSTILE
from support.verified import TEXT, passages, verified_briefing

PASSAGE = (
    "…For the first time “2.1 million passengers crossed the strait in 2024”, the port counted…"
)
DIFFERENCE = "The piers were {+not+} found safe for all [-575-]{+7,575+} berths"
CODE = (
    '#panic("x")', "$x$", "@work", "<found>", "*bold*", "`raw`", "#let x = 1", '"; #import "x"',
    "[ ] #[", "{{ }}", "\\u{41}",
)  # fmt: skip


def written(loaded: Loaded, form: str) -> bytes:
    return export(Wanted(loaded, form)).content


def html_of(loaded: Loaded) -> str:
    return written(loaded, "html").decode()


def text_of(html: str) -> str:
    """The characters of a page, without its style."""
    bare = re.sub(r"<style>.*?</style>|<[^>]*>", "", html, flags=re.DOTALL)
    for entity, sign in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ):
        bare = bare.replace(entity, sign)
    return " ".join(bare.split())


def pdf_text(loaded: Loaded) -> str:
    pages = PdfReader(BytesIO(written(loaded, "pdf"))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def word_text(loaded: Loaded) -> str:
    opened = docx.Document(BytesIO(written(loaded, "docx")))
    return " ".join(paragraph.text for paragraph in opened.paragraphs)


@pytest.fixture(scope="module")
def page() -> str:
    return html_of(verified_briefing())


@pytest.mark.parametrize("entry", passages())
def test_a_page_says_the_state_in_words_behind_a_sign_of_its_style(page: str, entry: str) -> None:
    state = passages()[entry].state
    (article,) = re.findall(rf'<article id="{entry}">.*?</article>', page, re.DOTALL)
    assert f'<i class="state {state}">{STATE_WORDS[state]}' in article
    sign = re.escape(STATE_SIGNS[state])
    assert re.search(rf'i\.{state}::before[^{{]*{{content:"{sign}";content:"{sign}"/""}}', STYLE)


def test_the_state_is_seen_before_anything_is_unfolded(page: str) -> None:
    summaries = re.findall(r"<summary>(.*?)</summary>", page, re.DOTALL)
    said = [text_of(summary) for summary in summaries]
    assert "one source 1 · near, not the same" in said
    assert "one source 1 · verified elsewhere" in said
    assert "one source 1 · 2.1 million people: contradicts the copy" in said


def test_passages_stand_on_the_page_with_what_rests_on_them(page: str) -> None:
    text = text_of(page)
    assert text.count(PASSAGE) == 2
    assert text.count(DIFFERENCE) == 2
    assert "<del>[-575-]</del><ins>{+7,575+}</ins>" in page
    assert "Passages in the copy 4" in text
    assert "in <a href=#key-growth>Passengers came back</a>" in page


def test_a_page_explains_the_signs_once(page: str) -> None:
    assert text_of(page).count("What the signs of quotations say") == 1
    assert not re.search(r"<script|https?://(?!www\.w3\.org)", page)


def test_a_page_without_copies_has_none_of_that() -> None:
    bare = html_of(
        load_text(
            TEXT.replace("copy = ", "archive = ").replace("sha256 = ", "call-number = "), "bare"
        )
    )
    assert STYLE not in bare
    assert "What the signs of quotations say" not in bare
    assert 'class="state' not in bare


def test_a_page_links_to_no_copy(page: str) -> None:
    hrefs = [link.href for link in Page(page).all("a") if link.href]
    assert [href for href in hrefs if "copies/" in href] == []
    assert "copies/port.pdf" in text_of(page)


@pytest.mark.parametrize("read", [pdf_text, word_text])
def test_paper_says_each_sign_with_its_word_and_the_passage(
    read: Callable[[Loaded], str],
) -> None:
    said = read(verified_briefing())
    for state in {passage.state for passage in passages().values()}:
        assert f"{STATE_SIGNS[state]} {STATE_WORDS[state]}" in said, state
    assert PASSAGE in said
    assert "found safe for all [-575-]{+7,575+} berths" in said
    assert "✓ verified, but on p. 14, not p. 9" in said
    assert "3 of 9 quotations verified in stored copies" in said
    assert (
        "≠ 2.1 million people: contradicts the copy: …In 2024 “2.4 million” people crossed…" in said
    )


def hostile(words: str) -> Loaded:
    selector = Selector(words, f"{words} ", f" {words}", page=words)
    pieces = (Piece("same", words), Piece("quote", words), Piece("copy", words))
    return verified_briefing(
        TEXT,
        **{
            "key-growth": Passage("verified", (selector, selector)),
            "near-words": Passage("near", (selector,), pieces),
            "unreadable-copy": Passage("unreadable", why=words),
            "other-page": Passage("verified", (selector,), elsewhere=True),
        },
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_that_a_copy_says_acts_on_a_page(words: str) -> None:
    for form in ("html", "slides"):
        html = written(hostile(words), form).decode()
        found = Page(html)
        assert not [*found.all("script")]
        assert not [*found.all("img")]
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", html)
        assert {link.href for link in found.all("a") if link.href} <= {
            link.href for link in Page(written(verified_briefing(), form).decode()).all("a")
        }


@pytest.mark.parametrize("words", CODE)
def test_nothing_that_a_copy_says_is_code_on_paper(words: str) -> None:
    assert words in pdf_text(hostile(words)).replace("\u00ad", "")
    assert words in word_text(hostile(words))


def test_control_characters_of_a_copy_reach_no_paper() -> None:
    loaded = hostile("a\x00b\x1b]0;x\x07c\u202ed")
    for said in (pdf_text(loaded), word_text(loaded)):
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", said)


def test_the_letters_of_a_pdf_have_every_sign() -> None:
    assert export(Wanted(verified_briefing(), "pdf")).losses == ()
