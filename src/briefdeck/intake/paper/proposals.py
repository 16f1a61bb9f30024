"""What a sentence may hold for a briefing: an event, a figure, a quotation, or a finding."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefdeck.editing.toml_text import Value
from briefdeck.intake.paper.amounts import Amount, amounts, by_unit
from briefdeck.intake.paper.citations import Cited
from briefdeck.intake.paper.dates import Dated
from briefdeck.intake.paper.happenings import happenings, shortened
from briefdeck.intake.paper.sentences import Sentence
from briefdeck.intake.plain_words import as_prose
from briefdeck.intake.taken import Candidate, Item
from briefdeck.text.pattern import pattern
from briefdeck.text.words import capital, kebab_case, listed

_QUOTED: Final = pattern(r"“([^“”]{20,700})”|\"([^\"]{20,700})\"")
_FEWEST: Final = 5
"""Words of a quotation; fewer are words that the paper holds at arm's length."""
_WORDS_OF_ID: Final = 6


class Ids:
    """The ids that entries and candidates of a draft have, each once."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._next = dict.fromkeys(taken, 2)

    def of(self, words: str, otherwise: str) -> str:
        """Return an id made of the first words of a title that nothing else has."""
        wanted = "-".join(kebab_case(words).split("-")[:_WORDS_OF_ID]) or otherwise
        found = wanted
        while found in self._next:
            found = f"{wanted}-{self._next[wanted]}"
            self._next[wanted] += 1
        self._next[found] = 2
        return found


class Proposer:
    """Makes candidates of the sentences of one paper. issued: when it was published, EDTF."""

    def __init__(self, paper_id: str, issued: str, ids: Ids) -> None:
        self._paper_id = paper_id
        self._issued = issued
        self._ids = ids

    def candidate(self, sentence: Sentence, dates: Sequence[Dated], place: str) -> Candidate | None:
        """Return what an author has to decide on of a sentence; None where it holds nothing."""
        if not any(map(str.isalnum, sentence.plain)):
            return None
        voice: Value = {"source": self._paper_id, "at": place}
        counted = amounts(sentence.plain, dates)
        items = [
            *self._events(sentence, dates, voice, counts=bool(counted)),
            *self._figures(sentence, counted, voice),
        ]
        if not items and sentence.cites:
            items = [self._finding(sentence, voice)]
        items += self._quotations(sentence, place)
        if not items:
            return None
        nouns = dict.fromkeys(_NOUNS[item.table] for item in items)
        return Candidate(f"{listed(list(nouns))}, {place}", tuple(items))

    def _events(
        self, sentence: Sentence, dates: Sequence[Dated], voice: Value, *, counts: bool
    ) -> Iterator[Item]:
        for date, title in happenings(sentence.plain, dates, self._issued, counts=counts):
            yield self._item(
                "events", title, ("title", title), ("date", date), ("text", sentence.prose),
                ("voice", voice),
            )  # fmt: skip

    def _figures(
        self, sentence: Sentence, counted: Sequence[Amount], voice: Value
    ) -> Iterator[Item]:
        for same in by_unit(counted):
            first = same[0]
            title = shortened(sentence.plain)
            if first.unit not in _BARE_UNITS:
                title = capital(first.unit)
            fields: list[tuple[str, Value]] = [("title", title), ("unit", first.unit)]
            if first.scale:
                fields.append(("scale", first.scale))
            if first.is_fiscal:
                fields.append(("calendar", "us-fiscal"))
            points = [self._point(amount, sentence.cites) for amount in same]
            yield self._item(
                "series", f"{title} figure", *fields, ("points", points), ("text", sentence.prose),
                ("voice", voice),
            )  # fmt: skip

    def _point(self, amount: Amount, cites: Sequence[Cited]) -> Value:
        point: dict[str, Value] = {"at": amount.at} if amount.at else {"category": "no date given"}
        point["value"] = amount.value
        if amount.qualifier:
            point["qualifier"] = amount.qualifier
        if cites:
            point["cites"] = [_cite(cited) for cited in cites]
        return point

    def _quotations(self, sentence: Sentence, place: str) -> Iterator[Item]:
        for found in _QUOTED.finditer(sentence.plain):
            words = found[1] or found[2]
            if len(words.split()) >= _FEWEST:
                seen: Value = {"source": self._paper_id, "at": place}
                via = [{**_cite(cited), "via": seen} for cited in sentence.cites]
                text = words.strip(" ,")
                yield self._item(
                    "quotations",
                    f"quote {text}",
                    ("text", as_prose(text)),
                    ("cites", via or [seen]),
                    ("voice", seen),
                )

    def _finding(self, sentence: Sentence, voice: Value) -> Item:
        title = shortened(sentence.plain)
        return self._item(
            "findings", title, ("title", title), ("text", sentence.prose), ("voice", voice)
        )

    def _item(self, table: str, words: str, *fields: tuple[str, Value]) -> Item:
        id_ = self._ids.of(words, _NOUNS[table])
        return Item(table=table, fields=(("id", id_), *fields))


_NOUNS: Final = {
    "events": "event", "series": "figure", "quotations": "quotation", "findings": "finding",
}  # fmt: skip
_BARE_UNITS: Final = frozenset({"%", "USD", "EUR", "GBP", "JPY", "CAD", "AUD", "count"})
"""Units that do not say of what a figure is."""


def _cite(cited: Cited) -> dict[str, Value]:
    return {"source": cited.id, "at": cited.at} if cited.at else {"source": cited.id}
