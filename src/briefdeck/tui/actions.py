"""The registry of actions, from which bindings, footer, palette, help and the docs' keys come.

Knows nothing of Textual, so that the command line can print it. Keys have Textual's names;
`key_label` has readers' names.
"""

from typing import Literal

from msgspec import Struct

Where = Literal["anywhere", "list", "reader", "ribbon", "timeline", "library"]
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


class Action(Struct, frozen=True):
    """Something that a reader can do.

    `hint` is its word in the footer (none: not there); `is_listed`: in the palette.
    """

    id: str
    title: str
    sentence: str
    keys: tuple[str, ...]
    group: Group
    where: Where = "anywhere"
    hint: str = ""
    is_listed: bool = True


ACTIONS: tuple[Action, ...] = (
    Action("down", "Down",
           "Move to the next row, or scroll the text down.",
           ("j", "down"), "Move", is_listed=False),
    Action("up", "Up",
           "Move to the row before, or scroll the text up.",
           ("k", "up"), "Move", is_listed=False),
    Action("page-down", "Page down",
           "Move a screenful down.",
           ("pagedown", "space"), "Move", is_listed=False),
    Action("page-up", "Page up", "Move a screenful up.", ("pageup",), "Move", is_listed=False),
    Action("first", "First",
           "Go to the first row or line.",
           ("home", "g"), "Move", is_listed=False),
    Action("last", "Last", "Go to the last row or line.", ("end", "G"), "Move", is_listed=False),
    Action("right", "Right",
           "Go a part to the right; in the ribbon, to the next event.",
           ("l", "right"), "Move", is_listed=False),
    Action("left", "Left",
           "Go a part to the left; in the ribbon, to the event before.",
           ("h", "left"), "Move", is_listed=False),
    Action("next-pane", "Next part",
           "Go to the next part of the screen.",
           ("tab",), "Move", is_listed=False),
    Action("previous-pane", "Previous part",
           "Go to the part of the screen before.",
           ("shift+tab",), "Move", is_listed=False),
    Action("section", "Section by number",
           "Go to the section with that number.",
           tuple("0123456789"), "Move", is_listed=False),
    Action("next-entry", "Next entry",
           "Show the next entry of the list while reading.",
           ("J",), "Move"),
    Action("previous-entry", "Previous entry",
           "Show the entry before while reading.",
           ("K",), "Move"),
    Action("enter", "Open or follow",
           "Go into the selected entry, or follow the marked citation or link.",
           ("enter",), "Follow", hint="follow", is_listed=False),
    Action("back", "Back",
           "Come back to the very place you were before.",
           ("b", "left_square_bracket", "backspace"), "Follow", hint="back"),
    Action("forward", "Forward",
           "Go again where you came back from.",
           ("right_square_bracket",), "Follow"),
    Action("escape", "Out",
           "Leave what you are in: letters, a search, a filter, the text.",
           ("escape",), "Follow", is_listed=False),
    Action("jump", "Letters at links",
           "Put a letter at each citation, link and address on the screen, "
           "and follow the one you press.",
           ("f",), "Follow", hint="links"),
    Action("source", "Says who?",
           "Go to the source of what is selected; once more goes to its next source.",
           ("s",), "Follow", hint="source"),
    Action("next-link", "Next link",
           "Mark the next citation or link in the text.",
           ("full_stop",), "Follow", "reader"),
    Action("previous-link", "Previous link",
           "Mark the citation or link before.",
           ("comma",), "Follow", "reader"),
    Action("find", "Find",
           "Find words in the briefing as you type, ignoring case and accents.",
           ("slash",), "Find", hint="find"),
    Action("next-hit", "Next match", "Go to the next match.", ("n",), "Find"),
    Action("previous-hit", "Match before", "Go to the match before.", ("N",), "Find"),
    Action("filter", "Filter",
           "Show only some entries: by kind of statement, tag, actor, program, "
           "missing source or caveat.",
           ("F",), "Find"),
    Action("search", "Search the library",
           "Search the texts of all briefings as you type.",
           ("ctrl+f",), "Find"),
    Action("palette", "Commands",
           "Choose among all actions, sections and entries by typing.",
           ("ctrl+p",), "Find", is_listed=False),
    Action("copy", "Copy",
           "Copy the selected text, or the entry with its citations.",
           ("y",), "Take along", hint="copy"),
    Action("copy-as", "Copy as",
           "Copy the reference, BibTeX, or the table as CSV or Markdown.",
           ("Y",), "Take along"),
    Action("open", "Open the address",
           "Open the source's address in the browser.",
           ("o",), "Take along", hint="open"),
    Action("edit", "Edit",
           "Open the file in your editor, at this entry.",
           ("e",), "Take along", hint="edit"),
    Action("problems", "Problems",
           "Show what is wrong or doubtful in the file.",
           ("exclamation_mark",), "Take along"),
    Action("changes", "What has changed",
           "List what has changed since you last read the briefing, entry by entry.",
           ("D",), "Notes"),
    Action("bookmark", "Bookmark",
           "Set a bookmark on the entry, or take it away.",
           ("m",), "Notes"),
    Action("note", "Note",
           "Write a note on the entry; it is kept outside the briefing.",
           ("a",), "Notes"),
    Action("marks", "Notes and bookmarks",
           "List your notes and bookmarks, and write them to a file.",
           ("M",), "Notes"),
    Action("library", "Library",
           "Go to the library: all briefings, what is known of each, and a look into it.",
           ("L",), "Library"),
    Action("sort", "Sort",
           "Sort the library: by last use, title, date, size, coverage, or what has changed.",
           ("S",), "Library", "library"),
    Action("read-again", "Read again",
           "Look at the shelf again, and read what has changed.",
           ("R", "f5"), "Library", "library"),
    Action("add", "Add", "Copy a file into your own library.", ("insert",), "Library", "library"),
    Action("remove", "Remove",
           "Take a briefing out of your own library; its file is kept aside.",
           ("delete",), "Library", "library"),
    Action("compare", "Lay beside another",
           "Lay another briefing beside this one: timelines, figures of the same measure, points.",
           ("C",), "Take along"),
    Action("zoom-in", "Zoom in",
           "Show a shorter time, around what is selected.",
           ("plus", "equals_sign"), "Timeline"),
    Action("zoom-out", "Zoom out", "Show a longer time.", ("minus",), "Timeline"),
    Action("pan-left", "Earlier",
           "Move the timeline to earlier times.",
           ("less_than_sign", "shift+left"), "Timeline"),
    Action("pan-right", "Later",
           "Move the timeline to later times.",
           ("greater_than_sign", "shift+right"), "Timeline"),
    Action("fit", "Whole time", "Show the whole time again.", ("asterisk",), "Timeline"),
    Action("date", "Go to a date", "Go to the event nearest to a date.", ("at",), "Timeline"),
    Action("lanes", "Lanes",
           "Leave programs, events or eras out of the timeline, in turn.",
           ("v",), "Timeline"),
    Action("theme", "Next theme",
           "Change to the next theme: dark, light, high contrast, the terminal's own colours, "
           "monochrome.",
           ("t",), "Screen"),
    Action("wider", "Wider list", "Make the list wider.", ("right_curly_bracket",), "Screen"),
    Action("narrower", "Narrower list",
           "Make the list narrower.",
           ("left_curly_bracket",), "Screen"),
    Action("help", "Keys",
           "Show the keys, and what they do in the present part.",
           ("question_mark", "f1"), "Screen", hint="keys"),
    Action("quit", "Quit",
           "Leave the briefing, or the library; the place is remembered.",
           ("q",), "Screen"),
    Action("exit", "Leave briefdeck",
           "Leave everything that is open; places are remembered.",
           ("ctrl+q",), "Screen"),
)  # fmt: skip
BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}

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


def key_label(key: str) -> str:
    """A key as readers call it: `ctrl+p` is Ctrl+P, `slash` is /."""
    if key in KEY_LABELS:
        return KEY_LABELS[key]
    return f"Ctrl+{key[5:].upper()}" if key.startswith("ctrl+") else key


def keys_of(action: Action, keymap: dict[str, tuple[str, ...]] | None = None) -> tuple[str, ...]:
    """The keys of an action: the reader's own where the configuration has any."""
    return (keymap or {}).get(action.id, action.keys)


def keys_text(action: Action, keymap: dict[str, tuple[str, ...]] | None = None) -> str:
    """All keys of an action in words: `j, ↓`; a run of digits as `0–9`."""
    keys = keys_of(action, keymap)
    if keys == tuple("0123456789"):
        return "0–9"
    return ", ".join(key_label(key) for key in keys)


def key_table() -> tuple[tuple[str, str, str], ...]:
    """Rows for documentation: keys, title, sentence, in the registry's order."""
    return tuple((keys_text(action), action.title, action.sentence) for action in ACTIONS)
