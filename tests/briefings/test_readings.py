"""The short readings: nothing that a shorter one says is missing from a longer one, whatever the briefing."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck import document, output
from briefdeck.document.blocks import Document, FigureList, References
from briefdeck.loader import Loaded, load, load_text
from briefdeck.model.briefing import Entry
from briefdeck.model.prose import inline_text, parse_prose, plain_line
from briefdeck.model.sentences import first_sentence
from support.briefings import big_briefing_toml, random_toml

SHIPPED = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
FRONT = 'format = 1\n[briefing]\ntitle = "T"\nbluf = "The bottom line."\nas_of = "2020"\n'
WIDE = 10_000


def reading(loaded: Loaded, level: document.Level) -> Document:
    return document.summary(loaded, level=level)


def shown(made: Document) -> str:
    """All words of a reading on one line, without citations."""
    return " ".join(re.sub(r"\s*\[[^\]]*\]", "", output.render("plain", made, width=WIDE)).split())


def pieces(loaded: Loaded) -> Iterator[str]:
    """What an author wrote that a reading may say: titles, sentences, conditions."""
    assert loaded.briefing is not None
    front = loaded.briefing.front
    yield from map(plain_line, filter(None, (front.bluf, front.ask)))
    for entry in loaded.briefing.entries():
        yield from (plain_line(title) for title in _titles(entry))
        caveat = entry.caveat_text
        for text in filter(None, (entry.text, caveat)):
            yield inline_text(first_sentence(parse_prose(text)))


def _titles(entry: Entry) -> Iterator[str]:
    for name in ("title", "name", "term"):
        title = getattr(entry, name, None)
        if title:
            yield title


def said(loaded: Loaded, level: document.Level) -> set[str]:
    text = shown(reading(loaded, level))
    return {piece for piece in pieces(loaded) if piece and piece in text}


def assert_nested(loaded: Loaded) -> None:
    every = [said(loaded, level) for level in document.LEVELS]
    for shorter, longer in pairwise(every):
        assert shorter <= longer, shorter - longer


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_reading_holds_what_the_shorter_ones_say(path: Path) -> None:
    assert_nested(load(path))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 9))
def test_so_does_each_of_any_briefing(seed: int, size: int) -> None:
    assert_nested(load_text(random_toml(seed, size), "made"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_left_out_is_counted(path: Path) -> None:
    loaded = load(path)
    assert loaded.briefing is not None
    every = [reading(loaded, level) for level in document.LEVELS]
    assert [made.level for made in every] == list(document.LEVELS)
    assert every[-1].left_out == {}
    for made in every[:-1]:
        assert made.left_out
        for table, count in made.left_out.items():
            assert 0 < count <= len(getattr(loaded.briefing, table))
    for shorter, longer in pairwise(every):
        assert shorter.left_out.keys() >= longer.left_out.keys()
        assert sum(shorter.left_out.values()) >= sum(longer.left_out.values())


def test_sections_and_pages_are_no_readings() -> None:
    loaded = load(SHIPPED[0])
    made = document.summary(loaded, ["overview"], level="30s")
    assert (made.level, made.left_out) == ("", {})


@pytest.mark.parametrize("level", document.LEVELS)
@pytest.mark.parametrize("form", output.FORMATS)
def test_a_bottom_line_alone_is_all_that_is_said(level: document.Level, form: str) -> None:
    text = output.render(form, reading(load_text(FRONT, "bare"), level))
    assert "The bottom line." in text
    for word in ("Left out", "More:", "KEY POINTS", "Key points", "ERAS", "Sources", "##"):
        assert word not in text


JAPANESE = (
    FRONT.replace("The bottom line.", "国境は閉じた。")
    + """
[[key_points]]
id = "k"
title = "国境が閉じた理由"
text = "国境は閉じた。後で開いた。"
caveat = { text = "日付が違う。資料による。", grade = "wrong" }
[[eras]]
id = "e"
title = "前期"
span = "2000/2009"
[[events]]
id = "v"
title = "橋が落ちた"
date = 2001
text = "橋が落ちた。"
"""
)


def test_sentences_end_in_japanese_too() -> None:
    loaded = load_text(JAPANESE, "kyoto")
    text = output.render("text", reading(loaded, "3m"))
    assert "⚠ Incorrect: 日付が違う。\n" in text
    assert "2000–2009  前期. 2001: 橋が落ちた\n" in text
    assert_nested(loaded)


def test_a_caveat_without_a_first_sentence_is_left_out_whole() -> None:
    caveat = "caveat = '''\nTwo counts:\n\n- one\n- two\n'''"
    text = f'{FRONT}[[findings]]\nid = "f"\ntitle = "F"\ntext = "So."\n{caveat}\n'
    made = shown(reading(load_text(text, "list"), "3m"))
    assert "Two counts" not in made
    assert "doubt" not in made


def test_a_file_that_is_broken_in_places_is_read_all_the_same() -> None:
    broken = FRONT + '[[key_points]]\nid = "k"\ntext = 3\n[[key_points]]\nid = "l"\ntitle = "L"\n'
    loaded = load_text(broken, "broken")
    assert loaded.errors
    for level in document.LEVELS:
        assert "L" in shown(reading(loaded, level)).split("statement")[-1]


def test_a_big_briefing_has_short_readings_too() -> None:
    loaded = load_text(big_briefing_toml(500_000), "big")
    for made, lines in ((reading(loaded, "30s"), 40), (reading(loaded, "3m"), 200)):
        assert output.render("text", made).count("\n") < lines
        assert sum(made.left_out.values()) > 500


def test_programs_get_the_references_that_print_has_no_room_for() -> None:
    made = reading(load(SHIPPED[0]), "3m")
    (references,) = (block for block in made.blocks if isinstance(block, References))
    assert references.is_apart
    assert {each.source.id for each in references.references} == set(made.cited)
    assert references.references[0].source.title not in output.render("text", made)
    assert "## References" in output.render("markdown", made)


def test_a_figure_is_one_line_with_its_source() -> None:
    made = reading(load(SHIPPED[0]), "3m")
    (figures,) = (block for block in made.blocks if isinstance(block, FigureList))
    lines = output.render("text", made, width=80).splitlines()
    first = lines.index("FIGURES") + 2
    assert len(figures.series) <= 5
    for line in lines[first : first + len(figures.series)]:
        assert "]" in line
