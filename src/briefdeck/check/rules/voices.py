"""Rules on whose statements they are, and on what was seen only in another source."""

from collections.abc import Iterator

from briefdeck.check.case import Case
from briefdeck.check.rule import rule
from briefdeck.check.rules.evidence import PAGELESS
from briefdeck.model.briefing import Source
from briefdeck.model.evidence import condensed_source, statement_link
from briefdeck.model.links import Link
from briefdeck.model.problem import Complaint, KeyPath
from briefdeck.text.words import counted


@rule("note")
def voice_without_place(case: Case) -> Iterator[Complaint]:
    """A statement of the condensed work has no place in it.

    In a briefing that `condenses` a work, a statement in that work's `voice` is
    traced to it: the reader finds it there. With the page he finds it at once. Where
    no statement of a file has a place, that is said once; works of kinds that seldom
    have pages (web pages, newspapers, speeches …) are left alone.

    Wrong:

    ```toml
    [briefing]
    title = "Aid, as the service sees it"
    bluf = "Aid rose, and bought little."
    as_of = "2018"
    condenses = "crs-2017"

    [[findings]]
    id = "aid-rose"
    text = "Aid rose to $400 million."
    voice = "crs-2017"
    ```

    Right:

    ```toml
    [briefing]
    title = "Aid, as the service sees it"
    bluf = "Aid rose, and bought little."
    as_of = "2018"
    condenses = "crs-2017"

    [[findings]]
    id = "aid-rose"
    text = "Aid rose to $400 million."
    voice = { source = "crs-2017", at = "p. 9" }
    ```
    """
    condensed = condensed_source(case.links)
    if condensed is None or case.sources[condensed].type in PAGELESS:
        return
    placeless: list[tuple[KeyPath, str]] = []
    has_places = False
    for path, entry in case.statements():
        stated = statement_link(entry.id, case.links)
        if stated is None or stated.target != condensed:
            continue
        if stated.at:
            has_places = True
        else:
            placeless.append(((*path, "voice"), entry.id))
    remedy = f'Give the page: `voice = {{ source = "{condensed}", at = "p. 9" }}`.'
    if placeless and not has_places and len(placeless) > 1:
        count = counted(len(placeless), "statement")
        message = f"None of the {count} in the voice of `{condensed}` has a place in it."
        yield Complaint(placeless[0][0], message, remedy)
        return
    for path, entry_id in placeless:
        message = f"The statement `{entry_id}` of `{condensed}` has no place in it."
        yield Complaint(path, message, remedy)


@rule("warning")
def via_itself(case: Case) -> Iterator[Complaint]:
    """A source is cited through itself, or through one that was seen only in it.

    `via` names the source in which another was found cited, because nobody here has
    seen that one. It is another source, and one that was seen.

    Wrong:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose to $400 million."
    cites = [{ source = "crs-2017", via = "crs-2017" }]
    ```

    Right:

    ```toml
    [[findings]]
    id = "aid-rose"
    text = "Aid rose to $400 million."
    cites = [{ source = "crs-2017", via = { source = "report-2020", at = "p. 4" } }]
    ```
    """
    remedy = "Name the source in which you found it cited, or take `via` out."
    for path, entry in zip(case.paths, case.entries, strict=True):
        links = case.links.forward.get(entry.id, ())
        cited = {link.path: link.target for link in links if link.relation == "cites"}
        for link in links:
            source = cited.get(link.path[:-1])
            # Circles of sources' own `via` are found by loading.
            if link.relation != "via" or source is None or link.path[:2] != path:
                continue
            if link.target == source:
                yield Complaint(link.path, f"`{source}` is cited through itself.", remedy)
            elif _was_seen_in(case, link) == source:
                message = f"`{source}` is cited through `{link.target}`, which was seen only in it."
                yield Complaint(link.path, message, remedy)


def _was_seen_in(case: Case, link: Link) -> str | None:
    source = case.links.entries.get(link.target)
    if not isinstance(source, Source) or source.seen_in is None:
        return None
    return source.seen_in.source
