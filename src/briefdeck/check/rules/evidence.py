"""Rules on evidence: what stands without a source, sources that cannot bear what rests on them."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.model.briefing import Cite, Entry, Series
from briefdeck.model.problem import Complaint, KeyPath, Mark, Severity
from briefdeck.text.words import counted

PAGELESS: Final = frozenset(
    {
        "webpage",
        "post",
        "post-weblog",
        "article-newspaper",
        "dataset",
        "interview",
        "personal_communication",
        "speech",
        "software",
    }
)
"""Types of source that seldom have numbered places."""


@rule("warning")
def uncited_statement(case: Case) -> Iterator[Complaint]:
    """A statement has no source.

    Whoever uses a statement must be able to say where it comes from; ICD 206 asks
    it of every sentence that rests on reporting. Findings, events, programs,
    figures and tables want a citation, in `cites` or in the text; a key point or a
    judgment may instead lead to entries that have one. An assumption wants none.

    In a briefing that `condenses` a work, a statement in that work's `voice` is
    traced to it, and wants nothing more; so is one in the voice of another source
    where the place is given (`voice = { source = "…", at = "p. 9" }`).

    Wrong:

    ```toml
    [[findings]]
    id = "homicides-doubled"
    text = "Homicides doubled within a year."
    ```

    Right:

    ```toml
    [[findings]]
    id = "homicides-doubled"
    text = "Homicides doubled within a year."
    cites = [{ source = "crs-2017", at = "p. 9" }]
    ```
    """
    for path, entry in case.statements():
        if case.is_supported(entry.id) or entry.id in case.ill_cited:
            continue
        if entry.kind == "assumption" or _leads_on(case, entry):
            continue
        severity: Severity | None = None
        remedy = (
            'Cite what supports it (`cites = [{ source = "…", at = "p. 9" }]`), '
            'or mark it `kind = "assumption"`.'
        )
        if case.reports(entry):
            severity = "note"
            remedy = (
                "Say where it is said (a source, with the place), "
                "or leave it so, and the reader sees that nothing supports it."
            )
        elif case.front.condenses is not None:
            remedy = (
                "Cite what supports it, or say whose statement it is "
                f'(`voice = "{case.front.condenses}"`).'
            )
        yield Complaint(
            path,
            f"The {entry.noun} `{entry.id}` has no source.",
            remedy,
            mark="entry",
            severity=severity,
        )


def _leads_on(case: Case, entry: Entry) -> bool:
    """Whether a key point or a judgment leads to entries that have sources."""
    if entry.table != "key_points" and entry.kind != "judgment":
        return False
    links = case.links.forward.get(entry.id, ())
    return any(case.is_supported(link.target) for link in links)


@rule("note")
def uncited_figure(case: Case) -> Iterator[Complaint]:
    """A figure has no source although its neighbours have.

    In a figure with several sources, readers cannot tell which of them a point
    without one is from. Where a single source holds for all points, cite it once,
    on the figure. A point with a `caveat` is left alone: its readers are warned.

    Wrong:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions by year"
    unit = "people"
    points = [
      { at = "2012", value = 115, cites = ["crs-2017"] },
      { at = "2013", value = 54 },
    ]
    ```

    Right:

    ```toml
    [[series]]
    id = "extraditions"
    title = "Extraditions by year"
    unit = "people"
    cites = ["crs-2017"]
    points = [{ at = "2012", value = 115 }, { at = "2013", value = 54 }]
    ```
    """
    for path, entry in case.table("series"):
        assert isinstance(entry, Series)
        if entry.cites or entry.id not in case.cited or "[@" in (entry.text or ""):
            continue
        for position, point in enumerate(entry.points):
            if point.value is None or point.caveat:
                continue
            if point.cites or "[@" in (point.text or ""):
                continue
            name = point.category or str(position)
            if point.at is not None:
                name = point.at.text
            message = (
                f"The figure for {name} in `{entry.id}` has no source, "
                "although other figures of the series have."
            )
            remedy = (
                "Cite its source in the point's `cites`, "
                "or the series' source in the series' `cites`."
            )
            yield Complaint((*path, "points", position), message, remedy)


_BIBLIOGRAPHY: Final = 10
"""So many works that nothing cites are not an oversight."""
_OF_MANY: Final = (
    "Cite them where they support something, tag them `further-reading`, or take them out."
)


@rule("warning")
def unused_source(case: Case) -> Iterator[Complaint]:
    """Nothing cites a source.

    A list of sources shows what the briefing rests on; a work that nothing cites
    says nothing there, or the citation was forgotten. Tag a work `further-reading`
    where it is listed for readers to go on with. Where most of many works are cited
    by nothing, the list is a bibliography, and that is said once.

    Wrong:

    ```toml
    [[sources]]
    id = "hrw-2018"
    type = "report"
    title = "Mexico"
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
    tags = ["further-reading"]
    ```
    """
    unused = [
        (path, entry)
        for path, entry in case.table("sources")
        if case.is_unused(entry.id) and "further-reading" not in entry.tags
    ]
    remedy = "Cite it where it supports something, tag it `further-reading`, or take it out."
    if len(unused) >= _BIBLIOGRAPHY and len(unused) * 2 > len(case.sources):
        count = f"{len(unused)} of {counted(len(case.sources), 'source')}"
        message = f"Nothing cites {count}, `{unused[0][1].id}` the first of them."
        yield Complaint(unused[0][0], message, _OF_MANY, mark="entry")
        return
    for path, entry in unused:
        yield Complaint(path, f"Nothing cites the source `{entry.id}`.", remedy, mark="entry")


@rule("warning")
def quotation_without_place(case: Case) -> Iterator[Complaint]:
    """A quotation has no source, or no place in its source.

    Exact words must be found again exactly, so a quotation needs its source and the
    place in it: a page, a table, a paragraph. Web pages, newspapers, speeches and
    the like seldom have numbered places; there the missing place is a note.

    Wrong:

    ```toml
    [[quotations]]
    id = "quote-report"
    speaker = "crs-2017"
    text = "the number fell sharply"
    cites = ["crs-2017"]
    ```

    Right:

    ```toml
    [[quotations]]
    id = "quote-report"
    speaker = "crs-2017"
    text = "the number fell sharply"
    cites = [{ source = "crs-2017", at = "p. 26" }]
    ```
    """
    for path, entry in case.table("quotations"):
        if entry.id in case.ill_cited:
            continue
        if entry.id not in case.cited:
            remedy = 'Cite where the words stand: `cites = [{ source = "…", at = "p. 9" }]`.'
            yield Complaint(
                path, f"The quotation `{entry.id}` has no source.", remedy, mark="entry"
            )
        elif not any(link.at for link in case.links.forward[entry.id] if link.relation == "cites"):
            message = f"The quotation `{entry.id}` gives no place in its source."
            yield _placeless(case, path, case.cited[entry.id], message)
    for path, cites in _citation_lists(case):
        for position, cite in enumerate(cites):
            if isinstance(cite, Cite) and cite.quote and not cite.at:
                message = f"The words quoted from `{cite.source}` have no place in it."
                yield _placeless(case, (*path, "cites", position), {cite.source}, message)


def _placeless(case: Case, path: KeyPath, cited: Iterable[str], message: str) -> Complaint:
    types = {case.sources[source].type for source in cited if source in case.sources}
    severity: Severity | None = None
    if types and types <= PAGELESS:
        severity = "note"
    remedy = 'Add the place: `at = "p. 9"`, `at = "para. 4"`, `at = "§3"`.'
    mark: Mark = "entry" if len(path) == 2 else "value"
    return Complaint(path, message, remedy, mark=mark, severity=severity)


def _citation_lists(case: Case) -> Iterator[tuple[KeyPath, tuple[Cite | str, ...]]]:
    """Every `cites` list with its owner's path, but those of quotations."""
    for path, entry in zip(case.paths, case.entries, strict=True):
        if entry.cites and path[0] != "quotations":
            yield path, entry.cites
        if isinstance(entry, Series):
            for position, point in enumerate(entry.points):
                if point.cites:
                    yield (*path, "points", position), point.cites


@rule("note")
def single_origin(case: Case) -> Iterator[Complaint]:
    """Several sources of a statement have one origin.

    Six reports that repeat one wire story are one source: circular sourcing is the
    classic failure of analysis. Where `origin` says from which source others have
    their information, support is counted by origins, and this rule names the
    statements whose several sources share one.

    Wrong:

    ```toml
    [[findings]]
    id = "camp-found"
    text = "A camp was found in the hills."
    cites = ["paper-a", "paper-b"]

    [[sources]]
    id = "paper-a"
    type = "article-newspaper"
    title = "Camp found"
    issued = "2017-03-02"
    publisher = "The Herald"
    origin = "crs-2017"

    [[sources]]
    id = "paper-b"
    type = "article-newspaper"
    title = "Hill camp discovered"
    issued = "2017-03-03"
    publisher = "The Courier"
    origin = "crs-2017"
    ```

    Right:

    ```toml
    [[findings]]
    id = "camp-found"
    text = "A camp was found in the hills."
    cites = ["crs-2017", "report-2020"]
    ```
    """
    origins_of = case.links.origins
    if not origins_of:
        return
    for entry_id, cited in case.cited.items():
        origins = {origins_of.get(source, source) for source in cited}
        if len(cited) > 1 and len(origins) == 1:
            names = ", ".join(f"`{source}`" for source in sorted(cited))
            message = (
                f"The sources of `{entry_id}` ({names}) all have their information "
                f"from `{origins.pop()}`."
            )
            path = case.path_of.get(entry_id, ())
            yield Complaint(
                path,
                message,
                "Find a source that knows independently, "
                "or say in the text that there is one origin.",
                mark="entry",
            )
