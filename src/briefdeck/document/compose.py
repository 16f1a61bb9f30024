"""The pieces that documents are made of: prose with its links named, badges, evidence, lists of entries."""

from collections.abc import Iterable
from typing import Final

from msgspec import structs

from briefdeck.document.blocks import (
    SUPPORT_WORDS,
    AnyBlock,
    Attribution,
    Badge,
    Caveat,
    Document,
    Evidence,
    Fact,
    Item,
    References,
    SourceUse,
    Standing,
    Statement,
    Verb,
)
from briefdeck.document.chicago import with_locator
from briefdeck.document.lookup import Lookup, name_of
from briefdeck.model.briefing import Cite, Entry, Kind, Series, Source
from briefdeck.model.evidence import STATEMENTS, Support, coverage, support
from briefdeck.model.prose import (
    Citation,
    EntryLink,
    Inline,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    inline_text,
    parse_inline,
    parse_prose,
)

ICD203: Final[dict[str, tuple[str, ...]]] = {
    "1–5%": ("almost no chance", "remote"),
    "5–20%": ("very unlikely", "highly improbable"),
    "20–45%": ("unlikely", "improbable"),
    "45–55%": ("roughly even chance", "roughly even odds", "even chance"),
    "55–80%": ("likely", "probable"),
    "80–95%": ("very likely", "highly probable"),
    "95–99%": ("almost certain", "nearly certain"),
}
IPCC: Final[dict[str, tuple[str, ...]]] = {
    "0–1%": ("exceptionally unlikely",),
    "0–5%": ("extremely unlikely",),
    "0–10%": ("very unlikely",),
    "0–33%": ("unlikely",),
    "33–66%": ("about as likely as not",),
    "over 50%": ("more likely than not",),
    "66–100%": ("likely",),
    "90–100%": ("very likely",),
    "95–100%": ("extremely likely",),
    "99–100%": ("virtually certain",),
}
_SCALES: Final[dict[str, dict[str, tuple[str, ...]]]] = {"icd203": ICD203, "ipcc": IPCC}


def likelihood_words(likelihood: str, scale: str | None) -> str:
    """A likelihood with what it means on the declared scale: `likely (55–80%)`; alone where the scale has no such word."""
    for percent, words in _SCALES.get(scale or "", {}).items():
        if likelihood.strip().casefold() in words:
            return f"{likelihood} ({percent})"
    return likelihood


_VERBS: Final[dict[Kind | None, tuple[Verb, Verb]]] = {
    "fact": ("states", "state"),
    "judgment": ("argues", "argue"),
    "assumption": ("assumes", "assume"),
    None: ("says", "say"),
}
"""What a voice does with each kind of statement: one author, several authors."""


