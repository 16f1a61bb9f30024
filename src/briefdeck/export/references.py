"""References: as CSL-JSON, BibTeX and RIS for reference managers, and as a printed list."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from briefdeck import document
from briefdeck.document.bibliography import bibtex, bibtex_lacks
from briefdeck.document.blocks import Reference, References
from briefdeck.document.csl_items import csl_item
from briefdeck.document.ris import ris, ris_lacks
from briefdeck.export import Exported, Wanted
from briefdeck.model.briefing import Source
from briefdeck.model.fields import fields_of
from briefdeck.output.markdown import MarkdownProse, line_start
from briefdeck.text.words import counted, did_you_mean, listed, nearest

CHICAGO: Final = "chicago"
_OUR_OWN: Final = frozenset(
    {"text", "caveat", "reliability", "origin", "note", "see", "tags", "copy", "sha256", "copied"}
)
"""What a briefing says of its sources, for which reference managers have no field."""


def export(wanted: Wanted) -> Exported:
    """Write the sources that are listed at the end of what is wanted.

    Raises ValueError where there is none.
    """
    references = tuple(_listed(wanted))
    if not references:
        raise ValueError("there is no source to list")
    match wanted.form:
        case "csl":
            return _csl(references)
        case "bibtex":
            return _records(references, bibtex, bibtex_lacks, "BibTeX")
        case "ris":
            return _records(references, ris, ris_lacks, "RIS")
        case _:
            return _printed(references, wanted.style or CHICAGO)


def _listed(wanted: Wanted) -> Iterator[Reference]:
    """Yield the references of a reading, or of what an entry cites; of a source its own."""
    links = wanted.loaded.links
    entry = links.entries[wanted.entry] if links and wanted.entry is not None else None
    if isinstance(entry, Source) or (entry is None and wanted.level == "all"):
        drawn = document.summary(wanted.loaded, ["sources"])
    elif entry is None:
        drawn = document.summary(wanted.loaded, level=wanted.level)
    else:
        drawn = document.page(wanted.loaded, entry.id, references=True)
    for block in drawn.blocks:
        if isinstance(block, References):
            for each in block.references:
                if not isinstance(entry, Source) or each.source.id == entry.id:
                    yield each


def _csl(references: Iterable[Reference]) -> Exported:
    items = [csl_item(each.source, each.via) for each in references]
    losses = _own_losses([each.source for each in references])
    return Exported(f"{json.dumps(items, ensure_ascii=False, indent=2)}\n".encode(), losses)


def _records(
    references: Iterable[Reference],
    written: Callable[[Source, str], str],
    lacks: Callable[[Source], list[str]],
    name: str,
) -> Exported:
    sources = [each.source for each in references]
    missing = Counter(key for source in sources for key in lacks(source))
    losses = [
        f"{name} has no field for {key}, which {counted(count, 'source')} {_have(count)}"
        for key, count in missing.items()
    ]
    text = "\n".join([written(each.source, each.via) for each in references])
    return Exported(text.encode(), (*losses, *_own_losses(sources)))


def _own_losses(sources: list[Source]) -> tuple[str, ...]:
    """What the briefing says of its sources, and no list of references does."""
    count = {
        field.key: sum(bool(getattr(source, field.name)) for source in sources)
        for field in fields_of(Source)
        if field.name in _OUR_OWN
    }
    said = [f"{key} ({number})" for key, number in count.items() if number]
    return (f"what the briefing says of its sources: {', '.join(said)}",) if said else ()


def _printed(references: tuple[Reference, ...], style: str) -> Exported:
    if style == CHICAGO:
        lines = [each.full for each in references]
        losses: tuple[str, ...] = ()
    else:
        from briefdeck.export.styled import STYLES, styled

        if style not in STYLES:
            hint = did_you_mean(nearest(style, [CHICAGO, *STYLES]))
            known = listed([CHICAGO, *STYLES])
            raise ValueError(
                f"there is no style called `{style}`; {known} are known. {hint}".strip()
            )
        lines, losses = styled([each.source for each in references], style)
    prose = MarkdownProse((), ())
    paragraphs = [line_start(prose.inlines(line)) for line in lines]
    own = _own_losses([each.source for each in references])
    return Exported("".join([f"{each}\n\n" for each in paragraphs])[:-1].encode(), (*losses, *own))


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
