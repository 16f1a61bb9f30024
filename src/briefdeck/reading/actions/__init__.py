"""What a reader can do: `ACTIONS`, each with its keys, its sentence and its function.

To add an action, write a function under its row in the module of its kind.
"""

from briefdeck.reading.actions import (
    finding,
    following,
    keeping,
    moving,
    shelf,
    taking,
    timing,
    viewing,
)
from briefdeck.reading.actions.registry import (
    DIGITS,
    GROUPS,
    Action,
    Keymap,
    Where,
    first_key,
    key_label,
    keys_of,
    keys_text,
    registered,
)

__all__ = [
    "ACTIONS", "BY_ID", "DIGITS", "GROUPS", "Action", "Keymap", "Where", "actions_by_key",
    "finding", "first_key", "following", "keeping", "key_label", "key_table", "keys_of",
    "keys_text", "moving", "shelf", "taking", "timing", "viewing",
]  # fmt: skip

ACTIONS: tuple[Action, ...] = registered()
BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


def actions_by_key(keymap: Keymap, where: Where) -> dict[str, str]:
    """Key to action id on a screen.

    A key that the configuration gives away is no longer its former action's.
    """
    known = {action.id: action for action in ACTIONS if where in action.where}
    given = {key for keys in keymap.values() for key in keys}
    found = {
        key: name
        for name, action in known.items()
        if name not in keymap
        for key in action.keys
        if key not in given
    }
    return found | {key: name for name, keys in keymap.items() if name in known for key in keys}


def key_table() -> tuple[tuple[str, str, str], ...]:
    """Rows for documentation: keys, title, sentence, in the registry's order."""
    return tuple((keys_text(action), action.title, action.sentence) for action in ACTIONS)
