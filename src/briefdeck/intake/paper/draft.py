"""A paper as a draft: what is certain in it as entries, what is not as candidates in comments.

Every statement is marked as the paper's own, with the page or the heading under which it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise, takewhile
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from briefdeck.editing.toml_text import Value
from briefdeck.intake.paper.advice import Advice, advice_of
from briefdeck.intake.paper.bibliography import Bibliography, Entry, entries_of
from briefdeck.intake.paper.blocks import Block, Paper
from briefdeck.intake.paper.boxes import Box
from briefdeck.intake.paper.citations import Ties
from briefdeck.intake.paper.dates import Calendar
from briefdeck.intake.paper.eras import eras_of
from briefdeck.intake.paper.notes import Notes
from briefdeck.intake.paper.outline import Part, outline
from briefdeck.intake.paper.periods import Period
from briefdeck.intake.paper.proposals import Ids, Proposer
from briefdeck.intake.paper.sentences import Sentence, sentences_of
from briefdeck.intake.paper.title_block import TitleBlock, title_block
from briefdeck.intake.sources import source_item
from briefdeck.intake.taken import Candidate, Fields, Item, Taken
from briefdeck.text.pattern import pattern
from briefdeck.text.words import listed, quoted

BOTTOM_LINE: Final = "TODO: the bottom line, in at most 60 words."
_ASIDE: Final = pattern(
    r"(?:about (?:the )?|acknowledge?ments?\b|disclaimers?\b|contact\b|appendix\b)", re.IGNORECASE
)
"""Headings of parts in which nothing is proposed: they speak of the paper, or follow it."""
_GUESSED: Final = "The heading has no years: the span is that of the dates under it."
_MOST_LINKS: Final = 20
LONGEST_SENTENCE: Final = 3000
"""Characters from which on what has no full stop is no sentence that anybody decides on."""


def drafted(paper: Paper, name: str) -> Taken:
    """Return a paper as a draft; `name` stands for a title that it lacks."""
    return _Draft(paper, name).taken()


class _Told(NamedTuple):
    """A part of the paper, its blocks each with its sentences, and the lists of advice in it."""

    part: Part
    blocks: tuple[tuple[Block, list[Sentence]], ...]
    advice: tuple[Advice, ...]


class _Chapter(NamedTuple):
    """A part with the id of its entry, the era that it tells of, and what is proposed of it."""

    id: str
    told: _Told
    period: Period | None
    candidates: tuple[Candidate, ...]


class _Draft:
    def __init__(self, paper: Paper, name: str) -> None:
        self._paper = paper
        self._outline = outline(paper)
        self._about = title_block(paper, self._outline, name)
        self._source = _source(self._about, paper)
        self._references = Bibliography([self._source.id])
        notes = self._references.read(self._outline.references)
        self._ties = self._tied_notes([*entries_of(self._outline.notes), *notes])
        self._ids = Ids([self._source.id, *[one.id for one in self._references.listed]])
        self._proposer = Proposer(self._source.id, self._about.issued, self._ids)

    def taken(self) -> Taken:
        """Return the draft."""
        points = [item for box in self._outline.boxes for item in self._points(box)]
        told = [self._told(part) for part in self._outline.parts]
        advice = [item for one in told for item in self._advice(one)]
        parts = self._entries(told)
        sources = [self._source, *self._sources()]
        return Taken(
            items=(*points, *parts, *advice, *sources),
            front=self._front(),
            choices=(("stance", "advocacy"),),
            said=(*self._paper.said, *self._slips()),
        )

    def _tied_notes(self, entries: Iterable[Entry]) -> Ties:
        """What ties citations, with what the notes cite, and the sources that only they name."""
        text = [block for part in self._outline.parts for block in part.blocks]
        notes = Notes(self._references, Ties(self._references, text))
        notes.read(entries)
        ties = Ties(self._references, text)
        ties.take_notes(notes.by_label, notes.by_anchor)
        return ties

    def _told(self, part: Part) -> _Told:
        blocks = [(block, sentences_of(block, self._ties)) for block in part.blocks]
        for (_, before), (_, sentences) in pairwise(blocks):
            # A citation alone belongs to the quotation that it stands behind.
            if before and sentences and not sentences[0].plain:
                before[-1] = before[-1].cited(sentences.pop(0))
        return _Told(part, tuple(blocks), tuple(advice_of(part)))

    # Key points and advice: the items of lists.

    def _points(self, box: Box) -> Iterator[Item]:
        for block in box.points:
            yield self._item("key_points", block.text, (), block, box.place(block))

    def _advice(self, told: _Told) -> Iterator[Item]:
        for block, kind in told.advice:
            place = told.part.place(block)
            yield self._item("recommendations", block.text, (("type", kind),), block, place)

    def _item(self, table: str, words: str, fields: Fields, block: Block, place: str) -> Item:
        text = " ".join([sentence.prose for sentence in sentences_of(block, self._ties)])
        id_ = self._ids.of(words, table)
        said: Fields = (("text", text), ("voice", self._voice(place)))
        return Item(table=table, fields=(("id", id_), *fields, *said))

    def _voice(self, place: str) -> Value:
        return {"source": self._source.id, "at": place}

    # Parts: eras and sections, each with its candidates.

    def _entries(self, told: Sequence[_Told]) -> list[Item]:
        candidates = [self._candidates(one) for one in told]
        periods = eras_of([one.part for one in told], candidates)
        chapters = [
            _Chapter(self._ids.of(_title(one, period), "part"), one, period, tuple(proposed))
            for one, period, proposed in zip(told, periods, candidates, strict=True)
        ]
        items = [self._entry(chapters, place) for place in range(len(chapters))]
        return sorted(items, key=lambda item: item.table != "eras")

    def _entry(self, chapters: Sequence[_Chapter], place: int) -> Item:
        id_, told, period, candidates = chapters[place]
        text = _lead(told) or _contents(chapters, place)
        span: Fields = (("span", period.span),) if period else ()
        fields: Fields = (
            ("id", id_), ("title", _title(told, period)), *span, ("text", text),
            ("voice", self._voice(told.part.place())),
        )  # fmt: skip
        return Item(
            table="eras" if period else "sections",
            fields=fields,
            comment=_GUESSED if period and period.is_guess else "",
            candidates=candidates,
        )

    def _candidates(self, told: _Told) -> list[Candidate]:
        if _ASIDE.match(told.part.title):
            return []
        calendar = Calendar()
        advice = {id(one.block) for one in told.advice}
        found = [
            self._proposer.candidate(
                sentence, calendar.dates(sentence.plain), told.part.place(block)
            )
            for block, sentences in told.blocks
            if id(block) not in advice and block.kind != "caption"
            for sentence in sentences
            if len(sentence.plain) <= LONGEST_SENTENCE
        ]
        return [candidate for candidate in found if candidate is not None]

    # The paper itself, its references, and what the whole says.

    def _sources(self) -> Iterator[Item]:
        for one in self._references.listed:
            fields = (*one.item.fields, ("via", self._source.id))
            yield Item(table="sources", fields=fields)

    def _front(self) -> Fields:
        about = self._about
        fields: list[tuple[str, Value]] = [("title", about.title), ("bluf", BOTTOM_LINE)]
        fields.append(("as_of", about.issued or self._latest()))
        if self._paper.language:
            fields.append(("language", self._paper.language))
        fields.append(("condenses", self._source.id))
        return tuple(fields)

    def _latest(self) -> str:
        """The year of the latest reference, where the paper has no date of its own."""
        years = [one.reference.year[:4] for one in self._references.listed]
        return max([year for year in years if year.isdigit()], default="2000")

    def _slips(self) -> Iterator[str]:
        if not self._about.issued:
            filled = "that of its latest reference" if self._references.listed else "filled in"
            yield f"the paper has no date; `as_of` is {filled}"
        for words in self._references.unread:
            yield f"this reference cannot be read: {quoted(words)}"
        for slip in dict.fromkeys(self._ties.slips):
            if slip.is_tied:
                yield f"cited as {quoted(slip.words)}, taken for `{slip.nearest}`"
            else:
                near = f"; the nearest is `{slip.nearest}`" if slip.nearest else ""
                yield f"cited as {quoted(slip.words)}, which is not in the references{near}"


def _source(about: TitleBlock, paper: Paper) -> Item:
    """The paper as a source."""
    said: dict[str, Value] = {
        "type": "report",
        "title": about.title,
        "author": [msgspec.to_builtins(name) for name in about.authors],
        "issued": about.issued,
        "publisher": about.publisher,
        "genre": about.genre,
        "number": about.number,
        "URL": paper.url,
        "DOI": about.doi,
        "language": paper.language,
    }
    item = source_item({key: value for key, value in said.items() if value})
    return replace(item, other_ids=())


def _title(told: _Told, period: Period | None) -> str:
    return period.title if period else told.part.title


def _lead(told: _Told) -> str:
    """The first sentence of a part."""
    sentences = chain.from_iterable([sentences for _, sentences in told.blocks])
    said = next((sentence.prose for sentence in sentences if sentence.plain), "")
    return said if len(said) <= LONGEST_SENTENCE else ""


def _contents(chapters: Sequence[_Chapter], place: int) -> str:
    """What is said of a part without sentences of its own: which parts stand under it."""
    level = chapters[place].told.part.level
    under = takewhile(lambda chapter: chapter.told.part.level > level, chapters[place + 1 :])
    links = [f"[[{chapter.id}]]" for chapter in islice(under, _MOST_LINKS)]
    return (
        f"Under this heading stand {listed(links)}."
        if links
        else "No text stands under this heading."
    )
