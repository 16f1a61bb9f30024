"""The looks of the reading interface: themes as data, one colour a role. No Textual here.

Every pair of ink and ground that carries words meets WCAG AA (4.5:1); a test measures it. `ansi`
and `mono` name no colour value at all: the one has the terminal's own sixteen, the other only
weight, underline and reverse.
"""

from typing import Literal

from msgspec import Struct

ThemeName = Literal["dark", "light", "contrast", "ansi", "mono"]


class Palette(Struct, frozen=True, kw_only=True):
    """One theme: each field `#rrggbb`, an ANSI name, or `""` for the terminal's own colour."""

    name: ThemeName
    title: str
    is_dark: bool = True
    ground: str
    ink: str
    bright: str
    muted: str
    frame: str
    frame_on: str
    accent: str
    link: str
    citation: str
    caveat: str
    uncertain: str
    cursor_ground: str
    cursor_ink: str
    rest_ground: str
    rest_ink: str
    match_ground: str
    match_ink: str
    hint_ground: str
    hint_ink: str
    select_ground: str
    select_ink: str
    era: str
    era_ink: str
    era_alt: str
    era_alt_ink: str
    series: tuple[str, str, str, str, str, str]


DARK = Palette(
    name="dark",
    title="Dark",
    ground="#15181e",
    ink="#ced3dc",
    bright="#f2f4f8",
    muted="#8d96a5",
    frame="#414958",
    frame_on="#7aa5e8",
    accent="#8ab4f8",
    link="#8ab4f8",
    citation="#6fc7b6",
    caveat="#e8b866",
    uncertain="#b5a3d6",
    cursor_ground="#2c4468",
    cursor_ink="#ffffff",
    rest_ground="#252b36",
    rest_ink="#e4e8ef",
    match_ground="#5a4a12",
    match_ink="#ffe9a8",
    hint_ground="#e8b866",
    hint_ink="#15181e",
    select_ground="#3d5a85",
    select_ink="#ffffff",
    era="#2b3b52",
    era_ink="#d5deec",
    era_alt="#2b473f",
    era_alt_ink="#d2ebe2",
    series=("#8ab4f8", "#6fc7b6", "#e8b866", "#d98fb0", "#b5a3d6", "#9fcf7f"),
)
LIGHT = Palette(
    name="light",
    title="Light",
    is_dark=False,
    ground="#fbfaf7",
    ink="#2b2e34",
    bright="#0d0f12",
    muted="#60656f",
    frame="#bdb9af",
    frame_on="#2b62b3",
    accent="#1f57a8",
    link="#1f57a8",
    citation="#0a665a",
    caveat="#8a4b00",
    uncertain="#6a4a9c",
    cursor_ground="#cfe0f7",
    cursor_ink="#0d0f12",
    rest_ground="#ebe8e1",
    rest_ink="#1c1f24",
    match_ground="#ffe28a",
    match_ink="#2b2200",
    hint_ground="#8a4b00",
    hint_ink="#ffffff",
    select_ground="#b3d0f5",
    select_ink="#0d0f12",
    era="#dbe5f2",
    era_ink="#1f3350",
    era_alt="#dcebe3",
    era_alt_ink="#173d31",
    series=("#1f57a8", "#0a665a", "#8a4b00", "#a02c63", "#6a4a9c", "#3f6b17"),
)
CONTRAST = Palette(
    name="contrast",
    title="High contrast",
    ground="#000000",
    ink="#ffffff",
    bright="#ffffff",
    muted="#d0d0d0",
    frame="#b0b0b0",
    frame_on="#ffff00",
    accent="#ffff00",
    link="#7fd4ff",
    citation="#7dffce",
    caveat="#ffc14d",
    uncertain="#e0b0ff",
    cursor_ground="#ffff00",
    cursor_ink="#000000",
    rest_ground="#4d4d4d",
    rest_ink="#ffffff",
    match_ground="#ffc14d",
    match_ink="#000000",
    hint_ground="#ffffff",
    hint_ink="#000000",
    select_ground="#7fd4ff",
    select_ink="#000000",
    era="#003a8c",
    era_ink="#ffffff",
    era_alt="#005a3c",
    era_alt_ink="#ffffff",
    series=("#7fd4ff", "#7dffce", "#ffc14d", "#ff9ecf", "#e0b0ff", "#c8ff7d"),
)
ANSI = Palette(
    name="ansi",
    title="The terminal's own colours",
    ground="",
    ink="",
    bright="",
    muted="",
    frame="",
    frame_on="blue",
    accent="blue",
    link="blue",
    citation="cyan",
    caveat="yellow",
    uncertain="magenta",
    cursor_ground="",
    cursor_ink="",
    rest_ground="",
    rest_ink="",
    match_ground="yellow",
    match_ink="black",
    hint_ground="yellow",
    hint_ink="black",
    select_ground="cyan",
    select_ink="black",
    era="blue",
    era_ink="white",
    era_alt="cyan",
    era_alt_ink="black",
    series=("blue", "cyan", "yellow", "magenta", "green", "red"),
)
MONO = Palette(
    name="mono",
    title="Monochrome",
    ground="",
    ink="",
    bright="",
    muted="",
    frame="",
    frame_on="",
    accent="",
    link="",
    citation="",
    caveat="",
    uncertain="",
    cursor_ground="",
    cursor_ink="",
    rest_ground="",
    rest_ink="",
    match_ground="",
    match_ink="",
    hint_ground="",
    hint_ink="",
    select_ground="",
    select_ink="",
    era="",
    era_ink="",
    era_alt="",
    era_alt_ink="",
    series=("", "", "", "", "", ""),
)
PALETTES: dict[ThemeName, Palette] = {
    palette.name: palette for palette in (DARK, LIGHT, CONTRAST, ANSI, MONO)
}
THEME_NAMES: tuple[ThemeName, ...] = tuple(PALETTES)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG 2 defines it, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def next_theme(name: str) -> ThemeName:
    """The theme after this one, round the end."""
    names = THEME_NAMES
    return (
        names[(names.index(PALETTES[name].name) + 1) % len(names)] if name in PALETTES else names[0]
    )
