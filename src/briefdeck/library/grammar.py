"""The language of search, and what is wrong with a query that it cannot read.

merida initiative        both words, in any order
"transition team"        the words in this order
cartel*                  words that begin so
merida OR beyond         either
merida NOT (aid OR gao)  one without the others
title:merida             in titles only
kind:event  tag:aid  source:seelke-finklea-2017  briefing:ID  voice:ID  type:law
year:2006..2008  has:caveat
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, NoReturn

from briefdeck.library.query import And, BadQuery, Node, Not, Or, Query, Words
from briefdeck.library.signs import JOINTS, Sign, overlapping_years, sign_token
from briefdeck.text.folding import tokens
from briefdeck.text.words import did_you_mean, nearest

LONGEST: Final = 1000
DEEPEST: Final = 20
MOST_TERMS: Final = 48
SHORTEST_PREFIX: Final = 2
SHORTEST_GROUPED: Final = 5
KINDS: Final = (
    "key point", "finding", "era", "event", "program", "actor", "figure", "table",
    "recommendation", "option", "quotation", "section", "term", "source", "briefing", "fact",
    "judgment", "assumption",
)  # fmt: skip
KIND_NAMES: Final = {
    "point": "key point", "keypoint": "key point", "series": "figure", "chart": "figure",
    "quote": "quotation", "person": "actor", "organization": "actor", "judgement": "judgment",
    "statement": "finding", "policy": "program",
}  # fmt: skip
"""Other names that a reader may use for kinds."""
FEATURES: Final = ("caveat", "source", "quote", "date", "likelihood", "confidence")
FEATURE_NAMES: Final = {"citation": "source", "cite": "source", "quotation": "quote"}
_CHOICES: Final = {"kind": (KINDS, KIND_NAMES), "has": (FEATURES, FEATURE_NAMES)}
FIELDS: Final = ("title", "kind", "tag", "source", "briefing", "voice", "type", "year", "has")
_FIELD: Final = re.compile(r"([^\W\d_]+):")
_PIECE: Final = re.compile(
    r"""\s*(?:
        ([()])
      | (-(?=[\w"(]))                       # a minus before a word excludes it
      | ((?:[^\W\d_]+:)?"[^"]*"?\*?)       # a phrase, closed or not, with or without a field
      | ([^\s()"]+)
    )""",
    re.VERBOSE,
)
_YEAR: Final = re.compile(r"-?\d{1,4}")
EARLIEST: Final = -9999
LATEST: Final = 9999


def parse(text: str, *, typing: bool = False) -> Query | BadQuery:
    """Read a query as a reader wrote it.

    While they are `typing`, its last word may go on and its end may be missing.
    """
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
        """Leave out what an unfinished query ends with: operators and empty brackets."""
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
        closed = quoted and len(inner) > 1 and inner.endswith('"')
        if quoted and not closed and not is_last:
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
        is_long_enough = bool(found) and len(found[-1]) >= SHORTEST_PREFIX
        if starred and not is_long_enough:
            self.fail(
                f"A beginning needs at least {SHORTEST_PREFIX} letters before the star.",
                "Write one more letter: me*.",
                start,
                piece.end,
            )
        if not found:
            return None
        goes_on = is_last and not closed and is_long_enough
        return Words(found, prefix=starred or goes_on)

    def sign(self, name: str, value: str, start: int, end: int, *, is_last: bool) -> Node | None:
        if name == "year":
            return self.years(value, start, end, is_last=is_last)
        prefix = value.endswith("*") or is_last
        value = value.rstrip("*").strip()
        if name in _CHOICES:
            value = self.choice(name, value, start, end, prefix=prefix)
        return Sign(sign_token(name, value), prefix=prefix)

    def choice(self, name: str, value: str, start: int, end: int, *, prefix: bool) -> str:
        """The known value that is meant; with `prefix` the beginning of one will do."""
        known, others = _CHOICES[name]
        low = JOINTS.sub(" ", value.lower())
        for form in (low, low.removesuffix("s"), low.removesuffix("ies") + "y"):
            if form in known or form in others:
                return others.get(form, form)
        begins_one = any(option.startswith(low) for option in known)
        if not prefix or not begins_one:
            self.unknown_choice(name, value, start, end)
        return low

    def unknown_choice(self, name: str, value: str, start: int, end: int) -> NoReturn:
        """Say that a field has no such value, with the nearest one."""
        known, others = _CHOICES[name]
        hint = f"It can be {', '.join(map(_shown, known))}."
        near = nearest(value, (*known, *others))
        if near:
            hint = did_you_mean(f"{name}:{_shown(others.get(near, near))}")
        self.fail(f"`{name}:` has no value `{value}`.", hint, start, end)

    def years(self, value: str, start: int, end: int, *, is_last: bool) -> Node | None:
        run = _run_of_years(value.rstrip(".") if is_last else value)
        if run is None:
            self.fail(
                f"`{value}` is not a year.",
                "Write year:2006, year:2006..2008, year:2006.. or year:..2008.",
                start,
                end,
            )
        first, last = run
        if last < first and is_last:
            last = LATEST
        if last < first:
            self.fail(f"{last} comes before {first}.", f"Write year:{last}..{first}.", start, end)
        return _joined(Or, overlapping_years(first, last))

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


_OPERATORS: Final = frozenset({"AND", "OR", "NOT"})


def _pieces(text: str) -> Iterator[_Piece]:
    position = 0
    while (match := _PIECE.match(text, position)) is not None:
        position = match.end()
        bracket, minus, quoted, word = match.groups()
        written = bracket or minus or quoted or word
        kind = "term"
        if bracket or written in _OPERATORS:
            kind = written
        elif minus:
            kind = "NOT"
        yield _Piece(kind, written, position - len(written), position)


def _joined(join: "type[And | Or]", items: "Iterable[Node | None]") -> Node | None:
    """The items as one node; those without words are left out, and like in like is made flat."""
    flat: list[Node] = []
    for item in items:
        if isinstance(item, join):
            flat.extend(item.items)
        elif item is not None:
            flat.append(item)
    if len(flat) > 1:
        return join(tuple(flat))
    return flat[0] if flat else None


def _grouped_too(words: Words) -> Node:
    """A long number also as it is printed, in groups of three digits: 1643679 finds 1,643,679."""
    number = words.tokens[0]
    is_number = len(words.tokens) == 1 and number.isascii() and number.isdecimal()
    if not is_number or len(number) < SHORTEST_GROUPED or number.startswith("0"):
        return words
    groups = tuple(f"{int(number):,}".split(","))
    return Or((words, words._replace(tokens=groups)))


def _run_of_years(value: str) -> tuple[int, int] | None:
    """(first, last) of `2006`, `2006..2008`, `2006..` or `..2008`; None of anything else."""
    first, dots, last = value.partition("..")
    written = [year for year in (first, last) if year]
    if not written or not all(_YEAR.fullmatch(year) for year in written):
        return None
    if not dots:
        return int(first), int(first)
    return int(first or EARLIEST), int(last or LATEST)


def _shown(option: str) -> str:
    return option.replace(" ", "-")
