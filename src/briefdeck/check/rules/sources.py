"""Rules on the list of sources: what one lacks, what stands twice, what should not be relied on."""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.model.briefing import Source
from briefdeck.model.csl import Name, bare_doi
from briefdeck.model.fields import fields_of
from briefdeck.model.problem import Complaint, KeyPath, Remedy, Severity
from briefdeck.model.remedies import say
from briefdeck.text.pattern import pattern

_DOI: Final = r"10\.\d{4,9}/\S+"
_ADDRESS: Final = r"(?i:(?:https?|ftps?)://[^\s/$.?#][^\s]*)"
_CASE: Final = pattern(r"\S vs?\. [A-Z]")
"""The title of a court's decision, which has no author: "Massachusetts v. EPA"."""
_NOT_WORD: Final = pattern(r"[\W_]+")
_LIVING: Final = frozenset({"webpage", "post", "post-weblog"})
_ENTRIES: Final = frozenset({"entry", "entry-dictionary", "entry-encyclopedia"})
_UNDATED: Final = frozenset({"classic", "collection"})
"""What has no date of its own: works of antiquity, and papers of many years."""
_UNAUTHORED: Final = frozenset({"legal_case", "classic"})
_DATES: Final = ("issued", "accessed", "event_date", "original_date", "submitted")
_PLACES: Final = ("publisher", "container_title", "archive", "authority", "event_title")
"""What says who stands behind a source, or where it is found, besides names of people."""
_EDITIONS: Final = (
    *("volume", "number", "version", "edition"),
    *("part_number", "chapter_number", "section", "scale"),
)
"""What tells two works of one title and date apart."""


def _sources(case: Case) -> Iterator[tuple[KeyPath, Source]]:
    for position, source in enumerate(case.briefing.sources):
        yield ("sources", position), source


@rule("warning")
def duplicate_source(case: Case) -> Iterator[Complaint]:
    """One work stands twice in the list of sources.

    A work that stands twice counts twice: statements seem better supported than
    they are, and citations of one work are spread over two entries. Two entries are
    one work where they share a DOI, an address and a title with one date, or title,
    date and author.

    Wrong:

    ```toml
    [[sources]]
    id = "hrw-2018"
    type = "report"
    title = "Mexico"
    issued = "2018"
    publisher = "Human Rights Watch"

    [[sources]]
    id = "human-rights-watch"
    type = "webpage"
    title = "Mexico."
    issued = "2018"
    publisher = "Human Rights Watch"
    ```

    Right:

    ```toml
    [[sources]]
    id = "hrw-2018"
    type = "report"
    title = "Mexico"
    issued = "2018"
    publisher = "Human Rights Watch"

    [[sources]]
    id = "hrw-2019"
    type = "report"
    title = "Mexico"
    issued = "2019"
    publisher = "Human Rights Watch"
    ```
    """
    first: dict[tuple[str, str], Source] = {}
    for path, source in _sources(case):
        for what, key in _identities(source):
            earlier = first.setdefault((what, key), source)
            if earlier is not source and (what == "DOI" or _is_same_work(source, earlier)):
                message = f"`{source.id}` has the same {what} as `{earlier.id}`."
                remedy = (
                    "Keep one of the two and cite it in both places; "
                    "give editions or parts different titles."
                )
                yield Complaint(path, message, remedy, mark="entry")
                break


def _identities(source: Source) -> Iterator[tuple[str, str]]:
    """What tells that two entries may be one work: DOI, address, or title, date and author."""
    if source.doi:
        yield "DOI", source.doi.lower().removeprefix("https://doi.org/")
        return
    if source.url:
        yield "address", source.url.lower().partition("://")[2].removeprefix("www.").rstrip("/")
    if source.issued is not None:
        name = ""
        if source.author:
            name = source.author[0].family or source.author[0].literal or ""
        key = [" ".join(_title(source)), source.issued.text, name.lower()]
        key += [str(getattr(source, part) or "") for part in _EDITIONS]
        yield "title and date", "|".join(key)


