"""What a briefing file holds, one Struct a table.

These types are the format: they decode a file, they make the JSON Schema, the format's
documentation and the starting file. Descriptions are written for authors. Source: docs of format 1
(`briefdeck schema`).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal

from msgspec import Meta, Struct, field

from briefdeck.model.csl import (
    Detail,
    Names,
    Number,
    SourceStatus,
    SourceType,
    Words,
    csl_key,
)
from briefdeck.model.edtf import Edtf
from briefdeck.model.fields import FieldKind, Reference

DURATION_PATTERN: Final = (
    r"^P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?"
    r"(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?$"
)
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SHA256_PATTERN: Final = r"^[0-9a-f]{64}$"

Id = Annotated[
    str,
    FieldKind.REFERENCE,
    Meta(
        pattern=ID_PATTERN,
        description="a name in kebab-case, unique in the file",
        examples=["merida-initiative"],
    ),
]
Ref = Annotated[str, FieldKind.REFERENCE, Meta(description="the id of another entry of this file")]
Prose = Annotated[
    str,
    FieldKind.PROSE,
    Meta(
        description="prose: CommonMark paragraphs, lists, emphasis, code and links, "
        "`[@source, p. 9]` to cite and `[[entry]]` or `[[entry|words]]` to link"
    ),
]
Line = Annotated[str, FieldKind.LINE, Meta(description="one line of plain text")]
Named = Annotated[Line, FieldKind.WORDS]
"""A line that is not the author's own: a person's name, a word to explain, a source's title."""
Date = Annotated[
    Edtf,
    Meta(
        description="an EDTF date of level 0 or 1: `1996-01-14`, `2001-09`, `2006?`, `1998~`, "
        "`199X`, or with a time of day `2025-10-21T21:45Z`; a TOML date, date-time or a whole year "
        "is taken too"
    ),
]
Span = Annotated[
    Edtf, Meta(description="an EDTF interval or date, or times of day: `2000/2005`, `2017/..`")
]

EraRef = Annotated[Ref, Reference("era"), Meta(description="the era that it belongs to, by id")]
ProgramRefs = Annotated[
    tuple[Ref, ...],
    Reference("program"),
    Meta(description="the programs that it concerns, by id"),
]
ActorRefs = Annotated[
    tuple[Ref, ...], Reference("actor"), Meta(description="the actors that it concerns, by id")
]
Abbreviation = Annotated[str, Meta(description="its short form, as in `GAO`")]

Kind = Literal["fact", "judgment", "assumption"]
Confidence = Literal["very low", "low", "moderate", "medium", "high", "very high"]
Qualifier = Literal[
    "about", "nearly", "more than", "less than", "at least", "at most", "estimated", "alleged"
]
Scale = Literal["hundred", "thousand", "million", "billion"]
NumberFormat = Literal["year", "id", "integer", "decimal", "percent"]


Weight = Literal[1, 2, 3]
Grade = Literal["wrong", "differs", "note", "confirmed"]

NAMING_FIELDS: Final = ("title", "name", "term")
"""The fields that name an entry; each table has one of them at most."""


Locator = Annotated[
    str,
    FieldKind.DETAIL,
    Meta(description="the place in the source (CSL: locator): `p. 9`, `table 2`, `§3`"),
]


