"""Rules on form: texts that are too long or stand twice, links to oneself, language tags."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefdeck.check.case import CITATION, Case
from briefdeck.check.rule import rule
from briefdeck.model.briefing import Cite, Series
from briefdeck.model.problem import Complaint, Edit, KeyPath, Remedy
from briefdeck.model.remedies import say
from briefdeck.text.pattern import pattern

MOST_WORDS: Final = 60
"""The most words of a bottom line, a key point or a quotation."""

_TARGET: Final = pattern(r"(?<=\[\[)[^\[\]|]*\|")
_LETTER: Final = pattern(r"[^\W_]")
_SURELY_SHORT: Final = 2 * MOST_WORDS
"""Characters that cannot hold more words than allowed."""


def word_count(prose: str) -> int:
    """How many words of a prose text a reader reads: no citations and signs, of a link its words.

    Where even with citations there are no more words than allowed, they are counted too: that is
    enough to know, and sooner known.
    """
    every = len(prose.split())
    if every <= MOST_WORDS:
        return every
    if "[" in prose:
        prose = _TARGET.sub("", CITATION.sub("", prose))
    return sum(1 for word in prose.split() if _LETTER.search(word))


@rule("warning")
def long_bluf(case: Case) -> Iterator[Complaint]:
    """The bottom line is longer than 60 words.

    The bottom line is read in the first ten seconds, often the only ten (Army
    Regulation 25-50: the main point first, and short). Sixty words are two or three
    sentences.

    Wrong:

    ```toml
    [briefing]
    title = "Border security"
    bluf = '''
    The two governments have for more than two decades tried in many forms, under many names and
    with changing zeal to work together on the security of their long common border, and although
    some programs of training, equipment and exchange worked for a while, most of them ended or were
    changed beyond recognition whenever a new administration on either side came to power and looked
    for a policy of its own to announce.'''
    as_of = "2020-04"
    ```

    Right:

    ```toml
    [briefing]
    title = "Border security"
    bluf = '''
    Two decades of cooperation have yielded little: programs changed with each government, and none
    was anchored in law.'''
    as_of = "2020-04"
    ```
    """
    count = word_count(case.front.bluf)
    if count > MOST_WORDS:
        message = f"The bottom line has {count} words; at most {MOST_WORDS} are read in one breath."
        yield Complaint(
            ("briefing", "bluf"),
            message,
            "Keep the judgment and what follows from it; move reasons to key points.",
        )


@rule("note")
def long_key_point(case: Case) -> Iterator[Complaint]:
    """A key point is longer than 60 words.

    Key points are taken away by heart; a paragraph is not. Say the point, and link
    the finding that holds the rest.

    Wrong:

    ```toml
    [[key_points]]
    id = "key-instability"
    text = '''
    Security cooperation between the two countries has been unstable and uneven for decades, because
    the programs and policies were never anchored in lasting institutions, so that each change of
    government could undo them, and because each government that came to power on either side wanted
    a policy of its own, under a name of its own, with money of its own, and with results that it
    could announce before the next election came round [@crs-2017, p. 2].'''
    ```

    Right:

    ```toml
    [[key_points]]
    id = "key-instability"
    text = '''
    Security cooperation has been unstable for decades: no program was anchored in lasting
    institutions [@crs-2017, p. 2].'''
    ```
    """
    for position, point in enumerate(case.briefing.key_points):
        count = word_count(point.text or "")
        if count > MOST_WORDS:
            message = f"The key point `{point.id}` has {count} words."
            yield Complaint(
                ("key_points", position, "text"),
                message,
                f"Keep to {MOST_WORDS}, and move the rest to a finding that it links to.",
            )


@rule("warning")
def long_quotation(case: Case) -> Iterator[Complaint]:
    """A quotation is longer than 60 words.

    A quotation earns its place by its exact words. More than sixty of them are
    seldom needed and may not be yours to copy; report the rest in your own words,
    with the same citation.

    Wrong:

    ```toml
    [[quotations]]
    id = "quote-report"
    speaker = "crs-2017"
    text = '''
    The two governments have for more than two decades tried in many forms, under many names and
    with changing zeal to work together on the security of their long common border, and although
    some programs of training, equipment and exchange worked for a while, most of them ended or were
    changed beyond recognition whenever a new administration on either side came to power and looked
    for a policy of its own to announce.'''
    cites = [{ source = "crs-2017", at = "p. 2" }]
    ```

    Right:

    ```toml
    [[quotations]]
    id = "quote-report"
    speaker = "crs-2017"
    text = "most of them ended or were changed beyond recognition"
    cites = [{ source = "crs-2017", at = "p. 2" }]
    ```
    """
    remedy = (
        f"Quote at most {MOST_WORDS} words and report the rest in your own: "
        "more may not be yours to copy."
    )
    for position, quotation in enumerate(case.briefing.quotations):
        count = word_count(quotation.text or "")
        if count > MOST_WORDS:
            yield Complaint(
                ("quotations", position, "text"),
                f"The quotation `{quotation.id}` has {count} words.",
                remedy,
            )
    for path, quote in _quotes(case):
        if len(quote) > _SURELY_SHORT and len(quote.split()) > MOST_WORDS:
            yield Complaint(
                (*path, "quote"), f"The words quoted here are {len(quote.split())}.", remedy
            )


def _quotes(case: Case) -> Iterator[tuple[KeyPath, str]]:
    """Every citation's `quote` with the citation's path."""
    for path, entry in zip(case.paths, case.entries, strict=True):
        yield from _quotes_in((*path, "cites"), entry.cites or ())
        if isinstance(entry, Series):
            for number, point in enumerate(entry.points):
                yield from _quotes_in((*path, "points", number, "cites"), point.cites)


def _quotes_in(path: KeyPath, cites: Sequence[Cite | str]) -> Iterator[tuple[KeyPath, str]]:
    for position, cite in enumerate(cites):
        if isinstance(cite, Cite) and cite.quote:
            yield (*path, position), cite.quote


_LANGUAGE: Final = (
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
"""Language, script, region, variants, private use: the tags of BCP 47 that a briefing may need."""

_REPEATED: Final = 60
"""Characters from which on a text that stands twice is no coincidence."""


@rule("note", fixing="guess")
def self_link(case: Case) -> Iterator[Complaint]:
    """An entry points to itself.

    A link that leads where the reader is teaches that links are not worth
    following.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose [@crs-2017, p. 9]."
    see = ["aid-rose"]
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose [@crs-2017, p. 9]."
    ```
    """
    for path, entry in zip(case.paths, case.entries, strict=True):
        # Of two entries with one id, one may point to the other.
        links = case.links.forward.get(entry.id, ()) if entry.id not in case.broken else ()
        for link in links:
            if link.target == entry.id and link.relation in {"see", "mentions"}:
                words = "Take the link out, or point to what was meant."
                remedy: Remedy | str = words
                if link.relation == "see":
                    is_alone = len(entry.see) == 1
                    remedy = Remedy(
                        words, Edit("remove"), is_safe=False, above=1 if is_alone else 0
                    )
                yield Complaint(
                    link.path or path,
                    f"`{entry.id}` points to itself.",
                    remedy,
                    word=entry.id,
                )
                break


@rule("warning")
def repeated_text(case: Case) -> Iterator[Complaint]:
    """A text stands in the briefing twice.

    A statement that stands twice is found twice, counted twice and corrected once.
    Usually one was copied to be changed.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid to Mexico rose from $48 million to $400 million within one year [@crs-2017, p. 9]."

    [[findings]]
    id = "aid-grew"
    text = "Aid to Mexico rose from $48 million to $400 million within one year [@crs-2017, p. 9]."
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid to Mexico rose from $48 million to $400 million within one year [@crs-2017, p. 9]."

    [[findings]]
    id = "aid-peaked"
    text = "It peaked two years later [@crs-2017, p. 11]."
    see = ["aid-rose"]
    ```
    """
    first: dict[str, str] = {}
    for path, entry in zip(case.paths, case.entries, strict=True):
        text = entry.text
        if text is None or len(text) < _REPEATED:
            continue
        earlier = first.setdefault(text, entry.id)
        if earlier != entry.id:
            message = f"`{entry.id}` says word for word what `{earlier}` says."
            yield Complaint(
                (*path, "text"),
                message,
                'Say it once and link to it from the other: `see = ["…"]`.',
            )


@rule("warning", fixing="fix")
def malformed_language(case: Case) -> Iterator[Complaint]:
    """A language tag is malformed.

    Screen readers choose a voice, and exports a hyphenation, by the language tag
    (BCP 47).

    Wrong:

    ```toml
    [briefing]
    title = "Seguridad fronteriza"
    bluf = "La cooperación ha dado poco resultado."
    as_of = "2020-04"
    language = "español"
    ```

    Right:

    ```toml
    [briefing]
    title = "Seguridad fronteriza"
    bluf = "La cooperación ha dado poco resultado."
    as_of = "2020-04"
    language = "es-MX"
    ```
    """
    if not _is_language(case.front.language):
        yield _malformed(case.front.language, ("briefing", "language"))
    for position, source in enumerate(case.briefing.sources):
        if source.language and not _is_language(source.language):
            yield _malformed(source.language, ("sources", position, "language"))


def _malformed(tag: str, path: KeyPath) -> Complaint:
    remedy: Remedy | str = "Write a BCP 47 tag: `en`, `es-MX`, `zh-Hant`."
    with_hyphens = tag.strip().replace("_", "-")
    if _is_language(with_hyphens):
        remedy = say(with_hyphens)
    return Complaint(path, f"`{tag}` is not a language tag.", remedy)


def _is_language(tag: str) -> bool:
    """Whether a tag is well formed; the plainest need no expression."""
    if len(tag) == 2 and tag.isascii() and tag.isalpha():
        return True
    return re.fullmatch(_LANGUAGE, tag) is not None
