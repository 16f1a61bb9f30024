"""The parts of a reference as The Chicago Manual of Style sets them: names, dates, and text joined with the right punctuation."""

from collections.abc import Iterable, Sequence
from typing import Final

from briefdeck.model.briefing import Name
from briefdeck.model.calendar import AMERICAN_SEASONS, MONTHS, day_to_civil
from briefdeck.model.datewords import year_words
from briefdeck.model.edtf import Edtf
from briefdeck.model.prose import Inline, Text, WebLink

LISTED: Final = 6
"""Up to this many names are listed in full; of more, the first `KEPT` and "et al." (Chicago, 18th edition)."""
KEPT: Final = 3
NAMED_IN_TEXT: Final = 2


def family_name(name: Name) -> str:
    """What names a person or an organization in the text: `van der Berg`, `U.S. Department of State`."""
    if name.literal or not name.family:
        return name.literal or name.given or ""
    return f"{name.particle} {name.family}" if name.particle else name.family


def direct(name: Name) -> str:
    """A name in its natural order: `Martin Luther King Jr.`."""
    if name.literal or not name.family:
        return name.literal or name.given or ""
    return " ".join(part for part in (name.given, name.particle, name.family, name.suffix) if part)


def inverted(name: Name) -> str:
    """A name as a list sorts it: `King, Martin Luther, Jr.`, `Berg, Piet van der`."""
    if name.literal or not name.family:
        return name.literal or name.given or ""
    given = " ".join(part for part in (name.given, name.particle) if part)
    return ", ".join(part for part in (name.family, given, name.suffix) if part)


def listed(names: Sequence[Name], *, invert_first: bool = True) -> str:
    """Names as they open a reference (the first inverted), or as "edited by" has them."""
    shown = names if len(names) <= LISTED else names[:KEPT]
    words = [
        inverted(name) if invert_first and not position else direct(name)
        for position, name in enumerate(shown)
    ]
    if len(shown) < len(names):
        return ", ".join([*words, "et al."])
    if len(words) < 2:
        return "".join(words)
    is_inverted = invert_first and inverted(names[0]) != direct(names[0])
    comma = "," if len(words) > 2 or is_inverted else ""
    return f"{', '.join(words[:-1])}{comma} and {words[-1]}"


def in_text(names: Sequence[Name], *, initials: bool = False) -> str:
    """Names as a citation in the text has them; `initials`: with those of the first author, to tell two people apart."""
    words = [family_name(name) for name in names]
    if initials and names[0].family and names[0].given:
        words[0] = f"{_initials(names[0].given)} {words[0]}"
    if len(words) > NAMED_IN_TEXT:
        return f"{words[0]} et al."
    return " and ".join(words)


def _initials(given: str) -> str:
    return " ".join(f"{part[0].upper()}." for part in given.replace("-", " ").split())


def year_label(when: Edtf) -> str:
    """`2017`, `1998–2001`, `1998–`; in brackets where it is not certain: `[1998?]`, `[ca. 1998]`, `[1990s]`."""
    if when.is_interval:
        first = year_label(when.start) if when.start else ""
        last = year_label(when.end) if when.end else ""
        return first if first == last else f"{first}–{last}"
    bare = (
        when.short().strip("~?")
        if when.precision in {"decade", "century"}
        else year_words(when.year)
    )
    if not (when.is_approximate or when.is_uncertain or when.precision in {"decade", "century"}):
        return bare
    return f"[{'ca. ' if when.is_approximate else ''}{bare}{'?' if when.is_uncertain else ''}]"


def month_and_day(when: Edtf | None) -> str:
    """`July 2`, `July`, `Fall`; for an interval within a year both ends (`July 2–4`); nothing where only the year is known."""
    if when is None:
        return ""
    if not when.is_interval:
        return _month_day(when)
    start, end = when.start, when.end
    if start is None or end is None:
        return ""
    first, last = _month_day(start), _month_day(end)
    if not first or not last or start.year != end.year:
        return ""
    if first == last:
        return first
    month = month_only(start)
    return (
        f"{first}–{last.removeprefix(month).strip()}"
        if month == month_only(end)
        else f"{first}–{last}"
    )


def month_only(when: Edtf | None) -> str:
    """The month or season alone."""
    if when is None or when.is_interval or when.lower is None:
        return ""
    month = day_to_civil(when.lower)[1]
    if when.precision == "season":
        return AMERICAN_SEASONS[(month - 3) // 3].title()
    return MONTHS[month - 1] if when.precision in {"month", "day", "second"} else ""


def _month_day(when: Edtf) -> str:
    month = month_only(when)
    if not month or when.lower is None or when.precision not in {"day", "second"}:
        return month
    return f"{month} {day_to_civil(when.lower)[2]}"


Words = tuple[Text | WebLink, ...]
_STOPS = ".?!…。"
_CLOSERS = "”’\"'"


def plain(text: str) -> Words:
    """A run of roman text; nothing for an empty one."""
    return (Text(text=text),) if text else ()


def ital(text: str) -> Words:
    """A run of italics; nothing for an empty one."""
    return (Text(text=text, emphasis=True),) if text else ()


def quoted(text: str) -> Words:
    """A title in double quotation marks, quotation marks inside it made single."""
    return plain(f"“{_single(text)}”") if text else ()


def web(url: str) -> Words:
    """An address, shown as it is."""
    return (WebLink(url=url, text=url),)


def run_on(*parts: Words) -> Words:
    """Parts that are not empty, with commas between them."""
    together: Words = ()
    for part in parts:
        if part:
            together = (*together, *plain(", "), *part) if together else part
    return together


def closed(words: Words) -> Words:
    """The words with a full stop at their end, inside a closing quotation mark, unless they end in one already."""
    last = words[-1]
    bare = last.text.rstrip(_CLOSERS)
    if not last.text or bare.endswith(tuple(_STOPS)):
        return words
    if isinstance(last, WebLink) or last.emphasis or not last.text.endswith(("”", "’")):
        return (*words, Text(text="."))
    return (*words[:-1], Text(text=f"{bare}.{last.text[len(bare) :]}"))


def joined(sentences: Iterable[Words]) -> tuple[Inline, ...]:
    """Sentences one after another, each closed, with neighbours of one style run together."""
    inlines: list[Text | WebLink] = []
    for sentence in sentences:
        if inlines:
            inlines.append(Text(text=" "))
        inlines.extend(closed(sentence))
    return _merged(inlines)


def _merged(inlines: Iterable[Text | WebLink]) -> tuple[Inline, ...]:
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Text) and isinstance(last, Text) and last.emphasis == inline.emphasis:
            merged[-1] = Text(text=last.text + inline.text, emphasis=inline.emphasis)
        else:
            merged.append(inline)
    return tuple(merged)


def _single(text: str) -> str:
    """Double quotation marks as single ones; straight ones open and close in turn."""
    text = text.replace("“", "‘").replace("”", "’")
    opened = False
    out = []
    for character in text:
        if character == '"':
            opened = not opened
            out.append("‘" if opened else "’")
        else:
            out.append(character)
    return "".join(out)
