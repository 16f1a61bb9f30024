"""What the palette of a briefing offers: actions, places, looks, and verbs of the command line.

Entries are offered only once something is typed.
"""

import shlex
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from briefdeck.model.levels import Level
from briefdeck.reading.actions import ACTIONS, Keymap, Where, keys_text
from briefdeck.reading.actions.finding import condition_choices, hold_to
from briefdeck.reading.actions.following import follow
from briefdeck.reading.actions.moving import open_section
from briefdeck.reading.actions.reader import Anyone, Choice, Reader
from briefdeck.reading.actions.viewing import show_level
from briefdeck.reading.find import FindIndex
from briefdeck.reading.palette import PALETTES
from briefdeck.reading.state import EVERYTHING

Offer = Choice[Callable[[], object]]
"""A choice that is done by calling its value."""

MOST_ENTRIES: Final = 200
"""Entries that are offered at once; further words narrow them."""
LEVELS: Final[tuple[tuple[Level, str, str], ...]] = (
    ("30s", "Read in 30 seconds", "level short brief summary tldr half minute"),
    ("3m", "Read in 3 minutes", "level medium brief summary three"),
    (EVERYTHING, "Read everything", "level full long whole complete"),
)
"""Each level, what it is called here, and its other words."""


class CommandLine(NamedTuple):
    """Something that is done from the command line; `NAME` stands for the briefing."""

    line: str
    title: str
    sentence: str
    words: str

    @property
    def verb(self) -> str:
        """Its verb."""
        return self.line.split()[0]


COMMAND_LINES: Final = (
    CommandLine("show NAME --full", "Print it",
                "Print the briefing with its timeline, figures and references.",
                "print paper export text plain whole"),
    CommandLine("export NAME -o FILE.html", "Export it",
                "Write it as a page, PDF, Word document, slides, Markdown, pictures or data.",
                "export save pdf html word docx pandoc md markdown slides page csv ris bibtex"),
    CommandLine("show NAME --format json", "Print it as JSON",
                "Print the briefing as data for another program.",
                "export data save"),
    CommandLine("read NAME", "Read line by line",
                "Read the briefing at a prompt, one page at a time: for speech and braille.",
                "screen reader accessibility blind speech braille plain dumb terminal"),
    CommandLine("pack NAME --output briefing.briefpack", "Pack it to send",
                "Write the briefing and its attachments to one file that can be verified.",
                "share send mail zip archive bundle"),
    CommandLine("publish NAME --state review", "Publish it",
                "Put the briefing on the shelf that your desk shares, merged with others' changes.",
                "share team desk shelf server send upload postgres review draft comment"),
    CommandLine("pull", "Pull shared shelves",
                "Bring what your desk has published here, to be read offline.",
                "share team desk shelf server sync download newer postgres mirror"),
    CommandLine("diff OLD NAME", "Compare with an older file",
                "Say what changed between two versions of a briefing.",
                "versions difference"),
    CommandLine("merge BASE NAME THEIRS", "Merge another version into it",
                "Make two versions one by entry and field, and say what is in conflict.",
                "git versions combine conflict driver join"),
    CommandLine("git-setup", "Set git up for briefings",
                "Have git merge and compare the briefings of this folder by entry.",
                "git merge driver diff textconv attributes version control"),
    CommandLine("new NAME.toml", "Start a new briefing",
                "Write a commented starting file, to be edited.",
                "create write template begin"),
    CommandLine("import FILE --into NAME", "Import into it",
                "Take references, figures or events from files of other programs.",
                "bibtex ris zotero csv excel xlsx ics calendar take add"),
    CommandLine("keep NAME SOURCE FILE", "Keep a copy of a source",
                "Store a file as the copy of a source, in which its quotations are looked for.",
                "copy store archive save pdf html warc snapshot evidence hash"),
    CommandLine("verify NAME", "Verify its quotations",
                "Look for quotations and cited numbers in the stored copies of their sources.",
                "check quote copy evidence proof words true changed"),
    CommandLine("lsp", "In your editor",
                "Have an editor check, complete and rename while you write.",
                "language server vscode neovim completion"),
    CommandLine("timeline", "One timeline of many briefings",
                "Put what the briefings of the library date on one timeline.",
                "merge together shelf library dates events chronology"),
    CommandLine("ledger", "Recommendations of many briefings",
                "List what the briefings of the library recommend, to whom, and what came of it.",
                "merge shelf library advice actions due status tracker open"),
    CommandLine("disagreements", "What briefings disagree on",
                "Say which figures and dates briefings of the library give otherwise.",
                "contradictions conflict differ compare shelf library numbers"),
    CommandLine("where", "Folders in use",
                "Print where the configuration, notes and briefings are.",
                "settings configuration preferences options config paths directories"),
    CommandLine("schema", "The format of briefings",
                "Print the JSON Schema, or the reference, of the format.",
                "fields documentation reference toml"),
)  # fmt: skip


