"""Who made a source: who opens its reference, and who is named after its title for what."""

from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from briefdeck.document.chicago_parts import Words, closed, listed, plain, spaced
from briefdeck.model.briefing import Source
from briefdeck.model.csl import Name, Names


class Role(NamedTuple):
    """A part in making a source: the field of those who have it, and how a reference says it.

    `one` and `many` stand after names that open a reference (`ed.`, `eds.`), `by` before names
    that follow its title.
    """

    field: str
    one: str = ""
    many: str = ""
    by: str = ""


_ROLES: Final = (
    Role("composer", by="composed by"),
    Role("author"),
    Role("guest", "guest", "guests", "with"),
    Role("host", "host", "hosts", "hosted by"),
    Role("performer", "performer", "performers", "performed by"),
    Role("illustrator", "ill.", "ills.", "illustrated by"),
    Role("editor", "ed.", "eds.", "edited by"),
    Role("translator", "trans.", "trans.", "translated by"),
    Role("collection_editor", "ed.", "eds."),
    Role("director", "dir.", "dirs.", "directed by"),
    Role("script_writer", "writer", "writers", "written by"),
    Role("producer", "prod.", "prods.", "produced by"),
    Role("executive_producer", "exec. prod.", "exec. prods.", "executive-produced by"),
    Role("series_creator", "creator", "creators", "created by"),
    Role("editorial_director", "ed.", "eds.", "under the direction of"),
    Role("compiler", "comp.", "comps.", "compiled by"),
    Role("narrator", "narrator", "narrators", "narrated by"),
    Role("curator", "cur.", "curs.", "curated by"),
    Role("chair", "chair", "chairs", "chaired by"),
    Role("organizer", "org.", "orgs.", "organized by"),
    Role("contributor", by="with"),
)
"""In the order in which they open a reference, as the Chicago Manual's style for CSL has it."""

_SAID_LAST: Final = frozenset({"illustrator", "performer"})
_NO_OPENERS: Final = frozenset({"contributor", "script_writer", "narrator"})
_FOR_ALL: Final = frozenset({"composer", "author", "guest", "host"})
_OPENERS_OF: Final = {
    "broadcast": _FOR_ALL,
    "classic": _FOR_ALL,
    "performance": _FOR_ALL,
    "entry": _FOR_ALL,
    "entry-dictionary": _FOR_ALL,
    "entry-encyclopedia": _FOR_ALL,
}
"""Types in which others than these stand after the title: it is looked up by that."""
_PERFORMED: Final = frozenset({"song", "performance", "broadcast"})


def openers(source: Source) -> tuple[Role, Names] | None:
    """Return who opens a source's reference and in which role; None where its title does."""
    allowed = _OPENERS_OF.get(source.type)
    for role in _ROLES:
        if role.field in _NO_OPENERS:
            continue
        if allowed is not None and role.field not in allowed:
            continue
        # Who acts in a film is named after its director.
        if role.field == "performer" and source.type not in _PERFORMED:
            continue
        names: Names = getattr(source, role.field)
        if names:
            return role, names
    return None


def in_authors_place(source: Source, named: Container[str]) -> str:
    """Return the field of who opens a reference instead of an author: a director, a composer.

    named: fields that have names of their own where that matters. Empty where it is one of these.
    """
    opening = None if source.author else openers(source)
    return "" if opening is None or opening[0].field in named else opening[0].field


def contributions(source: Source, unsaid: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield `edited and translated by A`, `illustrated by B`: who does not open the reference.

    unsaid: fields of roles that are left out.
    """
    opening = openers(source)
    opener = opening[0].field if opening else ""
    said: dict[Names, list[str]] = {}
    for role in sorted(_ROLES, key=lambda role: role.field in _SAID_LAST):
        names: Names = getattr(source, role.field)
        if names and role.by and role.field != opener and role.field not in unsaid:
            said.setdefault(names, []).append(role.by)
    for names, verbs in said.items():
        for verb in _joint(verbs):
            yield f"{verb} {names_in_order(names)}"


def contributed(source: Source, unsaid: frozenset[str] = frozenset()) -> Words:
    """Return the same as sentences: `Edited by A. Illustrated by B`."""
    words = ""
    for said in contributions(source, unsaid):
        sentence = f"{said[:1].upper()}{said[1:]}"
        before = "".join(run.text for run in closed(plain(words))) if words else ""
        words = spaced(before, sentence)
    return plain(words)


def names_in_order(names: tuple[Name, ...]) -> str:
    """Return names as they are said: `Ann Doe and Mi Bo`."""
    return listed(names, invert_first=False)


def _joint(verbs: list[str]) -> Iterator[str]:
    """Yield `edited and translated by` for "edited by" and "translated by"; others as they are."""
    by = [verb.removesuffix(" by") for verb in verbs if verb.endswith(" by")]
    if len(by) > 2:
        yield f"{', '.join(by[:-1])}, and {by[-1]} by"
    elif by:
        yield f"{' and '.join(by)} by"
    yield from (verb for verb in verbs if not verb.endswith(" by"))
