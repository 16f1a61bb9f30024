"""Taking along: copy, open an address, edit the file, see its problems, compare."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefdeck.draw.lines import Line
from briefdeck.library.lookup import is_made_anew
from briefdeck.model.briefing import Source
from briefdeck.model.problem import Problem
from briefdeck.reading.actions.following import follow, open_address
from briefdeck.reading.actions.reader import Also, Choice, Reader
from briefdeck.reading.actions.registry import LISTS, action
from briefdeck.reading.scene import Scene
from briefdeck.text.visible import visible

WITH_GOTO = frozenset({"code", "codium", "code-insiders", "cursor"})
WITH_COLON = frozenset({"subl", "hx", "helix", "zed"})
WITH_PLUS = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "mg"}
    | {"pico", "gedit", "kate"}
)
"""Editors by how they take a line."""


@action("copy", "Copy", "Copy the selected text, or the entry with its citations.",
        "y", group="Take along", hint="copy", words="clipboard yank take cite")  # fmt: skip
def copy(reader: Reader) -> None:
    """The selected text, else the entry with its citations."""
    from briefdeck.document.lookup import lookup
    from briefdeck.output import takeaway

    selected, deck = reader.selected_text(), reader.deck
    entry = deck.entry(reader.reading.place.entry)
    if selected:
        reader.copy_text(selected, "the selection")
    elif entry:
        text = takeaway.entry_text(lookup(deck.loaded), entry)
        reader.copy_text(text, "the entry with its citation")
    else:
        reader.copy_text(takeaway.cover_text(lookup(deck.loaded)), "the bottom line")


@action("copy-as", "Copy as",
        "Copy the quotation alone, a footnote, Markdown, the references, BibTeX, a table.",
        "Y", group="Take along", hint="copy as",
        words="export quotation footnote markdown bibtex csv reference citation clipboard",
        works=lambda scene: scene.reading.place.entry is not None)  # fmt: skip
def copy_as(reader: Reader) -> None:
    """Choose a form to copy in."""
    from briefdeck.document.lookup import lookup
    from briefdeck.output.takeaway import forms

    entry = reader.deck.entry(reader.reading.place.entry)
    if entry is None:
        copy(reader)
        return
    found = forms(lookup(reader.deck.loaded), entry)
    choices = [Choice(form, form.what, form.note) for form in found]
    reader.choose("Copy as", choices, lambda form: reader.copy_text(form.text, form.said))


def _has_address(scene: Scene) -> bool:
    return bool(_addresses(scene))


@action("open", "Open the address", "Open the source's address in the browser.",
        "o", group="Take along", hint="open in browser", works=_has_address,
        words="browser web link url website internet")  # fmt: skip
def open(reader: Reader) -> None:  # noqa: A001  # the action's name
    """The address of the source that is shown, or of the entry's only source that has one."""
    found = _addresses(reader.scene)
    if not found:
        reader.say("No address is known here.")
    elif len(found) == 1 or found[0][0].id == reader.reading.place.entry:
        open_address(reader, found[0][1])
    else:
        choices = [Choice(address, source.title, address) for source, address in found]
        reader.choose("Open the address of", choices, lambda address: open_address(reader, address))


def _addresses(scene: Scene) -> list[tuple[Source, str]]:
    """The sources of the present entry, or itself, with their addresses."""
    from briefdeck.document.chicago import address_of

    entry_id = scene.reading.place.entry or ""
    found = []
    for name in (entry_id, *scene.deck.sources_of(entry_id)):
        source = scene.deck.entry(name)
        if isinstance(source, Source) and (address := source.url or address_of(source)):
            found.append((source, address))
    return found


def editor_words() -> list[str]:
    """The reader's editor with its arguments; ValueError, with a sentence, for broken quotes."""
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(variable, ""))
        except ValueError:
            raise ValueError(
                f"${variable} cannot be understood: its quotes do not match."
            ) from None
        if words:
            return words
    return ["vi"]


def editor_command(path: Path, line: int) -> list[str]:
    """The reader's editor with the file, at a line where the editor is known to take one.

    The file by its absolute path, so that no name is taken for an option or a command. ValueError,
    with a sentence, where the reader's wish cannot be read.
    """
    words, file = editor_words(), str(path.absolute())
    name = os.path.basename(words[0])
    if name in WITH_GOTO:
        return [*words, "--wait", "--goto", f"{file}:{line}"]
    if name in WITH_COLON:
        return [*words, f"{file}:{line}"]
    if name in WITH_PLUS:
        return [*words, f"+{line}", file]
    return [*words, file]


@action("edit", "Edit", "Open the file in your editor, at this entry.",
        "e", group="Take along", hint="edit",
        works=lambda scene: scene.deck.loaded.path is not None,
        words="editor vim change write mend fix correct")  # fmt: skip
def edit(reader: Reader) -> None:
    """Open the file in the reader's editor at the entry, and come back to the same place."""
    edit_at(reader, _line_of(reader))


def edit_at(reader: Reader, line: int) -> None:
    """Open the file in the reader's editor at a line."""
    path = reader.deck.loaded.path
    if path is None:
        reader.say("This briefing is not a file that could be edited.")
        return
    if not path.is_file():
        reader.say("The file is no longer there to be edited.", is_warning=True)
        return
    if is_made_anew(path, reader.folders):
        offer_own_copy(reader, path)
        return
    try:
        command = editor_command(path, line)
    except ValueError as error:
        reader.say(str(error), is_warning=True)
        return
    wrong = reader.run_outside(command)
    reader.say(wrong, is_warning=bool(wrong))


