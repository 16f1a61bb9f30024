"""Names as papers and lists of references write them, as CSL has them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefdeck.model.csl import Name
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line

_OF_ORGANIZATIONS_WORDS: Final = """
    academy accountability administration affairs agency alliance assembly association
    associates authority bank board bureau cabinet center centre centro chamber church city
    club coalition college commission committee company confederation conference congress
    consortium consulting corporation council court department directorate division embassy
    enforcement european federal federation force forces forum foundation fund global
    government group house inc initiative inspectorate institute institution institutions
    instituto international laboratory league library llc ltd ministry mission movement
    museum nations national network news observatory office organisation organization panel
    parliament parliamentary partnership party patrol police press program programme project
    protection publications registry republic research school secretariat secretary senate
    service services society staff states survey taskforce team trust unicef union united
    universidad university world
"""
_OF_ORGANIZATIONS: Final = frozenset(_OF_ORGANIZATIONS_WORDS.split())
"""Words that stand in the names of organizations, and of no person."""
_WORD: Final = pattern(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
_JOINS_ORGANIZATIONS: Final = pattern(r"\b(?:of|for|on|at|the|del|in)\b|/")
_ACRONYM: Final = pattern(r"(?:[A-Z]\.?){2,}[A-Z0-9]*|[A-Z][A-Z0-9&-]{2,}")
_INITIALS: Final = pattern(
    r"(?:[A-ZÀ-Þ][a-z]?\.[\s-]*)+(?:de|van|von)?|[A-ZÀ-Þ]{1,3}|(?:[A-ZÀ-Þ] )+[A-ZÀ-Þ]"
)
_GIVEN_FIRST: Final = pattern(r"(?:[A-ZÀ-Þ]\.[\s-]?)+\s*\w{2}")
_SUFFIX: Final = pattern(r"(?:Jr|Sr)\.?|II|III|IV")
_WITH_SUFFIX: Final = pattern(r"(?P<name>.+?),?\s+(?P<suffix>(?:Jr|Sr)\.?|III?|IV)")
_DEGREE: Final = pattern(
    r",\s*(?:Ph\.?\s?D|M\.?D|J\.?D|M\.?P\.?H|M\.?B\.?A|M\.?A|B\.?A|M\.?Sc|Dr\.?P\.?H|R\.?N|Esq)\b\.?"
)
_RANKS: Final = (
    r"(?:(?:Lieutenant|Vice|Rear|Brigadier|Major|Staff|First|Second)\s+)?"
    r"(?:Colonel|General|Major|Captain|Lieutenant|Commander|Admiral|Sergeant)"
)
_TITLE: Final = pattern(
    rf"(?:(?:Dr|Prof|Mr|Mrs|Ms|Gen|Lt|Col|Maj|Capt|Hon|Sen|Rep)\.?|Professor|Sir|Dame|{_RANKS})\s+"
)
_MARKS: Final = "*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰"
_PERSON: Final = pattern(
    r"[A-ZÀ-Þ][\w'’.-]*(?<!['’]s)(?:\s+(?:[A-ZÀ-Þ][\w'’.-]*|d[aeiou]s?|del|van|von|der|den|la|le|al|bin)){1,4}"
    r"(?:,?\s+(?:Jr\.?|Sr\.?|III?|Ph\.?D\.?|M\.?D\.?))*"
)
_ASIDE: Final = pattern(
    r"(?:[\w-]+ )?(?:Report|Brief|Memo|Memorandum|Paper|Note|Review|Essay|Draft|Retired|Ret\.)"
    r"|(?:U\.?S\.? )?(?:Army|Navy|Air Force|Marine Corps)"
)
"""What stands beside a name and is none: what is written, and where one serves."""
_NO_NAME_WORDS: Final = """
    The Two Three Four Five Six Seven How Why What When Where From Our New Old This After Before
    Beyond Between Under Toward Towards
