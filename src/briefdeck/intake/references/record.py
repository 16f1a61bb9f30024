"""A reference of a list on its way to a source: what could be said of it, and what not."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from briefdeck.editing.toml_text import Value
from briefdeck.intake.alike import UNTITLED
from briefdeck.intake.plain_words import as_prose
from briefdeck.intake.references.names import CslName
from briefdeck.intake.references.wording import plain_words
from briefdeck.intake.sources import source_item
from briefdeck.intake.taken import Item, Taken
from briefdeck.model.briefing import ID_PATTERN, Source
from briefdeck.model.csl import Name
from briefdeck.model.fields import fields_of
from briefdeck.text.pattern import pattern
from briefdeck.text.words import counted, listed, one_line, quoted

_HOUSEKEEPING: Final = pattern(
    r"__markedentry|added-at|adsnote|adsurl|bdsk-.*|bibsource|biburl|citeulike-.*|comment"
    r"|created|creationdate|date-?added|date-?modified|entered.*|file(?:-[0-9]+)?|groups?"
    r"|interhash|intrahash|internal-note|local-?url|mendeley-.*|modificationdate|opened|owner"
    r"|pdf|posted-at|presort|printed|priority|qualityassured|ranking|rating|read|readstatus"
    r"|relevance|review|sortkey|sorttitle|sortname|sortyear|timestamp|ID|uri|username|options|langidopts|bburl|bib_?source"
)
"""Fields by which programs keep their lists; they say nothing of the work."""
ROLES: Final = frozenset(
    field.key for field in fields_of(Source) if field.default == () and Name in field.groups
)
"""Keys of fields that hold names."""
_ISSN: Final = pattern(r"[0-9]{4}-[0-9]{3}[0-9Xx]")
_ID: Final = pattern(ID_PATTERN)
MOST: Final = 50_000
"""References that are read of a file: with a few words each they fill a briefing."""
_WHO: Final = frozenset({"author", "editor"})
_WHERE: Final = frozenset({"container-title", "publisher", "URL", "DOI", "archive"})
_PARTED: Final = 4
"""One key in so many has to have a hyphen, where all keys are taken for ids as we write them."""
_NAMED: Final = 20
"""Entries that a sentence names at most."""


class Record(Struct):
    """A reference as it is read.

    key: what it is called where it comes from; aliases: what else. place: `line 12`, for messages.
    fields: what is said, by the keys of a file. unsaid: fields that no key holds, and their
    values. said: what was guessed.
    """

    key: str
    aliases: list[str] = field(default_factory=list)
    place: str = ""
    fields: dict[str, Value] = field(default_factory=dict)
    unsaid: list[tuple[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"{quoted(self.key)} ({self.place})" if self.key else f"the entry of {self.place}"

    def say(self, key: str, value: Value, theirs: str) -> None:
        """Set a field, or note what their field says where another one has set it already."""
        if isinstance(value, str) and value:
            value = plain_words(value)
        if not value:
            return
        if key == "ISBN" and _ISSN.fullmatch(str(value)):
            key = "ISSN"
        if self.fields.setdefault(key, value) != value:
            self.lose(theirs, value)

    def add_names(self, role: str, names: Iterable[CslName]) -> None:
        """Add people to those who have a role."""
        known = self.fields.get(role, ())
        assert isinstance(known, tuple), "names are kept as tuples"
        if together := (*known, *filter(_is_said, names)):
            self.fields[role] = together

    def note(self, words: str) -> None:
        """Set the remark on a work."""
        self.say("note", as_prose(plain_words(words)), "note")

    def lose(self, theirs: str, value: Value) -> None:
        """Note what cannot be said."""
        words = one_line(str(value))
        if words:
            self.unsaid.append((theirs, words))

    def guess(self, what: str) -> None:
        """Note what was guessed."""
        self.said.append(f"{self.name}: {what}")


def _is_said(name: CslName) -> bool:
    return any(name.values())


def too_many(count: int, name: str) -> Taken:
    """Return what is taken of a file with more references than a briefing has room for."""
    why = (
        f"{name} holds {count:,} references, of which a briefing has room for some {MOST:,} at most"
    )
    return Taken(items=(), refused=(f"{why}; divide it first",))


def taken(records: Sequence[Record], said: Iterable[str], refused: Iterable[str]) -> Taken:
    """Return the sources that records make, and everything that has to be said of them."""
    for record in records:
        _entitle(record)
    good = [record for record in records if "title" in record.fields]
    untitled = [f"{each.name} has no title" for each in records if "title" not in each.fields]
    keeps_keys = _are_ids([record.key for record in good])
    for record in good:
        for alias in record.aliases[keeps_keys:]:
            record.lose("ids", alias)
    guesses = [sentence for record in good for sentence in record.said]
    if keeps_keys:
        said = [*said, "the keys are kept as ids, as all of them can be"]
    return Taken(
        items=tuple([_item(record, keeps_key=keeps_keys) for record in good]),
        said=(*said, *guesses, *_losses(good)),
        refused=(*refused, *untitled),
        # A briefing has been written to it, whose sources are.
        are_distinct=keeps_keys,
    )


def _entitle(record: Record) -> None:
    """Give what has no title one, where it at least says whose work it is and where it stands.

    Physicists leave out titles of articles.
    """
    said = set(record.fields)
    if "title" not in said and _WHO & said and _WHERE & said:
        record.fields["title"] = UNTITLED
        record.guess(f"it has no title, and gets `{UNTITLED}`")


def _are_ids(keys: Sequence[str]) -> bool:
    """Whether keys are ids already, as in a list that we have written."""
    parted = sum("-" in key for key in keys)
    are_all = all(_ID.search(key) and not key.replace("-", "").isdigit() for key in keys)
    return are_all and parted * _PARTED >= len(keys) > 0


def _item(record: Record, *, keeps_key: bool) -> Item:
    if not keeps_key:
        return source_item(record.fields, key=record.key, keys=record.aliases)
    key = record.aliases[0] if record.aliases else ""
    return source_item(record.fields, key=key, keys=record.aliases, id_=record.key)


def _losses(records: Sequence[Record]) -> Iterator[str]:
    """Sentences on the fields that could not be said, one a field."""
    holders: dict[str, list[str]] = {}
    kept: dict[str, int] = {}
    for record in records:
        for theirs, value in record.unsaid:
            if _HOUSEKEEPING.fullmatch(theirs):
                kept[theirs] = kept.get(theirs, 0) + 1
            else:
                holders.setdefault(theirs, []).append(f"{record.name}: {quoted(value)}")
    for theirs, named in holders.items():
        more = len(named) - _NAMED
        shown = [*named[:_NAMED], *([f"{more:,} more"] if more > 0 else [])]
        yield f"{quoted(theirs)} has no place in a source: {'; '.join(shown)}"
    if kept:
        counts = [f"{theirs} ({counted(count, 'entry')})" for theirs, count in kept.items()]
        yield f"what programs note for themselves is left out: {listed(counts)}"