def offer_own_copy(reader: Reader, path: Path) -> None:
    """Offer to add a copy of the program's own to the reader's library."""
    choices = [Choice(path, "Add it to your own library, and open it there")]
    reader.choose(
        "This copy is the program's own, and read-only",
        choices,
        lambda path: add_and_open(reader, path),
    )


def _line_of(reader: Reader) -> int:
    """The line of the file on which the present entry begins; the first for none."""
    deck = reader.deck
    entry = deck.entry(reader.reading.place.entry)
    if entry is None:
        return 1
    position = list(getattr(deck.briefing, entry.table)).index(entry)
    return deck.loaded.place((entry.table, position)).line


def add_and_open(reader: Reader, path: Path) -> None:
    """Copy the file into the reader's own library, and open it there at the same entry."""
    from briefdeck.library.adding import add
    from briefdeck.library.lookup import Refused

    done = add(path, reader.folders)
    if isinstance(done, Refused):
        reader.say(done.message, is_warning=True)
        return
    reader.open_briefing(done.path, at=reader.reading.place.entry)
    if done.left_out:
        reader.say(f"Left out: {', '.join(done.left_out)}.", is_warning=True)


@action("problems", "Problems", "Show what is wrong or doubtful in the file.",
        "exclamation_mark", group="Take along", where=LISTS,
        words="check errors warnings lint validate wrong doubt", verb="check")  # fmt: skip
def problems(screen: Any) -> None:
    """What is wrong or doubtful in the file."""
    screen.show_problems()


def show_problems(reader: Reader) -> None:
    """Show what is wrong in a briefing's file, whose lines can be edited and entries gone to.

    What is laid out anew is what is wrong then.
    """
    from briefdeck.reading.problem_lines import problem_lines

    found: list[Problem] = []

    def lines(width: int) -> Sequence[Line]:
        found[:] = reader.problems()
        return tuple(problem_lines(found, width))

    def go(target: str) -> None:
        entry = reader.deck.entry(found[int(target)].entry)
        if entry is None:
            reader.say("That is about no entry that can be shown; e edits the file there.")
        else:
            follow(reader, entry.id)

    def edit_there(target: str | None) -> None:
        place = found[int(target)].place if target is not None else None
        edit_at(reader, place.line if place else 1)

    def fix_there(target: str | None) -> str:
        return _fix(reader, found[int(target)]) if target is not None else ""

    also = (Also("x", "fix", fix_there, stays=True), Also("e", "edit", edit_there))
    reader.read_text("Problems", lines, also, go)


@action("fix", "Fix", "Choose problems of the file that can be fixed, and fix them in it.",
        "x", group="Take along",
        works=lambda scene: scene.deck.loaded.path is not None,
        words="mend repair correct problems errors check", verb="check")  # fmt: skip
def fix(reader: Reader) -> None:
    """Choose a problem to fix in the file, or all of those that are plain."""
    from briefdeck.check.fixing import is_fixable

    found = [problem for problem in reader.problems() if is_fixable(problem, unsafe=True)]
    plain = tuple(filter(is_fixable, found))
    choices: list[Choice[tuple[Problem, ...]]] = []
    if len(plain) > 1:
        choices.append(Choice(plain, f"All {len(plain)} that are plain"))
    for problem in found:
        line = f"line {problem.place.line}: " if problem.place else ""
        said = f"{line}{problem.message.removesuffix('.')}"
        choices.append(Choice((problem,), said, problem.remedy))

    def take(chosen: tuple[Problem, ...]) -> None:
        reader.say(_fix(reader, None if len(chosen) > 1 else chosen[0]))

    if choices:
        reader.choose("Fix", choices, take)
    else:
        reader.say("There is nothing in this file that could be fixed without its author.")


def _fix(reader: Reader, problem: Problem | None) -> str:
    """Fix a problem of the file, or all that are plain; give what came of it, as a sentence."""
    from briefdeck.reading.file_fix import mend

    path = reader.deck.loaded.path
    if path is None:
        return "This briefing is not a file that could be changed."
    done = mend(path, problem, reader.folders)
    if done.loaded is not None:
        reader.take_file(done.loaded, done.said)
    return done.said


@action("compare", "Compare with another",
        "Lay another briefing beside this one: timelines, figures of the same measure, points.",
        "C", group="Take along", hint="compare",
        words="compare diff difference side by side versus disagree contradict",
        verb="compare")  # fmt: skip
def compare(reader: Reader) -> None:
    """Choose a briefing to lay beside this one."""
    choices = comparison_choices(reader)
    if choices:
        reader.choose("Compare with", choices, reader.compare_with)
    else:
        reader.say("There is no other briefing in the library.")


def comparison_choices(reader: Reader) -> list[Choice[Path]]:
    """The other briefings that can be read, those that share most tags with this one first."""
    from briefdeck.library.shelf import listing
    from briefdeck.model.datewords import date_words
    from briefdeck.model.edtf import Edtf
    from briefdeck.reading.elsewhere import neighbours

    present = reader.deck.loaded.id
    return [
        Choice(Path(card.path), visible(card.title), f"as of {date_words(Edtf.parse(card.as_of))}")
        for card in neighbours(listing(reader.folders), present)
    ]
