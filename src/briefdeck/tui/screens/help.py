"""The keys, those of the present part of the screen first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefdeck.draw.lines import Line, Span, flow
from briefdeck.reading.actions import ACTIONS, BY_ID, GROUPS, Action, first_key, keys_text
from briefdeck.reading.roles import KEY
from briefdeck.text.width import cell_width
from briefdeck.tui.screens.paging import TextScreen

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from briefdeck.reading.palette import ThemeName
    from briefdeck.reading.state import Focus

PARTS: Mapping[Focus, str] = {
    "sections": "You are in the sections: j/k shows each, Enter goes in.",
    "list": "You are in the list: j/k previews each entry beside it, Enter goes into it.",
    "reader": "You are in the text: j/k scrolls, f puts letters at links, s leads to the source, "
    "b comes back.",
    "ribbon": "You are in the ribbon: ←/→ goes from event to event.",
}
SIGNS = (
    ("●", "two or more independent sources"),
    ("◐", "one source"),
    ("¶", "the condensed source's own statement, for which it names no source"),
    ("○", "no source"),
    ("⚠", "a caveat that warns: incorrect, or accounts differ"),
    ("✓", "confirmed: checked elsewhere, and found to agree"),
    ("✓", "of a quotation or a number: it is in the stored copy"),
    ("≈", "the stored copy has words that are near the quotation's"),
    ("✗", "a quotation or a number is not in the stored copy"),
    ("≠", "the copy is not the one that was stored, or has another number"),
    ("–", "no copy is stored"),
    ("?", "nothing can be read of the copy"),
    ("Δ", "changed since you last read the briefing"),
    ("✎", "your note"),
    ("⚑", "your bookmark"),
)


SHELF_SIGNS = (
    ("●", "marked"),
    ("Δ", "changed since you read it"),
    ("✗", "broken: nothing of it can be read"),
    ("⚠", "errors in it; the rest can be read"),
    ("=", "its name means another file that comes first"),
    ("…", "not read yet"),
)


def help_lines(
    sentence: str,
    keymap: Mapping[str, tuple[str, ...]],
    width: int,
    *,
    here: Container[str] | None = None,
    signs: Sequence[tuple[str, str]] = SIGNS,
) -> Iterator[Line]:
    """What there is to know first; every action with its keys, by group (`here`: only these).

    Then the signs.
    """
    yield from flow((Span(sentence, "strong"),), width)
    if key := first_key(BY_ID["palette"], dict(keymap)):
        yield from flow(
            (Span(f"{key} finds what you want to do by your own words.", "muted"),), width
        )
    margin = 18 if width > 50 else 14
    rest = (Span(" " * margin),)
    for group in GROUPS:
        shown = [action for action in ACTIONS if action.group == group and _is_here(action, here)]
        if shown:
            yield ()
            yield (Span(group, "heading"),)
        for action in shown:
            keys = keys_text(action, dict(keymap))
            lead = (Span(keys + " " * max(1, margin - cell_width(keys)), KEY),)
            yield from flow((Span(action.sentence),), width, first=lead, rest=rest)
    yield ()
    yield (Span("Signs", "heading"),)
    for sign, words in signs:
        lead = (Span(sign + " " * (margin - cell_width(sign)), "citation"),)
        yield from flow((Span(words),), width, first=lead, rest=rest)


def _is_here(action: Action, here: Container[str] | None) -> bool:
    return "reading" in action.where if here is None else action.id in here


class HelpScreen(TextScreen):
    """The table of keys, scrolled like any text."""

    CLOSING = frozenset({"escape", "q", "question_mark", "f1"})

    def __init__(
        self,
        sentence: str,
        keymap: Mapping[str, tuple[str, ...]],
        theme_name: ThemeName,
        *,
        here: frozenset[str] | None = None,
        signs: Sequence[tuple[str, str]] = SIGNS,
    ) -> None:
        """`here`: the actions that do something; None: those of a briefing."""
        lines_of = partial(help_lines, sentence, keymap, here=here, signs=signs)
        super().__init__("Keys", lines_of, theme_name)
        self.wanted = (84, 60)

    def foot(self) -> str:
        """What the keys do."""
        return "j/k scroll  Esc close"