"""
_NO_NAME: Final = frozenset(_NO_NAME_WORDS.split())
"""Words with which titles begin, and no names."""
_BETWEEN: Final = pattern(r"\s*(?:,\s*(?:and|&)\s+|\s+(?:and|&)\s+|[,;|·•]\s*)")
_LONG_ACRONYM: Final = pattern(r"\b[A-Z]{3,}\b")
_MOST_ON_LINE: Final = 20
_ET_AL: Final = pattern(
    r",?\s*(?:and|&)?\s*(?:et\s+al\.?|others|colleagues)\s*\Z|\s*…\s*", re.IGNORECASE
)
_AS_EDITORS: Final = pattern(
    r"[,\s]*\(?\b(?:eds?|editors?|comps?|trans)\b\.?\)?[.,\s]*\Z", re.IGNORECASE
)
_AND: Final = pattern(r",?\s+(?:and|&|with|y|et|und)\s+|\s*&\s*")
_PARTICLES_WORDS: Final = """
    de da do dos das del della di du la le les van von der den ter ten zu af al bin ibn el
    st
"""
_PARTICLES: Final = frozenset(_PARTICLES_WORDS.split())
_OF_VANCOUVER: Final = pattern(
    r"(?P<family>(?:[a-z]+\s){0,3}[A-ZÀ-Þ][\w'’-]+(?:\s[\w'’-]+){0,2})\s(?P<given>[A-ZÀ-Þ]{1,3})"
)
_ABBREVIATED: Final = pattern(r"(?:\b[A-ZÀ-Þ]|\b(?:Jr|Sr|Inc|Ltd|Corp|Co|St|al))\.\Z|\.\.\Z")
_MOST: Final = 60
"""Names that are read of one list."""


def is_organization(text: str) -> bool:
    """Return whether a name is an organization's and no person's."""
    is_joined = " " in text.strip() and bool(_JOINS_ORGANIZATIONS.search(text))
    return is_joined or is_plainly_organization(text)


def is_plainly_organization(text: str) -> bool:
    """Return whether a line can only be an organization's name: "of" and "for" are not enough."""
    words = [word.lower().rstrip("s.") for word in _WORD.findall(text)]
    is_acronym = _ACRONYM.fullmatch(text.strip()) is not None
    is_state = text.startswith(("U.S.", "US ", "UN ", "EU "))
    return is_acronym or is_state or not _STEMS.isdisjoint(words)


_STEMS: Final = frozenset(word.rstrip("s") for word in _OF_ORGANIZATIONS)


def without_marks(line: str) -> str:
    """Return names without the marks of footnotes and affiliations behind them."""
    return "".join([sign for sign in line if not sign.isdigit() and sign not in _MARKS])


def people_on(line: str) -> tuple[Name, ...]:
    """Return the people whose names are all that a line holds; none where it holds more."""
    names = _DEGREE.sub("", without_marks(line)).strip(" ,")
    parts = [_TITLE.sub("", part) for part in _BETWEEN.split(names) if part]
    parts = [part for part in parts if not _ASIDE.fullmatch(part)]
    are_names = (
        0 < len(parts) <= _MOST_ON_LINE
        and names.partition(" ")[0].capitalize() not in _NO_NAME
        and all(_PERSON.fullmatch(part) and not is_organization(part) for part in parts)
        and (line.isupper() or not _LONG_ACRONYM.search(line))
    )
    return tuple(map(name_of, parts)) if are_names else ()


def names_of(text: str) -> tuple[Name, ...]:
    """Return the names of a list in any style: `Lee, A., & Rey, B. C.`, `Lee AB, Rey C`."""
    plain = _AS_EDITORS.sub("", _ET_AL.sub("", one_line(text))).strip(" ,;:")
    plain = ", ".join([part for part in plain.split(", ") if not _ASIDE.fullmatch(part)])
    plain = without_stop(_DEGREE.sub("", plain))
    if not plain:
        return ()
    if ";" in plain:
        parts = [part.strip(" ,") for part in plain.split(";")]
        return tuple([name for part in parts[:_MOST] for name in names_of(_without_and(part))])
    if _is_one_organization(plain):
        return (Name(literal=plain),)
    return tuple(_people(plain))[:_MOST]


