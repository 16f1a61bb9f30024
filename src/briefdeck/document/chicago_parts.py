"""The parts of a reference as The Chicago Manual of Style sets them: names, dates, punctuation."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from briefdeck.model.calendar import AMERICAN_SEASONS, MONTHS, day_to_civil
from briefdeck.model.csl import Name
from briefdeck.model.datewords import short_date, year_words
from briefdeck.model.edtf import Edtf
from briefdeck.model.nodes import Inline, Text, WebLink

Words = tuple[Text | WebLink, ...]

# Chicago, 18th edition: up to six names are listed in full; of more, the first three.
LISTED: Final = 6
KEPT: Final = 3
_STOPS = (".", "?", "!", "…", "。")
_CLOSERS = "”’\"'"


def spaced(*words: str | None) -> str:
    """Return the words that are not empty, with blanks between them."""
    return " ".join(filter(None, words))


def with_commas(*words: str | None) -> str:
    """Return the words that are not empty, with commas between them."""
    return ", ".join(filter(None, words))


def undivided(name: Name) -> str | None:
    """Return a name that has one form only; None for one that a list inverts.

    That is an organization's, a person's without a family name, and one in Han, kana or Hangul,
    which is said family name first everywhere.
    """
    if name.is_family_first or name.literal or not name.family:
        return name.words
    return None


def family_name(name: Name) -> str:
    """Return what the text calls an author: `van der Berg`, `夏目`, `U.S. Department of State`."""
    if name.family and not name.literal:
        return name.full_family
    return name.words


def inverted(name: Name) -> str:
    """Return a name as a list sorts it: `King, Martin Luther, Jr.`, `Berg, Piet van der`."""
    whole = undivided(name)
    if whole is not None:
        return whole
    given = spaced(name.given, name.dropping_particle, name.non_dropping_particle)
    return with_commas(name.family, given, name.suffix)


def listed(names: Sequence[Name], *, invert_first: bool = True) -> str:
    """Return names as they open a reference (the first inverted), or as "edited by" has them."""
    words = [name.words for name in names]
    if invert_first:
        words[0] = inverted(names[0])
    if len(names) > LISTED:
        return ", ".join([*words[:KEPT], "et al."])
    *others, last = words
    if not others:
        return last
    # An inverted name has a comma inside, so that one has to follow it too.
    needs_comma = len(names) > 2 or words[0] != names[0].words
    joint = ", and " if needs_comma else " and "
    return ", ".join(others) + joint + last


def year_label(when: Edtf) -> str:
    """Return the year of a reference: `2017`, `1998–2001`, `1998–`.

    It stands in brackets where it is not certain: `[1998?]`, `[ca. 1998]`, `[1990s]`.
    """
    if when.is_interval:
        return _years_label(when)
    is_rough = when.precision in {"decade", "century"}
    year = short_date(when).strip("~?") if is_rough else year_words(when.year)
    said = year
    if when.is_approximate:
        said = f"ca. {said}"
    if when.is_uncertain:
        said = f"{said}?"
    is_certain = said == year and not is_rough
    return year if is_certain else f"[{said}]"


def _years_label(when: Edtf) -> str:
    first = year_label(when.start) if when.start else ""
    last = year_label(when.end) if when.end else ""
    return first if first == last else f"{first}–{last}"


def month_and_day(when: Edtf | None) -> str:
    """Return `July 2`, `July`, `Fall`, or for an interval within a year both ends (`July 2–4`).

    It is empty where only the year is known.
    """
    if when is None:
        return ""
    if not when.is_interval:
        return _month_and_day(when)
    if when.start is None or when.end is None:
        return ""
    return _days_within_a_year(when.start, when.end)


def _days_within_a_year(start: Edtf, end: Edtf) -> str:
    first, last = _month_and_day(start), _month_and_day(end)
    if not first or not last:
        return ""
    if start.year != end.year:
        return ""
    if first == last:
        return first
    month = month_only(start)
    if month == month_only(end):
        last = last.removeprefix(month).strip()
    return f"{first}–{last}"


def month_only(when: Edtf | None) -> str:
    """Return the month or season alone; empty where there is none, and for intervals."""
    if when is None or when.is_interval:
        return ""
    if when.lower is None:
        return ""
    month = day_to_civil(when.lower)[1]
    match when.precision:
        case "season":
            # The first day of a season is that of March, June, September or December.
            return AMERICAN_SEASONS[(month - 3) // 3].title()
        case "month" | "day" | "minute" | "second":
            return MONTHS[month - 1]
        case _:
            return ""


def months(when: Edtf | None) -> str:
    """Return the month or season, or both ends of an interval of whole months: `May–June`."""
    if when is None or not when.is_interval:
        return month_only(when)
    said = month_and_day(when)
    return "" if re.search(r"\d", said) else said


def _month_and_day(when: Edtf) -> str:
    month = month_only(when)
    if when.lower is None or when.precision not in {"day", "minute", "second"}:
        return month
    return f"{month} {day_to_civil(when.lower)[2]}"


def full_date(when: Edtf) -> str:
    """Return `July 2, 2017`, `July 2017`, `2017`: only a day has a comma after it."""
    day, year = month_and_day(when), year_label(when)
    if re.search(r"\d$", day):
        return f"{day}, {year}"
    return spaced(day, year)


# Dashes that can only part two pages: en and em dash, minus, two hyphens, one between blanks.
_DASH: Final = r"\s*(?:[–—−‒―]|-{2,})+\s*|\s+-\s+"
# A hyphen that does: between two numbers, or two labels of one form (`e12-e19`, `xii-xiv`).
_HYPHEN: Final = r"(?<![\w-])([A-Za-z]*)(\d+)-(?=\1\d+(?![\w-]))"
_ROMAN: Final = r"(?<![\w-])([ivxlcdm]+)-(?=[ivxlcdm]+(?![\w-]))"


def page_ranges(pages: str) -> str:
    """Return page numbers with one en dash in each range, however its dash is written.

    A hyphen stays where it is part of a label: `A-12`, `12-1–12-9`.
    """
    return re.sub(r"[^,;&]+", lambda found: _page_range(found[0]), pages.strip())


def _page_range(pages: str) -> str:
    text = re.sub(_DASH, "–", pages)
    # Beside a dash, hyphens can only be parts of labels.
    if "–" in text:
        return text
    text = re.sub(_HYPHEN, r"\1\2–", text)
    return re.sub(_ROMAN, r"\1–", text, flags=re.IGNORECASE)


def plain(text: str | None) -> Words:
    """Return a run of roman text; nothing for an empty one."""
    return (Text(text=text),) if text else ()


def ital(text: str | None) -> Words:
    """Return a run of italics; nothing for an empty one."""
    return (Text(text=text, emphasis=True),) if text else ()


def quoted(text: str) -> Words:
    """Return a title in double quotation marks, those inside it made single."""
    return plain(f"“{_single(text)}”") if text else ()


def web(url: str) -> Words:
    """Return an address, shown as it is."""
    return (WebLink(url=url, text=url),)


def run_on(*parts: Words) -> Words:
    """Return the parts that are not empty, with commas between them.

    A comma goes inside a closing quotation mark, as Chicago has it.
    """
    together: list[Text | WebLink] = []
    for part in filter(None, parts):
        if together:
            last = together.pop()
            together += _with_comma(last)
        together += part
    return tuple(together)


def _with_comma(inline: Text | WebLink) -> Words:
    is_quotation = isinstance(inline, Text) and inline.text.endswith("”")
    if not is_quotation:
        return (inline, Text(text=", "))
    words = inline.text.rstrip("”’")
    comma = "" if words.endswith(("?", "!")) else ","
    return (Text(text=f"{words}{comma}{inline.text[len(words) :]} "),)


def closed(words: Words) -> Words:
    """Return the words with a full stop at their end, unless they end in a stop already.

    The stop goes inside a closing quotation mark, as Chicago has it.
    """
    last = words[-1]
    bare = last.text.rstrip(_CLOSERS)
    if not last.text or bare.endswith(_STOPS):
        return words
    is_roman = isinstance(last, Text) and not last.emphasis
    if is_roman and last.text.endswith(("”", "’")):
        return (*words[:-1], Text(text=f"{bare}.{last.text[len(bare) :]}"))
    return (*words, Text(text="."))


def joined(sentences: Iterable[Words]) -> tuple[Inline, ...]:
    """Return sentences one after another, each closed, neighbours of one style run together."""
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
        match last, inline:
            case Text(emphasis=before), Text(emphasis=emphasis) if before == emphasis:
                merged[-1] = Text(text=last.text + inline.text, emphasis=emphasis)
            case _:
                merged.append(inline)
    return tuple(merged)


def _single(text: str) -> str:
    """Return the text with single quotation marks for double ones; straight ones take turns."""
    text = text.replace("“", "‘").replace("”", "’")
    opening, *others = text.split('"')
    single = [opening]
    for number, part in enumerate(others):
        single += ["’" if number % 2 else "‘", part]
    return "".join(single)
