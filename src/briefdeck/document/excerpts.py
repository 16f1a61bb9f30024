"""The passages of a source's copy on its page: what is quoted, what became of it, where."""

from collections.abc import Iterator

from briefdeck.document.blocks import Excerpt, Excerpts
from briefdeck.document.compose import Composer
from briefdeck.evidence.passages import Quoted
from briefdeck.model.briefing import Source


def excerpts(composer: Composer, source: Source) -> Iterator[Excerpts]:
    """Yield what was looked for in the copy of a source, the same words at one place once."""
    found: dict[tuple[str, str | None, str], Quoted] = {}
    entries: dict[tuple[str, str | None, str], dict[str, None]] = {}
    known = composer.verdicts.in_source(source.id) if composer.verdicts else ()
    for quoted in known:
        key = (quoted.words, quoted.at, quoted.source)
        found.setdefault(key, quoted)
        entries.setdefault(key, {})[quoted.entry] = None
    if any(quoted.passage.state != "no-copy" for quoted in found.values()):
        listed = [
            Excerpt(quoted=quoted, entries=composer.links_to(entries[key]))
            for key, quoted in found.items()
        ]
        yield Excerpts(entry=source.id, excerpts=tuple(listed))
