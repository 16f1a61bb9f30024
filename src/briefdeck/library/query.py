"""The language of search, and what is wrong with a query that it cannot read.

    merida initiative        both words, in any order           "transition team"    the words in this order
    cartel*                  words that begin so                merida OR beyond     either
    merida NOT (aid OR gao)  one without the others             title:merida         in titles only
    kind:event  tag:aid  source:seelke-finklea-2017  briefing:ID  voice:ID  type:law  year:2006..2008  has:caveat

A query becomes one expression of SQLite's full-text language, in which every word stands quoted.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple, NoReturn, assert_never

from briefdeck.text.folding import SIGN_MARK, fold, tokens
from briefdeck.text.visible import visible
from briefdeck.text.width import cell_width
from briefdeck.text.words import did_you_mean, nearest

LONGEST: Final = 1000
DEEPEST: Final = 20
MOST_TERMS: Final = 48
SHORTEST_PREFIX: Final = 2
SHORTEST_GROUPED: Final = 5
KINDS: Final = (
    "key point", "finding", "era", "event", "program", "actor", "figure", "table", "recommendation", "option",
    "quotation", "section", "term", "source", "briefing", "fact", "judgment", "assumption",
)  # fmt: skip
KIND_NAMES: Final = {
    "point": "key point", "keypoint": "key point", "series": "figure", "chart": "figure", "quote": "quotation",
    "person": "actor", "organization": "actor", "judgement": "judgment", "statement": "finding", "policy": "program",
}  # fmt: skip
FEATURES: Final = ("caveat", "source", "quote", "date", "likelihood", "confidence")
SIGN_LETTERS: Final = {
    field: f"{SIGN_MARK}{field[0]}"
    for field in ("kind", "tag", "source", "briefing", "has", "voice", "year")
} | {"type": f"{SIGN_MARK}p"}
YEAR_ZERO: Final = 10_000
LAST_YEAR: Final = 19_999
FORESEEN: Final = 2099
DIGITS: Final = 5
OPEN_END: Final = "z"
"""What goes on is written down year by year until `FORESEEN`, and with this sign for all years after it."""
EVERY_SIGN: Final = f"{SIGN_MARK}a"
"""The token that every passage has: from it an exclusion takes away."""
FIELDS: Final = ("title", "kind", "tag", "source", "briefing", "voice", "type", "year", "has")
_FIELD: Final = re.compile(r"([^\W\d_]+):")
_PIECE: Final = re.compile(r'\s*(?:([()])|(-(?=[\w"(]))|((?:[^\W\d_]+:)?"[^"]*"?\*?)|([^\s()"]+))')
_JOINTS: Final = re.compile(r"[\s_-]+")
_YEARS: Final = re.compile(r"(-?\d{1,4})?(\.\.)?(-?\d{1,4})?")


class BadQuery(NamedTuple):
    """Why a query cannot be run: what is wrong, what to do, and where (characters `start` to `end` of `query`)."""

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
    """Words in this order; with `prefix` the last one may go on. `title`: in titles only."""

    tokens: tuple[str, ...]
    prefix: bool = False
    title: bool = False


class Sign(NamedTuple):
    """A token by which entries are filtered, or with `prefix` the start of one."""

    token: str
    prefix: bool = False


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
        """The query without its filters: what makes one match better than another. Itself where nothing else is left."""
        if not isinstance(self.node, And):
            return self
        kept = tuple(item for item in self.node.items if next(_positive(item), None) is not None)
        return self._replace(node=And(kept) if len(kept) > 1 else kept[0]) if kept else self

    def expression(self, *, titles: bool = False, words_from: "Expand | None" = None) -> str:
        """The query in SQLite's full-text language; with `titles` its words must stand in titles.

        `words_from`: gives the words that begin so, where it is known which there are and they are few.
        """
        return _compiled(self.node, titles, words_from)


def parse(text: str, *, typing: bool = False) -> Query | BadQuery:
    """A query from what a reader wrote. While they are `typing`, its last word may go on and its end may be missing."""
    try:
        return Query(text, _Parser(text, typing=typing).parsed())
    except _WrongError as wrong:
        return wrong.bad


class _Piece(NamedTuple):
    """A piece of the query: a bracket, an operator (in capitals) or a term, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


