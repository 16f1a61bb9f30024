"""What importers have taken, joined to a briefing: ids told apart, duplicates and faults left out.

The briefing is one that is there, or a new one that holds nothing yet.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain, count
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.editing.changes import changed
from briefdeck.editing.document import Document, read
from briefdeck.editing.entries import NewEntry, comment_text, with_entries
from briefdeck.editing.toml_text import CANDIDATE, Value, assignment_text, entry_text
from briefdeck.intake.alike import Known
from briefdeck.intake.citing import citing
from briefdeck.intake.taken import Candidate, Item, Taken
from briefdeck.loader import Loaded, load_text
from briefdeck.loader.starting import SCHEMA_LINE
from briefdeck.model.briefing import ENTRY_TYPES, TABLES, Source
from briefdeck.model.edtf import Edtf
from briefdeck.model.fields import FieldKind, walk
from briefdeck.model.problem import Change
from briefdeck.text.words import counted, listed, one_line, quoted


class Joined(Struct, frozen=True, kw_only=True):
    """What a briefing gets, as changes of its text, and what has to be said of it."""

    items: tuple[Item, ...]
    changes: tuple[Change, ...]
    said: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def new_briefing(taken: Sequence[Taken], names: Sequence[str]) -> str:
    """Return the text of a draft without entries, for what was taken from the files of these names.

    It says of itself what they say, and else what it holds and how fresh that is.
    """
    items = [item for each in taken for item in each.items]
    counts = Counter(_NOUNS[item.table] for item in items)
    held = listed([counted(count, noun) for noun, count in counts.items()] or ["nothing"])
    known: dict[str, Value] = {
        "title": f"From {listed(names)}",
        "bluf": f"TODO: the bottom line. This holds {held}, as imported.",
        "as_of": _as_of(items),
    }
    for each in taken:
        known |= dict(each.front)
    lines = [assignment_text(key, value) for key, value in (known | {"draft": True}).items()]
    choices = [
        f"{CANDIDATE} uncomment it if it is so\n{comment_text(assignment_text(key, value))}"
        for each in taken
        for key, value in each.choices
    ]
    head = [SCHEMA_LINE, "format = 1", "", "[briefing]", *lines]
    return "\n".join([*head, *choices]).rstrip("\n") + "\n"


_NOUNS: Final = {kind.table: kind.noun for kind in ENTRY_TYPES}


def _as_of(items: Iterable[Item]) -> str:
    """The last day, month or year of all that is dated; today where nothing is."""
    entries = [entry for entry in (item.entry() for item in items) if entry is not None]
    held = [each.value for entry in entries for each in walk(entry, (), _DATES)]
    dates = [date.end for date in held if isinstance(date, Edtf) and date.end is not None]
    if not dates:
        return datetime.now(UTC).date().isoformat()
    last = max(dates)
    return last.text if last.is_exact and not last.has_time else f"{last.year:04}"


_DATES: Final = frozenset({FieldKind.DATE})


def joined(base: Loaded, taken: Sequence[Taken]) -> Joined:
    """Return what of the entries that were taken goes into a briefing.

    An entry that the loader would refuse is left out, and said. What the briefing cites by a key
    that an entry had elsewhere is cited by its id.
    """
    said = [sentence for each in taken for sentence in each.said]
    refused = [sentence for each in taken for sentence in each.refused]
    document = read(base.text)
    gathering = _Gathering(base, document)
    items = [item for each in taken for item in gathering.gathered(each)]
    items = [item if item.keys else item.referring(gathering.by_key) for item in items]
    items, faulty = _sound(base, document, items)
    cites, keys = citing(document, gathering.by_key)
    if keys:
        said.append(
            f"{base.name} now cites by id what it cited as {listed(list(map(quoted, keys)))}"
        )
    return Joined(
        items=tuple(items),
        changes=(*with_entries(document, map(_new_entry, items)), *cites),
        said=(*said, *gathering.said),
        refused=(*refused, *faulty),
    )


def entries_text(items: Iterable[Item]) -> str:
    """Return entries as TOML, a blank line between them."""
    return "\n".join([_new_entry(item).text for item in items])


def _new_entry(item: Item) -> NewEntry:
    below = "".join([_proposed(candidate) for candidate in item.candidates])
    return NewEntry(item.table, item.fields, item.comment, below)


def _proposed(candidate: Candidate) -> str:
    """Entries as comments, under a line that says what they are."""
    entries = "\n".join([entry_text(item.table, item.fields) for item in candidate.items])
    return f"\n{CANDIDATE} {one_line(candidate.said)}\n{comment_text(entries)}"


class _Gathering:
    """Entries gathered one after another: with ids that nothing else has, each once.

    by_key: what was called by a key elsewhere, and the id that it has here.
    """

    def __init__(self, base: Loaded, document: Document) -> None:
        self.said: list[str] = []
        self.by_key: dict[str, str] = {}
        self._ids = {entry.get("id") for table in TABLES for _, entry in document.entries(table)}
        self._old = frozenset(self._ids)
        self._there, self._new = Known(), Known()
        for entry in base.briefing.entries() if base.briefing else ():
            self._there.add(entry)
            if isinstance(entry, Source) and entry.citation_key:
                self._call(entry.citation_key, entry.id)

    def gathered(self, taken: Taken) -> list[Item]:
        """Return the entries of a file that are not there yet.

        What refers to another entry of its file follows that to its id here.
        """
        kept: list[Item] = []
        called: dict[str, str] = {}
        for item in taken.items:
            id_ = self._repeated(item, taken)
            if not id_:
                id_ = self._free_id(item)
                kept.append(self._with_free_candidates(item.renamed(id_)))
            called.setdefault(item.id, id_)
            for key in item.keys:
                self._call(key, id_)
        moved = {old: new for old, new in called.items() if old != new}
        return [item.referring(moved) for item in kept]

    def _with_free_candidates(self, item: Item) -> Item:
        """An entry with candidates whose ids nothing else has, if they are uncommented."""
        proposed = []
        for each in item.candidates:
            free = [one.renamed(self._numbered(one.id)) for one in each.items]
            proposed.append(Candidate(each.said, tuple(free)))
        return replace(item, candidates=tuple(proposed))

    def _numbered(self, id_: str) -> str:
        numbered = chain([id_], (f"{id_}-{number}" for number in count(2)))
        free = next(each for each in numbered if each not in self._ids)
        self._ids.add(free)
        return free

    def _call(self, key: str, id_: str) -> None:
        if key not in self._old:
            self.by_key.setdefault(key, id_)

    def _repeated(self, item: Item, taken: Taken) -> str:
        """The id of the entry that an item says again; empty for none."""
        entry = item.entry()
        if entry is None:
            return ""
        there = self._there.same(entry)
        same = there or (None if taken.are_distinct else self._new.same(entry))
        if same is None:
            return ""
        where = "which is there already" if there else "before it"
        which = "another " if item.name == quoted(same.id) else ""
        same_as = f"it is the same as {quoted(same.id)}, {where}"
        self.said.append(f"{which}{item.name} is left out: {same_as}")
        return same.id

    def _free_id(self, item: Item) -> str:
        """An id that nothing has yet."""
        ids = (each for each in (item.id, *item.other_ids) if each not in self._ids)
        id_ = next(ids, None) or self._numbered(item.id)
        self._ids.add(id_)
        entry = item.entry()
        if entry is not None:
            self._new.add(replace(entry, id=id_))
        if id_ != item.id and not item.other_ids:
            self.said.append(f"{quoted(item.id)} is there already; this is {quoted(id_)}")
        return id_


def _sound(base: Loaded, document: Document, items: list[Item]) -> tuple[list[Item], list[str]]:
    """The items that the loader takes, and why it does not take the others."""
    refused: list[str] = []
    while items:
        whole = changed(base.text, with_entries(document, map(_new_entry, items)))
        loaded = load_text(whole, base.id)
        if loaded.briefing is None:
            return [], [*refused, f"nothing is taken: {loaded.errors[0].message}"]
        mine = {item.id: item for item in items}
        faults = {
            error.entry: error.message for error in reversed(loaded.errors) if error.entry in mine
        }
        if not faults:
            break
        for id_, why in reversed(faults.items()):
            refused.append(f"{mine[id_].name} is not taken: {why}")
        items = [item for item in items if item.id not in faults]
    return items, refused
