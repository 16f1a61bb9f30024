"""The looks of the reading interface: themes as data, one colour a role. No Textual here.

Every pair of ink and ground that carries words meets WCAG AA (4.5:1), in high contrast AAA (7:1);
a test measures it. `ansi` and `mono` name no colour value at all: the one has the terminal's own
sixteen, the other only weight, underline and reverse.
"""

from typing import Literal

from msgspec import Struct

ThemeName = Literal["dark", "light", "contrast", "ansi", "mono"]
Six = tuple[str, str, str, str, str, str]


class Palette(Struct, frozen=True, kw_only=True):
    """One theme: each field `#rrggbb`, an ANSI name, or `""` for the terminal's own colour.

    supported to uncited: how a statement is sourced. eras: the hue of each era as ink on the
    ground; era_grounds: the same hues under the bands of eras, whose ink is era_ink.
    """

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
    supported: str
    single: str
    traced: str
    uncited: str
    confirmed: str
    uncertain: str
    tag_ground: str
    tag_ink: str
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
    eras: Six
    era_grounds: Six
    era_ink: str
    series: Six


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
    link="#b3cdf2",
    citation="#7fb9b0",
    caveat="#e6af6d",
    supported="#8fcd91",
    single="#bec16f",
    traced="#adb3fd",
    uncited="#f69ea5",
    confirmed="#5cd0c9",
    uncertain="#c3aee0",
    tag_ground="#2a303b",
    tag_ink="#b4bdca",
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
    eras=("#83b7e4", "#d1aa73", "#7bc3a4", "#dd9bb4", "#b9a5e0", "#a5bb7f"),
    era_grounds=("#234058", "#4e3919", "#1d4636", "#54313f", "#423656", "#364221"),
    era_ink="#eef2f8",
    series=("#6cb8cf", "#e0a96d", "#8fcd91", "#dd9bb4", "#b9a5e0", "#c5c26a"),
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
    link="#1f4f8f",
    citation="#2f625b",
    caveat="#8a4700",
    supported="#26652b",
    single="#5a5a00",
    traced="#4a4c90",
    uncited="#a02636",
    confirmed="#006763",
    uncertain="#6a4a9c",
    tag_ground="#e4e1d9",
    tag_ink="#4a4e57",
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
    eras=("#1c5c8c", "#784e00", "#00694a", "#823e5b", "#614a87", "#4b6119"),
    era_grounds=("#d2e6f7", "#f0e0cc", "#d0eade", "#f6dbe4", "#e6dff6", "#dee7d0"),
    era_ink="#1b1f27",
    series=("#0b6480", "#8a4b00", "#2f6b2f", "#a02c63", "#6a4a9c", "#5d5d00"),
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
    supported="#9ceb9f",
    single="#d9dc71",
    traced="#c3caff",
    uncited="#ffb0b9",
    confirmed="#52efe7",
    uncertain="#e0b0ff",
    tag_ground="#303030",
    tag_ink="#ffffff",
    cursor_ground="#ffff00",
    cursor_ink="#000000",
    rest_ground="#333333",
    rest_ink="#ffffff",
    match_ground="#ffc14d",
    match_ink="#000000",
    hint_ground="#ffffff",
    hint_ink="#000000",
    select_ground="#7fd4ff",
    select_ink="#000000",
    eras=("#98d8ff", "#f8c885", "#8fe6c1", "#ffb6d4", "#dbc2ff", "#c2dd94"),
    era_grounds=("#073b5e", "#4f3000", "#00442d", "#57243a", "#3f2d5b", "#2e3f06"),
    era_ink="#ffffff",
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
    frame_on="bright_blue",
    accent="bright_blue",
    link="bright_blue",
    citation="cyan",
    caveat="yellow",
    supported="green",
    single="cyan",
    traced="bright_blue",
    uncited="red",
    confirmed="bright_green",
    uncertain="magenta",
    tag_ground="",
    tag_ink="",
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
    eras=("cyan", "yellow", "green", "magenta", "bright_blue", "bright_magenta"),
    era_grounds=("", "", "", "", "", ""),
    era_ink="",
    series=("bright_blue", "cyan", "yellow", "magenta", "green", "red"),
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
    supported="",
    single="",
    traced="",
    uncited="",
    confirmed="",
    uncertain="",
    tag_ground="",
    tag_ink="",
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
    eras=("", "", "", "", "", ""),
    era_grounds=("", "", "", "", "", ""),
    era_ink="",
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


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours as WCAG 2 defines it, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def next_theme(name: str) -> ThemeName:
    """The theme after this one, round the end."""
    names = THEME_NAMES
    return (
        names[(names.index(PALETTES[name].name) + 1) % len(names)] if name in PALETTES else names[0]
    )