class _WrongError(Exception):
    """Carries a BadQuery out of the parser."""

    def __init__(self, bad: BadQuery) -> None:
        super().__init__(bad.message)
        self.bad = bad


class _Parser:
    """Recursive descent: alternatives of conjunctions of exclusions of terms."""

    def __init__(self, text: str, *, typing: bool) -> None:
        self.text = text
        self.typing = typing
        self.pieces: list[_Piece] = []
        self.position = 0
        self.depth = 0

    def parsed(self) -> Node:
        if len(self.text) > LONGEST:
            self.fail(
                f"The query is longer than {LONGEST} characters.",
                "Leave words out.",
                LONGEST,
                len(self.text),
            )
        self.pieces = list(_pieces(self.text))
        if sum(piece.kind == "term" for piece in self.pieces) > MOST_TERMS:
            self.fail(f"The query has more than {MOST_TERMS} words.", "Leave words out.")
        if self.typing:
            self.finish()
        node = self.alternatives(None) if self.pieces else None
        stray = self.peek()
        if stray is not None:
            self.fail("This bracket closes nothing.", "Leave it out.", stray.start, stray.end)
        if node is None:
            self.fail(
                "There is nothing to search for.",
                "Write a word, for instance merida or kind:event.",
                0,
                len(self.text),
            )
        return node

    def finish(self) -> None:
        """Leave out what an unfinished query ends with: operators and brackets with nothing in them."""
        while self.pieces and self.pieces[-1].kind in {"AND", "OR", "NOT", "("}:
            self.pieces.pop()
        open_brackets = sum((piece.kind == "(") - (piece.kind == ")") for piece in self.pieces)
        end = len(self.text)
        self.pieces += [_Piece(")", ")", end, end)] * max(0, open_brackets)

    def alternatives(self, opener: _Piece | None) -> Node | None:
        items = [self.conjunction(opener)]
        while (operator := self.take("OR")) is not None:
            items.append(self.conjunction(operator))
        return _joined(Or, items)

    def conjunction(self, operator: _Piece | None) -> Node | None:
        items: list[Node | None] = []
        while (piece := self.peek()) is not None and piece.kind not in {")", "OR"}:
            if (joint := self.take("AND")) is not None:
                if not items or not self.is_before_operand():
                    self.missing(joint)
                continue
            items.append(self.exclusion())
        if not items:
            if operator is None and piece is not None and piece.kind == ")":
                self.fail("This bracket closes nothing.", "Leave it out.", piece.start, piece.end)
            self.missing(operator or piece or self.pieces[0])
        return _joined(And, items)

    def is_before_operand(self) -> bool:
        following = self.peek()
        return following is not None and following.kind in {"term", "(", "NOT"}

    def exclusion(self) -> Node | None:
        operator = self.take("NOT")
        if operator is None:
            return self.primary()
        if not self.is_before_operand():
            self.missing(operator)
        self.descend(operator)
        item = self.exclusion()
        self.depth -= 1
        if isinstance(item, Not):
            return item.item
        return Not(item) if item is not None else None

    def primary(self) -> Node | None:
        piece = self.pieces[self.position]
        self.position += 1
        if piece.kind == "(":
            self.descend(piece)
            node = self.alternatives(piece)
            if self.take(")") is None:
                self.fail(
                    "This bracket is not closed.", "Write ) where it ends.", piece.start, piece.end
                )
            self.depth -= 1
            return node
        is_last = self.typing and piece.end == len(self.text)
        return self.term(piece, is_last=is_last)

    def term(self, piece: _Piece, *, is_last: bool) -> Node | None:
        field = _FIELD.match(piece.text)
        if field is None:
            words = self.plain_words(piece, piece.text, piece.start, is_last=is_last)
            return _grouped_too(words) if words else None
        name = field[1].lower()
        value, start = piece.text[field.end() :], piece.start + field.end()
        if name not in FIELDS:
            near = nearest(name, FIELDS)
            hint = f"The fields are {', '.join(FIELDS)}."
            if near:
                hint = did_you_mean(f"{near}:")
            self.fail(
                f"There is no field `{name}`.",
                f"{hint} To search for the words as they stand, put them in quotes.",
                piece.start,
                piece.start + field.end(),
            )
        if value.count('"') % 2 and not is_last:
            self.unclosed(start + value.index('"'))
        bare = value.replace('"', "")
        if not bare.strip("* "):
            if is_last:
                return None
            self.fail(
                f"`{name}:` needs a value right behind it.", _EXAMPLES[name], piece.start, piece.end
            )
        if name == "title":
            words = self.plain_words(piece, value, start, is_last=is_last)
            return words._replace(title=True) if words else None
        return self.sign(name, bare.strip(), start, piece.end, is_last=is_last)

    def plain_words(self, piece: _Piece, value: str, start: int, *, is_last: bool) -> Words | None:
        starred = value.endswith("*")
        inner = value.removesuffix("*")
        quoted = inner.startswith('"')
        if quoted and (len(inner) == 1 or not inner.endswith('"')) and not is_last:
            self.unclosed(start)
        if "*" in inner and not quoted:
            at = start + inner.index("*")
            self.fail(
                "A star stands only at the end of a word.",
                "Search for the word's beginning: cartel*.",
                at,
                at + 1,
            )
        found = tuple(tokens(inner))
        if starred and (not found or len(found[-1]) < SHORTEST_PREFIX):
            self.fail(
                f"A beginning needs at least {SHORTEST_PREFIX} letters before the star.",
                "Write one more letter: me*.",
                start,
                piece.end,
            )
        if not found:
            return None
        goes_on = (
            is_last
            and not (quoted and inner.endswith('"') and len(inner) > 1)
            and len(found[-1]) >= SHORTEST_PREFIX
        )
        return Words(found, prefix=starred or goes_on)

    def sign(self, name: str, value: str, start: int, end: int, *, is_last: bool) -> Node:
        if name == "year":
            return self.years(value, start, end, is_last=is_last)
        prefix = value.endswith("*") or is_last
        value = value.rstrip("*").strip()
        if name == "kind":
            value = self.choice(name, value, KINDS, KIND_NAMES, start, end, prefix=prefix)
        elif name == "has":
            value = self.choice(
                name,
                value,
                FEATURES,
                {"citation": "source", "cite": "source", "quotation": "quote"},
                start,
                end,
                prefix=prefix,
            )
        return Sign(sign_token(name, value), prefix=prefix)

    def choice(
        self,
        name: str,
        value: str,
        known: tuple[str, ...],
        others: dict[str, str],
        start: int,
        end: int,
        *,
        prefix: bool,
    ) -> str:
        """The known value that is meant; with `prefix` the beginning of one will do."""
        low = _JOINTS.sub(" ", value.lower())
        for form in (low, low.removesuffix("s"), low.removesuffix("ies") + "y"):
            if form in known or form in others:
                return others.get(form, form)
        if not prefix or not any(option.startswith(low) for option in known):
            self.unknown_choice(name, value, known, others, start, end)
        return low

    def unknown_choice(
        self,
        name: str,
        value: str,
        known: tuple[str, ...],
        others: dict[str, str],
        start: int,
        end: int,
    ) -> NoReturn:
        """Say that a field has no such value, with the nearest one."""
        near = nearest(value, (*known, *others))
        hint = f"It can be {', '.join(_shown(option) for option in known)}."
        if near:
            hint = did_you_mean(f"{name}:{_shown(others.get(near, near))}")
        self.fail(f"`{name}:` knows no `{value}`.", hint, start, end)

    def years(self, value: str, start: int, end: int, *, is_last: bool) -> Node:
        match = _YEARS.fullmatch(value if not is_last else value.rstrip("."))
        if (
            match is None
            or (match[1] is None and match[3] is None)
            or (match[2] is None and match[3] is not None)
        ):
            self.fail(
                f"`{value}` is no year.",
                "Write year:2006, year:2006..2008, year:2006.. or year:..2008.",
                start,
                end,
            )
        first = int(match[1]) if match[1] else -9999
        last = int(match[3]) if match[3] else (9999 if match[2] else first)
        if is_last and match[3] and last < first:
            last = 9999
        if last < first:
            self.fail(f"{last} comes before {first}.", f"Write year:{last}..{first}.", start, end)
        return _year_node(first, last)

    def descend(self, piece: _Piece) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(
                f"Brackets stand more than {DEEPEST} deep.",
                "Leave some out.",
                piece.start,
                piece.end,
            )

    def peek(self) -> _Piece | None:
        return self.pieces[self.position] if self.position < len(self.pieces) else None

    def take(self, kind: str) -> _Piece | None:
        piece = self.peek()
        if piece is None or piece.kind != kind:
            return None
        self.position += 1
        return piece

    def unclosed(self, at: int) -> NoReturn:
        """Say that a quotation mark has no other one."""
        self.fail(
            "This quotation mark is not closed.", 'Write " where the phrase ends.', at, at + 1
        )

    def missing(self, piece: _Piece) -> NoReturn:
        """Say that something stands without what belongs to it."""
        if piece.kind in {"(", ")"}:
            self.fail(
                "This bracket holds nothing.",
                "Put words into it, or leave it out.",
                piece.start,
                piece.end,
            )
        sides = "its right" if piece.kind == "NOT" else "both sides"
        remedy = f'Write a word there; to search for the word itself, write "{piece.text.lower()}".'
        self.fail(f"{piece.kind} needs something on {sides}.", remedy, piece.start, piece.end)

    def fail(self, message: str, remedy: str = "", start: int = 0, end: int = 0) -> NoReturn:
        raise _WrongError(BadQuery(self.text, message, remedy, start, end))


