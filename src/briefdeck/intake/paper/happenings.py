"""Dated sentences as events that somebody has to decide on: when it was, and what to call it."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefdeck.intake.paper.dates import Dated
from briefdeck.text.pattern import pattern
from briefdeck.text.width import first_words
from briefdeck.text.words import capital

_LONGEST: Final = 88
"""Characters of a title."""
_FEWEST: Final = 3
"""Words of a clause that is enough for a title."""
_COMPARED: Final = pattern(
    r"\b(?:compared (?:to|with)|than (?:in|it was in|that of)|(?:up|down|(?:in|de)crease[ds]?) from"
    r"|relative to|versus|(?:most|least|first|worst|[a-z]+est)\b[^,;.]{0,40} since"
    r"|from (?:[a-z]+[ -])*[$€£]?\d[\d,.]*[^;.\d]{0,30}? in|from (?:[a-z]+[ -]){1,5}in)"
    r"\s*(?:the\s+)?(?:fiscal year\s+|FY\s*)?\Z"
)
_PRESENT: Final = pattern(r"\b(?:is|are|can|cannot|may|might|must|should|will|do|does|we)\b")
_PAST_WORDS: Final = """
    was were had did began became brought built came chose drew drove fell fought found gave got
    grew held hit kept knew laid led left lost made met paid put ran rose said sat saw sent set shot
    sold spent spoke stood struck swore told took went won wrote
"""
_PAST: Final = pattern(
    rf"\b(?:{'|'.join(_PAST_WORDS.split())}|(?!(?:ba|limi|rela|detai|advan|uni|nee)[a-z]*ed\b)[a-z]{{2,}}ed)\b"
)
"""Words that tell of what has happened."""
_CITED: Final = pattern(r"(?:\b[A-ZÀ-Þ][\w'’-]*|\bet al\.)(?:'s|’s)?\s+\(\Z")
"""What stands before the year of a work that is cited: its author."""
_AHEAD: Final = pattern(
    r"\b(?:will|shall|(?:is|are) (?:expected|projected|scheduled|due|set)|plans? to|aims? to"
    r"|by the end of)\b"
)
_CLAUSE: Final = pattern(
    r"[;—–:]\s*|,\s+(?:(?:and|but|while|although|though)\s+)"
    r"|,\s+(?=(?:which|who|whose|where|as well as|with|after which|[a-z]+ing)\b)"
)
_RELATIVE: Final = pattern(r"(?:which|who|whose|where|as well as|with|after which|[a-z]+ing)\b")
_OPENER: Final = pattern(
    r"(?:However|In addition|Meanwhile|Indeed|More recently|Moreover|Furthermore|Also|Then|Finally"
    r"|Thus|Therefore|For example|For instance|At the same time|As a result|Similarly|Likewise"
    r"|Later|Subsequently|And|But|Since then)\b,?\s+"
)
_NAMED: Final = pattern(r"\s*(?:\([^()]{1,20}\)\s*)?[:–—-]\s*(?=\w{2})")
"""What stands between a date and what happened then, in a chronology."""
_SUBORDINATE: Final = pattern(
    r"(?:When|After|As|Since|Before|Although|Though|While|Once)\s+(?!of\b)"
)
_DATE_LAST: Final = pattern(
    r",?\s+(?:in|on|by|since|during|of|at|until|from|around|dated)"
    r"(?:\s+(?:early|mid|late|the|about))?[\s-]*\Z"
)
_SMALL_WORDS: Final = """
    a an the of on in and for to at by with from as or but that which its their his her was
    were is are be into than this these
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())


class Happening(NamedTuple):
    """An event as a sentence tells it: its date, and a title made of its clause."""

    date: str
    title: str


def happenings(
    sentence: str, dates: Sequence[Dated], issued: str, *, counts: bool
) -> Iterator[Happening]:
    """Yield the events that a sentence tells, one a date.

    issued: when the paper was published; what lies behind it is a plan. counts: whether the
    sentence holds amounts, whose fiscal years are no events.
    """
    seen: set[str] = set()
    for dated in dates:
        if dated.date in seen or not _is_event(sentence, dated, issued, counts=counts):
            continue
        seen.add(dated.date)
        title = headline(sentence, dated) or shortened(sentence)
        if title:
            yield Happening(dated.date, title)


def _is_event(sentence: str, dated: Dated, issued: str, *, counts: bool) -> bool:
    if dated.kind in {"span", "before", "after"} or (dated.kind == "fiscal" and counts):
        return False
    if issued and dated.date[:4] > issued[:4]:
        return False
    before = sentence[: dated.start]
    is_year = len(dated.date) == len("2020")
    if is_year and _PRESENT.search(sentence) and not _PAST.search(sentence):
        return False
    if _CITED.search(before[-40:]) and sentence[dated.end : dated.end + 1] in {")", ","}:
        return False
    return not _COMPARED.search(before[-80:]) and not _AHEAD.search(before[-60:])


def headline(sentence: str, dated: Dated) -> str:
    """Return a title for what a sentence says of a date."""
    start, end = _clause(sentence, dated)
    opener = _OPENER.match(sentence, start, end)
    start = opener.end() if opener else start
    subordinate = _SUBORDINATE.match(sentence, start, end)
    after = sentence[dated.end : end]
    rest = after.lstrip(" ,") if after.startswith(",") else ""
    if dated.start - start <= 1 and (named := _NAMED.match(after)):
        return shortened(after[named.end() :])
    if subordinate is not None and subordinate.end() < dated.start and (rest or after[:1] == ","):
        start, end = subordinate.end(), dated.end
    elif len(rest.split()) > _FEWEST and dated.start - start <= _LEAD:
        return shortened(rest)
    if sentence[dated.end : end].strip(" .,;:!?"):
        return shortened(sentence[start:end])
    return shortened(_DATE_LAST.sub("", sentence[start : dated.start].rstrip()))


_LEAD: Final = 60
"""Characters before a date that only lead to it: "Within weeks of taking office in"."""


def _clause(sentence: str, dated: Dated) -> tuple[int, int]:
    """The span of the clause in which the date stands; a relative one goes with its subject."""
    start = 0
    for found in _CLAUSE.finditer(sentence):
        if found.end() <= dated.start:
            is_long = len(sentence[found.end() : dated.end].split()) > _FEWEST
            if is_long and not _RELATIVE.match(sentence, found.end()):
                start = found.end()
        elif found.start() >= dated.end and _has_words(sentence, start, found.start()):
            return start, found.start()
    return start, len(sentence)


def _has_words(sentence: str, start: int, end: int) -> bool:
    return len(sentence[start:end].split()) > _FEWEST + 2


def shortened(words: str) -> str:
    """Return words as a title: short, with a capital, without a stop or a small word at its end."""
    plain = first_words(words.strip(" .,;:!?("), _LONGEST)
    if plain.count("(") > plain.count(")"):
        plain = plain[: plain.rfind("(")]
    kept = plain.rstrip(" .,;:…").split(" ")
    while len(kept) > 1 and kept[-1].lower() in _SMALL:
        kept.pop()
    return capital(" ".join(kept).strip(" .,;:"))