def offers(reader: Reader) -> list[Offer]:
    """Everything but entries."""
    return [
        *action_offers(reader, "reading", reader.scene.keymap),
        *_sections(reader),
        *_levels(reader),
        *_filters(reader),
        *theme_offers(reader),
        *_open_briefings(reader),
        *_command_lines(reader),
    ]


def entry_offers(reader: Reader, index: FindIndex, typed: str) -> list[Offer]:
    """The entries whose titles have all typed words."""
    found: list[Offer] = []
    for _, entry_id in index.titled(typed, MOST_ENTRIES):
        if entry_id:
            row = reader.deck.row(entry_id)
            note = f"{reader.deck.links.entries[entry_id].noun} {row.lead}".strip()
            name = f"entry:{entry_id}"
            found.append(Choice(partial(follow, reader, entry_id), row.label, note, name=name))
    return found


def action_offers(screen: Anyone, where: Where, keymap: Keymap) -> Iterator[Offer]:
    """The actions of a screen."""
    for action in ACTIONS:
        if action.is_listed and where in action.where:
            yield Choice(
                partial(screen.perform, action.id),
                action.title,
                keys_text(action, keymap),
                name=action.id,
                words=action.words,
                sentence=action.sentence,
                verb=action.verb,
            )


def _sections(reader: Reader) -> Iterator[Offer]:
    for place, section in enumerate(reader.deck.sections):
        note = f"section {place}" if place < 10 else "section"
        do = partial(open_section, reader, section.name)
        yield Choice(do, section.title, note, name=f"section:{section.name}")


def _levels(reader: Reader) -> Iterator[Offer]:
    for level, title, words in LEVELS:
        do = partial(show_level, reader, level)
        yield Choice(do, title, "how much", name=f"level:{level}", words=words)


def _filters(reader: Reader) -> Iterator[Offer]:
    for choice in condition_choices(reader):
        do = partial(hold_to, reader, choice.value)
        note = f"only {choice.note}"
        yield Choice(do, choice.title, note, choice.is_on, choice.words, choice.name)


def theme_offers(screen: Anyone) -> Iterator[Offer]:
    """The themes, each shown while it is looked at."""
    for name, palette in PALETTES.items():
        do = partial(screen.set_theme, name)
        yield Choice(do, palette.title, "theme", name=f"theme:{name}", words="mode", preview=do)


def _open_briefings(reader: Reader) -> Iterator[Offer]:
    """The other briefings that are open, where there are any."""
    choices = reader.open_briefings()
    for choice in choices if len(choices) > 1 else ():
        yield Choice(choice.value, choice.title, "open briefing", name=f"open:{choice.title}")


def _command_lines(reader: Reader) -> Iterator[Offer]:
    loaded = reader.deck.loaded
    name = shlex.quote(str(loaded.path or loaded.name))
    for each in COMMAND_LINES:
        line = f"briefdeck {each.line.replace('NAME', name)}"
        yield Choice(
            partial(reader.copy_text, line, f"`{line}`, to paste into a shell"),
            each.title,
            f"briefdeck {each.verb}",
            name=f"verb:{each.verb}",
            words=each.words,
            sentence=each.sentence,
            verb=each.verb,
        )


def recent_first(found: Sequence[Offer], recent: Sequence[str]) -> list[Offer]:
    """The offers with those that were chosen lately first; the last of `recent` before all."""
    turn = {name: place for place, name in enumerate(recent, 1)}
    return sorted(found, key=lambda offer: -turn.get(offer.name, 0))