_EXAMPLES: Final = {
    "title": "For instance title:merida.",
    "kind": "For instance kind:event.",
    "tag": 'For instance tag:aid or tag:"drug policy".',
    "source": "For instance source:gao-2010, with the id of a source.",
    "briefing": "For instance briefing:us-mexico-border-security.",
    "voice": "For instance voice:davidson-2020, with the id of an actor or a source.",
    "type": "For instance type:law.",
    "year": "For instance year:2006..2008.",
    "has": "For instance has:caveat.",
}


@lru_cache(maxsize=4096)
def sign_token(field: str, value: str) -> str:
    """The token of the index that stands for a field's value, or with part of a value the beginning of such tokens.

    Blanks and hyphens are alike in it: `tag:"drug policy"` finds what is tagged `drug-policy`.
    """
    return f"{SIGN_LETTERS[field]}{fold(_JOINTS.sub('-', value.strip())).encode('utf-8', 'replace').hex()}"


@lru_cache(maxsize=4096)
def year_nodes(first: int, last: int) -> tuple[str, ...]:
    """The fewest decimal prefixes that cover a run of years: 1998 to 2010 is 1998, 1999, 200-, 2010.

    Years are shifted by 10,000 and written with five digits; a node is a prefix of them.
    """
    low, high = (min(max(year + YEAR_ZERO, 0), LAST_YEAR) for year in (first, last))
    nodes: list[str] = []
    while low <= high:
        size = 1
        while size < 10_000 and low % (size * 10) == 0 and low + size * 10 - 1 <= high:
            size *= 10
        nodes.append(f"{low:05d}"[: 6 - len(str(size))])
        low += size
    return tuple(nodes)