class Composer:
    """Makes the blocks of one document and remembers which sources they cite."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.briefing = lookup.briefing
        self.links = lookup.links
        self._cited: dict[str, None] = {}

    def document(self, title: str, blocks: Iterable[AnyBlock], subject: str = "") -> Document:
        """The document of these blocks."""
        numbers = self.lookup.numbers
        return Document(
            briefing=self.lookup.loaded.id,
            title=title,
            language=self.briefing.front.language,
            blocks=tuple(blocks),
            numbers=numbers,
            cited=tuple(
                sorted((name for name in self._cited if name in numbers), key=numbers.__getitem__)
            ),
            subject=subject,
        )

    def cite(self, cites: Iterable[Cite]) -> None:
        """Remember that these are cited."""
        for cite in cites:
            self._cited[cite.source] = None

    def prose(self, text: str | None, cites: tuple[Cite, ...] = ()) -> tuple[ProseBlock, ...]:
        """A prose text with links named; `cites` that it does not make itself are added at its end."""
        blocks = parse_prose(text) if text else ()
        if text and "[" in text:
            made: set[tuple[str, str | None]] = set()
            blocks = tuple(self._named(block, made) for block in blocks)
            cites = tuple(cite for cite in cites if (cite.source, cite.at) not in made)
        if not cites:
            return blocks
        self.cite(cites)
        mark = Citation(cites=cites)
        last = blocks[-1] if blocks else None
        if isinstance(last, Paragraph):
            return (*blocks[:-1], Paragraph(inlines=_with_mark(last.inlines, mark)))
        return (*blocks, Paragraph(inlines=(mark,)))

    def inlines(self, text: str) -> tuple[Inline, ...]:
        """One line of prose with its links named."""
        named = self._named(Paragraph(inlines=parse_inline(text)), set())
        assert isinstance(named, Paragraph)
        return named.inlines

    def _named(self, block: ProseBlock, made: set[tuple[str, str | None]]) -> ProseBlock:
        """The block with words for every entry link; `made` collects its citations."""
        match block:
            case Paragraph():
                return Paragraph(
                    inlines=tuple(self._named_inline(inline, made) for inline in block.inlines)
                )
            case ListBlock():
                items = tuple(
                    tuple(self._named(inner, made) for inner in item) for item in block.items
                )
                return ListBlock(items=items, ordered=block.ordered, start=block.start)
            case _:
                return block

    def _named_inline(self, inline: Inline, made: set[tuple[str, str | None]]) -> Inline:
        if isinstance(inline, Citation):
            self.cite(inline.cites)
            made.update((cite.source, cite.at) for cite in inline.cites)
        elif isinstance(inline, EntryLink) and not inline.text:
            return EntryLink(target=inline.target, text=self.lookup.label(inline.target))
        return inline

    def link(self, entry_id: str, words: str = "") -> EntryLink | Text:
        """A link to an entry where the id is one's, else the words as they are."""
        if entry_id in self.links.entries:
            return EntryLink(target=entry_id, text=words or self.lookup.label(entry_id))
        return Text(text=words or entry_id)

    def links_to(self, entry_ids: Iterable[str]) -> tuple[Inline, ...]:
        """Links to entries, with commas between them, or semicolons where a name has a comma."""
        links = [self.link(entry_id) for entry_id in entry_ids]
        has_comma = any(
            "," in link.text or (" " in link.text.strip() and len(link.text) > 30) for link in links
        )
        inlines: list[Inline] = []
        for link in links:
            if inlines:
                inlines.append(Text(text="; " if has_comma else ", "))
            inlines.append(link)
        return tuple(inlines)

    def gist(self, entry: Entry) -> str:
        """An entry in one line: its title, name or term, else the words of its text."""
        label = self.lookup.label(entry.id)
        if isinstance(entry, Source) or name_of(entry) or not entry.text:
            return label
        blocks = self.prose(entry.text)
        return (
            " ".join(
                inline_text(block.inlines) for block in blocks[:1] if isinstance(block, Paragraph)
            )
            or label
        )

    def support(self, entry: Entry) -> Support | None:
        """How well a statement is supported; None for entries that state nothing (eras, actors, terms, sources)."""
        return support(entry.id, self.links) if entry.table in STATEMENTS else None

    def badges(self, entry: Entry) -> tuple[Badge, ...]:
        """What sort of statement an entry is, in words."""
        badges: list[Badge] = []
        if entry.kind:
            badges.append(Badge(kind="kind", text=entry.kind))
        if entry.likelihood:
            badges.append(
                Badge(
                    kind="likelihood",
                    text=likelihood_words(entry.likelihood, self.briefing.front.likelihood_scale),
                )
            )
        if entry.confidence or entry.confidence_basis:
            words = f"{entry.confidence} confidence" if entry.confidence else "confidence"
            basis = (
                f": {entry.confidence_basis.rstrip().removesuffix('.')}"
                if entry.confidence_basis
                else ""
            )
            badges.append(Badge(kind="confidence", text=words + basis))
        if held := self.support(entry):
            badges.append(Badge(kind="support", text=SUPPORT_WORDS[held]))
        return tuple(badges)

    def attribution(self, entry: Entry) -> Attribution | None:
        """Whose statement it is, when it is not the briefing's own."""
        if not entry.voice:
            return None
        is_known = entry.voice in self.links.entries
        source = self.lookup.source(entry.voice)
        if source:
            self._cited[entry.voice] = None
        verb = _VERBS[entry.kind][source is not None and len(source.author) > 1]
        name = self.lookup.label(entry.voice) if is_known else entry.voice
        return Attribution(
            entry=entry.id, voice=entry.voice if is_known else None, name=name, verb=verb
        )

    def caveat(self, entry: Entry) -> tuple[Caveat, ...]:
        """The warning of an entry, if it has one."""
        return (Caveat(entry=entry.id, prose=self.prose(entry.caveat)),) if entry.caveat else ()

    def statement(self, entry: Entry, title: str = "", facts: tuple[Fact, ...] = ()) -> Statement:
        """An entry as one of several points."""
        return Statement(
            entry=entry.id,
            title=title,
            prose=self.prose(entry.text, entry.citations),
            badges=self.badges(entry),
            support=self.support(entry),
            attribution=self.attribution(entry),
            caveat=self.prose(entry.caveat),
            facts=facts,
        )

    def evidence(self, entry: Entry) -> tuple[Evidence, ...]:
        """Every citation of an entry, in prose, lists and points, each place once."""
        places = {
            (link.target, link.at, link.quote): link
            for link in self.links.forward.get(entry.id, ())
            if link.relation == "cites"
        }
        quoted = {(source, at) for source, at, quote in places if quote}
        items = tuple(
            self._use(source, at, quote)
            for source, at, quote in places
            if quote or (source, at) not in quoted
        )
        held = self.support(entry)
        return (Evidence(entry=entry.id, support=held, items=items),) if items or held else ()

    def _use(self, source_id: str, at: str | None, quote: str | None) -> SourceUse:
        self._cited[source_id] = None
        short = with_locator(self.lookup.label(source_id), at)
        return SourceUse(
            source=source_id,
            number=self.lookup.numbers.get(source_id),
            short=short,
            at=at,
            quote=quote,
        )

    def item(self, entry: Entry, note: str = "", *, sole: bool = False) -> Item:
        """An entry in a list of entries."""
        when = entry.date
        return Item(
            entry=entry.id,
            label=self.gist(entry),
            noun=entry.noun,
            when=when.short() if when is not None else "",
            note=note,
            support=self.support(entry),
            has_caveat=bool(entry.caveat),
            sole=sole,
        )

    def standing(self) -> Standing:
        """How fresh, whose side, how well supported the briefing is."""
        front = self.briefing.front
        if front.condenses and self.lookup.source(front.condenses):
            self._cited[front.condenses] = None
        return Standing(
            as_of=front.as_of,
            stance=front.stance,
            coverage=coverage(self.briefing, self.links),
            condenses=front.condenses,
            condenses_label=self.lookup.label(front.condenses) if front.condenses else "",
        )

    def cite_points(self, series: Series) -> None:
        """Remember what a series' points cite."""
        for point in series.points:
            self.cite(point.citations)

    def references(self, sources: Iterable[Source] | None = None) -> References:
        """The reference list of what has been cited so far, or of these sources, by number."""
        if sources is None:
            found = (self.lookup.source(name) for name in self._cited)
            sources = sorted(
                (source for source in found if source),
                key=lambda source: self.lookup.numbers[source.id],
            )
        return References(references=tuple(self.lookup.reference(source) for source in sources))


def _with_mark(inlines: tuple[Inline, ...], mark: Citation) -> tuple[Inline, ...]:
    """A paragraph with a citation at its end, before a full stop that closes its last sentence."""
    last = inlines[-1] if inlines else None
    text = last.text if isinstance(last, Text) and not last.code else ""
    if (
        not isinstance(last, Text)
        or not text.endswith(".")
        or text.endswith("..")
        or _ends_in_initial(text)
    ):
        return (*inlines, Text(text=" "), mark)
    return (
        *inlines[:-1],
        structs.replace(last, text=f"{text[:-1]} "),
        mark,
        structs.replace(last, text="."),
    )


def _ends_in_initial(text: str) -> bool:
    """Whether the full stop at the end belongs to a single capital, as in `the U.S.`."""
    return text[-2:-1].isupper() and not text[-3:-2].isalnum()
