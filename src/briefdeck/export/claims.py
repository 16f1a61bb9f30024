"""What a briefing checks of what others claim, as ClaimReview of schema.org (JSON-LD).

A statement is reviewed where its caveat has a grade that rates it. Who publishes the page adds its
address (`url`), which search engines ask for and no briefing knows.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from briefdeck.document.blocks import caveat_word
from briefdeck.document.csl_items import date_parts
from briefdeck.document.lookup import Lookup, lookup
from briefdeck.export import Exported, Wanted
from briefdeck.model.briefing import Actor, Caveat, Entry, Grade, Series, Source
from briefdeck.model.csl import Name
from briefdeck.model.edtf import Edtf
from briefdeck.model.evidence import STATEMENTS, cited_sources
from briefdeck.model.figures import point_label, value_words
from briefdeck.model.prose import plain_text, references
from briefdeck.text.words import counted, one_line

_RATINGS: Final[dict[Grade | None, int]] = {"wrong": 1, "differs": 2, "confirmed": 3}
"""The grades that rate a statement, worst first; a note does not."""
_WORST: Final = 1
_BEST: Final = 3
_BODIES: Final = {"organization": "Organization", "group": "Organization", "state": "Country"}
"""What schema.org calls actors; all others are persons."""


class _Claim(NamedTuple):
    """A statement with its caveat. part: behind the entry's id, which of its values it is."""

    entry: Entry
    text: str
    caveat: Caveat
    part: str = ""


def export(wanted: Wanted) -> Exported:
    """Write a review for each statement with a graded caveat, or for the one that is wanted.

    Raises ValueError where there is none.
    """
    found = lookup(wanted.loaded)
    every = [claim for claim in _claims(found) if wanted.holds(found, claim.entry)]
    rated = [claim for claim in every if claim.caveat.grade in _RATINGS]
    if not rated:
        raise ValueError("there is no statement whose caveat is graded wrong, differs or confirmed")
    reviews = [_review(found, claim) for claim in rated]
    text = json.dumps(reviews, ensure_ascii=False, indent=2)
    # It is to stand in a page of the web, where `</script>` would end it.
    content = "{}\n".format(text.replace("<", "\\u003c")).encode()
    return Exported(content, tuple(_losses(every, rated, reviews)))


def _claims(found: Lookup) -> Iterator[_Claim]:
    for entry in found.links.entries.values():
        if entry.table not in STATEMENTS:
            continue
        if entry.warning is not None:
            yield _Claim(entry, plain_text(entry.text or entry.label), entry.warning)
        if isinstance(entry, Series):
            yield from _values(entry)


def _values(series: Series) -> Iterator[_Claim]:
    """Yield the values that have caveats of their own."""
    for place, point in enumerate(series.points):
        if point.warning is not None:
            title, label = one_line(series.title), point_label(series, point)
            text = f"{title}, {label}: {value_words(series, point)}"
            yield _Claim(series, text, point.warning, f"/{place}")


def _losses(
    every: list[_Claim], rated: list[_Claim], reviews: list[dict[str, Any]]
) -> Iterator[str]:
    yield "`url`, the address of the page that each review will stand on: add it there"
    unrated = len(every) - len(rated)
    if unrated:
        yield f"{counted(unrated, 'caveat')} without a grade that rates: notes, and ungraded ones"
    unclaimed = sum("author" not in review["itemReviewed"] for review in reviews)
    if unclaimed:
        yield f"who claims it, of {counted(unclaimed, 'statement')} in nobody's voice"


def _review(found: Lookup, claim: _Claim) -> dict[str, Any]:
    front, grade = found.briefing.front, claim.caveat.grade
    explanation = plain_text(claim.caveat.text)
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"urn:briefdeck:{found.loaded.id}:{claim.entry.id}{claim.part}",
        "name": f"{caveat_word(grade)}: {one_line(claim.entry.label)}",
        "claimReviewed": claim.text,
        "itemReviewed": _item(found, claim),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": _RATINGS[grade],
            "worstRating": _WORST,
            "bestRating": _BEST,
            "alternateName": caveat_word(grade),
            "ratingExplanation": explanation,
        },
        "reviewBody": explanation,
        "inLanguage": front.language,
    }
    if front.publisher:
        review["author"] = {"@type": "Organization", "name": front.publisher}
    elif front.authors:
        review["author"] = [{"@type": "Person", "name": name} for name in front.authors]
    review |= _published(front.as_of)
    cited = [cite.source for cite in claim.caveat.citations]
    cited += [cite.source for cite in references(claim.caveat.text)[0]]
    works = _works(found, cited)
    return {**review, "citation": works} if works else review


def _item(found: Lookup, claim: _Claim) -> dict[str, Any]:
    """The claim itself: who makes it, and the works that it appears in."""
    entry = claim.entry
    item: dict[str, Any] = {"@type": "Claim", "name": one_line(entry.label)}
    claimant = found.speaker(entry)
    if claimant is not None:
        item["author"] = _author(claimant)
    appears = [claimant.id] if isinstance(claimant, Source) else []
    works = _works(found, appears or cited_sources(entry.id, found.links))
    if works:
        item["appearance"] = works
    return item


def _author(claimant: Entry) -> dict[str, Any] | list[dict[str, Any]]:
    if isinstance(claimant, Actor):
        kind = _BODIES.get(claimant.type or "", "Person")
        person = {"@type": kind, "name": one_line(claimant.name)}
        return (
            {**person, "jobTitle": claimant.role} if claimant.role and kind == "Person" else person
        )
    if isinstance(claimant, Source) and claimant.author:
        return [_person(name) for name in claimant.author]
    return {"@type": "Organization", "name": one_line(claimant.label)}


def _person(name: Name) -> dict[str, str]:
    kind = "Person" if name.family and not name.literal else "Organization"
    return {"@type": kind, "name": name.words}


def _works(found: Lookup, ids: Iterable[str]) -> list[dict[str, Any]]:
    sources = [found.source(name) for name in dict.fromkeys(ids)]
    return [_work(source) for source in sources if source is not None]


def _work(source: Source) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "name": one_line(source.title)}
    if source.author:
        work["author"] = [_person(name) for name in source.author]
    if source.url:
        work["url"] = source.url
    return work | _published(source.issued)


def _published(when: Edtf | None) -> dict[str, str]:
    """The day, month or year as ISO 8601 has it; nothing where it is not exact."""
    if when is None or not when.is_exact or when.is_interval or when.has_time:
        return {}
    parts = date_parts(when)
    is_plain = bool(parts) and when.precision in {"day", "month", "year"} and when.year > 0
    return {"datePublished": when.text} if is_plain else {}
