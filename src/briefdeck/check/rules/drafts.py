"""Rules on drafts: what its author meant to write later, and what the starting file left there."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.check.unedited import unedited
from briefdeck.model.fields import FieldKind, walk
from briefdeck.model.problem import Complaint, KeyPath, Severity
from briefdeck.text.pattern import pattern
from briefdeck.text.words import counted, listed

_WORDS: Final = pattern(
    r"\b(?P<word>TODO|FIXME|XXX+|TBD|TBC)\b|\?{3,}"
    r"|[$€£]X+\b|\bX{1,3}(?:,X{3})+\b|\b(?:19|20)XX\b"
    r"|\bXX(?= ?(?:%|(?:percent|per cent|million|billion|thousand)\b))"
    r"|\b(?P<small>todo): |[(\[](?:todo|tbd|tbc)[)\]]"
)
_SIGNS: Final = (
    "TODO",
    "FIXME",
    "XX",
    "TBD",
    "TBC",
    "todo",
    "tbd",
    "tbc",
    "???",
    "？？？",
    "$X",
    "€X",
    "£X",
)
_FILLERS: Final = pattern(
    r"\b(?:lorem ipsum|dolor sit amet|note to self|insert (?:\w+ ){1,3}here"
    r"|(?:text|title|name|summary|quote|source|description) goes here)\b",
    re.IGNORECASE,
)
_FILLER_SIGNS: Final = ("psum", "sit amet", "to self", "TO SELF", "nsert ", "goes here")
_BRACKETS: Final = pattern(
    r"\[(?![@\[])(?i:"
    r"(?:citations?|sources?|refs?|references?|pages?|clarification)(?: needed|\?)"
    r"|(?:when|who|where|which|by whom|according to whom|verify|check|cite|refs?|dubious|tk)\??"
    r"|(?:insert|fill in|to be (?:added|done|written|completed))\b[^\]\x00]{0,60}"
    r"|add (?:a )?(?:citation|source|reference|page|quote)s?"
    r")\]"
)
"""Each is run only where one of its signs is found, which is much quicker than any of them."""

_ALONE: Final = frozenset({"todo", "tbd", "tbc", "tk", "fixme", "xxx", "asdf", "placeholder"})
"""What means nothing as all that a field says, in small letters too."""

_NAMES_THE_WORD: Final = pattern(
    r"\s*[\"”’']?\s*(?:lists?|comments?|items?|notes?|markers?|files?|tags?|labels?)\b"
)
_NAMES: Final = frozenset({"TBC", "TBD"})
_NAMED_SO: Final = pattern(r" [A-Z][a-z]+")
"""What follows in the name of a firm: "TBC Bank"."""
_BEFORE_A_BLANK: Final = frozenset(
    {"In", "On", "By", "At", "Of", "For", "From", "The", "About", "Some"}
)
"""Words in whose place a name with a numeral does not stand: "In XXX", but "Super Bowl XXX"."""
_QUOTES: Final = frozenset("\"“”'‘’«»`")
_ELSEWHERE: Final = frozenset({FieldKind.WORDS, FieldKind.LABEL, FieldKind.CELL, FieldKind.DETAIL})
"""Names, roles, units, cells, places in sources and the like, which are not sentences."""
_TEXTS: Final = _ELSEWHERE | {FieldKind.PROSE, FieldKind.LINE}
_WITH_TODO: Final = ("es", "pt", "gl")
"""Languages in which "todo" means everything."""
_OTHERS_WORDS: Final = frozenset({"abbreviation", "quote", "term", "url", "doi"})
"""Fields in which such a word is what somebody else wrote, or is explained."""


@rule("warning")
def leftover_words(case: Case) -> Iterator[Complaint]:
    """A note to oneself, or a text that only fills the space, was left in.

    `TODO`, `FIXME`, `XXX`, `TBD`, `???`, `[citation needed]` and "lorem ipsum" are
    written to be found again before a reader finds them. They are looked for in
    texts, titles, cells, names and units, but not in quotations, which are another's words,
    nor in code or quotation marks, where they are spoken of.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose to $XX million, TODO check [@crs-2017, p. 9]."
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose to $639 million [@crs-2017, p. 9]."
    ```
    """
    yield from _leftovers(case)


def _leftovers(case: Case) -> Iterator[Complaint]:
    yield from _left_in_prose(case)
    paths = [("briefing",), *case.paths]
    for path, struct in zip(paths, (case.front, *case.entries), strict=True):
        yield from _left_in_fields(case, struct, path)


def _left_in_prose(case: Case) -> Iterator[Complaint]:
    named = _abbreviations(case)
    for match in _left(case.text):
        piece, offset = case.piece_at(match.start())
        is_quotation = piece.path[0] == "quotations" and piece.field == "text"
        if is_quotation or case.is_markup(match.start()) or match[0] in named:
            continue
        if match.lastgroup != "small" or not case.front.language.startswith(_WITH_TODO):
            yield _leftover(case, piece.path, match[0].strip(), offset)


def _left_in_fields(case: Case, struct: Struct, path: KeyPath) -> Iterator[Complaint]:
    """Left-over words outside prose, and in all fields those that are all that one says."""
    held = [
        (each, each.value)
        for each in walk(struct, path, _TEXTS)
        if isinstance(each.value, str) and each.field.name not in _OTHERS_WORDS
    ]
    # To look at each text by itself takes longer, and few entries have anything left over.
    has_any = any(True for _ in _left("\n".join([text for _, text in held])))
    if not has_any and _ALONE.isdisjoint([_bare(text) for _, text in held]):
        return
    for each, text in held:
        found = list(_left(text))
        if each.field.kind in _ELSEWHERE:
            for match in found:
                yield _leftover(case, each.path, match[0].strip(), match.start())
        if not found and _bare(text) in _ALONE:
            yield _leftover(case, each.path, text, 0)


def _bare(text: str) -> str:
    return text.strip(" .…[]()<>").lower()


def _abbreviations(case: Case) -> frozenset[str]:
    """What the briefing itself says is a name: no such word in capitals is left over."""
    given = [actor.abbreviation for actor in case.briefing.actors]
    given += [program.abbreviation for program in case.briefing.programs]
    given += [term.term for term in case.briefing.terms]
    return frozenset(filter(None, given))


def _left(text: str) -> Iterator[re.Match[str]]:
    """Left-over words in a text, but for those that are spoken of, and for Roman numerals."""
    if any(sign in text for sign in _SIGNS):
        for match in _WORDS.finditer(text):
            if not match["word"] or not _is_meant(text, match):
                yield match
    if any(sign in text for sign in _FILLER_SIGNS):
        yield from _FILLERS.finditer(text)
    if "[" in text:
        yield from _BRACKETS.finditer(text)


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether a word in capitals is quoted, names a list or a comment, or is the number thirty."""
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() :]
    if before[-1:] in _QUOTES and after[:1] in _QUOTES:
        return bool(before)
    if match["word"] in _NAMES and _NAMED_SO.match(after):
        return True
    if match["word"] == "XXX":
        last = (before.split() or [""])[-1]
        return after[1:2].isupper() or (last[:1].isupper() and last not in _BEFORE_A_BLANK)
    return _NAMES_THE_WORD.match(after) is not None


def _leftover(case: Case, path: KeyPath, words: str, offset: int) -> Complaint:
    return Complaint(
        path,
        f"`{words}` is left over from writing.",
        "Write what belongs there, or take it out; put it in backticks where you speak of it.",
        offset=offset,
        severity=_severity(case),
    )


def _severity(case: Case) -> Severity | None:
    """How grave it is that something is left to write: in a draft, that is to be expected."""
    return "note" if case.front.draft else None


@rule("warning")
def unedited_example(case: Case) -> Iterator[Complaint]:
    """A text of the starting file still stands where the author's own belongs.

    `briefdeck new` writes a small invented briefing, so that every field can be seen
    in use. What is left of it is not true of anything: texts, names, dates, values.

    Wrong:

    ```toml
    [[findings]]
    id = "evening-demand"
    text = "One passenger in five asks for a later last crossing [@crs-2017, p. 14]."
    ```

    Right:

    ```toml
    [[findings]]
    id = "evening-demand"
    text = "Two in three offices close before the last train [@crs-2017, p. 14]."
    ```
    """
    for path in unedited(case):
        names = [part for part in path if isinstance(part, str)]
        what = f"`{names[-1]}`" if isinstance(path[-1], str) else f"a part of `{names[-1]}`"
        yield Complaint(
            path,
            f"Unfinished: {what} is still that of the starting file.",
            "Write your own, or take it out.",
            mark="key" if isinstance(path[-1], str) else "value",
            severity=_severity(case),
        )


_BOTTOM_LINE: Final = ("briefing", "bluf")


@rule("note")
def unfinished_draft(case: Case) -> Iterator[Complaint]:
    """A briefing says of itself that it is a draft.

    `draft = true` is shown wherever the briefing is, and what is left to write is noted, not
    warned of: words left over from writing, texts of the starting file, and candidates that an
    import has left to decide on. These stand as comments under a line that begins with `#?`:
    take the signs `# ` away from what you keep, and delete the rest. Take the line
    out when the briefing is finished.

    Wrong:

    ```toml
    [briefing]
    title = "Aid to Mexico"
    bluf = "Aid rose to $XX million."
    as_of = "2020-04"
    draft = true
    ```

    Right:

    ```toml
    [briefing]
    title = "Aid to Mexico"
    bluf = "Aid rose to $639 million."
    as_of = "2020-04"
    ```
    """
    if not case.front.draft:
        return
    left = [complaint.path for complaint in _leftovers(case)]
    others = sum(path != _BOTTOM_LINE for path in left) + sum(1 for _ in unedited(case))
    parts = [
        f"{counted(case.candidates, 'candidate')} to decide on" if case.candidates else "",
        "the bottom line to write" if _BOTTOM_LINE in left else "",
        f"{counted(others, 'thing')} left" if others else "",
    ]
    said = listed([part for part in parts if part] or ["nothing is left over"])
    yield Complaint(
        ("briefing", "draft"),
        f"Draft: {said}.",
        "Take `draft = true` out when the briefing is finished.",
    )
