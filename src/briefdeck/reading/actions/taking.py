"""Taking along: copy, open an address, edit the file, see its problems, compare."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefdeck.draw.lines import Line
from briefdeck.library.lookup import is_made_anew
from briefdeck.model.problem import Problem
from briefdeck.reading.actions.following import follow
from briefdeck.reading.actions.reader import Also, Choice, Reader
from briefdeck.reading.actions.registry import LISTS, action
from briefdeck.reading.scene import Scene
from briefdeck.terminal.editors import editor_command
from briefdeck.text.visible import visible


@action("copy", "Copy", "Copy the selected text, or the entry with its citations.",
        "y", group="Take along", hint="copy", words="clipboard yank take cite")  # fmt: skip
def copy(reader: Reader) -> None:
    """The selected text, else the entry with its citations."""
    from briefdeck.output import takeaway

    selected, deck = reader.selected_text(), reader.deck
    entry = deck.entry(reader.reading.place.entry)
    if selected:
        reader.copy_text(selected, "the selection")
    elif entry:
        text = takeaway.entry_text(deck.lookup, entry)
        reader.copy_text(text, "the entry with its citation")
    else:
        reader.copy_text(takeaway.cover_text(deck.lookup), "the bottom line")


@action("copy-as", "Copy as",
        "Copy the quotation alone, a footnote, Markdown, the references, BibTeX, a table.",
        "Y", group="Take along", hint="copy as",
        words="export quotation footnote markdown bibtex csv reference citation clipboard",
        works=lambda scene: scene.reading.place.entry is not None)  # fmt: skip
def copy_as(reader: Reader) -> None:
    """Choose a form to copy in."""
    from briefdeck.output.takeaway import forms

    entry = reader.deck.entry(reader.reading.place.entry)
    if entry is None:
        copy(reader)
        return
    found = forms(reader.deck.lookup, entry)
    choices = [Choice(form, form.what, form.note) for form in found]
    reader.choose("Copy as", choices, lambda form: reader.copy_text(form.text, form.said))


def _has_original(scene: Scene) -> bool:
    from briefdeck.reading.originals import originals

    return any(each.source.copy or each.address for each in originals(scene))


@action("open", "Open the source",
        "Open the source's stored copy at the cited place, or its address in the browser.",
        "o", group="Take along", hint="open original", works=_has_original,
        words="browser web link url website internet copy pdf original viewer")  # fmt: skip
def open(reader: Reader) -> None:  # noqa: A001  # the action's name
    """The copy or the address of the source that is shown, or of those of the entry."""
    from briefdeck.reading.actions.sources import ways_to_open

    choices = ways_to_open(reader)
    if not choices:
        reader.say("Neither a copy nor an address is known here.")
    elif len(choices) == 1:
        choices[0].value()
    else:
        reader.choose("Open", choices, lambda take: take())


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
