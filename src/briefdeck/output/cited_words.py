"""An entry's words with their citations in brackets, `(HLCG 1998, p. 1)`, to be pasted.

What changes what the words are worth stays with them: whose argument they are, how likely it is,
the caveat, and that no source is given.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from briefdeck.document.blocks import SourceUse, caveat_word
from briefdeck.document.chicago import address_of
from briefdeck.document.chicago_labels import with_place
from briefdeck.document.chicago_parts import closed, plain, with_commas
from briefdeck.document.compose import Composer
from briefdeck.document.entries import arguments, heading_words, quoted_words, time_words
from briefdeck.document.lookup import Lookup
from briefdeck.model.briefing import (
    Actor,
    Cite,
    Entry,
    Kind,
    Quotation,
    Recommendation,
    Section,
    Term,
)
from briefdeck.model.evidence import STATEMENTS
from briefdeck.model.nodes import (
    Citation,
    Inline,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    WebLink,
)
from briefdeck.model.prose import parsed_words
from briefdeck.output.phrases import via_words
from briefdeck.text.words import capital

NO_SOURCE: Final = "no source given"
_ARGUED: Final[dict[Kind | None, str]] = {
    "fact": "stated by",
    "judgment": "argued by",
    "assumption": "assumed by",
    None: "said by",
}
_Place = tuple[str, str | None]
"""A source, and the place in it."""


class CitedWords:
    """An entry's words, and everything that it cites."""

    def __init__(self, lookup: Lookup, entry: Entry) -> None:
        self._lookup = lookup
        self._entry = entry
        self._composer = Composer(lookup, lookup.short_forms)
        self._is_linked = False

    @cached_property
    def uses(self) -> tuple[SourceUse, ...]:
        """What it cites, each place once, and the source whose statement it is first."""
        found = [use for block in self._composer.evidence(self._entry) for use in block.items]
        return tuple(sorted(found, key=lambda use: use.role != "voice"))

    @cached_property
    def own_uses(self) -> tuple[SourceUse, ...]:
        """What its words rest on: not what its caveat, its outcome or values of a figure cite."""
        own = tuple(use for use in self.uses if use.role != "caveat")
        text = self._composer.prose(self._text(), self._entry.citations)
        cited = {_place(cite) for block in text for cite in _cites(block)}
        of_words = tuple(use for use in own if use.role == "voice" or _place(use) in cited)
        return of_words or own

    @property
    def speaker(self) -> str:
        """Who said a quotation's words; empty for what is none."""
        speaker = self._entry.speaker if isinstance(self._entry, Quotation) else None
        return self._composer.label(speaker) if speaker else ""

    @property
    def quoted_speaker(self) -> str:
        """The same, but empty where the source itself is who speaks."""
        speaker = self._entry.speaker if isinstance(self._entry, Quotation) else None
        return "" if speaker in {use.source for use in self.uses} else self.speaker

    def prose(self, *, is_linked: bool) -> tuple[ProseBlock, ...]:
        """Return the words with their citations; linked, those lead to their sources."""
        self._is_linked = is_linked
        return tuple(map(self._with_words, self._blocks()))

    @property
    def bare(self) -> str:
        """The text alone, without its citations."""
        return parsed_words(self._composer.prose(self._text()))

    def _blocks(self) -> Iterator[ProseBlock]:
        *before, last = self._opened(self._composer.prose(self._text()))
        last, pulled = _pulled(last)
        yield from before
        made = {_place(cite) for block in before for cite in _cites(block)}
        yield from _with_last(last, self._behind(pulled, made | set(map(_place, _cites(last)))))
        worth = "; ".join(self._worth())
        if worth:
            yield Paragraph(inlines=plain(f"{capital(worth)}."))
        yield from self._caveat()
        if isinstance(self._entry, Recommendation):
            for title, points in arguments(self._composer, self._entry):
                yield Paragraph(inlines=plain(f"{title}:"))
                yield points

    def _text(self) -> str:
        entry = self._entry
        if isinstance(entry, Quotation):
            return quoted_words(entry)
        meaning = entry.meaning if isinstance(entry, Term) else ""
        return "\n\n".join(filter(None, (meaning, entry.text)))

    def _opened(self, blocks: Sequence[ProseBlock]) -> list[ProseBlock]:
        """The text behind what names the entry, which is a sentence of the first paragraph."""
        name = self._name()
        if not name:
            return list(blocks) or [Paragraph(inlines=())]
        if isinstance(self._entry, Term | Actor) and blocks:
            opening: tuple[Inline, ...] = plain(f"{name}:")
        else:
            opening = closed(plain(name))
        match blocks:
            case (Paragraph(inlines=inlines), *rest) if not isinstance(self._entry, Section):
                return [Paragraph(inlines=(*opening, Text(text=" "), *inlines)), *rest]
            case _:
                return [Paragraph(inlines=opening), *blocks]

    def _name(self) -> str:
        """What names the entry, with its time; a quotation's speaker stands behind its words."""
        entry = self._entry
        if isinstance(entry, Quotation):
            return ""
        role = entry.role if isinstance(entry, Actor) else ""
        return with_commas(heading_words(self._composer, entry), role, time_words(entry))

    # What stands behind the words

    def _behind(self, pulled: Sequence[Cite], made: Collection[_Place]) -> tuple[Inline, ...]:
        """In brackets: who says so, and what is cited for it, but for what the text has `made`."""
        used = dict.fromkeys(map(self._use_of, pulled))
        used |= dict.fromkeys(use for use in self.own_uses if _place(use) not in made)
        voiced = [use for use in used if self._is_voice(use)]
        others = [use for use in used if not self._is_voice(use)]
        seen = {use.via for use in others}
        if not self._is_opinion:
            voiced = [use for use in voiced if self._cited(use).text not in seen]
        parts = [*self._said_by(), *self._argued(voiced), *map(self._cited, others)]
        is_bare = not used and not made and self._entry.table in STATEMENTS
        if is_bare:
            parts.append(Text(text=NO_SOURCE))
        return _bracketed(parts)

    def _said_by(self) -> Iterator[Text | WebLink]:
        """A quotation's speaker and time, or a voice that is not a source cited for the place."""
        entry = self._entry
        if isinstance(entry, Quotation):
            # A source that speaks itself is cited with its year.
            is_named = self.quoted_speaker or not entry.speaker
            said = with_commas(self.quoted_speaker, time_words(entry)) if is_named else ""
        elif entry.said_by and not any(map(self._is_voice, self.own_uses)):
            said = f"{_ARGUED[entry.kind]} {self._composer.label(entry.said_by.source)}"
        else:
            said = ""
        yield from plain(said)

    def _argued(self, voiced: Iterable[SourceUse]) -> Iterator[Text | WebLink]:
        """Whose statement it is, with the place; of an opinion also that it is one."""
        lead = f"{_ARGUED[self._entry.kind]} " if self._is_opinion else ""
        for use in voiced:
            cited = self._cited(use)
            yield replace(cited, text=f"{lead}{cited.text}")
            lead = ""

    @property
    def _is_opinion(self) -> bool:
        return self._entry.kind in {"judgment", "assumption"}

    def _is_voice(self, use: SourceUse) -> bool:
        """Whether it cites the source whose statement the entry is."""
        said_by = self._entry.said_by
        return use.role == "voice" or (said_by is not None and use.source == said_by.source)

    def _worth(self) -> Iterator[str]:
        """How likely it is and how sure, and that it is an opinion where no voice says so."""
        wanted = {"likelihood", "confidence"}
        if self._entry.said_by is None and self._entry.kind != "fact":
            wanted.add("kind")
        for badge in self._composer.badges(self._entry):
            if badge.kind in wanted:
                yield badge.text

    def _caveat(self) -> Iterator[ProseBlock]:
        warning = self._entry.warning
        if warning is None:
            return
        opening = Text(text=f"{caveat_word(warning.grade)}: ")
        match self._composer.caveat_prose(self._entry):
            case (Paragraph(inlines=inlines), *rest):
                yield Paragraph(inlines=(opening, *inlines))
                yield from rest
            case rest:
                yield from (Paragraph(inlines=(opening,)), *rest)

    # Citations as words

    def _with_words(self, block: ProseBlock) -> ProseBlock:
        """The block with words in brackets for each citation."""
        match block:
            case Paragraph():
                inlines = [each for inline in block.inlines for each in self._worded(inline)]
                return Paragraph(inlines=tuple(inlines))
            case ListBlock():
                items = tuple(tuple(map(self._with_words, item)) for item in block.items)
                return replace(block, items=items)
            case _:
                return block

    def _worded(self, inline: Inline) -> tuple[Inline, ...]:
        if not isinstance(inline, Citation):
            return (inline,)
        return _bracketed([self._cited(self._use_of(cite)) for cite in inline.cites])

    def _use_of(self, cite: Cite) -> SourceUse:
        known = [use for use in self.uses if _place(use) == _place(cite)]
        return known[0] if known else SourceUse(source=cite.source, number=None, short="")

    def _cited(self, use: SourceUse) -> Text | WebLink:
        """`HLCG 1998, p. 1`, with where it was seen, where that is another source."""
        words = with_place(self._composer.label(use.source), use.at)
        words = with_commas(words, via_words(use))
        source = self._lookup.source(use.source)
        address = address_of(source) if source and self._is_linked else ""
        if address.startswith(("https://", "http://")):
            return WebLink(url=address, text=words)
        return Text(text=words)


