"""The passages of a source's copy on its page: what is quoted, what became of it, where."""

from collections.abc import Iterator

from msgspec.structs import replace

from briefdeck.document.blocks import Excerpt, Excerpts
from briefdeck.document.compose import Composer
from briefdeck.evidence.passages import Quoted
from briefdeck.model.briefing import Source


def excerpts(composer: Composer, source: Source) -> Iterator[Excerpts]:
    """Yield what was looked for in the copy of a source, the same words at one place once."""
    found: dict[tuple[str, str | None], Quoted] = {}
    entries: dict[tuple[str, str | None], dict[str, None]] = {}
    known = composer.verdicts.in_source(source.id) if composer.verdicts else ()
    for quoted in known:
        key = (quoted.words, quoted.seen_at)
        found.setdefault(key, quoted)
        entries.setdefault(key, {})[quoted.entry] = None
    if all(quoted.passage.state == "no-copy" for quoted in found.values()):
        return
    days = {quoted.as_of for quoted in found.values()}
    as_of = days.pop() if len(days) == 1 else ""
    listed = [
        Excerpt(
            quoted=replace(quoted, as_of="") if as_of else quoted,
            entries=composer.links_to(entries[key]),
        )
        for key, quoted in found.items()
    ]
    yield Excerpts(entry=source.id, excerpts=tuple(listed), as_of=as_of)
