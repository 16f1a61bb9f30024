"""What importers have taken, joined to a briefing: ids told apart, duplicates and faults left out.

The briefing is one that is there, or a new one that holds nothing yet.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import Any, Final

import tomli
from msgspec import Struct

from briefdeck.editing.changes import changed
from briefdeck.editing.document import read
from briefdeck.editing.entries import NewEntry, comment_text, with_entries
from briefdeck.editing.toml_text import CANDIDATE, assignment_text, entry_text
from briefdeck.intake.alike import identities
from briefdeck.intake.taken import Candidate, Fields, Item, Taken
from briefdeck.loader import Loaded, load_text
from briefdeck.model.problem import Change
from briefdeck.text.words import one_line, quoted


class Joined(Struct, frozen=True, kw_only=True):
    """What a briefing gets, as changes of its text, and what has to be said of it."""

    items: tuple[Item, ...]
    changes: tuple[Change, ...]
    said: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def new_briefing(front: Fields) -> str:
    """Return the text of a briefing without entries; what `front` lacks is filled in."""
    known: dict[str, Any] = {**_FRONT, **dict(front), "draft": True}
    lines = [assignment_text(key, value) for key, value in known.items()]
    return "\n".join(["format = 1", "", "[briefing]", *lines]) + "\n"


_FRONT: Final = {
    "title": "TODO: a title",
    "bluf": "TODO: the bottom line, in at most 60 words.",
    "as_of": "2000",
}


def joined(base: Loaded, taken: Sequence[Taken]) -> Joined:
    """Return what of the entries that were taken goes into a briefing.

    An entry that the loader would refuse is left out, and said.
    """
    said = [sentence for each in taken for sentence in each.said]
    refused = [sentence for each in taken for sentence in each.refused]
    items, apart = _told_apart(base, taken)
    items, faulty = _sound(base, items)
    changes = with_entries(read(base.text), map(_new_entry, items))
    return Joined(
        items=tuple(items),
        changes=changes,
        said=(*said, *apart),
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


def _told_apart(base: Loaded, taken: Iterable[Taken]) -> tuple[list[Item], list[str]]:
    """The items with ids that nothing else has, without those that say again what is said.

    What refers to another item of its file follows that to its new id, or to what it repeats.
    """
    apart: list[Item] = []
    said: list[str] = []
    ids = _ids(tomli.loads(base.text))
    known: dict[tuple[str, ...], tuple[str, str]] = {}
    for entry in base.briefing.entries() if base.briefing else ():
        known |= dict.fromkeys(identities(entry), (entry.id, ", which is there already"))
    for each in taken:
        kept: list[Item] = []
        called: dict[str, str] = {}
        for item in each.items:
            mine = identities(item.entry())
            same = [known[identity] for identity in mine if identity in known]
            if same:
                id_, where = same[0]
                said.append(
                    f"{quoted(item.id)} is left out: it is the same as {quoted(id_)}{where}"
                )
            else:
                id_ = _free_id(item, ids)
                if id_ != item.id and not item.other_ids:
                    said.append(f"{quoted(item.id)} is there already; this is {quoted(id_)}")
                kept.append(item.renamed(id_))
            ids.add(id_)
            known |= dict.fromkeys(mine, (id_, " before it"))
            called.setdefault(item.id, id_)
        apart += [item.referring(called) for item in kept]
    return apart, said


def _ids(data: dict[str, Any]) -> set[str]:
    """The ids of all entries of a file, broken ones too."""
    entries = chain.from_iterable(held for held in data.values() if isinstance(held, list))
    return {entry["id"] for entry in entries if isinstance(entry, dict) and "id" in entry}


def _free_id(item: Item, taken: set[str]) -> str:
    numbered = (f"{item.id}-{number}" for number in count(2))
    return next(id_ for id_ in chain([item.id], item.other_ids, numbered) if id_ not in taken)


def _sound(base: Loaded, items: list[Item]) -> tuple[list[Item], list[str]]:
    """The items that the loader takes, and why it does not take the others."""
    refused: list[str] = []
    while items:
        whole = changed(base.text, with_entries(read(base.text), map(_new_entry, items)))
        mine = {item.id for item in items}
        faults = {
            error.entry: error.message
            for error in reversed(load_text(whole, base.id).errors)
            if error.entry in mine
        }
        if not faults:
            break
        refused += [f"{quoted(id_)} is not taken: {why}" for id_, why in reversed(faults.items())]
        items = [item for item in items if item.id not in faults]
    return items, refused
