"""PDF: tagged, with an outline and links that lead to entries, and nothing in it is code."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from briefdeck.export import Exported, Wanted, export
from briefdeck.loader import Loaded, load, load_text
from briefdeck.model.briefing import Source
from briefdeck.model.levels import Level
from support.pages import SHIPPED
from support.saying import saying
from support.scripts import toml_in_all_scripts

SMALL = """
format = 1
[briefing]
title = "A title"
bluf = "The bottom line."
as_of = "2020-04"
authors = ["Ada Doe", "Bob Roe"]
tags = ["one", "two"]
language = "en-GB"
[[findings]]
id = "found"
title = "What was found"
text = "It was found {words} [@work, p. 3]."
[[findings]]
id = "other"
title = "Another"
text = "See [[found]]."
[[sources]]
id = "work"
type = "book"
title = "The work"
"""
HOSTILE = (
    '#panic("x")', "$x$", "@work", "<found>", "\\u{41}", "*bold* _em_", "= Heading", "`raw`", "// no", "/* no */",
    '"; #import "x"', "{{ }}", "[ ] #[", "~", "---", "'quotes'", "#let x = 1", "https://a.example/#x",
)  # fmt: skip


def _pdf(loaded: Loaded, level: Level = "all") -> Exported:
    return export(Wanted(loaded, "pdf", level))


def _small(words: str = "") -> Loaded:
    return load_text(SMALL.replace("{words}", words), "small")


def _read(done: Exported) -> PdfReader:
    return PdfReader(BytesIO(done.content))


def _words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def _titles(outline: list[Any]) -> list[str]:
    found: list[str] = []
    for each in outline:
        found += _titles(each) if isinstance(each, list) else [str(each.title)]
    return found


def _actions(reader: PdfReader) -> list[Any]:
    found = []
    for page in reader.pages:
        for each in page.get("/Annots", ()):
            annotation = each.get_object()
            assert annotation["/Subtype"] == "/Link"
            found.append(annotation.get("/A", {}))
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_entry_of_a_shipped_briefing_is_in_it(path: Path) -> None:
    loaded = load(path)
    assert loaded.links is not None
    done = _pdf(loaded)
    assert done.losses == ()
    reader = _read(done)
    headed = {name for name, each in loaded.links.entries.items() if not isinstance(each, Source)}
    assert headed <= set(reader.named_destinations)
    pages = len(reader.pages)
    assert all(reader.get_destination_page_number(each) is not None
               for each in reader.named_destinations.values())  # fmt: skip
    links = [action for action in _actions(reader) if action.get("/S") != "/URI"]
    assert len(links) > 10 * pages


def test_it_says_what_it_is() -> None:
    reader = _read(_pdf(_small()))
    about = reader.metadata
    assert about is not None
    assert about.title == "A title"
    assert about.author == "Ada Doe, Bob Roe"
    assert about.subject == "The bottom line."
    assert str(about.creation_date_raw).startswith("D:20200401")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_it_has_an_outline_in_order() -> None:
    reader = _read(_pdf(_small()))
    assert _titles(reader.outline) == [
        "Bottom line", "Key points", "In three minutes", "Findings", "What was found", "Another", "Sources",
    ]  # fmt: skip


def test_pages_have_numbers_and_a_running_head() -> None:
    path = next(path for path in SHIPPED if path.stem.startswith("us-mexico"))
    reader = _read(_pdf(load(path), "3m"))
    assert len(reader.pages) > 1
    words = " ".join(reader.pages[1].extract_text().split())
    assert f"2 / {len(reader.pages)}" in words
    assert words.startswith("U.S.-Mexico Border Security Cooperation")


def test_it_is_the_same_every_time() -> None:
    assert _pdf(_small()).content == _pdf(_small()).content


@pytest.mark.parametrize("words", HOSTILE)
def test_code_of_typst_stays_text(words: str) -> None:
    loaded = load_text(saying(words), "hostile")
    reader = _read(_pdf(loaded))
    assert re.sub(r"\s", "", words) in re.sub(r"\s", "", _words(reader))
    actions = _actions(reader)
    assert {str(action.get("/S")) for action in actions} <= {"/GoTo", "/URI", "None"}
    for action in actions:
        assert "javascript" not in str(action.get("/URI", "")).lower()


def test_letters_of_all_scripts_are_set_or_named() -> None:
    done = _pdf(load_text(toml_in_all_scripts(), "scripts"))
    assert all("for which no font is installed" in loss or "PDF/UA" in loss for loss in done.losses)
    assert len(_read(done).pages) > 1


def test_a_character_without_any_font_is_named() -> None:
    done = _pdf(_small("here: \U000f1234"))
    assert done.losses == (
        "the shapes of 1 letter for which no font is installed, written as numbers: \U000f1234",
    )
    assert "⟨U+F1234⟩" in _words(_read(done))


def test_a_briefing_of_nothing_but_its_front_can_be_set() -> None:
    done = _pdf(load_text('format=1\n[briefing]\ntitle="T"\nbluf="B."\nas_of="2020"\n', "empty"))
    assert _titles(_read(done).outline) == ["Bottom line"]


@pytest.mark.parametrize("language", ["zh-Hans-CN", "he", "x-klingon", "de"])
def test_any_language_can_be_named(language: str) -> None:
    text = f'format=1\n[briefing]\ntitle="T"\nbluf="B."\nas_of="2020"\nlanguage="{language}"\n'
    lang = str(_read(_pdf(load_text(text, "language"))).trailer["/Root"]["/Lang"])  # type: ignore[index]
    assert lang == {"zh-Hans-CN": "zh-CN", "x-klingon": "en"}.get(language, language)