def without_stop(text: str) -> str:
    """Return a text without the full stop at its end, unless it belongs to an abbreviation."""
    return text if _ABBREVIATED.search(text) else text.removesuffix(".")


def _without_and(part: str) -> str:
    return re.sub(r"\A(?:and|&)\s+", "", part)


def _is_one_organization(text: str) -> bool:
    """Whether a whole list is one organization, whose name may have commas and an `and`."""
    first = text.partition(",")[0]
    if _INITIALS.fullmatch(text.partition(",")[2].partition(",")[0].strip()):
        return False
    return is_organization(first) or (is_organization(text) and " " in first)


def _people(text: str) -> Iterator[Name]:
    chunks = [chunk for part in _AND.split(text) for chunk in _chunks(part)]
    if len(chunks) > 1 and _GIVEN_FIRST.match(chunks[0]):
        yield from map(name_of, chunks)
        return
    place = 0
    while place < len(chunks):
        chunk = chunks[place]
        following = chunks[place + 1 : place + 3]
        vancouver = _OF_VANCOUVER.fullmatch(chunk)
        if vancouver is not None and not (following and _INITIALS.fullmatch(following[0])):
            yield _inverted(vancouver["family"], vancouver["given"])
            place += 1
        elif following and _is_inverted(chunk, following[0]):
            has_suffix = len(following) > 1 and _SUFFIX.fullmatch(following[1])
            yield _inverted(chunk, following[0], following[1] if has_suffix else "")
            place += 3 if has_suffix else 2
        else:
            yield name_of(chunk)
            place += 1


def _chunks(part: str) -> Sequence[str]:
    return [chunk for chunk in (one.strip() for one in part.split(",")) if chunk]


def _is_inverted(chunk: str, following: str) -> bool:
    """Whether two chunks between commas are one name: family name, given names."""
    if is_organization(chunk) or _GIVEN_FIRST.match(chunk):
        return False
    if _INITIALS.fullmatch(following):
        return True
    words = _core(chunk)
    if len(words) == 1:
        return not is_organization(following)
    return len(words) <= 3 and len(_core(following)) == 1


def _core(name: str) -> list[str]:
    """The words of a name without particles, initials and suffixes."""
    return [
        word
        for word in name.split()
        if word.lower() not in _PARTICLES
        and not _INITIALS.fullmatch(word)
        and not _SUFFIX.fullmatch(word)
    ]


def _inverted(family: str, given: str, suffix: str = "") -> Name:
    if given == "The":
        return Name(literal=f"The {family}")
    found = _WITH_SUFFIX.fullmatch(family)
    if found is not None:
        family, suffix = found["name"], found["suffix"]
    particle, family = _particle(family)
    return Name(
        family=family,
        given=given or None,
        suffix=suffix or None,
        non_dropping_particle=particle or None,
    )


def _particle(family: str) -> tuple[str, str]:
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count] in _PARTICLES:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def name_of(text: str) -> Name:
    """Return one name in the order in which it is said: `Laura Y. Calderón`."""
    plain = _TITLE.sub("", text.strip(" ,"), count=1)
    found = _WITH_SUFFIX.fullmatch(plain)
    suffix = found["suffix"] if found else ""
    words = (found["name"] if found else plain).split()
    if len(words) < 2 or is_organization(plain) or not _are_capital(words):
        return Name(literal=plain)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    # No given name ends so: the two names of a Spanish family.
    if start > 1 and words[start - 1].endswith("ez"):
        start -= 1
    return _inverted(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _are_capital(words: Iterable[str]) -> bool:
    """Whether words may be a person's names, of which only particles begin small."""
    return all(not word[0].islower() or word in _PARTICLES for word in words)
