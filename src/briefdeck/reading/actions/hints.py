"""The keys that matter at a place, most useful first, for the footer."""

from typing import Literal

from briefdeck.reading.actions import BY_ID, first_key
from briefdeck.reading.actions.following import back_words
from briefdeck.reading.scene import Scene

Situation = Literal["letters", "peek", "found", "present", "flow", "overview", "list", "times",
                    "text", "sections"]  # fmt: skip

HINTS: dict[Situation, tuple[str, ...]] = {
    "letters": ("escape",),
    "peek": ("enter", "escape", "open", "back", "palette", "help"),
    "found": ("enter", "back", "source", "find", "help"),
    "present": ("page-down", "escape", "level", "theme", "help"),
    "flow": ("back", "page-down", "next-entry", "source", "jump", "read-on", "level", "find",
             "help"),
    "overview": ("back", "escape", "down", "enter", "source", "read-on", "section", "level", "find",
                 "palette", "library", "quit", "help"),
    "list": ("back", "escape", "down", "enter", "source", "read-on", "next-hit", "filter", "copy",
             "section", "find", "note", "level", "palette", "quit", "help"),
    "times": ("back", "escape", "zoom-in", "fit-entry", "fit", "date", "lanes", "down", "enter",
              "source", "find", "palette", "help"),
    "text": ("back", "page-down", "source", "jump", "peek", "next-entry", "next-hit", "copy",
             "open", "read-on", "note", "find", "palette", "help"),
    "sections": ("back", "down", "enter", "section", "level", "find", "palette", "library", "quit",
                 "help"),
}  # fmt: skip
"""The last of what fits is always the last of these that does something."""
SHOW_ALL = "show all"
WORDS = {
    ("down", "list"): "move",
    ("down", "overview"): "point",
    ("down", "times"): "move",
    ("down", "sections"): "move",
    ("page-down", "flow"): "on",
    ("page-down", "text"): "on",
    ("page-down", "present"): "next",
    ("enter", "overview"): "open",
    ("enter", "peek"): "go there",
    ("enter", "sections"): "go in",
    ("escape", "overview"): SHOW_ALL,
    ("escape", "list"): SHOW_ALL,
    ("escape", "times"): SHOW_ALL,
    ("escape", "letters"): "leave",
    ("escape", "peek"): "stay",
    ("escape", "present"): "leave",
    ("level", "present"): "less or more",
    ("theme", "present"): "theme",
}


def situation(scene: Scene) -> Situation:
    """What a reader is doing, as far as keys go."""
    reading, focus = scene.reading, scene.focus_part
    if reading.letters is not None:
        return "letters"
    if reading.peek is not None:
        return "peek"
    if reading.mode == "present":
        return "present"
    if reading.mode in {"flow", "zen"} and focus == "reader":
        return "flow"
    if focus == "sections":
        return "sections"
    if focus == "ribbon":
        return "times"
    if focus == "list":
        if reading.is_finding:
            return "found"
        return "times" if "drawing" in scene.places else "list"
    return "text" if reading.place.entry else "overview"


def hints(scene: Scene) -> list[tuple[str, str, str]]:
    """(key, word, action) of what would do something here, most useful first."""
    here = situation(scene)
    keymap = dict(scene.keymap)
    found = []
    for name in HINTS[here]:
        action = BY_ID[name]
        if action.works is not None and not action.works(scene):
            continue
        word = WORDS.get((name, here), action.hint)
        key = first_key(action, keymap)
        if not key:
            continue
        if name == "escape" and word == SHOW_ALL and not _is_filtered(scene):
            continue
        if name == "back":
            word = back_words(scene)
            if not word:
                continue
        if name == "down":
            key = f"{key}/{first_key(BY_ID['up'], keymap)}"
        if name == "section":
            last = min(9, len(scene.sections) - 1)
            key = f"1–{last}" if last > 1 else "1"
        found.append((key, word, name))
    return found


def _is_filtered(scene: Scene) -> bool:
    """Whether Esc would show what a filter leaves out."""
    reading = scene.reading
    return bool(reading.filters) and not reading.query and reading.place.focus != "ribbon"
