"""The registry of actions, from which bindings, footer, palette, help and the docs' keys come.

An action is one row above its function. Nothing of Textual here, so that the command line can print
the keys, and a reader by line has the same actions. Keys have Textual's names; `key_label` has
readers' names.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from briefdeck.reading.scene import Scene

Where = Literal["reading", "library", "search"]
Group = Literal["Move", "Follow", "Find", "Take along", "Notes", "Library", "Timeline", "Screen"]
GROUPS: tuple[Group, ...] = (
    "Move",
    "Follow",
    "Find",
    "Take along",
    "Notes",
    "Library",
    "Timeline",
    "Screen",
)
EVERYWHERE: frozenset[Where] = frozenset({"reading", "library", "search"})
LISTS: frozenset[Where] = frozenset({"reading", "library"})
READING: frozenset[Where] = frozenset({"reading"})
LIBRARY: frozenset[Where] = frozenset({"library"})
SHELF: frozenset[Where] = frozenset({"library", "search"})

Do = Callable[[Any], None]
"""Does an action, on the reader who asked for it: a screen, or a reader by line."""
DoT = TypeVar("DoT", bound=Do)


class Action(Struct, frozen=True, kw_only=True):
    """Something that a reader can do.

    `where`: the screens that have it. `hint`: its word in the footer. `works`: whether it would do
    anything at the present place of a briefing; the footer leaves it out where not. `words`: other
    words by which the palette finds it, and `verb`: the verb of the command line that does the
    same. `is_listed`: in the palette.
    """

    id: str
    title: str
    sentence: str
    keys: tuple[str, ...]
    group: Group
    do: Do
    where: frozenset[Where] = READING
    hint: str = ""
    words: str = ""
    verb: str = ""
    works: "Callable[[Scene], bool] | None" = None
    is_listed: bool = True


_FOUND: list[Action] = []


def action(
    name: str, title: str, sentence: str, *keys: str, group: Group, **options: Any
) -> Callable[[DoT], DoT]:
    """Make a function an action; `options` are the other fields of `Action`."""

    def register(do: DoT) -> DoT:
        _FOUND.append(
            Action(
                id=name, title=title, sentence=sentence, keys=keys, group=group, do=do, **options
            )
        )
        return do

    return register


def registered() -> tuple[Action, ...]:
    """All actions, by group and within a group as they are written."""
    return tuple(sorted(_FOUND, key=lambda found: GROUPS.index(found.group)))


KEY_LABELS = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End",
    "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab", "enter": "Enter", "escape": "Esc",
    "backspace": "Backspace",
    "slash": "/", "question_mark": "?", "exclamation_mark": "!", "full_stop": ".", "comma": ",",
    "plus": "+", "minus": "-",
    "equals_sign": "=", "asterisk": "*", "at": "@", "less_than_sign": "<", "greater_than_sign": ">",
    "left_square_bracket": "[", "right_square_bracket": "]", "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "shift+left": "Shift+←", "shift+right": "Shift+→", "f1": "F1", "f5": "F5", "insert": "Ins",
    "delete": "Del",
}  # fmt: skip

Keymap = Mapping[str, tuple[str, ...]]
"""The reader's own keys, by action."""
DIGITS = tuple("0123456789")


def key_label(key: str) -> str:
    """A key as readers call it: `ctrl+p` is Ctrl+P, `slash` is /."""
    if key in KEY_LABELS:
        return KEY_LABELS[key]
    return f"Ctrl+{key[5:].upper()}" if key.startswith("ctrl+") else key


def keys_of(action: Action, keymap: Keymap | None = None) -> tuple[str, ...]:
    """The keys of an action: the reader's own where the configuration has any.

    Without those that the configuration gives to other actions.
    """
    keymap = keymap or {}
    if action.id in keymap:
        return keymap[action.id]
    given = {key for keys in keymap.values() for key in keys}
    return tuple([key for key in action.keys if key not in given])


def first_key(action: Action, keymap: Keymap | None = None) -> str:
    """The key of an action that hints name; empty where the configuration has given all away."""
    return next(map(key_label, keys_of(action, keymap)), "")


def keys_text(action: Action, keymap: Keymap | None = None) -> str:
    """All keys of an action in words: `j, ↓`; a run of digits as `0–9`."""
    keys = keys_of(action, keymap)
    if keys == DIGITS:
        return "0–9"
    return ", ".join(key_label(key) for key in keys)
