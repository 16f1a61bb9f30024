"""References in the author-date style of The Chicago Manual of Style, 18th edition; laws and treaties as it takes them from the Bluebook.

Titles keep the author's capitals. Source of the rules: chapters 13 and 14 of the manual, and its CSL style, which the
tests were compared with (`chicago-author-date`, Pandoc's default).
"""

import re
from collections.abc import Sequence
from typing import Final

from briefdeck.document.reference_parts import (
    Words,
    direct,
    in_text,
    ital,
    joined,
    listed,
    month_and_day,
    month_only,
    plain,
    quoted,
    run_on,
    web,
    year_label,
)
from briefdeck.model.briefing import Name, Source
from briefdeck.model.prose import Inline

ITALIC_TITLES: Final = frozenset({"report", "book", "standard", "software", "hearing"})
LEGAL: Final = frozenset({"legislation", "bill", "regulation", "treaty"})
_PERIODICAL: Final = frozenset(
    {"article-newspaper", "article-magazine", "article-journal", "post-weblog", "interview"}
)
_CONTAINER_AS_AUTHOR: Final = frozenset(
    {"article-newspaper", "article-magazine", "webpage", "post", "post-weblog"}
)
_NUMERIC: Final = r"[A-Za-z]{0,2}\d+[A-Za-z]?(?:[-–/,& ]+\d+)*"
_PAGES: Final = r"(\d+)\s*[-–—]+\s*(\d+)"
_LOCATOR: Final = r"pp?\.\s*(?=\w)"


def full_reference(source: Source, letter: str = "") -> tuple[Inline, ...]:
    """A source as the reference list has it; `letter` follows the year where author and year do not tell sources apart."""
    if source.type in LEGAL:
        return _legal(source)
    title = _title(source)
    lead, rest = _lead(source), [title]
    if not lead:
        lead, rest = title, []
    year = plain(_year(source, letter))
    parts = [lead, year, *rest, *_details(source), _accessed(source), _address(source)]
    return joined(part for part in parts if part)


class ShortForms:
    """How each source of a list is cited in the text: `Seelke and Finklea 2017`, made different where two would be alike.

    Different people get their initials, works of the same people in one year get letters, by title.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self._who: dict[str, str] = {}
        self._letters: dict[str, str] = {}
        alike: dict[tuple[str, str], list[Source]] = {}
        for source in sources:
            if source.type not in LEGAL:
                alike.setdefault((_who(source), _year(source)), []).append(source)
        for group in alike.values():
            if len(group) > 1:
                self._tell_apart(group)

    def short(self, source: Source) -> str:
        """A source's author and year."""
        who, when = self._who.get(source.id) or _who(source), _year(source, self.letter(source))
        if source.type in LEGAL and (not when or re.search(rf"\b{re.escape(when)}$", who)):
            return who
        if not when.startswith("n.d."):
            return f"{who} {when}"
        return f"{who.removesuffix('”')},” {when}" if who.endswith("”") else f"{who}, {when}"

    def letter(self, source: Source) -> str:
        """`a`, `b` … where another source has the same author and year, else nothing."""
        return self._letters.get(source.id, "")

    def _tell_apart(self, group: Sequence[Source]) -> None:
        if len({names[0] for names in map(_authors, group) if names}) > 1:
            self._who.update((source.id, _who(source, initials=True)) for source in group)
        same: dict[str, list[Source]] = {}
        for source in group:
            same.setdefault(self._who.get(source.id) or _who(source), []).append(source)
        for works in same.values():
            if len(works) > 1:
                ordered = sorted(works, key=lambda source: _sortable(source.title))
                self._letters.update(
                    (source.id, _letter(position)) for position, source in enumerate(ordered)
                )


def with_locator(short: str, at: str | None) -> str:
    """A short form with the place in the source: `Seelke and Finklea 2017, 9`; other places keep their words."""
    return f"{short}, {re.sub(_LOCATOR, '', at, count=1)}" if at else short


