"""The merged views as documents: what every output draws, each entry linked by briefing and id.

A link leads to `briefing#entry`, as `entry_name` has it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from briefdeck.document.blocks import (
    SUPPORT_SIGNS,
    SUPPORT_WORDS,
    AnyBlock,
    Document,
    EntryList,
    Fact,
    Facts,
    Heading,
    Item,
    Passage,
    Timeline,
    caveat_heading,
)
from briefdeck.document.chicago_labels import with_place
from briefdeck.document.comparison_document import value_counts
from briefdeck.document.entries import status_words
from briefdeck.document.ledger import WARNINGS, Counts, Relation, Remark
from briefdeck.document.lookup import name_of
from briefdeck.document.over_shelf.alike import Alike
from briefdeck.document.over_shelf.disagreements import Disagreement, Disagreements, Fitting, Told
from briefdeck.document.over_shelf.ledger import Advice, MergedLedger
from briefdeck.document.over_shelf.shelf import Cited, Member, entry_name
from briefdeck.document.over_shelf.timeline import DatedEntry, MergedTimeline, letters, without_far
from briefdeck.model.datewords import date_words, short_date
from briefdeck.model.nodes import EntryLink, Inline, Paragraph, Text
from briefdeck.text.words import counted, listed

FEW_ENTRIES: Final = 60
"""So many dated entries are listed one by one at most, unless everything is asked for."""
FEW_ALIKE: Final = 24
"""So many groups that may be one are offered at most, unless everything is asked for."""
MOST_ERAS: Final = 12
"""Beyond so many eras, which each briefing has of its own, none is drawn."""
_MOST_WORDS: Final = 8
"""Words that are named of those that entries have in common."""
MOST_FAR: Final = 6
"""So many entries that are not drawn, as they lie far from all else, are named at most."""
MOST_GROUNDS: Final = 6
"""So many entries that advice rests on are named at most."""
_RELATIONS: Final[dict[Relation, str]] = {
    "differ": "Where they disagree",
    "counted otherwise": "Where one has changed its way of counting, and another has not",
    "one of several": "Where one of several counts agrees, and another one does not",
}


def timeline_document(
    merged: MergedTimeline, *, is_drawn: bool = True, everything: bool = False, more: str = ""
) -> Document:
    """Return what several briefings date: the drawing, the same in words, what may be one.

    is_drawn: with the drawing, which outputs without drawings would say entry by entry. everything:
    every entry and every group that may be one; `more` says where to find what is left out.
    """
    blocks = _timeline(merged, is_drawn=is_drawn, everything=everything, more=more)
    return _document("Timeline", "timeline", blocks)


def ledger_document(merged: MergedLedger) -> Document:
    """Return what several briefings recommend, under those whom it addresses."""
    return _document("Recommendations", "ledger", _ledger(merged))


def disagreements_document(found: Disagreements) -> Document:
    """Return what several briefings give otherwise, with every account and its sources."""
    return _document("Disagreements", "disagreements", _disagreements(found))


def _document(title: str, subject: str, blocks: Iterable[AnyBlock]) -> Document:
    """A document of no single briefing. Its sources have no numbers: those would be mixed up."""
    return Document(
        briefing="",
        title=title,
        language="en",
        blocks=tuple(blocks),
        numbers={},
        cited=(),
        subject=subject,
    )


def _timeline(
    merged: MergedTimeline, *, is_drawn: bool, everything: bool, more: str
) -> Iterator[AnyBlock]:
    yield Heading(text="What they date", level=1)
    if not merged.entries:
        yield _passage("Nothing is dated.")
        return
    count = counted(len(merged.entries), "entry")
    undated = f" {_are(merged.undated)} without a date." if merged.undated else ""
    yield _passage(f"{count} of {counted(len(merged.briefings), 'briefing')}.{undated}")
    yield from _members(merged.briefings, lettered=is_drawn)
    if is_drawn:
        yield from _drawing(merged.timeline)
    shown = merged.entries if everything else merged.entries[:FEW_ENTRIES]
    yield EntryList(title="In order of time", role="events", items=tuple(map(_item, shown)))
    yield from _left_out(len(merged.entries) - len(shown), "entry", "entries", more)
    yield from _alike(merged.alike, everything=everything, more=more)


def _drawing(block: Timeline) -> Iterator[AnyBlock]:
    if len(block.eras) > MOST_ERAS:
        eras = counted(len(block.eras), "era")
        yield _passage(f"Not drawn: {eras}, which each briefing has of its own.")
        block = replace(block, eras=())
    block, far = without_far(block)
    if far:
        named = [
            f"{name_of(each)} ({date_words(each.date)})" for each in far[:MOST_FAR] if each.date
        ]
        more = [f"{len(far) - MOST_FAR:,} more"] if len(far) > MOST_FAR else []
        lie = "lies" if len(far) == 1 else "lie"
        yield _passage(f"Not drawn: {listed([*named, *more])}, which {lie} far from all else.")
    if not block.is_empty:
        yield block


def _are(number: int) -> str:
    return f"{counted(number, 'briefing')} {'is' if number == 1 else 'are'}"


def _item(entry: DatedEntry) -> Item:
    kind = "" if entry.noun == "event" else f"{entry.noun}, "
    return Item(
        entry=entry_name(entry.briefing, entry.entry),
        label=entry.title,
        noun=entry.noun,
        when=short_date(entry.date),
        note=f"{kind}{entry.briefing}",
        has_caveat=entry.caveat in WARNINGS,
        is_confirmed=entry.caveat == "confirmed",
    )


def _left_out(number: int, noun: str, nouns: str, more: str) -> Iterator[AnyBlock]:
    if number > 0:
        said = f"{number:,} more {noun if number == 1 else nouns}. {more}".rstrip()
        yield _passage(said)


def _alike(every: Sequence[Alike], *, everything: bool, more: str) -> Iterator[AnyBlock]:
    if not every:
        return
    yield Heading(text="These may be one", note=str(len(every)))
    yield _passage("They look alike, and none is merged: judge by what they have in common.")
    shown = every if everything else every[:FEW_ALIKE]
    for group in shown:
        yield Heading(text=group.entries[0].title, level=3, note=_dates_words(group))
        yield Facts(
            facts=tuple(
                Fact(
                    name=date_words(each.date),
                    value=(
                        EntryLink(target=entry_name(each.briefing, each.entry), text=each.title),
                        Text(text=f" · {each.briefing}"),
                    ),
                )
                for each in group.entries
            )
        )
        yield _passage(f"In common: {_common_words(group)}.")
    yield from _left_out(len(every) - len(shown), "group", "groups", more)


def _dates_words(group: Alike) -> str:
    match group.dates:
        case "same":
            return "the same date"
        case "agree":
            return "dates that agree"
        case _:
            return f"dates {group.difference} apart"


def _common_words(group: Alike) -> str:
    """Words, entries that both link to and sources; of ids those without their briefing."""
    parts = [", ".join(group.words[:_MOST_WORDS])]
    for what, names in (("link to", group.linked), ("cite", group.sources)):
        if names:
            parts.append(f"both {what} {listed([name.partition('#')[2] for name in names])}")
    return "; ".join(filter(None, parts)) or "their names"


def _ledger(merged: MergedLedger) -> Iterator[AnyBlock]:
    yield Heading(text="What they recommend", level=1)
    if not merged.advice:
        yield _passage("Nothing is recommended.")
        return
    count = counted(len(merged.advice), "recommendation")
    silent = f" {merged.silent:,} more {_recommend(merged.silent)}" if merged.silent else ""
    yield _passage(f"{count} of {counted(len(merged.briefings), 'briefing')}.{silent}")
    stances = {each.id: each.stance for each in merged.briefings}
    for to, group in groupby(merged.advice, key=lambda each: each.to):
        advice = tuple(group)
        yield Heading(text=to or "To nobody in particular", note=str(len(advice)))
        for each in advice:
            yield Heading(text=each.title, level=3, note=_advice_words(each))
            yield Facts(facts=tuple(_advice_facts(each, stances[each.briefing])))
    yield from _members(merged.briefings)


def _recommend(number: int) -> str:
    return "recommends nothing." if number == 1 else "recommend nothing."


def _advice_words(advice: Advice) -> str:
    """What became of it, by when, and how urgent it is."""
    said = ["option"] if advice.type == "option" else []
    said.append(status_words(advice.status) or "no status")
    if advice.due is not None:
        said.append(f"due {date_words(advice.due)}")
    if advice.priority is not None:
        said.append(f"priority {advice.priority}")
    return " · ".join(said)


def _advice_facts(advice: Advice, stance: str) -> Iterator[Fact]:
    yield _fact("In", _in(advice.briefing, advice.entry, stance))
    sources = _sources_words(advice.sources)
    support = f"{SUPPORT_SIGNS[advice.support]} {SUPPORT_WORDS[advice.support]}"
    yield _fact("Support", (Text(text=f"{support}: {sources}" if sources else support),))
    if advice.grounds:
        yield _fact("Rests on", tuple(_grounds(advice)))
    if advice.owner:
        yield _fact("Owner", (Text(text=advice.owner),))
    if advice.favor or advice.against:
        said = f"{advice.favor or 'none'} for, {advice.against or 'none'} against"
        yield _fact("Arguments", (Text(text=said),))
    if _remark(advice.caveat):
        yield _fact("Remark", (Text(text=_remark(advice.caveat)),))


def _grounds(advice: Advice) -> Iterator[Inline]:
    for place, ground in enumerate(advice.grounds[:MOST_GROUNDS]):
        target = entry_name(advice.briefing, ground.entry)
        yield Text(text="; " if place else "")
        yield EntryLink(target=target, text=ground.title)
        yield Text(text=f" ({SUPPORT_SIGNS[ground.support]} {SUPPORT_WORDS[ground.support]})")
    left = len(advice.grounds) - MOST_GROUNDS
    if left > 0:
        yield Text(text=f"; and {left} more")


def _disagreements(found: Disagreements) -> Iterator[AnyBlock]:
    yield Heading(text="What they disagree on", level=1)
    yield _passage(_counts_words(found.counts, found.read))
    if not found.rows:
        return
    for relation, group in groupby(found.rows, key=lambda row: row.relation):
        rows = tuple(group)
        yield Heading(text=_RELATIONS[relation], note=str(len(rows)))
        for row in rows:
            yield from _row(row)
    yield from _members(found.briefings)


def _counts_words(counts: Counts, read: int) -> str:
    if read < 2:
        return "It takes two briefings to disagree." if read else "There is no briefing to look at."
    return value_counts(counts, "both" if read == 2 else f"two or more of {read:,} briefings")


def _row(row: Disagreement) -> Iterator[AnyBlock]:
    """A value with all its accounts, and by how much they differ."""
    yield Heading(text=row.what, level=3, note=row.difference.words)
    yield Facts(facts=tuple(_fact(value.words, tuple(_told(value.told))) for value in row.values))
    for each in row.fitting:
        yield _passage(_fitting_words(each))
    if row.kind == "date":
        yield _passage(f"Taken for one by what they say: {', '.join(row.words[:_MOST_WORDS])}.")


def _told(every: Sequence[Told]) -> Iterator[Inline]:
    for place, told in enumerate(every):
        yield Text(text="; " if place else "")
        yield from _in(told.briefing, told.account.entry, told.stance)
        remark = _remark(told.account.caveat)
        said = _sources_words(told.sources) or "no source"
        yield Text(text=f": {said} ({remark})" if remark else f": {said}")


def _fitting_words(fitting: Fitting) -> str:
    account = fitting.account
    figure = f"“{account.title}” of {fitting.briefing} has {account.words} for {fitting.label}"
    return f"{figure}, which would fit {fitting.fits}."


def _in(briefing: str, entry: str, stance: str) -> tuple[Inline, ...]:
    """An entry by its briefing's name, and whose side that takes where it takes one."""
    link = EntryLink(target=entry_name(briefing, entry), text=briefing)
    return (link, Text(text=" (advocacy)")) if stance == "advocacy" else (link,)