def _year_node(first: int, last: int) -> Node:
    """Overlap of two runs of years: a node of one is the other's node, stands above it or below it."""
    found: dict[Node, None] = {}
    letter = SIGN_LETTERS["year"]
    if last > FORESEEN:
        found[Sign(letter + OPEN_END)] = None
    for node in year_nodes(first, last):
        found |= dict.fromkeys(_node_and_below(letter, node))
        for length in range(1, len(node)):
            found[Sign(letter + node[:length])] = None
    return Or(tuple(found)) if len(found) > 1 else next(iter(found))


def _node_and_below(letter: str, node: str) -> Iterator[Sign]:
    """A year or a decade with its years sign by sign, which SQLite reads as it goes; a century or more by its beginning."""
    if len(node) < DIGITS - 1:
        yield Sign(letter + node, prefix=True)
        return
    yield Sign(letter + node)
    if len(node) < DIGITS:
        yield from (Sign(f"{letter}{node}{digit}") for digit in range(10))


def _pieces(text: str) -> Iterator[_Piece]:
    position = 0
    while (match := _PIECE.match(text, position)) is not None:
        position = match.end()
        group = next(number for number in (1, 2, 3, 4) if match[number] is not None)
        word, start, end = match[group], match.start(group), match.end(group)
        if group == 1:
            yield _Piece(word, word, start, end)
        elif group == 2:
            yield _Piece("NOT", word, start, end)
        else:
            yield _Piece(word if word in {"AND", "OR", "NOT"} else "term", word, start, end)


