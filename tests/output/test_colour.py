"""Colours: one table from roles to styles, complete, and taken from the terminal's own palette."""

import re
from typing import get_args

import pytest
from rich.style import Style as RichStyle

from briefdeck.draw.lines import Span, Style
from briefdeck.output.terminal import STYLES, painted


def test_every_role_has_a_style() -> None:
    assert set(STYLES) == set(get_args(Style))


@pytest.mark.parametrize("role", sorted(STYLES))
def test_styles_are_the_terminals_own_sixteen(role: Style) -> None:
    style = RichStyle.parse(STYLES[role])
    for color in (style.color, style.bgcolor):
        assert color is None or (color.number is not None and color.number < 16)


@pytest.mark.parametrize("role", sorted(STYLES))
def test_a_style_ends_where_its_span_ends(role: Style) -> None:
    line = painted([(Span("a", role), Span("b"))], color=True, links=False)
    assert re.fullmatch(r"(\x1b\[[0-9;]+ma\x1b\[0m|a)b\n", line)


def test_caveats_are_told_apart_by_more_than_colour() -> None:
    from briefdeck.output.phrases import caveat_words

    assert caveat_words() == "⚠ Caveat"


def test_an_address_cannot_end_its_hyperlink() -> None:
    line = painted(
        [(Span("x", "link", "https://x.example/\x1b\\a\x07 é"),)], color=False, links=True
    )
    assert line == "\x1b]8;;https://x.example/%1B%5Ca%07%20%C3%A9\x1b\\x\x1b]8;;\x1b\\\n"


@pytest.mark.parametrize("target", ["entry-id", "javascript:alert(1)", "file:///etc/passwd"])
def test_only_addresses_of_the_web_become_hyperlinks(target: str) -> None:
    assert painted([(Span("x", "link", target),)], color=False, links=True) == "x\n"
