from typing import cast

import pytest
from rich.color import Color
from rich.segment import Segment
from rich.style import Style as RichStyle

from briefdeck.draw.lines import Span, Style
from briefdeck.reading.paint import banded, segments, styles
from briefdeck.reading.palette import PALETTES, THEME_NAMES, ThemeName, contrast, next_theme

MEASURED: tuple[ThemeName, ...] = tuple(name for name in THEME_NAMES if PALETTES[name].ground)
"""Themes that name colours whose contrast can be known."""

LEAST: dict[ThemeName, float] = {"dark": 4.5, "light": 4.5, "contrast": 7}
BANDS = ("cursor", "rest", "selected", "selection", "marked")
"""Roles that lie under whole rows, or over a stretch of one."""

WORDLESS = {"grid", "frame"}
"""Roles of lines that only part what has words."""
EVIDENCE = ("supported", "single", "traced", "uncited", "confirmed", "caveat")


def colours(style: RichStyle) -> tuple[str, str]:
    assert style.color is not None
    assert style.bgcolor is not None
    return style.color.name, style.bgcolor.name


@pytest.mark.parametrize("theme", MEASURED)
def test_words_can_be_read_in_every_role_on_the_ground_and_on_every_band(theme: ThemeName) -> None:
    table = styles(theme)
    pairs = {role: colours(style) for role, style in table.items() if role not in WORDLESS}
    for band in BANDS:
        pairs |= {f"{role} on {band}": colours(banded(role, band, theme)) for role in table}
    unread = {
        role: round(contrast(*pair), 2)
        for role, pair in pairs.items()
        if contrast(*pair) < LEAST[theme]
    }
    assert unread == {}


@pytest.mark.parametrize("theme", MEASURED)
def test_a_match_can_be_read_wherever_it_is_laid(theme: ThemeName) -> None:
    for role in styles(theme):
        line = (Span("word", cast("Style", role)),)
        (lit,) = segments(line, 4, theme, band="cursor", marks=[(0, 4, "match")])
        assert lit.style is not None
        assert contrast(*colours(lit.style)) >= LEAST[theme]


@pytest.mark.parametrize("theme", [name for name in THEME_NAMES if name != "mono"])
def test_each_era_and_each_sign_of_evidence_has_a_hue_of_its_own(theme: ThemeName) -> None:
    table = styles(theme)
    eras = {table[f"era-{number}"].color for number in range(1, 7)}
    bands = {table[f"era-{number}-band"] for number in range(1, 7)}
    signs = {table[role].color for role in EVIDENCE}
    assert (len(eras), len(bands), len(signs)) == (6, 6, len(EVIDENCE))


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_the_focused_part_is_told_from_the_others(theme: ThemeName) -> None:
    table = styles(theme)
    assert table["frame-on"] != table["frame"]
    assert table["frame-title-on"] != table["frame-title"]
    assert table["key"].bold


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_every_role_has_a_style_in_every_theme(theme: ThemeName) -> None:
    table = styles(theme)
    assert set(Style.__args__) <= set(table)  # type: ignore[attr-defined]  # the members of the Literal
    assert {"match", "hint", "key", "frame-on", *BANDS} <= set(table)


def test_monochrome_names_no_colour_and_the_terminals_own_only_its_sixteen() -> None:
    assert all(style.color is None and style.bgcolor is None for style in styles("mono").values())
    for style in styles("ansi").values():
        for colour in (style.color, style.bgcolor):
            assert colour is None or (isinstance(colour, Color) and (colour.number or 0) < 16)


def test_without_colour_only_what_is_selected_or_to_be_typed_is_reversed() -> None:
    table = styles("mono")
    assert {role for role, style in table.items() if style.reverse} == {
        "cursor", "selected", "selection", "marked", "hint",
    }  # fmt: skip
    assert table["link"].underline
    assert table["match"].underline
    assert banded("match", "cursor", "mono").underline
    assert table["era-1-band"] != table["era-2-band"] != styles("mono")["text"]


def test_themes_go_round() -> None:
    name: ThemeName = "dark"
    seen = [name := next_theme(name) for _ in THEME_NAMES]
    assert set(seen) == set(THEME_NAMES)
    assert next_theme("unheard of") == "dark"


@pytest.mark.parametrize(
    "text", ["plain", "wide 国境", "cut 国境 here", "e\u0301\u0301 marks", "👩‍👩‍👧 family", ""]
)
@pytest.mark.parametrize("width", [1, 2, 7, 40])
def test_a_painted_line_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    painted = segments(
        (Span(text), Span(" tail", "muted")),
        width,
        "dark",
        marks=[(2, 5, "match"), (6, 300, "marked")],
    )
    assert Segment.get_line_length(painted) == width
