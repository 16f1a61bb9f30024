"""What a reader means by a line: a number, a link, an action by its key or its name, a section."""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from briefdeck.document.sections import Section
from briefdeck.reading.actions import ACTIONS, Keymap, actions_by_key, key_label
from briefdeck.text.words import did_you_mean, listed, nearest

Kind = Literal["enter", "number", "link", "source", "action", "section", "unclear"]

KEYS = {"n": "next-entry", "p": "previous-entry", "l": "list", "out": "escape"}
"""Keys that mean something else by line than on the screen, where cursor keys do these things."""
SIGNS = {"/": "find", "@": "date"}
"""What stands before words to find, or before a date."""
NUMBERS: tuple[tuple[Kind, str, str], ...] = (
    ("number", "", ""), ("link", ".", ""), ("source", "[", "]"),
)  # fmt: skip
"""What a number means by what stands before and after it."""
DIGITS = 9
"""Digits of a number that are looked at: nothing has so many entries, and Python balks at 4,301."""
TAKE_WORDS = frozenset({"find", "date", "note", "search", "section", "level", "list"})
"""Actions after whose name there may be words."""
ONLY_BY_LINE = ("list",)

NO_PARTS = "By line there are no parts side by side; the name of a section goes there."
NO_DRAWING = "By line the timeline is a list; @ and a date go to the event nearest to it."
NO_LOOKS = "By line nothing is drawn: there are no colours, widths or slides to change."
NO_MARKS = "By line links have numbers: .1 follows the first, f lists them all."
NOT_BY_LINE = {
    **dict.fromkeys(("right", "left", "next-pane", "previous-pane"), NO_PARTS),
    **dict.fromkeys(("zoom-in", "zoom-out", "pan-left", "pan-right", "lanes"), NO_DRAWING),
    **dict.fromkeys(("fit", "fit-entry"), NO_DRAWING),
    **dict.fromkeys(("theme", "wider", "narrower", "present"), NO_LOOKS),
    **dict.fromkeys(("next-link", "previous-link"), NO_MARKS),
    "palette": "By line type an action's name, or the beginning of it; ? lists them.",
}
"""Actions that mean nothing without a screen, and what there is instead."""


class Typed(Struct, frozen=True):
    """What is meant. `name`: of the action or section, or what was typed if it is unclear.

    `words`: what the action is to take; of what is unclear, a sentence on what could be meant.
    """

    kind: Kind
    name: str = ""
    words: str = ""


def understood(text: str, sections: Iterable[Section], keymap: Keymap) -> Typed:
    """What a line means to who has it typed."""
    text = text.strip()
    if not text:
        return Typed("enter")
    for kind, before, after in NUMBERS:
        number = text.removeprefix(before).removesuffix(after)
        if text.startswith(before) and number.isdecimal():
            return Typed(kind, number[:DIGITS])
    if text[0] in SIGNS:
        return Typed("action", SIGNS[text[0]], text[1:].strip())
    return _named(text, tuple(sections), keymap)


def _named(text: str, sections: tuple[Section, ...], keymap: Keymap) -> Typed:
    """An action or a section by its key, its name, or the beginning of it."""
    names = dict(_names(sections, keymap))
    if text in names:
        return names[text]
    wanted = text.casefold().rstrip("?")
    if wanted in names:
        return names[wanted]
    first, _, rest = text.partition(" ")
    begun = names.get(first) or names.get(first.casefold())
    if rest and begun is not None and begun.name in TAKE_WORDS:
        return Typed(begun.kind, begun.name, rest.strip())
    starting = dict.fromkeys(means for name, means in names.items() if name.startswith(wanted))
    if len(wanted) < 2:
        starting = {}
    for kind in ("section", "action"):
        meant = [means for means in starting if means.kind == kind]
        if len(meant) == 1:
            return meant[0]
    return Typed("unclear", text, _guess(text, starting, names))


def _names(sections: tuple[Section, ...], keymap: Keymap) -> Iterator[tuple[str, Typed]]:
    """Everything that can be typed out, and what it means; what comes later wins."""
    for action in ACTIONS:
        if "reading" in action.where:
            yield action.id.replace("-", " "), Typed("action", action.id)
            yield action.id, Typed("action", action.id)
            yield action.title.casefold().rstrip("?"), Typed("action", action.id)
    for name in ONLY_BY_LINE:
        yield name, Typed("action", name)
    for section in sections:
        for name in (section.title.casefold(), section.name, *section.aliases):
            yield name, Typed("section", section.name)
    for key, name in actions_by_key(keymap, "reading").items():
        yield key, Typed("action", name)
        yield key_label(key), Typed("action", name)
    for key, name in KEYS.items():
        yield key, Typed("action", name)


def _guess(text: str, starting: Iterable[Typed], names: Iterable[str]) -> str:
    """What could be meant by a word that is not known, and how to find out."""
    possible = [means.name.replace("-", " ") for means in starting]
    if possible:
        return f"It could be {listed(possible, last='or')}."
    near = did_you_mean(nearest(text.casefold(), [name for name in names if len(name) > 1]))
    return f"{near} ? lists what can be typed; /{text} finds the words.".lstrip()