def _title(source: Source) -> list[str]:
    return _NOT_WORD.sub(" ", source.title.lower()).split()


def _is_same_work(one: Source, other: Source) -> bool:
    """Whether one title has all words of the other, and the dates agree.

    One address may offer several works, or dated versions of one.
    """
    words, others = set(_title(one)), set(_title(other))
    if not words <= others and not others <= words:
        return False
    if one.issued is None or other.issued is None:
        return True
    return one.issued.overlaps(other.issued)


@rule("note")
def incomplete_source(case: Case) -> Iterator[Complaint]:
    """A source lacks what a reader needs to find and judge it: date, author or publisher.

    Readers judge a source by who says it and when, and find it by the same. It
    needs `issued` (or at least `accessed`) and an `author`, `editor`, `publisher`
    or `container-title`; a director, a court or an archive does too. Vague dates are fine:
    `199X`, `1998~`.

    Wrong:

    ```toml
    [[sources]]
    id = "strategy"
    type = "report"
    title = "Drug strategy"
    ```

    Right:

    ```toml
    [[sources]]
    id = "strategy"
    type = "report"
    title = "Drug strategy"
    issued = "1998-02"
    author = [{ literal = "High Level Contact Group" }]
    ```
    """
    for path, source in _sources(case):
        if source.id in case.broken:  # what it seems to lack may be what could not be read
            continue
        missing = []
        if not _has_date(source):
            missing.append("no date (`issued`)")
        if not _has_maker(source):
            missing.append("neither `author` nor `publisher`")
        if missing:
            message = f"The source `{source.id}` has {' and '.join(missing)}."
            yield Complaint(
                path,
                message,
                "Add what the work itself says; `issued` may be as vague as `199X` or `1998~`.",
                mark="entry",
            )


def _has_date(source: Source) -> bool:
    is_to_come = source.status in {"forthcoming", "in press"}
    if source.type in _UNDATED or is_to_come:
        return True
    return any(getattr(source, field) is not None for field in _DATES)


def _has_maker(source: Source) -> bool:
    """Whether a source says who made it, or where it is found; a court's decision need not."""
    if source.type in _UNAUTHORED or _CASE.search(source.title):
        return True
    people = (field.name for field in fields_of(Source) if Name in field.groups)
    return any(getattr(source, field) for field in (*_PLACES, *people))


@rule("note")
def missing_access_date(case: Case) -> Iterator[Complaint]:
    """A web page has no date of access.

    Web pages change and vanish; `accessed` says which state of the page was read
    (ICS 206-01 asks for it). What is dated to the day needs none, such as newspapers,
    reports and posts of a blog: it has a date of its own. So do works that merely can be
    had on the web, such as films and songs; entries of encyclopedias on the web change.

    Wrong:

    ```toml
    [[sources]]
    id = "migration-page"
    type = "webpage"
    title = "Migration figures"
    issued = "2020"
    publisher = "Customs and Border Protection"
    ```

    Right:

    ```toml
    [[sources]]
    id = "migration-page"
    type = "webpage"
    title = "Migration figures"
    issued = "2020"
    publisher = "Customs and Border Protection"
    accessed = "2020-03-14"
    ```
    """
    for path, source in _sources(case):
        is_dated = source.issued is not None and source.issued.precision == "day"
        if _is_living(source) and source.accessed is None and not is_dated:
            message = f"The web page `{source.id}` does not say when it was read."
            yield Complaint(
                path, message, 'Add `accessed = "2020-04-01"`: pages change.', mark="entry"
            )


def _is_living(source: Source) -> bool:
    """Whether a source is a page that may change after it was read."""
    return source.type in _LIVING or (source.type in _ENTRIES and source.url is not None)


