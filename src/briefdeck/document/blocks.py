"""What every output draws: a document of blocks, of one list of kinds.

Every block that concerns an entry carries the entry's id, so that interfaces can follow it. Inlines
are those of `briefdeck.model.prose`; entry links in them always have words. A citation's number is
`Document.numbers[source id]`: the source's position in the briefing, the same on every page and in
every output.
"""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from briefdeck.evidence.passages import CitedNumber, NumberState, Quoted, State, state_sign
from briefdeck.model.briefing import (
    Entry,
    Era,
    Event,
    Grade,
    Point,
    Program,
    Series,
    Source,
    Table,
    Via,
)
from briefdeck.model.edtf import Edtf
from briefdeck.model.evidence import Coverage, Support
from briefdeck.model.levels import Level
from briefdeck.model.nodes import Inline, ProseBlock

SUPPORT_SIGNS: dict[Support, str] = {"cited": "●", "single": "◐", "traced": "¶", "uncited": "○"}
SUPPORT_WORDS: dict[Support, str] = {
    "cited": "two or more sources",
    "single": "one source",
    "traced": "the condensed source's own statement",
    "uncited": "no source",
}
WRONG_NUMBERS: Final[tuple[NumberState, ...]] = ("contradicts", "missing")
"""States of a cited number of which a reader is warned, the worst first."""
CAVEAT_SIGN = "⚠"
CONFIRMED_SIGN = "✓"
CAVEAT_WORD = "Caveat"
WANTED = "Wanted"
"""What opens the decision that a briefing asks for."""
CAVEAT = f"{CAVEAT_SIGN} {CAVEAT_WORD}"
_GRADE_WORDS: dict[Grade, str] = {
    "wrong": "Incorrect",
    "differs": "Accounts differ",
    "note": "Note",
    "confirmed": "Confirmed",
}


def caveat_word(grade: Grade | None) -> str:
    """Return what opens a caveat of a grade, without its sign: `Incorrect`, `Caveat`."""
    return CAVEAT_WORD if grade is None else _GRADE_WORDS[grade]


def caveat_sign(grade: Grade | None) -> str:
    """Return a caveat's sign; a note has none."""
    if grade == "confirmed":
        return CONFIRMED_SIGN
    return "" if grade == "note" else CAVEAT_SIGN


def caveat_heading(grade: Grade | None) -> str:
    """Return what opens a caveat of a grade: `⚠ Incorrect`, `✓ Confirmed`, `Note`."""
    return f"{caveat_sign(grade)} {caveat_word(grade)}".lstrip()


def entry_sign(entry: Entry | Point) -> str:
    """Return the sign of an entry's caveat in lists; empty without one, and for a note."""
    caveat = entry.warning
    return "" if caveat is None else caveat_sign(caveat.grade)


class Block(Struct, frozen=True, kw_only=True, tag_field="block", tag=str.lower):
    """What every block has: the id of the entry that it concerns, None for the whole briefing."""

    entry: str | None = None


class Heading(Block, frozen=True, kw_only=True):
    """A heading; level 1 is the document's title. `note` stands beside it: a time, a count."""

    text: str
    level: Literal[1, 2, 3, 4] = 2
    note: str = ""


class Passage(Block, frozen=True, kw_only=True):
    """Prose. `role`: the bottom line, a subtitle, or running text."""

    prose: tuple[ProseBlock, ...]
    role: Literal["text", "bluf", "subtitle"] = "text"