def _joined(join: "type[And | Or]", items: "Iterable[Node | None]") -> Node | None:
    """The items as one node; those without words are left out, and like in like is made flat."""
    flat: list[Node] = []
    for item in items:
        if item is not None:
            flat.extend(item.items if isinstance(item, join) else (item,))
    return join(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def _grouped_too(words: Words) -> Node:
    """A long number also as it is printed, in groups of three digits: 1643679 finds 1,643,679."""
    number = words.tokens[0]
    if (
        len(words.tokens) > 1
        or len(number) < SHORTEST_GROUPED
        or not (number.isascii() and number.isdecimal())
    ):
        return words
    groups = f"{int(number):,}".split(",")
    return Or((words, words._replace(tokens=tuple(groups)))) if number[0] != "0" else words


def _positive(node: Node) -> Iterator[Words]:
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


def _compiled(node: Node, titles: bool, words_from: Expand | None) -> str:  # noqa: FBT001 - one way down the tree
    match node:
        case Words():
            column = "{label} : " if titles or node.title else ""
            return f"({column}{_worded(node, words_from)})"
        case Sign():
            return f'("{node.token}"{" *" if node.prefix else ""})'
        case Not():
            return f'("{EVERY_SIGN}" NOT {_compiled(node.item, False, words_from)})'  # noqa: FBT003
        case Or():
            return f"({' OR '.join(_compiled(item, titles, words_from) for item in node.items)})"
        case And():
            wanted = [
                _compiled(item, titles, words_from)
                for item in node.items
                if not isinstance(item, Not)
            ]
            kept = " AND ".join(wanted) or f'"{EVERY_SIGN}"'
            excluded = [
                _compiled(item.item, False, words_from)  # noqa: FBT003
                for item in node.items
                if isinstance(item, Not)
            ]
            return f"(({kept}) NOT ({' OR '.join(excluded)}))" if excluded else f"({kept})"
        case _:
            assert_never(node)


def _worded(node: Words, words_from: Expand | None) -> str:
    """Words in quotes; the beginning of one word as the words that begin so."""
    if node.prefix and len(node.tokens) == 1 and words_from is not None:
        known = words_from(node.tokens[0])
        if known:
            return _any_of(known)
    return f'"{" ".join(node.tokens)}"{" *" if node.prefix else ""}'


def _any_of(words: tuple[str, ...]) -> str:
    quoted = [f'"{word}"' for word in words]
    return f"({' OR '.join(quoted)})" if len(quoted) > 1 else quoted[0]


def _shown(option: str) -> str:
    return option.replace(" ", "-")
