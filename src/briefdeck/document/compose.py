"""The pieces that documents are made of: prose with its links named, badges, evidence, items."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

from msgspec import structs

from briefdeck.document.blocks import (
    CONFIRMED_SIGN,
    AnyBlock,
    Attribution,
    Badge,
    Caveat,
    Document,
    Evidence,
    Fact,
    Heading,
    Item,
    Reference,
    References,
    SourceUse,
    Standing,
    Statement,
    Verb,
    entry_sign,
)
from briefdeck.document.chicago import full_reference
from briefdeck.document.chicago_labels import ShortForms, with_locator, with_place
from briefdeck.document.lookup import Lookup, name_of
from briefdeck.document.standing import held_words, source_noun, standing_of
from briefdeck.evidence.passages import CitedNumber, Passage, Quoted
from briefdeck.model.briefing import (
    Cite,
    Entry,
    FrontMatter,
    Kind,
    Quotation,
    Series,
    Source,
    Via,
)
from briefdeck.model.datewords import short_date
from briefdeck.model.evidence import (
    STATEMENTS,
    Support,
    coverage,
    seen_in,
    statement_link,
    support,
)
from briefdeck.model.likelihood import likelihood_words
from briefdeck.model.links import Link
from briefdeck.model.nodes import (
    Citation,
    EntryLink,
    Inline,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
)
from briefdeck.model.prose import inline_text, parse_inline, parse_prose
from briefdeck.model.sentences import first_sentence

LONG_NAME: Final = 30
_OPENING_QUOTES: Final = tuple("“\"'«„‘")
_VERBS: Final[dict[Kind | None, Verb]] = {
    "fact": "states",
    "judgment": "argues",
    "assumption": "assumes",
    None: "says",
}
"""What one author does with each kind of statement."""
_PLURALS: Final[dict[Verb, Verb]] = {
    "states": "state",
    "argues": "argue",
    "assumes": "assume",
    "says": "say",
}
_Place = tuple[str, str | None]
"""A source, and the place in it."""


def printed(lookup: Lookup, compose: Callable[["Composer"], Document]) -> Document:
    """Return a document that stands by itself: letters tell apart the sources that it names.

    Which those are is known only when it is made, so it is made twice where two of the briefing's
    sources would be cited alike.
    """
    composer = Composer(lookup, lookup.short_forms)
    document = compose(composer)
    if lookup.short_forms.are_plain:
        return document
    return compose(Composer(lookup, ShortForms(composer.named_sources())))


class Composer:
    """Makes the blocks of one document and remembers which sources they cite.

    short_forms: how the document cites sources.
    """

    def __init__(self, lookup: Lookup, short_forms: ShortForms) -> None:
        self.lookup = lookup
        self.briefing = lookup.briefing
        self.links = lookup.links
        self._short_forms = short_forms
        self.verdicts = lookup.verdicts
        """What became of quotations and numbers in stored copies; None where there is no copy."""
        # Dicts as sets that keep their order.
        self._cited: dict[str, None] = {}
        self._headed: dict[str, None] = {}
        self.drawn: dict[str, Series] = {}
        """The series that are drawn with another one, by their ids."""
        # What has been said so far, so that it is said once.
        self._has_standing = False
        self._has_own_statement = False
        self._explained: set[str] = set()

    def document(self, title: str, blocks: Iterable[AnyBlock], subject: str = "") -> Document:
        """Return the document of these blocks, which have to be of this composer."""
        # The blocks may be made only now, and what they cite is known after that.
        made = tuple(blocks)
        cited = self._cited_sources()
        return Document(
            briefing=self.lookup.loaded.id,
            title=title,
            language=self.briefing.front.language,
            blocks=made,
            numbers=self.lookup.numbers,
            cited=tuple(source.id for source in cited),
            subject=subject,
            authors=_makers(self.briefing.front),
            seen_in={source.id: source.seen_in for source in cited if source.seen_in},
        )

    def _cited_sources(self) -> list[Source]:
        """The sources that have been cited so far, by number."""
        return self._by_number(self._cited)

    def named_sources(self) -> list[Source]:
        """Return the sources that have been cited or headed a page so far, by number."""
        return self._by_number(self._cited | self._headed)

    def _by_number(self, ids: Iterable[str]) -> list[Source]:
        numbers = self.lookup.numbers
        sources = filter(None, map(self.lookup.source, ids))
        return sorted(sources, key=lambda source: numbers[source.id])

    def label(self, entry_id: str) -> str:
        """Return what names an entry in a sentence: a source's short form, another's name.

        Whoever reads a short form looks for it in the list, so the source counts as cited.
        """
        source = self.lookup.source(entry_id)
        if source is None:
            return self.lookup.label(entry_id)
        self._cited[entry_id] = None
        return self._short_forms.short(source)

    def heading(self, entry: Entry) -> str:
        """Return what stands above an entry's text; empty where it has no name.

        That is its name, a quotation's speaker, or a source's short form.
        """
        if isinstance(entry, Source):
            self._headed[entry.id] = None
            return self._short_forms.short(entry)
        if isinstance(entry, Quotation) and entry.speaker:
            return self.label(entry.speaker)
        return name_of(entry)

    def reference(self, source: Source) -> Reference:
        """Return a source as the reference list has it."""
        letter = self._short_forms.letter(source)
        return Reference(
            number=self.lookup.numbers.get(source.id, 0),
            full=full_reference(source, letter),
            short=self._short_forms.short(source),
            letter=letter,
            source=source,
            via=self.via_words(source.seen_in) if source.seen_in else "",
        )

    def cite(self, cites: Iterable[Cite]) -> None:
        """Remember that these are cited."""
        for cite in cites:
            self._cited[cite.source] = None
            if cite.seen_in is not None:
                self._cited[cite.seen_in.source] = None

    def cite_points(self, series: Series) -> None:
        """Remember what a series' points cite."""
        for point in series.points:
            self.cite(point.citations)

    def prose(self, text: str | None, cites: tuple[Cite, ...] = ()) -> tuple[ProseBlock, ...]:
        """Return a prose text with links named; `cites` not made in it are added at its end."""
        blocks = parse_prose(text) if text else ()
        # Only what is in brackets can be a link or a citation.
        if text and "[" in text:
            made: set[_Place] = set()
            blocks = tuple(self._named(block, made) for block in blocks)
            cites = tuple(cite for cite in cites if (cite.source, cite.at) not in made)
        if not cites:
            return blocks
        self.cite(cites)
        mark = Citation(cites=cites)
        match blocks:
            case (*before, Paragraph(inlines=inlines)):
                return (*before, Paragraph(inlines=_with_mark(inlines, mark)))
            case _:
                return (*blocks, Paragraph(inlines=(mark,)))

    def sentence(self, text: str | None, cites: tuple[Cite, ...] = ()) -> tuple[Inline, ...]:
        """Return the first sentence of a prose text, as `prose` has it; empty without one."""
        said = first_sentence(parse_prose(text)) if text else ()
        if not said:
            return ()
        made: set[_Place] = set()
        named = self._named_inlines(said, made)
        cites = tuple(cite for cite in cites if (cite.source, cite.at) not in made)
        if not cites:
            return named
        self.cite(cites)
        return _with_mark(named, Citation(cites=cites))

    def inlines(self, text: str) -> tuple[Inline, ...]:
        """Return one line of prose with its links named."""
        return self._named_inlines(parse_inline(text), set())

    def cited_inlines(self, text: str, cites: tuple[Cite, ...]) -> tuple[Inline, ...]:
        """Return one line of prose with its links named, and these citations at its end."""
        inlines = self.inlines(text)
        if not cites:
            return inlines
        self.cite(cites)
        return _with_mark(inlines, Citation(cites=cites))

    def _named(self, block: ProseBlock, made: set[_Place]) -> ProseBlock:
        """The block with words for every entry link; `made` collects its citations."""
        match block:
            case Paragraph():
                return Paragraph(inlines=self._named_inlines(block.inlines, made))
            case ListBlock():
                items = [tuple(self._named(part, made) for part in item) for item in block.items]
                return structs.replace(block, items=tuple(items))
            case _:
                return block

    def _named_inlines(self, inlines: tuple[Inline, ...], made: set[_Place]) -> tuple[Inline, ...]:
        named: list[Inline] = []
        for inline in inlines:
            match inline:
                case Citation():
                    self.cite(inline.cites)
                    made.update((cite.source, cite.at) for cite in inline.cites)
                    named.append(inline)
                case EntryLink(text=""):
                    words = self.label(inline.target)
                    named.append(EntryLink(target=inline.target, text=words))
                case _:
                    named.append(inline)
        return tuple(named)

    def link(self, entry_id: str) -> EntryLink | Text:
        """Return a link to an entry; where the id is not one's, the id as it is."""
        if entry_id in self.links.entries:
            return EntryLink(target=entry_id, text=self.label(entry_id))
        return Text(text=entry_id)

    def links_to(self, entry_ids: Iterable[str]) -> tuple[Inline, ...]:
        """Return links to entries, with commas between them, or semicolons where commas mislead."""
        links = [self.link(entry_id) for entry_id in entry_ids]
        comma = "; " if any(_is_long_name(link.text) for link in links) else ", "
        inlines: list[Inline] = []
        for link in links:
            if inlines:
                inlines.append(Text(text=comma))
            inlines.append(link)
        return tuple(inlines)

    def gist(self, entry: Entry) -> str:
        """Return an entry in one line: its title, name or term, else its first paragraph."""
        label = self.label(entry.id)
        if isinstance(entry, Source) or name_of(entry):
            return label
        match self.prose(entry.text):
            case (Paragraph(inlines=inlines), *_):
                return inline_text(inlines) or label
            case _:
                return label

    def support(self, entry: Entry) -> Support | None:
        """Return how well a statement is supported.

        It is None for entries that state nothing (eras, actors, terms, sources).
        """
        return support(entry.id, self.links) if entry.table in STATEMENTS else None

    def badges(self, entry: Entry) -> Iterator[Badge]:
        """Yield what sort of statement an entry is, in words."""
        if entry.kind:
            yield Badge(kind="kind", text=entry.kind)
        if entry.likelihood:
            scale = self.briefing.front.likelihood_scale
            yield Badge(kind="likelihood", text=likelihood_words(entry.likelihood, scale))
        if entry.confidence or entry.confidence_basis:
            yield Badge(kind="confidence", text=_confidence_words(entry))
        held = self.support(entry)
        if held:
            yield self._support_badge(entry, held)
        warning = self.verdicts.warning(entry.id) if self.verdicts else None
        if warning is not None:
            yield warning

    def _support_badge(self, entry: Entry, held: Support) -> Badge:
        """How a statement is supported; from the second on, `¶` needs its place alone."""
        text = self._held_words(entry, held)
        if held != "traced":
            return Badge(kind="support", text=text)
        brief = None
        if self._has_own_statement:
            brief = self._place_of_voice(entry) or "own statement"
        self._has_own_statement = True
        return Badge(kind="support", text=text, brief=brief)

    def explained_once(self, badge: Badge) -> Badge:
        """Return a badge whose sign stands by itself if this document has explained it before."""
        if badge.kind != "support" or badge.brief is not None:
            return badge
        if badge.text in self._explained:
            return structs.replace(badge, brief="")
        self._explained.add(badge.text)
        return badge

    def _held_words(self, entry: Entry, held: Support, *, with_place: bool = True) -> str:
        """A statement's support in words; whose own statement it is, with the place or without."""
        condensed = self.briefing.front.condenses
        if held != "traced" or condensed is None:
            return held_words(held)
        if self._has_standing:
            owner = f"the {source_noun(self.lookup.source(condensed))}"
        else:
            owner = self.label(condensed)
        place = self._place_of_voice(entry) if with_place else None
        return held_words(held, owner, place)

    def _place_of_voice(self, entry: Entry) -> str | None:
        stated = statement_link(entry.id, self.links)
        return stated.at if stated is not None else None

    def attribution(self, entry: Entry) -> Attribution | None:
        """Return whose statement it is, when it is not the briefing's own."""
        if entry.said_by is None:
            return None
        voice = entry.said_by.source
        verb = _VERBS[entry.kind]
        source = self.lookup.source(voice)
        if source:
            verb = _PLURALS[verb] if len(source.author) > 1 else verb
        if voice not in self.links.entries:
            return Attribution(entry=entry.id, voice=None, name=voice, verb=verb)
        return Attribution(entry=entry.id, voice=voice, name=self.label(voice), verb=verb)

    def caveat(self, entry: Entry) -> Iterator[Caveat]:
        """Yield an entry's caveat, if it has one."""
        if entry.warning is not None:
            prose = self.caveat_prose(entry)
            yield Caveat(entry=entry.id, prose=prose, grade=entry.warning.grade)

    def caveat_prose(self, entry: Entry) -> tuple[ProseBlock, ...]:
        """Return what an entry's caveat says, with its citations; empty without one."""
        warning = entry.warning
        return self.prose(warning.text, warning.citations) if warning else ()

    def statement(self, entry: Entry, title: str, facts: tuple[Fact, ...] = ()) -> Statement:
        """Return an entry as one of a list of statements."""
        return Statement(
            entry=entry.id,
            title=title,
            prose=self.prose(entry.text, entry.citations),
            badges=tuple(self.badges(entry)),
            support=self.support(entry),
            attribution=self.attribution(entry),
            caveat=self.caveat_prose(entry),
            caveat_grade=entry.warning.grade if entry.warning else None,
            facts=facts,
        )

    def evidence(self, entry: Entry) -> Iterator[Evidence]:
        """Yield every citation of an entry, in prose, lists and points, each place once.

        The source whose statement it is comes last, as what it cites comes before it.
        """
        held = self.support(entry)
        items = tuple(self._uses(entry))
        # That there is nothing stands among the badges.
        if items:
            words = self._evidence_words(entry, held, items) if held else ""
            yield Evidence(entry=entry.id, support=held, words=words, items=items)

    def _uses(self, entry: Entry) -> Iterator[SourceUse]:
        links = self.lookup.citations_of(entry.id)
        stated = statement_link(entry.id, self.links)
        if stated is not None:
            own = _place(stated)
            links = [each for each in links if _place(each) != own or self._words(each)]
            links.append(stated)
        voice = stated.target if stated is not None else None
        # Where the words of a place are quoted, the bare place says nothing more.
        quoted = {_place(each) for each in links if self._words(each)}
        said: set[tuple[_Place, tuple[str, ...]]] = set()
        numbers = list(self.verdicts.numbers_of(entry.id)) if self.verdicts else []
        for each in links:
            words = self._words(each)
            key = (_place(each), words)
            if key not in said and (words or _place(each) not in quoted):
                said.add(key)
                cited = tuple(number for number in numbers if _is_cited_from(number, each))
                numbers = [number for number in numbers if number not in cited]
                yield self._use(each, voice, cited)

    def _words(self, link: Link) -> tuple[str, ...]:
        """The words of its source that a citation gives, those of a quotation too."""
        given = tuple(filter(None, (link.quote, link.says)))
        return given or tuple(each.words for each in self.verdicts_of(link))

    def verdicts_of(self, link: Link) -> tuple[Quoted, ...]:
        """Return what became of the words of its source that a citation gives."""
        return self.verdicts.of(link) if self.verdicts else ()

    def _use(
        self, link: Link, voice: str | None, numbers: tuple[CitedNumber, ...] = ()
    ) -> SourceUse:
        via = seen_in(link, self.links)
        role: Literal["support", "voice", "caveat"] = "support"
        if "caveat" in link.path:
            role = "caveat"
        elif link.target == voice:
            role = "voice"
        return SourceUse(
            source=link.target,
            number=self.lookup.numbers.get(link.target),
            short=with_locator(self.label(link.target), link.at),
            at=link.at,
            quote=link.quote,
            via=self.via_words(via) if via else "",
            via_source=via.source if via else None,
            role=role,
            says=link.says,
            verification=self.verdicts_of(link),
            cited_numbers=numbers,
        )

    def own_verdicts(self, quotation: Quotation) -> Iterator[Quoted]:
        """Yield what became of a quotation's own words in the copies of what it cites.

        What became of them in several citations alike is yielded once.
        """
        told: list[tuple[Passage, str]] = []
        for each in self.lookup.citations_of(quotation.id):
            for quoted in self.verdicts_of(each):
                outcome = (quoted.passage, quoted.as_of)
                if quoted.words_path[-1:] == ("text",) and outcome not in told:
                    told.append(outcome)
                    yield quoted

    def via_words(self, via: Via) -> str:
        """Return the source in which another was seen, with the place: `Davidson 2020, p. 6`."""
        return with_place(self.label(via.source), via.at)

    def _evidence_words(self, entry: Entry, held: Support, items: Iterable[SourceUse]) -> str:
        """The support, and through which source alone the cited ones were seen."""
        words = self._held_words(entry, held, with_place=False)
        cited = [use for use in items if use.role == "support"]
        through = {use.via_source for use in cited}
        if not cited or None in through:
            return words
        names = " and ".join(self.label(source) for source in sorted(filter(None, through)))
        return f"{words}, seen only through {names}"

    def item(
        self, entry: Entry, note: str = "", *, sole: bool = False, is_told: bool = False
    ) -> Item:
        """Return an entry in a list of entries; is_told: with what it says."""
        when = entry.date
        return Item(
            entry=entry.id,
            label=self._listed(entry),
            noun=entry.noun,
            when=short_date(when) if when is not None else "",
            note=note,
            support=self.support(entry),
            has_caveat=entry.has_warning,
            is_confirmed=entry_sign(entry) == CONFIRMED_SIGN,
            sole=sole,
            prose=self.prose(entry.text, entry.citations) if is_told and entry.text else (),
        )

    def _listed(self, entry: Entry) -> str:
        """What names an entry in a list: of a quotation, who says it and the first words."""
        if not isinstance(entry, Quotation):
            return self.gist(entry)
        words = quoted(self.gist(entry))
        return f"{self.label(entry.speaker)}: {words}" if entry.speaker else words

    def standing(self) -> Standing:
        """Return how fresh, whose side, how well supported the briefing is."""
        condensed = self.briefing.front.condenses
        self._has_standing = True
        held = coverage(self.briefing, self.links)
        label = self.label(condensed) if condensed else ""
        counts = self.verdicts.counts if self.verdicts else None
        return standing_of(self.briefing, self.links, held, label, counts)

    def references(self, *, most: int | None = None) -> Iterator[AnyBlock]:
        """Yield the list of what has been cited so far, by number, under its heading.

        most: how many a reading has room for; of more, what programs read has them, without a
        heading.
        """
        for source in self._cited_sources():
            if source.seen_in is not None:
                self._cited[source.seen_in.source] = None
        references = tuple(map(self.reference, self._cited_sources()))
        is_apart = most is not None and len(references) > most
        if not references:
            return
        if not is_apart:
            yield Heading(text="References")
        yield References(references=references, is_apart=is_apart)


