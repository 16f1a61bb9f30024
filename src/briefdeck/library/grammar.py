"""The language of search, and what is wrong with a query that it cannot read.

merida initiative        both words, in any order
"transition team"        the words in this order
cartel*                  words that begin so
=cartel                  this word in no other form
merida OR beyond         either
merida NOT (aid OR gao)  one without the others
title:merida             in titles only
kind:event  tag:aid  source:seelke-finklea-2017  briefing:ID  voice:ID  type:law
year:2006..2008  has:caveat  caveat:wrong
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple, NoReturn

from briefdeck.library.query import And, BadQuery, Node, Not, Or, Query, Words
from briefdeck.library.signs import (
    CAVEAT_NAMES,
    CAVEATS,
    FEATURE_NAMES,
    FEATURES,
    JOINTS,
    KIND_NAMES,
    KINDS,
    Sign,
    overlapping_years,
    sign_token,
)
from briefdeck.text.folding import fold_phrase, is_of_word, tokens
from briefdeck.text.words import did_you_mean, nearest

# Nobody types more; a text that was pasted by mistake should not keep the database busy.
LONGEST: Final = 1000
DEEPEST: Final = 20
MOST_TERMS: Final = 48
SHORTEST_PREFIX: Final = 2
"""With fewer letters nearly every word begins so."""
_CHOICES: Final = {
    "kind": (KINDS, KIND_NAMES),
    "has": (FEATURES, FEATURE_NAMES),
    "caveat": (CAVEATS, CAVEAT_NAMES),
}
FIELDS: Final = (
    "title", "kind", "tag", "source", "briefing", "voice", "type", "year", "has", "caveat",
)  # fmt: skip
_FIELD: Final = re.compile(r"([^\W\d_]+):")
_PIECE: Final = re.compile(
    r"""\s*(?:
        (?P<bracket>[()])
      | (?P<minus>-(?=[\w"(]))              # before a word it excludes it
      | (?P<term>(?:[^\W\d_]+:)?"[^"]*"?\*? # a phrase, closed or not, with or without a field
        | (?:[^\w\s()"]+\s+(?!(?:AND|OR|NOT)\b|[^\W\d_]+:)(?=\w))?  # a sign apart: § 230
          [^\s()"]+(?:"(?=[\s)]|$))?)         # a word, or a number of inches
    )""",
    re.VERBOSE,
)
_OPERATORS: Final = frozenset({"AND", "OR", "NOT"})
_YEARS: Final = re.compile(r"(-?\d{1,4})|(-?\d{1,4})?\.\.(-?\d{1,4})?")
_SPACED: Final = re.compile(r"(?<![\w.,])\d{1,3}(?:[\s'’]\d{3})+(?!\w)")
"""A number in groups as some write it; texts of ours have commas or nothing between them."""
_WILDCARD: Final = re.compile(r"(?<=[^\W\d_])\*(?=[^\W\d_])")
"""A star inside a word; elsewhere it is a sign, as in 2*3."""
_CURLY: Final = str.maketrans("“”„‟", '""""')
_PUNCTUATION: Final = ".,;:!?…"
_OTHER_WAYS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    # U.S. as US, US as U.S., cross-border as crossborder, and 1,23 on the way to 1,234.
    (
        re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])"),
        lambda found: found[0].replace(".", ""),
    ),
    (re.compile(r"(?<![^\W_])[A-Z]{2,5}(?![^\W_])"), lambda found: ".".join(found[0])),
    (re.compile(r"(?<=[^\W\d_]{2})[-‐‑](?=[^\W\d_]{2})"), lambda _: ""),
    (re.compile(r"(?<=\d),(?=\d)"), lambda _: ""),
)
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
            message = f"The query is longer than {LONGEST} characters."
            self.fail(message, "Leave words out.", LONGEST, len(self.text))
        self.pieces = _word_alone(list(_pieces(self.text.translate(_CURLY))))
        terms = [piece for piece in self.pieces if piece.kind == "term"]
        if len(terms) > MOST_TERMS:
            self.fail(f"The query has more than {MOST_TERMS} words.", "Leave words out.")
        if self.typing:
            self.finish()
        node: Node | None = None
        if self.pieces:
            node = self.alternatives(None)
        stray = self.peek()
        if stray is not None:
            self.stray(stray)
        if node is None:
            self.fail(
                "There is nothing to search for.",
                "Write a word, for instance merida or kind:event.",
                0,
                len(self.text),
            )
        return node

    def finish(self) -> None:
        """Leave out what an unfinished query ends with, and close its brackets."""
        while self.pieces and self.pieces[-1].kind in {"AND", "OR", "NOT", "("}:
            self.pieces.pop()
        kinds = Counter(piece.kind for piece in self.pieces)
        end = len(self.text)
        self.pieces += [_Piece(")", ")", end, end)] * (kinds["("] - kinds[")"])

    def alternatives(self, opener: _Piece | None) -> Node | None:
        operator: _Piece | None = opener
        items: list[Node | None] = []
        while True:
            items.append(self.conjunction(operator))
            operator = self.take("OR")
            if operator is None:
                return _joined(Or, items)

    def conjunction(self, operator: _Piece | None) -> Node | None:
        items: list[Node | None] = []
        while not self.is_at_end():
            joint = self.take("AND")
            if joint is None:
                items.append(self.exclusion())
            elif not items or not self.is_before_operand():
                self.missing(joint)
        if not items:
            self.nothing_after(operator)
        return _joined(And, items)

    def is_at_end(self) -> bool:
        """Whether a conjunction ends here."""
        following = self.peek()
        return following is None or following.kind in {")", "OR"}

    def nothing_after(self, operator: _Piece | None) -> NoReturn:
        """Say that nothing stands where a conjunction should, behind an operator or a bracket."""
        following = self.peek()
        if operator is not None:
            self.missing(operator)
        if following is None:
            self.missing(self.pieces[0])
        if following.kind == ")":
            self.stray(following)
        self.missing(following)

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
        match item:
            case None:
                return None
            case Not():
                return item.item
        return Not(item)

    def primary(self) -> Node | None:
        piece = self.pieces[self.position]
        self.position += 1
        if piece.kind == "(":
            return self.group(piece)
        is_last = self.typing and piece.end == len(self.text)
        return self.term(piece, is_last=is_last)

    def group(self, opener: _Piece) -> Node | None:
        self.descend(opener)
        node = self.alternatives(opener)
        self.depth -= 1
        if self.take(")") is None:
            message = "This bracket is not closed."
            self.fail(message, "Write ) where it ends.", opener.start, opener.end)
        return node

    def term(self, piece: _Piece, *, is_last: bool) -> Node | None:
        field = _FIELD.match(piece.text)
        if field is None or _is_no_field(field[1], piece.text[field.end() :]):
            return self.plain_words(piece, piece.text, piece.start, is_last=is_last)
        name = field[1].lower()
        start = piece.start + field.end()
        if name not in FIELDS:
            self.unknown_field(name, piece.start, start)
        value = piece.text[field.end() :]
        if value.count('"') == 1 and not is_last:
            self.unclosed(start + value.index('"'))
        bare = value.replace('"', "")
        if not bare.strip("* "):
            if is_last:
                return None
            message = f"`{name}:` needs a value right behind it."
            self.fail(message, _EXAMPLES[name], piece.start, piece.end)
        if name != "title":
            return self.sign(name, bare.strip(), start, piece.end, is_last=is_last)
        words = self.plain_words(piece, value, start, is_last=is_last)
        if words is None:
            return None
        return words._replace(title=True)

    def plain_words(self, piece: _Piece, value: str, start: int, *, is_last: bool) -> Words | None:
        is_alone = value.startswith("=") and is_of_word(value[1:2] or " ")
        starred = value.endswith("*")
        inner = value.removesuffix("*").removeprefix("=" if is_alone else "")
        goes_on = is_last and not is_alone
        is_quoted = inner.startswith('"')
        if is_quoted:
            closed = len(inner) > 1 and inner.endswith('"')
            if not closed and not is_last:
                self.unclosed(start)
            goes_on = not closed
        elif wildcard := _WILDCARD.search(inner):
            at = start + wildcard.start()
            self.fail(
                "A star stands only at the end of a word.",
                "Search for the word's beginning: cartel*.",
                at,
                at + 1,
            )
        inner = _SPACED.sub(_joined_digits, inner)
        found = tuple(tokens(inner))
        is_long_enough = len("".join(found[-1:])) >= SHORTEST_PREFIX
        if starred and not is_long_enough:
            self.fail(
                f"A beginning needs at least {SHORTEST_PREFIX} letters before the star.",
                "Write one more letter: me*.",
                start,
                piece.end,
            )
        if not found:
            return None
        return Words(
            found,
            prefix=starred or (goes_on and is_long_enough),
            others=tuple(_other_ways(inner, found)),
            written=_written(inner),
            exact=is_alone or is_quoted or starred,
        )

    def sign(self, name: str, value: str, start: int, end: int, *, is_last: bool) -> Node | None:
        if name == "year":
            return self.years(value, start, end, is_last=is_last)
        prefix = value.endswith("*") or is_last
        value = value.rstrip("*").strip()
        if name in _CHOICES:
            value = self.choice(name, value, start, end, prefix=prefix)
        return Sign(sign_token(name, value), prefix=prefix)

    def choice(self, name: str, value: str, start: int, end: int, *, prefix: bool) -> str:
        """Return the known value that is meant; with `prefix` the beginning of one will do."""
        known, others = _CHOICES[name]
        low = JOINTS.sub(" ", value.lower())
        for form in (low, low.removesuffix("s"), low.removesuffix("ies") + "y"):
            meant = others.get(form, form)
            if meant in known:
                return meant
        begins_one = any(option.startswith(low) for option in known)
        if not prefix or not begins_one:
            self.unknown_choice(name, value, start, end)
        return low

    def unknown_field(self, name: str, start: int, end: int) -> NoReturn:
        """Say that there is no such field, with the nearest one."""
        near = nearest(name, FIELDS)
        hint = f"The fields are {', '.join(FIELDS)}."
        if near:
            hint = did_you_mean(f"{near}:")
        remedy = f"{hint} To search for the words as they stand, put them in quotes."
        self.fail(f"There is no field `{name}`.", remedy, start, end)

    def unknown_choice(self, name: str, value: str, start: int, end: int) -> NoReturn:
        """Say that a field has no such value, with the nearest one."""
        known, others = _CHOICES[name]
        hint = f"It can be {', '.join(map(_shown, known))}."
        near = nearest(value, (*known, *others))
        if near:
            hint = did_you_mean(f"{name}:{_shown(others.get(near, near))}")
        self.fail(f"`{name}:` has no value `{value}`.", hint, start, end)

    def years(self, value: str, start: int, end: int, *, is_last: bool) -> Node | None:
        if is_last:
            value = value.rstrip(".")
        run = _run_of_years(value)
        if run is None:
            self.fail(
                f"`{value}` is not a year.",
                "Write year:2006, year:2006..2008, year:2006.. or year:..2008.",
                start,
                end,
            )
        first, last = run
        if last < first and is_last:
            # The last year is still being typed: 2006..20 may become 2006..2010.
            last = LATEST
        if last < first:
            self.fail(f"{last} comes before {first}.", f"Write year:{last}..{first}.", start, end)
        return _joined(Or, overlapping_years(first, last))

    def descend(self, piece: _Piece) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"Brackets stand more than {DEEPEST} deep."
            self.fail(message, "Leave some out.", piece.start, piece.end)

    def peek(self) -> _Piece | None:
        if self.position == len(self.pieces):
            return None
        return self.pieces[self.position]

    def take(self, kind: str) -> _Piece | None:
        piece = self.peek()
        if piece is None or piece.kind != kind:
            return None
        self.position += 1
        return piece

    def unclosed(self, at: int) -> NoReturn:
        """Say that a quotation mark has no other one."""
        message = "This quotation mark is not closed."
        self.fail(message, 'Write " where the phrase ends.', at, at + 1)

    def stray(self, bracket: _Piece) -> NoReturn:
        """Say that a bracket closes none."""
        message = "This bracket closes nothing."
        self.fail(message, "Leave it out.", bracket.start, bracket.end)

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
    "caveat": "For instance caveat:wrong.",
}


