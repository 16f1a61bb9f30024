"""The reader's own choices: theme and keys, from the configuration file and the environment.

No Textual here.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct, field

from briefdeck.library.folders import read_configuration
from briefdeck.reading.actions import BY_ID
from briefdeck.reading.palette import PALETTES, THEME_NAMES, ThemeName
from briefdeck.text.visible import visible

KNOWN: Mapping[str, frozenset[str]] = {
    "library": frozenset({"folders", "shared"}),
    "interface": frozenset({"theme", "layout"}),
    "keys": frozenset(),
}
"""The configuration's tables and what is in each; the names of keys are the actions'."""


MOVED: Mapping[str, str] = {}
"""Names that actions had before: what each is called now. Keys given to them go on working."""

LayoutName = Literal["panes", "single"]


class Settings(Struct, frozen=True, kw_only=True):
    """Choices of a reader.

    `theme` is what to begin with; `is_theme_fixed`: it was asked for outright and beats what is
    remembered; `is_theme_unknown`: nothing said what would fit, so the terminal should be asked.
    `layout`: parts side by side in frames, or one part without a frame.
    """

    theme: ThemeName = "dark"
    is_theme_fixed: bool = False
    is_theme_unknown: bool = False
    keymap: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    layout: LayoutName = "panes"
    problems: tuple[str, ...] = ()


def read_settings(file: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the configuration's `[interface]` and `[keys]`.

    What is wrong there is said, and left out.

    `[interface] theme = "dark"` (or `auto`), `[keys] find = ["slash", "ctrl+f"]`. NO_COLOR gives
    monochrome.
    """
    table, wrong = read_configuration(file)
    problems = [*wrong, *_unknown_names(table)]
    theme, is_fixed = _theme(table, problems)
    if environment.get("NO_COLOR"):
        theme, is_fixed = "mono", True
    keymap = _keymap(table.get("keys", {}), problems)
    guessed = guess_theme(environment)
    return Settings(
        theme=theme or guessed,
        is_theme_fixed=is_fixed,
        is_theme_unknown=theme is None and guessed == "dark" and not environment.get("COLORFGBG"),
        keymap=keymap,
        layout=_layout(table, problems),
        problems=tuple(problems),
    )


def warning_of(problems: Sequence[str]) -> str:
    """One line that says the first of the configuration's problems, and where the others are.

    Empty for none.
    """
    first, *others = problems or ("",)
    more = f" And {len(others)} more, which `briefdeck where` prints." if others else ""
    return f"{visible(first)}{more}"


def guess_theme(environment: Mapping[str, str]) -> ThemeName:
    """Light where COLORFGBG says that the terminal's ground is light.

    The terminal's own colours where it has few.
    """
    if environment.get("TERM", "") in {"linux", "vt100", "vt220", "ansi"}:
        return "ansi"
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if ground in {"7", "15"} else "dark"


def _unknown_names(table: Mapping[str, object]) -> list[str]:
    """A problem for each name of a table or setting that means nothing."""
    found = [
        f"`[{name}]` in the configuration means nothing. {_meant(name, KNOWN)}".rstrip()
        for name in table
        if name not in KNOWN
    ]
    for group, known in KNOWN.items():
        names = table.get(group)
        if known and isinstance(names, dict):
            found += [
                f"`{group}.{name}` in the configuration means nothing. "
                f"{_meant(name, known)}".rstrip()
                for name in names
                if name not in known
            ]
    return found


def _meant(name: str, known: Iterable[str]) -> str:
    """Return the question whether a known name was meant that is like this one; mostly empty."""
    from briefdeck.text.words import did_you_mean, nearest

    return did_you_mean(nearest(name, known))


def _theme(table: Mapping[str, object], problems: list[str]) -> tuple[ThemeName | None, bool]:
    interface = table.get("interface", {})
    wanted = interface.get("theme") if isinstance(interface, dict) else None
    if wanted is None or wanted == "auto":
        return None, False
    if isinstance(wanted, str) and wanted in PALETTES:
        return PALETTES[wanted].name, True
    problems.append(
        f"The configuration's theme `{wanted}` is not one of auto, {', '.join(THEME_NAMES)}."
    )
    return None, False


def _layout(table: Mapping[str, object], problems: list[str]) -> LayoutName:
    interface = table.get("interface", {})
    wanted = interface.get("layout") if isinstance(interface, dict) else None
    for name in get_args(LayoutName):
        if wanted == name:
            known: LayoutName = name
            return known
    if wanted is not None:
        known_names = ", ".join(get_args(LayoutName))
        problems.append(f"The configuration's layout `{wanted}` is not one of {known_names}.")
    return "panes"


def _keymap(table: object, problems: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if not isinstance(table, dict):
        problems.append("`keys` in the configuration is not a table.")
        return found
    for written, keys in table.items():
        name = MOVED.get(written, written)
        if name != written:
            problems.append(f"The action `{written}` is now called `{name}`: write that.")
        listed = [keys] if isinstance(keys, str) else keys
        if name not in BY_ID:
            said = f"The configuration's keys name no action called `{name}`."
            problems.append(f"{said} {_meant(name, BY_ID)}".rstrip())
        elif (
            not isinstance(listed, list)
            or not listed
            or not all(isinstance(key, str) for key in listed)
        ):
            problems.append(
                f"The keys of `{name}` in the configuration are not a list of key names."
            )
        else:
            found[name] = tuple(listed)
    owners: dict[str, str] = {}
    problems += [
        f"The configuration gives the key `{key}` to both `{owners[key]}` and `{name}`; "
        "the last has it."
        for name, keys in found.items()
        for key in keys
        if owners.setdefault(key, name) != name
    ]
    return found