def _sources_words(sources: Sequence[Cited]) -> str:
    return "; ".join([with_place(each.short, each.at) for each in sources])


def _remark(remark: Remark | None) -> str:
    """What the preparers remark, in a word; empty where it is a mere note, or nothing."""
    if remark is None or remark == "note":
        return ""
    return caveat_heading(None if remark == "ungraded" else remark).lower()


def _members(members: Sequence[Member], *, lettered: bool = False) -> Iterator[AnyBlock]:
    """The briefings: what they are called, how fresh they are and whose side they take."""
    if not lettered:
        yield Heading(text="Briefings", note=str(len(members)))
    yield Facts(
        facts=tuple(
            _fact(letters(place) if lettered else member.id, _member(member, named=lettered))
            for place, member in enumerate(members)
        )
    )


def _member(member: Member, *, named: bool) -> tuple[Inline, ...]:
    said = f", as of {date_words(member.as_of)}, {member.stance}"
    name = f"{member.id}: " if named else ""
    return (Text(text=f"{name}{member.title}{said}"),)


def _fact(name: str, value: tuple[Inline, ...]) -> Fact:
    return Fact(name=name, value=value)


def _passage(text: str) -> Passage:
    return Passage(prose=(Paragraph(inlines=(Text(text=text),)),))