class Verified(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many of a briefing's quotations are in stored copies of their sources.

    total: all of them; the others are counted by their states. recorded: those that are verified by
    a record alone, their copies not being here; as_of: the day of that record. unverified: those
    that nobody has looked for yet. numbers: cited numbers that were looked for in copies, with
    contradicted and numbers_missing, of which a copy says another one, or nothing.
    """

    total: int
    verified: int = 0
    recorded: int = 0
    near: int = 0
    missing: int = 0
    changed: int = 0
    no_copy: int = 0
    unreadable: int = 0
    unverified: int = 0
    numbers: int = 0
    contradicted: int = 0
    numbers_missing: int = 0
    as_of: str = ""

    @property
    def numbers_found(self) -> int:
        """Cited numbers that are in the copies."""
        return self.numbers - self.contradicted - self.numbers_missing


class Standing(Block, frozen=True, kw_only=True):
    """How fresh, whose side, how well supported.

    `condenses` is a source's id, `condenses_noun` what it is: `paper`, `book`. `verification`:
    what became of its quotations; None where no source has a copy.
    """

    as_of: Edtf
    stance: Literal["neutral", "advocacy"]
    coverage: Coverage
    condenses: str | None = None
    condenses_label: str = ""
    condenses_noun: str = "source"
    verification: Verified | None = None


class Badge(Struct, frozen=True, kw_only=True):
    """One thing to know about a statement before using it, in words.

    `brief` stands for the text beside a sign that the document has explained: `p. 3`, or nothing.
    `state`: what verification found wrong of the entry's quotations or numbers; it has a sign.
    """

    kind: Literal[
        "when",
        "voice",
        "kind",
        "likelihood",
        "confidence",
        "support",
        "type",
        "addressee",
        "arguments",
        "status",
        "due",
        "priority",
        "verification",
    ]
    text: str
    brief: str | None = None
    state: State | NumberState | None = None


class Badges(Block, frozen=True, kw_only=True):
    """What sort of statement an entry is, in words: `judgment`, `likely (55–80%)`, `one source`."""

    badges: tuple[Badge, ...]
    support: Support | None = None


# What a voice does with a statement; one with several authors does it in the plural.
Verb = Literal["argues", "states", "assumes", "says", "argue", "state", "assume", "say"]


class Attribution(Block, frozen=True, kw_only=True):
    """Whose statement this is, when it is not the briefing's own.

    `voice` is the actor's or source's id, None where the file gives plain words.
    """

    voice: str | None
    name: str
    verb: Verb = "says"

    @property
    def words(self) -> str:
        """`Davidson 2020 argues`."""
        return f"{self.name} {self.verb}"


class Caveat(Block, frozen=True, kw_only=True):
    """The preparers' remark: always shown with a sign and a word, never by colour alone."""

    prose: tuple[ProseBlock, ...]
    grade: Grade | None = None


class Fact(Struct, frozen=True, kw_only=True):
    """A name and its value: `Status`, `in force`. entry: the id of a term that it explains.

    verification: what became of the words that are its value, where they are a source's.
    """

    name: str
    value: tuple[Inline, ...]
    entry: str | None = None
    verification: Quoted | None = None


class Facts(Block, frozen=True, kw_only=True):
    """Names and values: one a line, or all in one line where they are short."""

    facts: tuple[Fact, ...]
    role: Literal["list", "line"] = "list"


class Arguments(Block, frozen=True, kw_only=True):
    """What speaks for a recommendation, and what against it, argument by argument."""

    arguments_for: tuple[tuple[ProseBlock, ...], ...] = ()
    arguments_against: tuple[tuple[ProseBlock, ...], ...] = ()


class SourceUse(Struct, frozen=True, kw_only=True):
    """One citation of an entry: the source, its number and short form, the place, exact words.

    `via`: the source in which it was seen, as `Davidson 2020, p. 6`, and its id in `via_source`;
    empty where the source itself was. `role`: whether it supports the entry, makes the statement
    as its voice, or speaks of it in the caveat. `says`: the source's words on which the statement
    rests unquoted. `verification`: what became of all these words in the stored copy, or of those
    of a quotation; `cited_numbers`: what became of the numbers that are cited from this place.
    """

    source: str
    number: int | None
    short: str
    at: str | None = None
    quote: str | None = None
    via: str = ""
    via_source: str | None = None
    role: Literal["support", "voice", "caveat"] = "support"
    says: str | None = None
    verification: tuple[Quoted, ...] = ()
    cited_numbers: tuple[CitedNumber, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether words of the source are given or were looked for, or a number does not agree."""
        is_amiss = any(each.passage.state in WRONG_NUMBERS for each in self.cited_numbers)
        return bool(self.quote or self.says or self.verification) or is_amiss

    @property
    def is_known(self) -> bool:
        """Whether something is known of what was looked for in its copy."""
        return bool(self.verification or self.cited_numbers)


class Evidence(Block, frozen=True, kw_only=True):
    """Everything that an entry rests on, and how well that supports it, `words` said in full."""

    support: Support | None
    words: str = ""
    items: tuple[SourceUse, ...]


class Item(Struct, frozen=True, kw_only=True):
    """An entry in a list of entries.

    `note`: what the list says of it (a place in a source, a relation); `sole`: it would be uncited
    without this source, and then stands before those that would not. `has_caveat`: a caveat warns
    of it; `is_confirmed`: one confirms it. `prose`: what it says, where the list tells that.
    """

    entry: str
    label: str
    noun: str
    when: str = ""
    note: str = ""
    support: Support | None = None
    has_caveat: bool = False
    is_confirmed: bool = False
    sole: bool = False
    prose: tuple[ProseBlock, ...] = ()

    @property
    def caveat_sign(self) -> str:
        """The sign of its caveat; empty without one, and for a note."""
        return CONFIRMED_SIGN if self.is_confirmed else CAVEAT_SIGN if self.has_caveat else ""


GatheredRole = Literal["events", "programs", "figures", "findings", "quotations", "tables"]


class EntryList(Block, frozen=True, kw_only=True):
    """Entries to follow; `role` says why they stand together."""

    title: str
    role: Literal[
        "related",
        "programs",
        "events",
        "figures",
        "findings",
        "quotations",
        "tables",
        "rests-on",
        "backlinks",
        "key-points",
    ]
    items: tuple[Item, ...]


class Statement(Struct, frozen=True, kw_only=True):
    """One statement of a list; its title may be empty.

    is_marked: whether a sign behind the title says how it is supported, where a sign can.
    """

    entry: str
    title: str
    prose: tuple[ProseBlock, ...]
    badges: tuple[Badge, ...] = ()
    support: Support | None = None
    attribution: Attribution | None = None
    caveat: tuple[ProseBlock, ...] = ()
    caveat_grade: Grade | None = None
    facts: tuple[Fact, ...] = ()
    is_marked: bool = False


class Points(Block, frozen=True, kw_only=True):
    """Numbered points in the author's order."""

    points: tuple[Statement, ...]


class Quote(Block, frozen=True, kw_only=True):
    """Somebody's exact words, with the citation; `voice` is the speaker's id, if there is one.

    `verification`: what became of the words in the copies of what is cited, where no evidence says
    it.
    """

    prose: tuple[ProseBlock, ...]
    speaker: str = ""
    voice: str | None = None
    when: str = ""
    verification: tuple[Quoted, ...] = ()


class Excerpt(Struct, frozen=True, kw_only=True):
    """Words of a source, what became of them in its copy, and links to what quotes them."""

    quoted: Quoted
    entries: tuple[Inline, ...]


class Excerpts(Block, frozen=True, kw_only=True):
    """The passages of a source's copy that a briefing quotes or rests on, in its order.

    as_of: the day of the record from which all of them are known, which they then do not say.
    """

    excerpts: tuple[Excerpt, ...]
    as_of: str = ""


class FigureNote(Struct, frozen=True, kw_only=True):
    """What is said of some values of a figure, or of all.

    `number`: by which the values name it; None for what is said of all. `points`: the places of
    its values in `series.points`, counted from 0, in order of time. `is_caveat`: whether it is the
    preparers' remark, then of a `grade`. `state`: of what verification found wrong of a value.
    """

    number: int | None
    text: tuple[Inline, ...]
    points: tuple[int, ...]
    is_caveat: bool = False
    grade: Grade | None = None
    state: NumberState | None = None

    @property
    def sign(self) -> str:
        """Its sign of a caveat, or of its state; a mere note, and what is neither, has none."""
        if self.state is not None:
            return state_sign(self.state)
        return caveat_sign(self.grade) if self.is_caveat else ""


class Figure(Block, frozen=True, kw_only=True):
    """A series, drawn as a table with bars or as a chart over its values, or said in words.

    `notes`: what its points' texts and caveats say, each thing once. `companions`: figures to draw
    on one chart with it, their notes numbered on. `apart`: sentences on those that do not fit.
    """

    series: Series
    notes: tuple[FigureNote, ...] = ()
    companions: tuple["Figure", ...] = ()
    apart: tuple[str, ...] = ()


class FigureList(Block, frozen=True, kw_only=True):
    """Several series, one a line; `supports` says how well each of them is supported."""

    series: tuple[Series, ...]
    supports: tuple[Support, ...]

    @property
    def supported(self) -> Iterator[tuple[Series, Support]]:
        """The series, each with how well it is supported."""
        return zip(self.series, self.supports, strict=True)


class Grid(Block, frozen=True, kw_only=True):
    """A table that is not a series."""

    table: Table


class Timeline(Block, frozen=True, kw_only=True):
    """Eras, events and programs to scale; what has no end goes up to `until`, the as-of date."""

    eras: tuple[Era, ...]
    events: tuple[Event, ...]
    programs: tuple[Program, ...] = ()
    until: Edtf | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(entry.date is None for entry in (*self.eras, *self.events, *self.programs))


class Reference(Struct, frozen=True, kw_only=True):
    """A source in the list of references.

    `full` and `short` are Chicago author-date; `letter` is the one behind the year in both, where
    the document names another source of that author and year. `source` has its CSL fields. `notes`:
    what a reader should know of it (status, reliability, note), where the list has room for that.
    `via`: the source in which alone it was seen: `Davidson 2020, p. 6`; empty where it was itself.
    """

    number: int
    full: tuple[Inline, ...]
    short: str
    letter: str = ""
    source: Source
    via: str = ""
    notes: tuple[Fact, ...] = ()


class References(Block, frozen=True, kw_only=True):
    """The reference list, by number.

    is_apart: it is too long for this reading, so that text and plain leave it out; what programs
    read has it.
    """

    references: tuple[Reference, ...]
    is_apart: bool = False


AnyBlock = (
    Heading
    | Passage
    | Standing
    | Badges
    | Attribution
    | Caveat
    | Facts
    | Arguments
    | Evidence
    | EntryList
    | Points
    | Quote
    | Excerpts
    | Figure
    | FigureList
    | Grid
    | Timeline
    | References
)


class Document(Struct, frozen=True, kw_only=True):
    """Blocks to draw, and the numbers that citations in them have.

    `subject`: an entry's id for a page, a section's name for a section page, empty for a summary.
    `numbers`: every source of the briefing by id. `cited`: ids of the sources that these blocks
    cite, by number. `authors`: who made the briefing, else who published it. `level`: which reading
    this is, empty for pages and sections; `left_out`: how many entries of each table it leaves out.
    `seen_in`: by the ids of cited sources that nobody has seen, where they were found cited.
    """

    briefing: str
    title: str
    language: str
    blocks: tuple[AnyBlock, ...]
    numbers: dict[str, int]
    cited: tuple[str, ...]
    subject: str = ""
    authors: tuple[str, ...] = ()
    level: Level | Literal[""] = ""
    left_out: dict[str, int] = {}
    seen_in: dict[str, Via] = {}
