"""A search of shared shelves: their servers are asked for what is not in the mirrors."""

from collections.abc import Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import Final, NamedTuple

from briefdeck.library.folders import Folders
from briefdeck.library.query import Query
from briefdeck.library.search import Hit, Results, label_of
from briefdeck.library.shared.address import SharedShelf
from briefdeck.library.shared.connection import SharedError, session, told
from briefdeck.library.shared.mirror import load_marked, shelf_of
from briefdeck.library.shared.rows import tsquery
from briefdeck.text.matching import snippet, word_marks
from briefdeck.text.visible import visible

MOST: Final = 1000
"""Matches that a server ranks; of more, as here, titles that match come first."""
_LANGUAGES: Final = "select briefdeck.languages(%s)"
_SEARCH: Final = (
    "select briefing, title, entry, kind, label, body, score, total"
    " from briefdeck.search(%s, %s, %s, %s, %s, %s::xid8, %s)"
)


class _Found(NamedTuple):
    """An entry that the server found, and how many there are in all."""

    briefing: str
    title: str
    entry: str
    kind: str
    label: str
    text: str
    score: float
    total: int


class Answer(NamedTuple):
    """What the server of a shelf found, or why it could not be asked."""

    shelf: SharedShelf
    hits: tuple[Hit, ...] = ()
    total: int = 0
    problem: SharedError | None = None


def ask(shelf: SharedShelf, query: Query, limit: int, places: Folders) -> Answer:
    """Search what the server has beyond the mirror; all of a shelf that was never pulled.

    A hit's path is empty. OSError where the mirror's state cannot be read.
    """
    marked = load_marked(shelf, places)
    try:
        with session(shelf) as server, told(shelf), server.turn():
            since = marked.mark if server.head().knows(marked) else None
            (languages,) = server.one(tuple[list[str]], _LANGUAGES, shelf.name)
            words = asked(query, languages)
            rows = server.rows(_Found, _SEARCH, shelf.name, *words, since, min(limit, MOST))
    except SharedError as error:
        return Answer(shelf, problem=error)
    hits = tuple(_hit(query, row) for row in rows)
    return Answer(shelf, hits, rows[0].total if rows else 0)


def asked(query: Query, languages: Sequence[str] = ()) -> tuple[str, str, str, str]:
    """Return what is to match, what of it the index is asked for, what in titles, and its worth.

    What has a word as it was written comes before what has another form of it.
    """
    titles = tsquery(query, languages, titles=True) if query.words else ""
    whole, narrow = tsquery(query, languages), tsquery(query, languages, narrow=True)
    return whole, narrow, titles, tsquery(query.worth)


def joined(
    local: Results, answers: tuple[Answer, ...], limit: int, places: Folders
) -> tuple[Results, tuple[str, ...]]:
    """Return all that was found as one list, and of each hit from which shelf's server it is.

    Ranks of two engines cannot be compared: the best of each come first, then the second best. What
    a server has a newer version of is shown as it is there.
    """
    newer = {(answer.shelf, hit.briefing, hit.entry) for answer in answers for hit in answer.hits}
    kept = [hit for hit in local.hits if _place(hit, places) not in newer]
    lists = [[(hit, "") for hit in kept]]
    lists += [[(hit, answer.shelf.name) for hit in answer.hits] for answer in answers]
    ranked = [pair for pair in chain.from_iterable(zip_longest(*lists)) if pair is not None][:limit]
    total = local.total - (len(local.hits) - len(kept)) + sum(answer.total for answer in answers)
    results = local._replace(
        hits=tuple(hit for hit, _ in ranked),
        total=total,
        more=local.more or any(answer.total > MOST for answer in answers),
    )
    if results.hits:
        results = results._replace(absent=(), near=())
    return results, tuple(name for _, name in ranked)


def _place(hit: Hit, places: Folders) -> tuple[SharedShelf | None, str, str]:
    """Return where a hit stands: of what shelf, if its file is a mirror's."""
    return shelf_of(Path(hit.path), places), hit.briefing, hit.entry


def _hit(query: Query, found: _Found) -> Hit:
    text = visible(found.text)
    label = label_of(visible(found.label), text)
    shown, marks = snippet(text, tuple(words for words in query.words if not words.title))
    return Hit(
        briefing=visible(found.briefing),
        title=visible(found.title),
        path="",
        entry=visible(found.entry),
        kind=visible(found.kind),
        label=label,
        label_marks=word_marks(label, query.words),
        text=shown,
        text_marks=marks,
        score=found.score,
    )