@rule("warning")
def withdrawn_source(case: Case) -> Iterator[Complaint]:
    """A statement rests on a source that was retracted or superseded.

    What rests on a retracted work may be wrong; what rests on a superseded or
    corrected one may be out of date. The first is a warning, the others are notes.
    An entry with a `caveat` is not counted: its readers are warned.

    Wrong:

    ```toml
    [[findings]]
    id = "effect-shown"
    text = "The drug works."
    cites = ["trial-1998"]

    [[sources]]
    id = "trial-1998"
    type = "article-journal"
    title = "A trial"
    issued = "1998"
    publisher = "The Journal"
    status = "retracted"
    ```

    Right:

    ```toml
    [[findings]]
    id = "effect-shown"
    text = "The drug works."
    cites = ["trial-1998"]
    caveat = "The trial was retracted in 2010; no other shows the effect."

    [[sources]]
    id = "trial-1998"
    type = "article-journal"
    title = "A trial"
    issued = "1998"
    publisher = "The Journal"
    status = "retracted"
    ```
    """
    for path, source in _sources(case):
        if source.status not in {"retracted", "superseded", "corrected"}:
            continue
        users = _unwarned_users(case, source.id)
        if not users:
            continue
        names = ", ".join(f"`{user}`" if user else "the bottom line" for user in users[:3])
        if len(users) > 3:
            names += " and others"
        verb = "rests" if len(users) == 1 else "rest"
        severity: Severity | None = None if source.status == "retracted" else "note"
        message = f"The source `{source.id}` is {source.status}, yet {names} {verb} on it."
        yield Complaint(
            (*path, "status"),
            message,
            "Cite what replaced it, or give each of these entries a `caveat`.",
            severity=severity,
        )


def _unwarned_users(case: Case, source_id: str) -> list[str]:
    """The ids of the entries that cite a source and have no caveat; "" is the bottom line."""
    users: dict[str, None] = {}
    for link in case.links.backward.get(source_id, ()):
        if link.relation == "cites":
            entry = case.links.entries.get(link.source)
            if entry is None or not entry.caveat:
                users[link.source] = None
    return list(users)


@rule("warning", fixing="fix")
def malformed_address(case: Case) -> Iterator[Complaint]:
    """An address or a DOI is malformed.

    An address that is none cannot be opened, and a DOI with a prefix is not found
    by those who look it up.

    Wrong:

    ```toml
    [[sources]]
    id = "hrw-2018"
    type = "report"
    title = "Mexico"
    issued = "2018"
    publisher = "Human Rights Watch"
    DOI = "doi:10.1000/182"
    ```

    Right:

    ```toml
    [[sources]]
    id = "hrw-2018"
    type = "report"
    title = "Mexico"
    issued = "2018"
    publisher = "Human Rights Watch"
    DOI = "10.1000/182"
    ```
    """
    for path, source in _sources(case):
        if source.url and not re.fullmatch(_ADDRESS, source.url):
            message = f"`{source.url}` is not a web address."
            yield Complaint((*path, "URL"), message, _address_remedy(source.url))
        if source.doi and not re.fullmatch(_DOI, source.doi):
            message = f"`{source.doi}` is not a DOI."
            yield Complaint((*path, "DOI"), message, _doi_remedy(source.doi))


def _address_remedy(written: str) -> Remedy | str:
    """What to write for an address: what stands in the signs around it, or its beginning too."""
    bare = written.strip().removeprefix("<").removesuffix(">").strip()
    for address, is_safe in ((bare, True), (f"https://{bare}", False)):
        host = address.partition("://")[2].partition("/")[0]
        if re.fullmatch(_ADDRESS, address) and "." in host:
            return say(address, is_safe=is_safe)
    return "Write it whole: `https://example.org/report`."


def _doi_remedy(written: str) -> Remedy | str:
    bare = bare_doi(written)
    return say(bare) if re.fullmatch(_DOI, bare) else "Write the bare name: `10.1000/182`."