class Via(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """The source in which another one is cited, and the place in it."""

    source: Ref
    at: Locator | None = None


class Voice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Whose statement an entry is, and where it is made."""

    source: Annotated[Ref, Meta(description="an actor's or a source's id")]
    at: Locator | None = None


class Cite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One citation: a source, the place in it, and the exact words if they matter.

    A statement in the briefing's own words may name the words of the source that it rests on
    (`says`); both stand where it quotes some of them and rests on others.
    """

    source: Ref
    at: Locator | None = None
    quote: (
        Annotated[str, FieldKind.WORDS, Meta(description="the exact words of the source")] | None
    ) = None
    says: (
        Annotated[
            str,
            FieldKind.WORDS,
            Meta(description="the source's own words that an unquoted statement rests on"),
        ]
        | None
    ) = None
    via: (
        Annotated[
            Ref | Via,
            Reference("via"),
            Meta(
                description="the source that cites it, where nobody here has seen it: "
                "an id or `{ source, at }`"
            ),
        ]
        | None
    ) = None

    @property
    def seen_in(self) -> Via | None:
        """The citation's `via` in its long form."""
        return Via(source=self.via) if isinstance(self.via, str) else self.via


Cites = Annotated[
    tuple[Cite | str, ...],
    FieldKind.REFERENCE,
    Reference("cites"),
    Meta(description="what supports the entry: `{ source, at, quote }`, or a source's id alone"),
]


class Caveat(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """The preparers' remark on a statement: how grave it is, and what it rests on."""

    text: Prose
    grade: (
        Annotated[
            Grade,
            Meta(
                description="`wrong`: it does not hold; `differs`: counts or accounts differ; "
                "`note`: worth knowing, and no warning; `confirmed`: checked elsewhere, and agrees"
            ),
        ]
        | None
    ) = None
    cites: Cites = ()

    @property
    def citations(self) -> tuple[Cite, ...]:
        """The caveat's `cites` in their long form (citations inside its text not included)."""
        return long_form(self.cites)

    @property
    def is_warning(self) -> bool:
        """Whether it warns: graded `wrong` or `differs`, or not graded."""
        return self.grade not in {"note", "confirmed"}


Caution = Annotated[
    Prose | Caveat,
    Meta(description="the preparers' warning to the reader: prose, or `{ text, grade, cites }`"),
]


class Cited(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """What an entry and a point of a series have in common: citations, and a caveat."""

    if TYPE_CHECKING:
        # Each declares them in the order in which its own fields are documented.
        cites: Cites
        caveat: Caution | None

    @property
    def citations(self) -> tuple[Cite, ...]:
        """Its `cites` in their long form (citations inside prose not included)."""
        return long_form(self.cites)

    @property
    def warning(self) -> Caveat | None:
        """Its caveat in the long form."""
        return long_caveat(self.caveat)

    @property
    def caveat_text(self) -> str:
        """What its caveat says; empty without one."""
        return caveat_text(self.caveat)

    @property
    def has_warning(self) -> bool:
        """Whether it has a caveat that warns."""
        warning = self.warning
        return warning is not None and warning.is_warning


class Entry(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """What every entry of a briefing may carry."""

    table: ClassVar[str] = ""
    noun: ClassVar[str] = "entry"

    id: Id
    text: Prose | None = None
    cites: Cites = ()
    kind: Annotated[Kind, Meta(description="what sort of statement this is (ICD 203)")] | None = (
        None
    )
    voice: (
        Annotated[
            Ref | Voice,
            Reference("voice"),
            Meta(
                description="whose statement this is, when it is not the briefing's own: "
                "an actor's or a source's id, or `{ source, at }` with the place where it is made"
            ),
        ]
        | None
    ) = None
    likelihood: (
        Annotated[
            str, FieldKind.CHOICE, Meta(description="a likelihood word of the declared scale")
        ]
        | None
    ) = None
    confidence: (
        Annotated[Confidence, Meta(description="how sound the basis of a judgment is")] | None
    ) = None
    confidence_basis: (
        Annotated[str, FieldKind.WORDS, Meta(description="why the confidence is what it is")] | None
    ) = None
    caveat: Caution | None = None
    weight: (
        Annotated[
            Weight,
            FieldKind.SETTING,
            Meta(
                description="the shortest reading that it belongs to: 1 of 30 seconds, "
                "2 of 3 minutes, 3 of everything; found from key points and links if not given"
            ),
        ]
        | None
    ) = None
    see: Annotated[
        tuple[Ref, ...], Reference("see"), Meta(description="ids of related entries")
    ] = ()
    tags: Annotated[tuple[str, ...], Meta(description="words to filter by")] = ()

    @property
    def said_by(self) -> Voice | None:
        """The entry's voice in its long form."""
        return Voice(source=self.voice) if isinstance(self.voice, str) else self.voice

    @property
    def label(self) -> str:
        """What names this entry in a list: its title, name or term, else its text, as written."""
        for name in NAMING_FIELDS:
            value: str | None = getattr(self, name, None)
            if value:
                return value
        return (self.text or self.id).strip()

    @property
    def date(self) -> Edtf | None:
        """When it was: an event's date, a program's or an era's span; None without a time."""
        return None


def long_form(cites: tuple[Cite | str, ...]) -> tuple[Cite, ...]:
    """Citations with the short form (a source's id alone) spelled out."""
    return tuple(Cite(source=cite) if isinstance(cite, str) else cite for cite in cites)


def long_caveat(caveat: str | Caveat | None) -> Caveat | None:
    """Return a caveat with the short form (its text alone) spelled out; None for an empty one."""
    if not caveat:
        return None
    return Caveat(text=caveat) if isinstance(caveat, str) else caveat


def caveat_text(caveat: str | Caveat | None) -> str:
    """Return what a caveat says, in either form; empty for None."""
    return caveat.text if isinstance(caveat, Caveat) else caveat or ""


class KeyPoint(Entry, frozen=True, kw_only=True):
    """A point that the reader must take away, in the author's order of priority."""

    table: ClassVar[str] = "key_points"
    noun: ClassVar[str] = "key point"

    title: Line | None = None


class Finding(Entry, frozen=True, kw_only=True):
    """A further statement worth citing on its own."""

    table: ClassVar[str] = "findings"
    noun: ClassVar[str] = "finding"

    title: Line | None = None
    era: EraRef | None = None
    programs: ProgramRefs = ()
    actors: ActorRefs = ()


class Era(Entry, frozen=True, kw_only=True):
    """A period of the story."""

    table: ClassVar[str] = "eras"
    noun: ClassVar[str] = "era"

    title: Line
    span: Span

    @property
    def date(self) -> Edtf:
        """The era's span."""
        return self.span


class Event(Entry, frozen=True, kw_only=True):
    """Something that happened at a time."""

    table: ClassVar[str] = "events"
    noun: ClassVar[str] = "event"

    title: Line
    when: Date = field(name="date")
    era: (
        Annotated[
            Ref,
            Reference("era"),
            Meta(description="the era's id, where the date alone does not settle it"),
        ]
        | None
    ) = None
    place: Annotated[str, FieldKind.WORDS, Meta(description="where it happened")] | None = None
    programs: ProgramRefs = ()
    actors: ActorRefs = ()
    leads_to: Annotated[
        tuple[Ref, ...],
        Reference("leads-to"),
        Meta(description="ids of the entries that it brought about"),
    ] = ()
    duration: (
        Annotated[
            str,
            FieldKind.DETAIL,
            Meta(
                pattern=DURATION_PATTERN,
                description="how long it lasted (ISO 8601): `PT8H`, `P3D`, `P1Y6M`",
            ),
        ]
        | None
    ) = None

    @property
    def date(self) -> Edtf:
        """The event's date."""
        return self.when


class Program(Entry, frozen=True, kw_only=True):
    """An agreement, law, strategy, aid program, operation or force."""

    table: ClassVar[str] = "programs"
    noun: ClassVar[str] = "program"

    title: Line
    abbreviation: Abbreviation | None = None
    type: (
        Annotated[
            Literal[
                "agreement",
                "law",
                "strategy",
                "aid",
                "operation",
                "force",
                "policy",
                "institution",
                "program",
                "standard",
            ],
            Meta(description="what sort of thing it is"),
        ]
        | None
    ) = None
    span: Span | None = None
    status: (
        Annotated[str, Meta(description="what became of it, in a word or two: `in force`, `ended`")]
        | None
    ) = None
    parties: Annotated[
        tuple[Ref, ...], Reference("party"), Meta(description="the actors that take part, by id")
    ] = ()
    outcome: Annotated[Prose, Meta(description="what it achieved")] | None = None

    @property
    def date(self) -> Edtf | None:
        """The program's span."""
        return self.span


class Actor(Entry, frozen=True, kw_only=True):
    """A person, organization, group or state."""

    table: ClassVar[str] = "actors"
    noun: ClassVar[str] = "actor"

    name: Named
    abbreviation: Abbreviation | None = None
    type: (
        Annotated[
            Literal["person", "organization", "group", "state"],
            Meta(description="what sort of actor it is"),
        ]
        | None
    ) = None
    role: (
        Annotated[str, FieldKind.WORDS, Meta(description="office or part played, in a few words")]
        | None
    ) = None


class Point(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One value of a series, at a time or for a category; without a value, a gap with words."""

    at: Date | None = None
    category: (
        Annotated[str, Meta(description="what the value is of, in a series that is not over time")]
        | None
    ) = None
    part: Annotated[str, Meta(description="which part of a stacked total the value is")] | None = (
        None
    )
    value: (
        Annotated[int | float, Meta(description="a plain number, in the series' unit and scale")]
        | None
    ) = None
    low: (
        Annotated[int | float, Meta(description="the lower end, where the source gives a range")]
        | None
    ) = None
    high: (
        Annotated[int | float, Meta(description="the upper end, where the source gives a range")]
        | None
    ) = None
    qualifier: Annotated[Qualifier, Meta(description="the source's hedge")] | None = None
    comparable: (
        Annotated[
            bool,
            FieldKind.SETTING,
            Meta(
                description="`false`: counted otherwise than the points before, "
                "so that no change is given or drawn across it"
            ),
        ]
        | None
    ) = None
    cites: Cites = ()
    text: Annotated[Prose, Meta(description="what to say beside the value")] | None = None
    caveat: Caution | None = None

    @property
    def is_counted_otherwise(self) -> bool:
        """Whether its value must not be compared with those of the points before."""
        return self.comparable is False


class Series(Entry, frozen=True, kw_only=True):
    """Figures over time or by category."""

    table: ClassVar[str] = "series"
    noun: ClassVar[str] = "figure"

    title: Line
    unit: Annotated[str, Meta(description="of what: `USD`, `people`, `homicides`, `%`")]
    scale: Annotated[Scale, Meta(description="multiplies every value")] | None = None
    calendar: Annotated[
        Literal["gregorian", "us-fiscal"],
        FieldKind.SETTING,
        Meta(description="`us-fiscal`: 2008 means October 2007 to September 2008"),
    ] = "gregorian"
    measure: (
        Annotated[
            str,
            Meta(
                pattern=ID_PATTERN,
                description="what is measured, by a name shared across briefings",
            ),
        ]
        | None
    ) = None
    chart: (
        Annotated[
            Literal["line", "bar", "stacked", "range", "none"],
            FieldKind.SETTING,
            Meta(description="how to draw it, where the program's own choice is wrong"),
        ]
        | None
    ) = None
    era: EraRef | None = None
    programs: ProgramRefs = ()
    drawn_with: Annotated[
        tuple[Ref, ...],
        Reference("with"),
        Meta(description="ids of series drawn on one chart with it, where unit and periods allow"),
    ] = field(default=(), name="with")
    points: Annotated[tuple[Point, ...], Meta(description="the values, in order")]


class Column(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column of a table; a bare string is a column with only a title."""

    title: Annotated[str, Meta(description="the column's head")]
    align: (
        Annotated[
            Literal["left", "right", "center", "decimal"],
            FieldKind.SETTING,
            Meta(description="how its cells stand"),
        ]
        | None
    ) = None
    unit: (
        Annotated[str, FieldKind.DETAIL, Meta(description="of what its numbers are: `USD`, `%`")]
        | None
    ) = None
    format: (
        Annotated[
            NumberFormat,
            FieldKind.SETTING,
            Meta(
                description="how its numbers are written: `year` and `id` without separators, "
                "`integer` with them, `decimal` with as many decimals in each row, `percent` "
                "with its sign"
            ),
        ]
        | None
    ) = None
    priority: (
        Annotated[
            int,
            FieldKind.SETTING,
            Meta(ge=1, description="1 is the last to go when the page is narrow"),
        ]
        | None
    ) = None


class Table(Entry, frozen=True, kw_only=True):
    """Anything tabular that is not a series."""

    table: ClassVar[str] = "tables"
    noun: ClassVar[str] = "table"

    title: Line
    columns: Annotated[
        tuple[Column | str, ...],
        Meta(description="titles, or `{ title, align, unit, format, priority }`"),
    ]
    rows: Annotated[
        tuple[tuple[str | int | float | bool, ...], ...],
        FieldKind.CELL,
        Meta(description="one list a row, with a cell for each column"),
    ]
    era: EraRef | None = None


STATUSES: Final = (
    "open", "partly-implemented", "implemented", "closed-not-implemented", "superseded",
)  # fmt: skip
"""What can have become of a recommendation, in the words of the U.S. GAO."""


class Recommendation(Entry, frozen=True, kw_only=True):
    """Something to do (recommendation), or that could be done (option)."""

    table: ClassVar[str] = "recommendations"
    noun: ClassVar[str] = "recommendation"

    title: Line | None = None
    type: Annotated[
        Literal["recommendation", "option"],
        Meta(description="something to do, or something that could be done"),
    ] = "recommendation"
    to: (
        Annotated[
            str,
            Reference("addressee"),
            Meta(description="who should act: an actor's id, or plain words"),
        ]
        | None
    ) = None
    status: (
        Annotated[
            str,
            Meta(description="what became of it: " + ", ".join(f"`{word}`" for word in STATUSES)),
        ]
        | None
    ) = None
    status_note: Annotated[Prose, Meta(description="more on what became of it")] | None = None
    owner: (
        Annotated[
            str,
            Reference("addressee"),
            Meta(description="who answers for it: an actor's id, or plain words"),
        ]
        | None
    ) = None
    due: Annotated[Date, Meta(description="by when (EDTF)")] | None = None
    url: Annotated[str, Meta(description="where its progress is recorded")] | None = None
    priority: Annotated[int, Meta(ge=1, description="1 comes first")] | None = None
    rests_on: Annotated[
        tuple[Ref, ...],
        Reference("rests-on"),
        Meta(description="ids of the entries that it rests on"),
    ] = ()
    conditions: Annotated[tuple[Prose, ...], Meta(description="what must hold for it to work")] = ()
    arguments_for: Annotated[tuple[Prose, ...], Meta(description="arguments for it")] = field(
        default=(), name="for"
    )
    arguments_against: Annotated[tuple[Prose, ...], Meta(description="arguments against it")] = (
        field(default=(), name="against")
    )


class Quotation(Entry, frozen=True, kw_only=True):
    """Somebody's exact words: short, with a source and a place in it."""

    table: ClassVar[str] = "quotations"
    noun: ClassVar[str] = "quotation"

    speaker: (
        Annotated[
            Ref, Reference("speaker"), Meta(description="who said it: an actor's or a source's id")
        ]
        | None
    ) = None
    when: Date | None = field(default=None, name="date")
    era: EraRef | None = None

    @property
    def date(self) -> Edtf | None:
        """When it was said."""
        return self.when


class Section(Entry, frozen=True, kw_only=True):
    """Anything else worth reading: introduction, method, conclusion, about the author."""

    table: ClassVar[str] = "sections"
    noun: ClassVar[str] = "section"

    title: Line


class Term(Entry, frozen=True, kw_only=True):
    """An acronym or a word to explain."""

    table: ClassVar[str] = "terms"
    noun: ClassVar[str] = "term"

    term: Named
    meaning: Prose


class Work(Entry, frozen=True, kw_only=True, rename=csl_key):
    """What most sources are described by: CSL's common variables and a few of our own."""

    type: Annotated[
        SourceType,
        Meta(description="a CSL type; what stands in a journal is an `article-journal`"),
    ]
    title: Named
    author: Annotated[Names, Meta(description="who wrote it, in order")] = ()
    editor: Annotated[Names, Meta(description="who edited it, or the book that it stands in")] = ()
    issued: Annotated[Edtf, Meta(description="when it was published (EDTF)")] | None = None
    container_title: (
        Annotated[str, Meta(description="the newspaper, journal, series or book it stands in")]
        | None
    ) = None
    publisher: Annotated[str, Meta(description="who published it")] | None = None
    publisher_place: Annotated[str, Meta(description="where its publisher is")] | None = None
    genre: Annotated[str, Meta(description="as in `Report to Congressional Requesters`")] | None = (
        None
    )
    edition: Annotated[str | int, FieldKind.DETAIL, Meta(description="as in `2nd`")] | None = None
    number: (
        Annotated[str | int, Meta(description="the report's, bill's or law's number")] | None
    ) = None
    volume: (
        Annotated[str | int, FieldKind.DETAIL, Meta(description="the journal's volume")] | None
    ) = None
    issue: (
        Annotated[str | int, FieldKind.DETAIL, Meta(description="the journal's issue")] | None
    ) = None
    page: (
        Annotated[str | int, FieldKind.DETAIL, Meta(description="the pages it fills: `351-368`")]
        | None
    ) = None
    version: (
        Annotated[str | int, FieldKind.DETAIL, Meta(description="of software or data")] | None
    ) = None
    language: (
        Annotated[
            str, FieldKind.SETTING, Meta(description="the language it is written in (BCP 47)")
        ]
        | None
    ) = None
    url: Annotated[str, Meta(description="its address")] | None = None
    doi: Annotated[str, Meta(description="its DOI: `10.1000/182`")] | None = None
    accessed: Date | None = None
    origin: (
        Annotated[
            Ref,
            Reference("origin"),
            Meta(description="the source from which this one has its information"),
        ]
        | None
    ) = None
    via: (
        Annotated[
            Ref | Via,
            Reference("via"),
            Meta(
                description="the source that cites it, where nobody here has seen this one: "
                "every citation of it is then one `as cited in` that source"
            ),
        ]
        | None
    ) = None
    reliability: (
        Annotated[
            str,
            FieldKind.WORDS,
            Meta(
                description="how good it is: access, method, record, possible bias "
                "(ICD 206 source descriptor)"
            ),
        ]
        | None
    ) = None
    status: (
        Annotated[
            SourceStatus,
            FieldKind.LABEL,
            Meta(
                description="what has become of it since; `forthcoming` and `in press` stand "
                "where its year would"
            ),
        ]
        | None
    ) = None
    note: Prose | None = None

    @property
    def seen_in(self) -> Via | None:
        """The source's `via` in its long form."""
        return Via(source=self.via) if isinstance(self.via, str) else self.via

    @property
    def date(self) -> Edtf | None:
        """When it was published."""
        return self.issued


class Source(Work, frozen=True, kw_only=True, omit_defaults=True):
    """A source, described in CSL's variables and a few of our own."""

    table: ClassVar[str] = "sources"
    noun: ClassVar[str] = "source"

    translator: Annotated[Names, Meta(description="who translated it")] = ()
    compiler: Annotated[Names, Meta(description="who compiled it from works of others")] = ()
    collection_editor: Annotated[
        Names, Meta(description="who edits the series that it stands in")
    ] = ()
    container_author: Annotated[
        Names, Meta(description="who wrote the book that it stands in")
    ] = ()
    original_author: Annotated[Names, Meta(description="who made the original")] = ()
    reviewed_author: Annotated[Names, Meta(description="who made what it reviews")] = ()
    composer: Annotated[Names, Meta(description="who composed it")] = ()
    performer: Annotated[Names, Meta(description="who performs it")] = ()
    director: Annotated[Names, Meta(description="who directed it")] = ()
    producer: Annotated[Names, Meta(description="who produced it")] = ()
    executive_producer: Annotated[Names, Meta(description="who was its executive producer")] = ()
    script_writer: Annotated[Names, Meta(description="who wrote its script")] = ()
    series_creator: Annotated[Names, Meta(description="who created the series")] = ()
    narrator: Annotated[Names, Meta(description="who reads it")] = ()
    host: Annotated[Names, Meta(description="who hosts the program")] = ()
    guest: Annotated[Names, Meta(description="who is a guest of the program")] = ()
    illustrator: Annotated[Names, Meta(description="who illustrated it")] = ()
    interviewer: Annotated[Names, Meta(description="who asks in an interview")] = ()
    recipient: Annotated[Names, Meta(description="to whom a letter went")] = ()
    contributor: Annotated[Names, Meta(description="who contributed less than its authors")] = ()
    curator: Annotated[Names, Meta(description="who curated the exhibition")] = ()
    chair: Annotated[Names, Meta(description="who chaired the session")] = ()
    organizer: Annotated[Names, Meta(description="who organized the event")] = ()
    editorial_director: Annotated[Names, Meta(description="who directs the publication")] = ()
    original_date: (
        Annotated[Edtf, Meta(description="when the original was published (EDTF)")] | None
    ) = None
    event_date: Annotated[Edtf, Meta(description="when the event was (EDTF)")] | None = None
    available_date: (
        Annotated[Edtf, Meta(description="when it could first be had, if before `issued` (EDTF)")]
        | None
    ) = None
    submitted: Annotated[Edtf, Meta(description="when it was submitted or filed (EDTF)")] | None = (
        None
    )
    title_short: (
        Annotated[
            Words,
            Meta(description="its title in short, by which it is cited where it has no author"),
        ]
        | None
    ) = None
    container_title_short: (
        Annotated[Words, Meta(description="the short title of what it stands in: `J. Mar. Res.`")]
        | None
    ) = None
    collection_title: (
        Annotated[Words, Meta(description="the series that it, or its book, belongs to")] | None
    ) = None
    collection_number: Annotated[Number, Meta(description="its number in that series")] | None = (
        None
    )
    volume_title: Annotated[Words, Meta(description="the title of the volume")] | None = None
    part_title: Annotated[Words, Meta(description="the title of the part")] | None = None
    original_title: (
        Annotated[Words, Meta(description="the title in the original's language")] | None
    ) = None
    reviewed_title: Annotated[Words, Meta(description="the title of what it reviews")] | None = None
    reviewed_genre: (
        Annotated[Words, Meta(description="what sort of thing it reviews: `film`")] | None
    ) = None
    number_of_volumes: (
        Annotated[Number, Meta(description="how many volumes there are: `3`")] | None
    ) = None
    number_of_pages: Annotated[Number, Meta(description="how many pages it has")] | None = None
    chapter_number: (
        Annotated[Number, Meta(description="the chapter's number, or the track's on an album")]
        | None
    ) = None
    part_number: Annotated[Number, Meta(description="the part's number")] | None = None
    section: (
        Annotated[Number, Meta(description="the section of a law, or of a newspaper: `B`")] | None
    ) = None
    supplement_number: Annotated[Number, Meta(description="the supplement's number")] | None = None
    printing_number: Annotated[Number, Meta(description="the printing's number")] | None = None
    event_title: (
        Annotated[Words, Meta(description="the conference, the meeting or the exhibition")] | None
    ) = None
    event_place: Annotated[Words, Meta(description="where that took place")] | None = None
    original_publisher: Annotated[Words, Meta(description="who published the original")] | None = (
        None
    )
    original_publisher_place: (
        Annotated[Words, Meta(description="where the original's publisher is")] | None
    ) = None
    archive: Annotated[Words, Meta(description="the archive or museum that keeps it")] | None = None
    archive_collection: (
        Annotated[Words, Meta(description="the collection in the archive that it belongs to")]
        | None
    ) = None
    archive_location: (
        Annotated[Detail, Meta(description="where in the archive it is: `box 7, folder 2`")] | None
    ) = None
    archive_place: Annotated[Words, Meta(description="where the archive is")] | None = None
    call_number: Annotated[Detail, Meta(description="its shelf mark in a library")] | None = None
    authority: (
        Annotated[Words, Meta(description="the court, or the office that issued it: `9th Cir.`")]
        | None
    ) = None
    jurisdiction: Annotated[Words, Meta(description="for where it holds: `US`")] | None = None
    division: Annotated[Words, Meta(description="the division of the court")] | None = None
    references: (
        Annotated[Words, Meta(description="its history in the courts, or what else relates to it")]
        | None
    ) = None
    medium: Annotated[Words, Meta(description="what it is on: `DVD`, `oil on canvas`")] | None = (
        None
    )
    dimensions: (
        Annotated[Words, Meta(description="how large or how long it is: `91 min.`")] | None
    ) = None
    scale: Annotated[Detail, Meta(description="of a map: `1:25,000`")] | None = None
    license: Annotated[Detail, Meta(description="under which terms it may be used")] | None = None
    source: (
        Annotated[Words, Meta(description="the catalog or database where it was found")] | None
    ) = None
    abstract: Annotated[Words, Meta(description="its own abstract")] | None = None
    annote: (
        Annotated[Words, Meta(description="a remark that another program keeps on it")] | None
    ) = None
    keyword: (
        Annotated[Words, Meta(description="keywords that another program keeps on it")] | None
    ) = None
    isbn: Annotated[Detail, Meta(description="the ISBN of a book")] | None = None
    issn: Annotated[Detail, Meta(description="the ISSN of a journal")] | None = None
    pmid: Annotated[Detail, Meta(description="its number in PubMed")] | None = None
    pmcid: Annotated[Detail, Meta(description="its number in PubMed Central")] | None = None
    citation_key: (
        Annotated[Detail, Meta(description="the key that it had elsewhere: `seelke2017bilateral`")]
        | None
    ) = None
    copy: (
        Annotated[
            Detail,
            Meta(
                description="its stored copy, a file beside the briefing: `copies/gao-2019.pdf`; "
                "`briefdeck keep` stores one, and `briefdeck verify` reads it"
            ),
        ]
        | None
    ) = None
    sha256: (
        Annotated[
            Detail,
            Meta(
                pattern=SHA256_PATTERN,
                description="the SHA-256 of its copy, 64 hexadecimal digits in small letters; "
                "without `copy`, of one that is not passed on with the briefing",
            ),
        ]
        | None
    ) = None
    copied: Annotated[Edtf, Meta(description="the day on which the copy was stored")] | None = None


class FrontMatter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[briefing]` table: what the whole briefing says and how good it is."""

    title: Line
    subtitle: Line | None = None
    bluf: Annotated[Prose, Meta(description="the bottom line up front: prose, at most 60 words")]
    ask: (
        Annotated[
            Prose, Meta(description="the decision that is wanted, from whom, by when: one sentence")
        ]
        | None
    ) = None
    as_of: Annotated[Edtf, Meta(description="how fresh the information is (EDTF)")]
    authors: Annotated[tuple[str, ...], Meta(description="who prepared this briefing")] = ()
    publisher: (
        Annotated[str, Meta(description="the organization that stands behind this briefing")] | None
    ) = None
    language: Annotated[str, FieldKind.SETTING, Meta(description="BCP 47: `en`, `es-MX`")] = "en"
    stance: Annotated[
        Literal["neutral", "advocacy"], Meta(description="whether it takes a side")
    ] = "neutral"
    condenses: (
        Annotated[
            Ref,
            Reference("condenses"),
            Meta(description="the source whose argument this briefing reports"),
        ]
        | None
    ) = None
    source_summary: (
        Annotated[Prose, Meta(description="how good the sourcing is as a whole (ICD 206)")] | None
    ) = None
    draft: Annotated[
        bool,
        Meta(description="`true`: unfinished; shown as a draft, and `check` says what is left"),
    ] = False
    likelihood_scale: (
        Annotated[Literal["icd203", "ipcc"], Meta(description="what likelihood words mean here")]
        | None
    ) = None
    tags: Annotated[tuple[str, ...], Meta(description="words to find it by in a library")] = ()
    supersedes: (
        Annotated[str, FieldKind.SETTING, Meta(description="an earlier briefing's id")] | None
    ) = None
    license: (
        Annotated[
            str,
            FieldKind.DETAIL,
            Meta(description="under which terms it may be passed on: `CC-BY-4.0`"),
        ]
        | None
    ) = None


class Allowance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A check that the author has looked at and lets stand, with the reason."""

    rule: Annotated[
        str, FieldKind.SETTING, Meta(description="the rule's name, as `briefdeck check` prints it")
    ]
    entries: Annotated[
        tuple[Ref, ...], Meta(description="the entries it holds for; none: the whole file")
    ] = ()
    reason: Annotated[str, Meta(min_length=1, description="why it is right here")]


class Briefing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One briefing, as its file has it."""

    format: Annotated[Literal[1], Meta(description="the version of this format")]
    front: FrontMatter = field(name="briefing")
    key_points: tuple[KeyPoint, ...] = ()
    findings: tuple[Finding, ...] = ()
    eras: tuple[Era, ...] = ()
    events: tuple[Event, ...] = ()
    programs: tuple[Program, ...] = ()
    actors: tuple[Actor, ...] = ()
    series: tuple[Series, ...] = ()
    tables: tuple[Table, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sections: tuple[Section, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    exceptions: tuple[Allowance, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """Every entry, table by table, in the file's order within each."""
        for table in TABLES:
            yield from getattr(self, table)


ENTRY_TYPES: tuple[type[Entry], ...] = (
    KeyPoint, Finding, Era, Event, Program, Actor, Series, Table,
    Recommendation, Quotation, Section, Term, Source,
)  # fmt: skip
TABLES: tuple[str, ...] = tuple(kind.table for kind in ENTRY_TYPES)
