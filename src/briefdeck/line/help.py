"""What can be typed, by line: first what every reader needs, then all actions by group."""

from collections.abc import Iterator

from briefdeck.draw.lines import Span, flow, lines_text
from briefdeck.line.typed import KEYS, NOT_BY_LINE
from briefdeck.reading.actions import ACTIONS, GROUPS, Action, Keymap, keys_of

FIRST = (
    ("Enter", "into the entry, then on to the next; from the overview into the first section"),
    ("n, p", "the entry after, the one before"),
    ("3", "the entry with that number here; in the overview the section; 0 is the overview"),
    ("figures", "the section of that name; its first letters will do"),
    ("l", "the list of entries, twenty at a time; l 40 from the fortieth on"),
    (".3", "follow link 3 of what was said last; f lists the links"),
    ("[28]", "go to source 28, as texts cite it"),
    ("/words", "find words here; n and p then go through what was found, out ends it"),
    ("@2008", "go to the event nearest to a date"),
    ("b", "back to where you were"),
    ("q", "leave; the place is remembered"),
)


def help_text(keymap: Keymap, width: int) -> str:
    """Everything that can be typed, in lines of at most `width` cells."""
    lines = [
        flow((Span(f"{typed}: {means}."),), width, rest=(Span("  "),)) for typed, means in FIRST
    ]
    text = "".join(f"{lines_text(each)}" for each in lines)
    return f"Type one of these and press Enter.\n\n{text}\n{''.join(_groups(keymap, width))}"


def _groups(keymap: Keymap, width: int) -> Iterator[str]:
    yield "Actions, by their keys or by their names typed out:\n"
    for group in GROUPS:
        found = [each for each in ACTIONS if each.group == group and _is_by_line(each)]
        if found:
            yield f"\n{group}:\n\n"
        for each in found:
            name = each.id.replace("-", " ")
            keys = [key for key in keys_of(each, keymap) if len(key) == 1 and key not in KEYS]
            words = ", ".join([*keys[:1], name])
            yield lines_text(flow((Span(f"{words}: {each.sentence}"),), width, rest=(Span("  "),)))


def _is_by_line(action: Action) -> bool:
    return "reading" in action.where and action.is_listed and action.id not in NOT_BY_LINE