def _place(cited: Cite | SourceUse) -> _Place:
    return cited.source, cited.at


def _cites(block: ProseBlock) -> Iterator[Cite]:
    match block:
        case Paragraph():
            for inline in block.inlines:
                if isinstance(inline, Citation):
                    yield from inline.cites
        case ListBlock():
            for item in block.items:
                for each in item:
                    yield from _cites(each)


def _pulled(block: ProseBlock) -> tuple[ProseBlock, tuple[Cite, ...]]:
    """A paragraph without the citation at its end, and what that cites."""
    match block:
        case Paragraph(inlines=(*before, Text() as last, Citation() as mark)):
            end = ""
        case Paragraph(inlines=(*before, Text() as last, Citation() as mark, Text(text="."))):
            end = "."
        case _:
            return block, ()
    last = replace(last, text=f"{last.text.rstrip()}{end}")
    return Paragraph(inlines=(*before, last)), mark.cites


def _with_last(block: ProseBlock, behind: tuple[Inline, ...]) -> Iterator[ProseBlock]:
    """The last block of a text, and what stands behind it."""
    if not behind:
        yield block
    elif isinstance(block, Paragraph):
        yield Paragraph(inlines=(*block.inlines, Text(text=" "), *behind))
    else:
        yield from (block, Paragraph(inlines=behind))


def _bracketed(parts: Sequence[Text | WebLink]) -> tuple[Inline, ...]:
    """Parts in brackets, with semicolons between them; nothing for none."""
    inlines: list[Inline] = []
    for part in parts:
        inlines += [Text(text="; " if inlines else "("), part]
    return (*inlines, Text(text=")")) if inlines else ()
