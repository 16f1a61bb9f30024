"""Colours: one table from roles to styles, complete, and taken from the terminal's own palette."""

import re
from io import StringIO
from typing import get_args

import pytest
from rich.console import Console
from rich.measure import Measurement
from rich.panel import Panel
from rich.style import Style as RichStyle

from briefdeck import document
from briefdeck.draw.lines import Span, Style
from briefdeck.loader import Loaded
from briefdeck.output import render
from briefdeck.output.terminal import STYLES, Printable, StyledLines
from support.printing import printed


def test_every_role_has_a_style() -> None:
    assert set(STYLES) == set(get_args(Style))


@pytest.mark.parametrize("role", sorted(STYLES))
def test_styles_are_the_terminals_own_sixteen(role: Style) -> None:
    style = RichStyle.parse(STYLES[role])
    for color in (style.color, style.bgcolor):
        assert color is None or (color.number is not None and color.number < 16)


@pytest.mark.parametrize("role", sorted(STYLES))
def test_a_style_ends_where_its_span_ends(role: Style) -> None:
    line = printed(StyledLines([(Span("a", role), Span("b"))]))
    assert re.fullmatch(r"(\x1b\[[0-9;]+ma\x1b\[0m|a)b\n", line)


def test_caveats_are_told_apart_by_more_than_colour() -> None:
    from briefdeck.document.blocks import CAVEAT

    assert CAVEAT == "⚠ Caveat"


def test_no_control_character_reaches_the_terminal() -> None:
    said = "a\x1b]0;b\x07\x9b2J\u202ec"
    assert printed(StyledLines([(Span(said),)])) == "a␛]0;b␇⟨U+009B⟩2J⟨U+202E⟩c\n"


def test_an_address_cannot_end_its_hyperlink() -> None:
    span = Span("x", "link", "https://x.example/\x1b\\a\x07 é")
    line = printed(StyledLines([(span,)], links=True))
    assert re.fullmatch(
        r"\x1b]8;id=[\d-]+;https://x.example/%1B%5Ca%07%20%C3%A9\x1b\\x\x1b]8;;\x1b\\\n", line
    )


@pytest.mark.parametrize("target", ["entry-id", "javascript:alert(1)", "file:///etc/passwd"])
def test_only_addresses_of_the_web_become_hyperlinks(target: str) -> None:
    assert printed(StyledLines([(Span("x", "link", target),)], links=True)) == "x\n"


def test_hyperlinks_only_when_asked() -> None:
    lines = [(Span("x", "link", "https://x.example/"),)]
    assert printed(StyledLines(lines)) == "x\n"


def test_lines_know_how_wide_they_are() -> None:
    console = Console(width=80, file=StringIO())
    lines = StyledLines([(Span("東京", "strong"), Span(" x")), (Span("y"),)])
    assert Measurement.get(console, console.options, lines) == Measurement(6, 6)


def test_a_document_takes_the_room_that_it_is_given(harbor: Loaded) -> None:
    out = StringIO()
    console = Console(width=60, file=out)
    summary = Printable(document.summary(harbor))
    assert Measurement.get(console, console.options, summary) == Measurement(40, 60)
    console.print(Panel(summary))
    inside = [line[2:-2].rstrip() for line in out.getvalue().splitlines()[1:-1]]
    assert inside == render("text", document.summary(harbor), width=56).splitlines()


def test_rich_records_a_document(harbor: Loaded) -> None:
    console = Console(width=60, file=StringIO(), record=True)
    console.print(Printable(document.summary(harbor, level="full")))
    assert "https://harbor.example/counts" in console.export_html(clear=False)
    assert "<svg" in console.export_svg(title="Harbor")


def test_the_pieces_of_a_broken_address_are_one_link() -> None:
    address = "https://a.example/of/two/lines"
    lines = [
        (Span("https://a.example/", "link", address),),
        (Span("of/two/lines", "link", address),),
    ]
    said = printed(StyledLines(lines, links=True))
    ids = re.findall(r"\x1b\]8;id=(\d+);https://a.example/of/two/lines\x1b", said)
    assert len(ids) == 2
    assert len(set(ids)) == 1
