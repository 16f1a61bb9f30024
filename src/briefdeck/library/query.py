"""A query as it is run: a tree of what must match, and its expression for SQLite's FTS5."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, assert_never

from briefdeck.library.signs import EVERY_SIGN, Sign
from briefdeck.text.visible import visible
from briefdeck.text.width import cell_width


class BadQuery(NamedTuple):
    """Why a query cannot be run: what is wrong, what to do, and where.

    It is wrong from character `start` of `query` to character `end`.
    """

    query: str
    message: str
    remedy: str = ""
    start: int = 0
    end: int = 0

    @property
    def pointer(self) -> tuple[str, str]:
        """The query on one line and, under it, the place; both as wide as a terminal shows them."""
        query = self.query.replace("\n", " ")
        before = " " * cell_width(visible(query[: self.start]))
        marked = cell_width(visible(query[self.start : self.end]))
        return visible(query), before + "^" * max(1, marked)


class Words(NamedTuple):
    """Words in this order; with `prefix` the last one may go on. `title`: in titles only.

    `others` are other ways to write them, of which each will do. `written` is the folded phrase as
    it was typed if it has signs (`c++`): where it stands so is found first, and is what is marked.
    """

    tokens: tuple[str, ...]
    prefix: bool = False
    title: bool = False
    others: tuple[tuple[str, ...], ...] = ()
    written: str = ""


class Not(NamedTuple):
    """What must not match."""

    item: "Node"


class And(NamedTuple):
    """All must match."""

    items: "tuple[Node, ...]"


class Or(NamedTuple):
    """One must match."""

    items: "tuple[Node, ...]"


Node = Words | Sign | Not | And | Or
Expand = Callable[[str], tuple[str, ...] | None]


class Query(NamedTuple):
    """A query that can be run."""

    text: str
    node: Node

    @property
    def words(self) -> tuple[Words, ...]:
        """The words that a hit may show marked: those that are not excluded."""
        return tuple(dict.fromkeys(_positive(self.node)))

    @property
    def worth(self) -> "Query":
        """The query without its filters: what makes one match better than another.

        A query of nothing but filters stays as it is.
        """
        if not isinstance(self.node, And):
            return self
        match tuple(item for item in self.node.items if any(_positive(item))):
            case ():
                return self
            case (item,):
                return self._replace(node=item)
            case items:
                return self._replace(node=And(items))

    def expression(self, *, titles: bool = False, words_from: "Expand | None" = None) -> str:
        """Return the query in FTS5's language; with `titles` its words must stand in titles.

        `words_from` gives the words that begin so, where they are known and few.
        """
        return _compiled(self.node, words_from, titles=titles)


def _positive(node: Node) -> Iterator[Words]:
    """Yield the words that must or may match, wherever they stand."""
    match node:
        case Words():
            yield node
        case And() | Or():
            for item in node.items:
                yield from _positive(item)
        case Not() | Sign():
            return
        case _:
            assert_never(node)


def _compiled(node: Node, words_from: Expand | None, *, titles: bool = False) -> str:
    """Return a node in FTS5's language, in brackets."""
    match node:
        case Words():
            return _words_in(node, words_from, titles=titles or node.title)
        case Sign():
            return f"({_token(node.token, prefix=node.prefix)})"
        case Not():
            # FTS5 has no `not` alone, only one match without another.
            return f'("{EVERY_SIGN}" NOT {_compiled(node.item, words_from)})'
        case Or():
            items = [_compiled(item, words_from, titles=titles) for item in node.items]
            return f"({' OR '.join(items)})"
        case And():
            return _all_of(node, words_from, titles=titles)
        case _:
            assert_never(node)


def _words_in(node: Words, words_from: Expand | None, *, titles: bool) -> str:
    worded = _worded(node, words_from)
    if titles:
        return f"({{label}} : {worded})"
    return f"({worded})"


def _all_of(node: And, words_from: Expand | None, *, titles: bool) -> str:
    """Return what must match without what must not.

    What is excluded is so wherever it stands, in titles or not.
    """
    wanted: list[str] = []
    excluded: list[str] = []
    for item in node.items:
        if isinstance(item, Not):
            excluded.append(_compiled(item.item, words_from))
        else:
            wanted.append(_compiled(item, words_from, titles=titles))
    kept = " AND ".join(wanted) or f'"{EVERY_SIGN}"'
    if not excluded:
        return f"({kept})"
    return f"(({kept}) NOT ({' OR '.join(excluded)}))"


def _worded(node: Words, words_from: Expand | None) -> str:
    """Return words in quotes, in each way to write them."""
    worded = _in_quotes(node, words_from)
    if not node.others:
        return worded
    others = [_token(" ".join(other), prefix=False) for other in node.others]
    return f"({' OR '.join([worded, *others])})"


def _in_quotes(node: Words, words_from: Expand | None) -> str:
    """Return words in quotes; the beginning of one word as the words that begin so."""
    if node.prefix and words_from is not None:
        known = _known_words(node, words_from)
        if known:
            return _any_of(known)
    return _token(" ".join(node.tokens), prefix=node.prefix)


def _known_words(node: Words, words_from: Expand) -> tuple[str, ...] | None:
    """Return the words that a beginning stands for; None for the beginning of a phrase's end."""
    if len(node.tokens) > 1:
        return None
    return words_from(node.tokens[0])


def _token(text: str, *, prefix: bool) -> str:
    if prefix:
        return f'"{text}" *'
    return f'"{text}"'


def _any_of(words: tuple[str, ...]) -> str:
    joined = " OR ".join(f'"{word}"' for word in words)
    if len(words) == 1:
        return joined
    return f"({joined})"