def _pieces(text: str) -> Iterator[_Piece]:
    position = 0
    while (match := _PIECE.match(text, position)) is not None:
        position = match.end()
        group = match.lastgroup or ""
        written = match[group]
        kind = group
        if group == "bracket" or written in _OPERATORS:
            kind = written
        elif group == "minus":
            kind = "NOT"
        yield _Piece(kind, written, position - len(written), position)


def _word_alone(pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces; a word with a minus that is all there is excludes nothing: -band."""
    match pieces:
        case [_Piece(kind="NOT", text="-", start=start), _Piece(kind="term") as word]:
            if not _FIELD.match(word.text) and '"' not in word.text:
                return [_Piece("term", f"-{word.text}", start, word.end)]
    return pieces


def _is_no_field(name: str, value: str) -> bool:
    """Whether a word with a colon is part of a text: an address, or a word before a blank."""
    return name.lower() not in FIELDS and value[:1] in {"", "/", ":"}


def _other_ways(written: str, found: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words of other ways to write a text, each once."""
    known = {found}
    for way, other in _OTHER_WAYS:
        words = tuple(tokens(way.sub(other, written)))
        if words not in known:
            known.add(words)
            yield words


def _written(text: str) -> str:
    """Return a phrase as it was typed, folded; empty if it has nothing but words and blanks."""
    if text.startswith('"'):
        text = text.strip('"')
    phrase = fold_phrase(text)
    phrase = phrase.rstrip(_PUNCTUATION).strip()
    has_signs = any(not is_of_word(sign) for sign in phrase if sign != " ")
    return phrase if has_signs else ""


def _joined(join: "type[And | Or]", items: "Iterable[Node | None]") -> Node | None:
    """Return the items as one node; None where none has words.

    Like in like is made flat: `a (b c)` is `a b c`.
    """
    flat: list[Node] = []
    for item in items:
        if isinstance(item, join):
            flat.extend(item.items)
        elif item is not None:
            flat.append(item)
    match flat:
        case []:
            return None
        case [item]:
            return item
    return join(tuple(flat))


def _joined_digits(number: re.Match[str]) -> str:
    return "".join(filter(str.isdecimal, number[0]))


def _run_of_years(value: str) -> tuple[int, int] | None:
    """Return (first, last) of `2006`, `2006..2008`, `2006..` or `..2008`; None of anything else."""
    match = _YEARS.fullmatch(value)
    if match is None or value == "..":
        return None
    year, first, last = match.groups()
    if year:
        return int(year), int(year)
    return int(first or EARLIEST), int(last or LATEST)


def _shown(option: str) -> str:
    return option.replace(" ", "-")
