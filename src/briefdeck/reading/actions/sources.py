"""Opening the source itself: its stored copy in what shows such files, or its address."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from briefdeck.evidence.copies import Copy, bytes_of, copy_of
from briefdeck.evidence.locators import locators
from briefdeck.library.folders import from_home
from briefdeck.model.briefing import Source
from briefdeck.reading.actions.following import open_address
from briefdeck.reading.actions.reader import Choice, Reader
from briefdeck.reading.deck import Deck
from briefdeck.reading.originals import Original, originals
from briefdeck.terminal.copies import page_address, pager_command, show_in_browser, words_address
from briefdeck.terminal.editors import editor_command
from briefdeck.text.decoding import decoded
from briefdeck.text.visible import visible

Way = Callable[[], None]
HAS_CHANGED: Final = "; it is not the copy that was stored, but another one"
ENDINGS: Final = {"pdf": {".pdf"}, "html": {".html", ".htm", ".xhtml"}}
"""With what the name of a copy ends that is given to another program, which goes by that."""
WORDS_SOUGHT: Final = (8, 5, 3)
"""How many words at the start of a passage are looked for in a text, until they are found."""


def ways_to_open(reader: Reader) -> list[Choice[Way]]:
    """Return what can be opened here, the copy of each source before its address."""
    found = originals(reader.scene)
    choices: list[Choice[Way]] = []
    for original in found:
        copy = _copy_here(reader.deck, original)
        title = original.source.title if len(found) > 1 else ""
        if copy is not None:
            what = "stored copy" if title else visible(copy.name)
            changed = "changed" if copy.state == "changed" else ""
            note = ", ".join(filter(None, (what, original.at, changed)))
            take = partial(_open_copy, reader, original, copy)
            choices.append(Choice(take, title or "The stored copy", note))
        if original.address:
            take = partial(open_address, reader, original.address)
            choices.append(Choice(take, title or "The address", original.address))
    return choices


def _open_copy(reader: Reader, original: Original, copy: Copy) -> None:
    """Show a copy at the cited place, or say where it is."""
    changed = HAS_CHANGED if copy.state == "changed" and copy.kind else ""
    said, is_open = _shown(reader, original, copy)
    reader.say(f"{said}{changed}", is_warning=not is_open or bool(changed))


def _shown(reader: Reader, original: Original, copy: Copy) -> tuple[str, bool]:
    """Show a copy; give what is to be said, and whether it is shown."""
    path = copy.path
    if path is None or copy.kind is None:
        return f"The copy is not opened: {copy.why}", False
    name = visible(copy.name)
    match copy.kind:
        case "pdf" if path.suffix.lower() in ENDINGS["pdf"]:
            page = _sheet_of(reader.deck, original)
            address = page_address(path, page)
            if show_in_browser(path, address, reader.run_outside, has_pages=True):
                return (f"Opened {name}, page {page} of it" if page else f"Opened {name}"), True
        case "html" if path.suffix.lower() in ENDINGS["html"]:
            address = words_address(path, original.words)
            if show_in_browser(path, address, reader.run_outside):
                return f"Opened {name}", True
        case "text" | "markdown":
            return _paged(reader, path, _line_of(path.parent, path.name, original.words), name)
    return f"Nothing here shows it; the copy is {visible(from_home(str(path)))}", False


def _paged(reader: Reader, path: Path, line: int, name: str) -> tuple[str, bool]:
    """Show a text file in the pager, else in the reader's editor."""
    try:
        command = pager_command(path, line) or editor_command(path, line)
    except ValueError as error:
        return str(error), False
    wrong = reader.run_outside(command)
    if wrong:
        return f"{wrong} The copy is {visible(from_home(str(path)))}, see line {line}", False
    return f"That was {name}, from line {line} on", True


def _copy_here(deck: Deck, original: Original) -> Copy | None:
    """Return the stored copy as it is now; None where none is beside the briefing."""
    path = deck.loaded.path
    if path is None or not original.source.copy:
        return None
    found = copy_of(path.absolute().parent, original.source)
    return None if found.state == "no-copy" else found


def _sheet_of(deck: Deck, original: Original) -> int:
    """Return on which page of its file the cited place is, counted from 1; 0 where it has none.

    Where the cited words were not found, that is the page of the place, shifted as the printed
    numbers of this copy are known to be.
    """
    if original.found is not None and original.found.sheet:
        return original.found.sheet
    pages = [each.first for each in locators(original.at) if each.kind == "page"]
    if not pages or not pages[0].isdecimal():
        return 0
    return max(1, int(pages[0]) + _shift(deck, original.source))


def _shift(deck: Deck, source: Source) -> int:
    """By how much the pages of a copy are counted otherwise than they are numbered."""
    for quoted in deck.verdicts.in_source(source.id) if deck.verdicts else ():
        for selector in quoted.passage.selectors:
            if selector.sheet and selector.page.isdecimal():
                return selector.sheet - int(selector.page)
    return 0


def _line_of(folder: Path, name: str, words: str) -> int:
    """Return on which line of a text file words begin, counted from 1; 1 where they are not."""
    content = bytes_of(folder, name)
    if not words or not isinstance(content, bytes):
        return 1
    text, _ = decoded(content)
    every = words.split()
    for count in WORDS_SOUGHT:
        found = re.search(r"\s+".join(map(re.escape, every[:count])), text)
        if found:
            return text.count("\n", 0, found.start()) + 1
    return 1
