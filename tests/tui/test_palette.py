import pytest
from rich.color import Color

from briefdeck.draw.lines import Span, Style
from briefdeck.tui.paint import paint, styles
from briefdeck.tui.palette import PALETTES, THEME_NAMES, Palette, ThemeName, next_theme
from support.colours import contrast

WORD_PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "ground"), ("bright", "ground"), ("muted", "ground"), ("accent", "ground"),
    ("link", "ground"), ("citation", "ground"), ("caveat", "ground"), ("uncertain", "ground"),
    ("cursor_ink", "cursor_ground"),
    ("rest_ink", "rest_ground"), ("match_ink", "match_ground"), ("hint_ink", "hint_ground"),
    ("select_ink", "select_ground"), ("era_ink", "era"), ("era_alt_ink", "era_alt"),
)  # fmt: skip
"""The pairs of (ink, ground) that carry words."""

COLOURED = [palette for palette in PALETTES.values() if palette.ground]


@pytest.mark.parametrize("palette", COLOURED, ids=lambda palette: palette.name)
@pytest.mark.parametrize("pair", WORD_PAIRS, ids="-on-".join)
def test_words_can_be_read(palette: Palette, pair: tuple[str, str]) -> None:
    ink, ground = (getattr(palette, name) for name in pair)
    assert contrast(ink, ground) >= 4.5, (palette.name, pair, round(contrast(ink, ground), 2))


@pytest.mark.parametrize("palette", COLOURED, ids=lambda palette: palette.name)
def test_series_and_the_active_frame_can_be_told_from_the_ground(palette: Palette) -> None:
    assert all(
        contrast(colour, palette.ground) >= 3 for colour in (*palette.series, palette.frame_on)
    )


def test_high_contrast_is_high() -> None:
    palette = PALETTES["contrast"]
    assert all(
        contrast(getattr(palette, ink), getattr(palette, ground)) >= 7 for ink, ground in WORD_PAIRS
    )


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_every_role_has_a_style_in_every_theme(theme: ThemeName) -> None:
    table = styles(theme)
    assert set(Style.__args__) <= set(table)  # type: ignore[attr-defined]  # the members of the Literal
    assert {"cursor", "rest", "selection", "marked", "match", "hint", "key", "frame-on"} <= set(
        table
    )


def test_monochrome_names_no_colour_and_the_terminals_own_only_its_sixteen() -> None:
    assert all(style.color is None and style.bgcolor is None for style in styles("mono").values())
    for style in styles("ansi").values():
        for colour in (style.color, style.bgcolor):
            assert colour is None or (isinstance(colour, Color) and (colour.number or 0) < 16)


def test_what_is_selected_is_told_without_colour() -> None:
    table = styles("mono")
    assert table["cursor"].reverse
    assert table["marked"].reverse
    assert table["link"].underline
    assert table["match"].reverse


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
    strip = paint(
        (Span(text), Span(" tail", "muted")),
        width,
        "dark",
        marks=[(2, 5, "match"), (6, 300, "marked")],
    )
    assert strip.cell_length == width
    assert sum(segment.cell_length for segment in strip) == width
