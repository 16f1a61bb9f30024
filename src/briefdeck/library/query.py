"""A query as it is run: a tree of what must match, and its expression for SQLite's FTS5."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, assert_never

from briefdeck.library.signs import EVERY_SIGN, TITLE_MARK, Sign
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
    `exact`: no other forms of the word will do.
    """

    tokens: tuple[str, ...]
    prefix: bool = False
    title: bool = False
    others: tuple[tuple[str, ...], ...] = ()
    written: str = ""
    exact: bool = False


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
        return self._of([item for item in self._items if any(_positive(item))]) or self

    def worth_within(self, cost: "Callable[[Words], int]", most: int) -> "Query | None":
        """Return its worth without the commonest words, which say least, where all cost too much.

        `cost` is what counting words takes, and `most` what it may take in all. None where the
        query has no words, or each of them costs more.
        """
        costs = {
            item: sum(map(cost, words)) for item in self._items if (words := [*_positive(item)])
        }
        kept = sorted(costs, key=costs.__getitem__)
        while sum(costs[item] for item in kept) > most:
            kept.pop()
        return self._of(kept)

    @property
    def _items(self) -> "tuple[Node, ...]":
        """What must match, each part by itself."""
        return self.node.items if isinstance(self.node, And) else (self.node,)

    def _of(self, items: "Sequence[Node]") -> "Query | None":
        """Return the query of only these items; None of no items."""
        match items:
            case []:
                return None
            case [item]:
                return self._replace(node=item)
        return self._replace(node=And(tuple(items)))

    def expression(self, *, titles: bool = False, words_from: "Expand | None" = None) -> str:
        """Return the query in FTS5's language; with `titles` its words must stand in titles.

        `words_from` gives the words that begin so, where they are known and few.
        """
        return _compiled(self.node, words_from, TITLE_MARK if titles else "")

    def with_forms(self, forms: "Callable[[Words], Node]") -> "Query":
        """Return the query with other forms of its words, where a word may have them.

        It finds all that the query finds: what is excluded stays so only as it is written.
        """
        return self._replace(node=_with_forms(self.node, forms))


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


def _with_forms(node: Node, forms: Callable[[Words], Node]) -> Node:
    match node:
        case Words():
            return forms(node)
        case Sign() | Not():
            return node
        case And():
            return And(tuple(_with_forms(item, forms) for item in node.items))
        case Or():
            return Or(tuple(_with_forms(item, forms) for item in node.items))
        case _:
            assert_never(node)


def _compiled(node: Node, words_from: Expand | None, mark: str) -> str:
    """Return a node in FTS5's language, in brackets; its words begin with a mark."""
    match node:
        case Words():
            return _any_of([*_ways(node, words_from, TITLE_MARK if node.title else mark)])
        case Sign():
            return f"({_quoted(node.token, prefix=node.prefix)})"
        case Not():
            # FTS5 has no `not` alone, only one match without another.
            return f'("{EVERY_SIGN}" NOT {_compiled(node.item, words_from, "")})'
        case Or():
            return _any_of([_compiled(item, words_from, mark) for item in node.items])
        case And():
            return _all_of(node, words_from, mark)
        case _:
            assert_never(node)


def _all_of(node: And, words_from: Expand | None, mark: str) -> str:
    """Return what must match without what must not.

    What is excluded is so wherever it stands, in titles or not.
    """
    wanted: list[str] = []
    excluded: list[str] = []
    for item in node.items:
        if isinstance(item, Not):
            excluded.append(_compiled(item.item, words_from, ""))
        else:
            wanted.append(_compiled(item, words_from, mark))
    kept = " AND ".join(wanted) or f'"{EVERY_SIGN}"'
    if not excluded:
        return f"({kept})"
    return f"(({kept}) NOT {_any_of(excluded)})"


def _ways(node: Words, words_from: Expand | None, mark: str) -> Iterator[str]:
    """Yield each way to write words, in quotes; the beginning of one as the words that begin so."""
    known = _known_words(node, words_from)
    if known:
        yield from (f'"{mark}{word}"' for word in known)
    else:
        yield _quoted(_marked(node.tokens, mark), prefix=node.prefix)
    yield from (_quoted(_marked(other, mark)) for other in node.others)


def _known_words(node: Words, words_from: Expand | None) -> tuple[str, ...] | None:
    """Return the words that a beginning stands for; None for the beginning of a phrase's end."""
    if not node.prefix or words_from is None or len(node.tokens) > 1:
        return None
    return words_from(node.tokens[0])


def _marked(words: Sequence[str], mark: str) -> str:
    return " ".join([mark + word for word in words])


def _quoted(text: str, *, prefix: bool = False) -> str:
    if prefix:
        return f'"{text}" *'
    return f'"{text}"'


def _any_of(ways: Sequence[str]) -> str:
    return f"({' OR '.join(ways)})"
