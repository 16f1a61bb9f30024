"""Rules on evidence: what stands without a source, and sources that cannot bear what rests on them."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import Finding, rule
from briefdeck.load.finding import Mark
from briefdeck.model.briefing import Cite, Entry, Series
from briefdeck.model.problem import KeyPath, Severity

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
def uncited_statement(case: Case) -> Iterator[Finding]:
    """A statement has no source."""
    for path, entry in case.statements():
        if (
            entry.id in case.cited
            or entry.id in case.ill_cited
            or entry.kind == "assumption"
            or _leads_on(case, entry)
        ):
            continue
        severity: Severity | None = None
        remedy = 'Cite what supports it (`cites = [{ source = "…", at = "p. 9" }]`), or mark it `kind = "assumption"`.'
        if case.reports(entry):
            severity = "note"
            remedy = "Where the condensed work gives a source, cite it; otherwise leave it so, and the reader sees that nothing supports it."
        elif case.front.condenses is not None:
            remedy = f'Cite what supports it, or say whose statement it is (`voice = "{case.front.condenses}"`).'
        yield Finding(
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
    return any(link.target in case.cited for link in case.links.forward.get(entry.id, ()))


@rule("note")
def uncited_figure(case: Case) -> Iterator[Finding]:
    """A figure has no source although its neighbours have."""
    for path, entry in case.table("series"):
        assert isinstance(entry, Series)
        if entry.cites or entry.id not in case.cited or "[@" in (entry.text or ""):
            continue
        for position, point in enumerate(entry.points):
            if (
                point.value is not None
                and not point.cites
                and "[@" not in (point.text or "")
                and not point.caveat
            ):
                name = point.at.text if point.at else point.category or str(position)
                message = f"The figure for {name} in `{entry.id}` has no source, although other figures of the series have."
                yield Finding(
                    (*path, "points", position),
                    message,
                    "Cite its source in the point's `cites`, or the series' source in the series' `cites`.",
                )


@rule("warning")
def unused_source(case: Case) -> Iterator[Finding]:
    """Nothing cites a source."""
    for path, entry in case.table("sources"):
        if case.is_unused(entry.id) and "further-reading" not in entry.tags:
            remedy = (
                "Cite it where it supports something, tag it `further-reading`, or take it out."
            )
            yield Finding(path, f"Nothing cites the source `{entry.id}`.", remedy, mark="entry")


@rule("warning")
def quotation_without_place(case: Case) -> Iterator[Finding]:
    """A quotation has no source, or no place in its source."""
    for path, entry in case.table("quotations"):
        if entry.id in case.ill_cited:
            continue
        if entry.id not in case.cited:
            remedy = 'Cite where the words stand: `cites = [{ source = "…", at = "p. 9" }]`.'
            yield Finding(path, f"The quotation `{entry.id}` has no source.", remedy, mark="entry")
        elif not any(link.at for link in case.links.forward[entry.id] if link.relation == "cites"):
            message = f"The quotation `{entry.id}` gives no place in its source."
            yield _placeless(case, path, case.cited[entry.id], message)
    for path, cites in _citation_lists(case):
        for position, cite in enumerate(cites):
            if isinstance(cite, Cite) and cite.quote and not cite.at:
                message = f"The words quoted from `{cite.source}` have no place in it."
                yield _placeless(case, (*path, "cites", position), {cite.source}, message)


def _placeless(case: Case, path: KeyPath, cited: Iterable[str], message: str) -> Finding:
    sources = [case.sources[source] for source in cited if source in case.sources]
    pageless = bool(sources) and all(source.type in PAGELESS for source in sources)
    remedy = 'Add the place: `at = "p. 9"`, `at = "para. 4"`, `at = "§3"`.'
    mark: Mark = "entry" if len(path) == 2 else "value"
    return Finding(path, message, remedy, mark=mark, severity="note" if pageless else None)


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
def single_origin(case: Case) -> Iterator[Finding]:
    """Several sources of a statement have one origin."""
    origins_of = case.links.origins
    if not origins_of:
        return
    for entry_id, cited in case.cited.items():
        origins = {origins_of.get(source, source) for source in cited}
        if len(cited) > 1 and len(origins) == 1:
            names = ", ".join(f"`{source}`" for source in sorted(cited))
            message = f"The sources of `{entry_id}` ({names}) all have their information from `{origins.pop()}`."
            path = case.path_of.get(entry_id, ())
            yield Finding(
                path,
                message,
                "Find a source that knows independently, or say in the text that there is one origin.",
                mark="entry",
            )