def quoted(words: str) -> str:
    """Return somebody's words in quotation marks, if they have none."""
    return words if not words or words.startswith(_OPENING_QUOTES) else f"“{words}”"


def _place(link: Link) -> _Place:
    return link.target, link.at


def _is_cited_from(number: CitedNumber, link: Link) -> bool:
    return (number.source, number.at) == _place(link)


def _makers(front: FrontMatter) -> tuple[str, ...]:
    if front.authors or not front.publisher:
        return front.authors
    return (front.publisher,)


def _confidence_words(entry: Entry) -> str:
    words = f"{entry.confidence} confidence" if entry.confidence else "confidence"
    if entry.confidence_basis:
        words += f": {entry.confidence_basis.rstrip().removesuffix('.')}"
    return words


def _is_long_name(name: str) -> bool:
    """Whether commas between such names would be taken for commas inside them."""
    is_sentence = " " in name.strip() and len(name) > LONG_NAME
    return is_sentence or "," in name


def _with_mark(inlines: tuple[Inline, ...], mark: Citation) -> tuple[Inline, ...]:
    """A paragraph with a citation at its end, before a full stop that closes its last sentence."""
    last = inlines[-1] if inlines else None
    if not isinstance(last, Text) or not _ends_sentence(last):
        return (*inlines, Text(text=" "), mark)
    said = structs.replace(last, text=f"{last.text[:-1]} ")
    return (*inlines[:-1], said, mark, structs.replace(last, text="."))


def _ends_sentence(last: Text) -> bool:
    """Whether it ends in a sentence's full stop, not that of an ellipsis or of `the U.S.`."""
    text = last.text
    if last.code or not text.endswith("."):
        return False
    ends_in_initial = text[-2:-1].isupper() and not text[-3:-2].isalnum()
    return not (ends_in_initial or text.endswith(".."))