def _letter(position: int) -> str:
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _sortable(title: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", re.sub(r"[^\w\s]", "", title.casefold()))


def _who(source: Source, *, initials: bool = False) -> str:
    """Who a citation in the text names: the authors, else the title."""
    names = _authors(source)
    return in_text(names, initials=initials) if names else _short_title(source)


def _authors(source: Source) -> tuple[Name, ...]:
    if source.type in LEGAL:
        return ()
    if source.author or source.editor:
        return source.author or (source.editor if source.type != "chapter" else ())
    if source.type in _CONTAINER_AS_AUTHOR and (source.container_title or source.publisher):
        return (Name(literal=source.container_title or source.publisher),)
    return ()


def _lead(source: Source) -> Words:
    """Who opens the reference; nothing where the title does."""
    names = _authors(source)
    if not names:
        return ()
    if source.author:
        return plain(listed(source.author))
    if source.editor and names == source.editor:
        return plain(f"{listed(names)}, {'eds.' if len(names) > 1 else 'ed.'}")
    if source.type in _PERIODICAL and source.container_title:
        return ital(source.container_title)
    return plain(direct(names[0]))


def _short_title(source: Source) -> str:
    return (
        source.title
        if source.type in ITALIC_TITLES or source.type in LEGAL
        else f"“{source.title}”"
    )


def _title(source: Source) -> Words:
    return ital(source.title) if source.type in ITALIC_TITLES else quoted(source.title)


def _year(source: Source, letter: str = "") -> str:
    if source.issued is None:
        if source.type in LEGAL:
            return ""
        return f"n.d.-{letter}" if letter else "n.d."
    return year_label(source.issued) + letter


def _details(source: Source) -> list[Words]:
    """What stands between title and address, sentence by sentence."""
    match source.type:
        case "article-journal":
            return [_journal(source)]
        case "chapter" | "paper-conference":
            return (
                [_inside(source), _publisher(source)]
                if source.container_title
                else [_publisher(source)]
            )
        case "thesis":
            return [plain(", ".join(_given(source.genre or "Thesis", source.publisher)))]
        case "book":
            return [_edited(source), _edition(source), _volume(source), _publisher(source)]
        case "report":
            return [
                _edition(source),
                _volume(source),
                _number(source),
                _series(source),
                _publisher(source),
            ]
        case _:
            return _dated_details(source)


def _dated_details(source: Source) -> list[Words]:
    """The same for what is told apart by its day: newspapers, pages, speeches, standards, documents."""
    day = month_and_day(source.issued)
    if source.type in _PERIODICAL:
        lead = _authors(source) if not source.author else ()
        container = () if lead else ital(source.container_title or "")
        genre = plain(
            source.genre
            or ("" if source.container_title or source.type != "interview" else "Interview")
        )
        pages = _pages(source) if source.type == "article-magazine" else ""
        return [genre, run_on(container, plain(day), plain(pages))]
    site = (
        source.container_title
        if source.type in {"webpage", "post", "document", "speech", "dataset"}
        else None
    )
    if not source.author and not source.editor and source.type in _CONTAINER_AS_AUTHOR:
        site, publisher = None, source.publisher if source.container_title else None
    else:
        publisher = source.publisher
    place = source.publisher_place if source.type == "speech" else None
    version = plain(f"Version {source.version}" if source.version is not None else "")
    fallback = {"hearing": "Hearing", "personal_communication": "Personal communication"}.get(
        source.type
    )
    number = _number(source, fallback)
    if source.type == "personal_communication":
        return [run_on(number, plain(", ".join(_given(publisher, day))))]
    return [
        _edition(source),
        version,
        number,
        plain(", ".join(_given(site, publisher, place, day))),
    ]


def _given(*words: str | None) -> list[str]:
    return [word for word in words if word]


def _journal(source: Source) -> Words:
    """`*Journal* 12 (3): 351–68`, with the month where there is no issue."""
    pages = _pages(source)
    number = "" if source.volume is None else f" {source.volume}"
    if source.volume is not None and source.issue is not None:
        number += f" ({source.issue})"
    elif source.issue is not None:
        number += f", no. {source.issue}"
    elif source.volume is not None and (month := month_only(source.issued)):
        number += f" ({month})"
    elif source.volume is None and (day := month_and_day(source.issued)):
        number += f", {day}"
    if pages:
        number += f": {pages}" if number else f", {pages}"
    container = ital(source.container_title or "")
    return (*container, *plain(number if container else number.lstrip(" ,:")))


def _inside(source: Source) -> Words:
    """`In *The Book*, 2nd ed., vol. 3, edited by A and B`."""
    edited = f"edited by {listed(source.editor, invert_first=False)}" if source.editor else ""
    volume = f"vol. {source.volume}" if source.volume is not None else ""
    edition = "".join(inline.text for inline in _edition(source) if hasattr(inline, "text"))
    rest = run_on(plain(edition), plain(volume), plain(edited))
    title = (*plain("In "), *ital(source.container_title or ""))
    return run_on(title, rest)


def _edited(source: Source) -> Words:
    if not source.author or not source.editor:
        return ()
    return plain(f"Edited by {listed(source.editor, invert_first=False)}")


def _edition(source: Source) -> Words:
    """`2nd ed.`; other words as they are, closed with `ed.` where they name none."""
    text = "" if source.edition is None else str(source.edition).strip()
    if text.isdecimal():
        number = int(text)
        ending = (
            {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number // 10 % 10 != 1 else "th"
        )
        return plain(f"{number}{ending} ed.")
    if text and not re.search(r"\bed(?:\.|ition|n)", text, re.IGNORECASE):
        text = f"{text} ed."
    return plain(text[:1].upper() + text[1:])


def _volume(source: Source) -> Words:
    return plain(f"Vol. {source.volume}" if source.volume is not None else "")


def _series(source: Source) -> Words:
    return plain(source.container_title or "")


def _number(source: Source, genre: str | None = None) -> Words:
    """What sort of thing it is and its number: `Testimony GAO/T-NSIAD-99-98`, `No. R41349`, `RFC 8200`."""
    genre, number = source.genre or genre, "" if source.number is None else str(source.number)
    if not genre and re.fullmatch(_NUMERIC, number):
        number = f"No. {number}"
    return plain(" ".join(_given(genre, number)))


def _publisher(source: Source) -> Words:
    return plain(source.publisher or "")


def _pages(source: Source) -> str:
    """Pages with an en dash and the second number shortened as Chicago has it: `351–68`, `1101–8`."""
    text = "" if source.page is None else str(source.page)
    return re.sub(_PAGES, lambda found: f"{found[1]}–{_second(found[1], found[2])}", text)


def _second(first: str, second: str) -> str:
    """The second of two page numbers: whole below 100 and after hundreds, else the changed part (9.61 of the manual)."""
    if (
        len(first) != len(second)
        or int(first) < 100
        or int(first) % 100 == 0
        or int(second) < int(first)
    ):
        return second
    same = next(
        position
        for position, pair in enumerate([*zip(first, second, strict=True), ("", " ")])
        if pair[0] != pair[1]
    )
    changed = second[same:]
    if int(first) % 100 < 10:
        return changed
    return second[-2:] if len(changed) < 2 and len(second) > 2 else changed


def _accessed(source: Source) -> Words:
    if source.issued is not None or source.accessed is None or not (source.url or source.doi):
        return ()
    day, year = month_and_day(source.accessed), year_label(source.accessed)
    return plain(
        f"Accessed {day}, {year}"
        if re.search(r"\d$", day)
        else f"Accessed {f'{day} {year}'.strip()}"
    )


def _address(source: Source) -> Words:
    if source.doi:
        name = re.sub(
            r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", source.doi.strip(), flags=re.IGNORECASE
        )
        return web(f"https://doi.org/{name}")
    return web(source.url) if source.url else ()


def _legal(source: Source) -> tuple[Inline, ...]:
    """`Title, Pub. L. 110-252, 122 Stat. 2323 (2008)`; a treaty has its day after its title."""
    number = "" if source.number is None else str(source.number)
    if source.type == "legislation" and re.fullmatch(r"\d+-\d+", number):
        number = f"Pub. L. No. {number}"
    where = " ".join(
        _given(str(source.volume or ""), source.container_title, str(source.page or ""))
    )
    year = _year(source)
    day = month_and_day(source.issued) if source.type == "treaty" else ""
    dated = (
        (f"{day}, {year}" if re.search(r"\d$", day) else f"{day} {year}").strip()
        if source.type == "treaty"
        else ""
    )
    text = ", ".join(_given(source.title, dated, number, where))
    if year and not dated:
        text += f" ({year})"
    return joined([plain(text), *([_address(source)] if source.url or source.doi else [])])
