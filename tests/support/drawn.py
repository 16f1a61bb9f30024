"""What tests of drawings stand on: entries in one line each, lines as text, golden files, a made-up briefing's figures."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from briefdeck.document.blocks import Figure
from briefdeck.document.figures import figure_notes
from briefdeck.draw.figure import ChartKind
from briefdeck.draw.figure import figure as draw_figure
from briefdeck.draw.lines import Line, Span, line_text, line_width
from briefdeck.draw.shown import Shown
from briefdeck.draw.timeline import TimelineIndex
from briefdeck.model.briefing import Era, Event, Point, Program, Series
from briefdeck.model.edtf import Edtf
from briefdeck.model.nodes import Text
from briefdeck.model.prose import inline_text

GOLDEN = Path(__file__).parent.parent / "draw" / "golden"
UPDATE = "BRIEFDECK_GOLDEN"
WIDTHS = (40, 80, 120, 200)


def era(title: str, span: str, *, caveat: str | None = None) -> Era:
    """An era whose id is made of its title."""
    return Era(id=slug(title), title=title, span=Edtf.parse(span), caveat=caveat)


def event(title: str, date: str, *, caveat: str | None = None, entry: str | None = None) -> Event:
    """An event whose id is made of its title."""
    return Event(id=entry or slug(title), title=title, when=Edtf.parse(date), caveat=caveat)


def program(title: str, span: str, *, short: str | None = None) -> Program:
    """A program whose id is made of its title."""
    return Program(id=slug(title), title=title, abbreviation=short, span=Edtf.parse(span))


def slug(title: str) -> str:
    """An id for a title."""
    return (
        "-".join(
            "".join(
                sign if sign.isascii() and sign.isalnum() else " " for sign in title.lower()
            ).split()
        )
        or "x"
    )


def series(
    points: Iterable[Point], *, unit: str = "people", title: str = "A figure", **fields: object
) -> Series:
    """A series of points."""
    return Series(id="figure", title=title, unit=unit, points=tuple(points), **fields)  # type: ignore[arg-type]  # tests name real fields


def yearly(values: Sequence[float | None], first: int = 2000) -> tuple[Point, ...]:
    """A point a year."""
    return tuple(
        Point(at=Edtf.parse(f"{first + number:04}"), value=value)
        for number, value in enumerate(values)
    )


def shown(figure: Series) -> Shown:
    """A series ready to be drawn; its notes are plain words, and its citations their sources' ids."""
    notes = figure_notes(figure, lambda text, _: (Text(text=text),))
    return Shown.of(
        Figure(series=figure, notes=notes),
        cited=lambda cites: tuple(
            Span(f"[{cite.source}]", "citation", cite.source) for cite in cites
        ),
        said=lambda inlines: (Span(inline_text(inlines)),),
    )


def drawn(figure: Series, width: int, kind: ChartKind | None = None) -> tuple[Line, ...]:
    """A series drawn: of some kind, else of its own."""
    return draw_figure(shown(figure), width, kind=kind)


def texts(lines: Iterable[Line]) -> list[str]:
    """Lines as text without blanks at their ends."""
    return [line_text(line) for line in lines]


def assert_fits(lines: Iterable[Line], width: int) -> None:
    """No line is wider than it may be."""
    for line in lines:
        assert line_width(line) <= width, (line_width(line), line_text(line))


def assert_golden(name: str, lines: Iterable[Line]) -> None:
    """The lines are those of the golden file; with BRIEFDECK_GOLDEN=write the file is written anew."""
    path = GOLDEN / f"{name}.txt"
    drawn = "\n".join(texts(lines)) + "\n"
    if os.environ.get(UPDATE) == "write":
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


def cells(line: Line) -> Iterator[tuple[int, str, str, str | None]]:
    """Each span of a line with the cell it starts at: (cell, text, style, target)."""
    at = 0
    for span in line:
        yield at, span.text, span.style, span.target
        at += line_width((span,))


EVENTS = """\
1929|PRI comes to power
1995|Mexico reviews its extradition policy
1996-01-14|García Ábrego arrested and sent to the United States
1996|High Level Contact Group established
1997-05|Alliance Against Drugs declared
1998-02|Binational drug strategy
1999-02|Measures of Effectiveness
2000|Fox elected
2001-09|Fox's state visit
2001-09-11|Attacks of September 11
2001|USA Patriot Act
2002|Enhanced Border Security Act
2002-03|Smart Border agreement signed
2003|Operation Centinela begins
2005-03|Security and Prosperity Partnership created
2006|Calderón beats López Obrador
2006-12|6,500 troops to Michoacán
2007-03|Calderón asks for aid
2007-10|Mérida announced
2008-06|Mérida signed into law
2009|Obama takes office
2011|Four pillars
2014-09|43 students vanish at Iguala
2016|Deadline of the justice reform
2018-12|López Obrador takes office
2019-03/2019-05|Border surge
2019-22|Remain in Mexico agreed
2019-10-17~|Culiacán
2019-11-04|LeBaron ambush
2019-12|García Luna arrested
2020-01-04?|Tamaulipas ambush
201X|Reform without a known year"""


def border() -> TimelineIndex:
    """A timeline like a real briefing's: overlapping eras, open and unsure ends, crowded years, one early outlier."""
    eras = [
        era("Background", "1996/1999"),
        era("Bush–Fox", "2000/2005"),
        era("Bush–Calderón and the Mérida Initiative", "2006/2008", caveat="Disputed."),
        era("Obama–Calderón", "2009/2012"),
        era("Obama–Peña Nieto", "2012/2017"),
        era("Trump, Peña Nieto and López Obrador", "2017/.."),
    ]
    programs = [
        program("High Level Contact Group", "1996/", short="HLCG"),
        program("Bi-national Drug Strategy", "1998-02"),
        program("Operation Centinela", "200X/2004"),
        program("Smart Border agreement", "2002-03/2005?"),
        program(
            "Security and Prosperity Partnership of North America", "2005-03/2009", short="SPP"
        ),
        program("Secure Border Initiative", "2006/2011~", short="SBI"),
        program("Mérida Initiative", "2007-10/.."),
        program("Migrant Protection Protocols", "2019~/..", short="MPP"),
    ]
    pairs = [line.split("|") for line in EVENTS.splitlines()]
    events = [
        event(title, date, caveat="Doubtful." if "Culiacán" in title else None)
        for date, title in pairs
    ]
    return TimelineIndex.of(eras, programs, events, as_of=Edtf.parse("2020-04"))


def aid() -> Series:
    """Few points of fiscal years, with a gap, a caveat and a year without a figure."""
    values: list[tuple[str, float | None]] = [
        ("2007", 48),
        ("2008", 400),
        ("2010", 639),
        ("2018", None),
        ("2019", 139),
        ("2020", 76.3),
    ]
    points = [
        Point(
            at=Edtf.parse(year),
            value=value,
            cites=("crs",) if value else (),
            caveat="The authors' names were dropped." if year == "2010" else None,
            text="security aid before Mérida" if year == "2007" else None,
        )
        for year, value in values
    ]
    return series(points, unit="USD", scale="million", calendar="us-fiscal", title="Security aid")


def apprehensions() -> Series:
    """Many points of fiscal years, one hedged, one with a caveat, two missing."""
    values: list[float | None] = [
        1643679, 1235718, 929809, 905065, 1139282, 1171396, 1071972, 858638, 705005, 540865, 447731,
        327577, 356873, None, None, 331333, 408870, 303916, 396579, 1000000, 400651,
    ]  # fmt: skip
    points = [
        Point(
            at=Edtf.parse(str(2000 + number)),
            value=value,
            cites=("cbp",),
            qualifier="nearly" if number == 19 else None,
            caveat="Part of the year." if number == 20 else None,
        )
        for number, value in enumerate(values)
    ]
    return series(points, unit="apprehensions", calendar="us-fiscal", title="Apprehensions")


def killed() -> Series:
    """Categories with hedges and one without a figure."""
    return series(
        [
            Point(category="Zedillo and Fox", text="no figure given"),
            Point(
                category="Calderón, 2006–2012", value=120000, qualifier="more than", cites=("betz",)
            ),
            Point(category="Peña Nieto, a year on average", value=30000, qualifier="about"),
            Point(
                category="Courts",
                value=-2500.5,
                qualifier="alleged",
                caveat="Negative by correction.",
            ),
        ],
        unit="homicides",
    )


def parts() -> Series:
    """Parts of wholes, by fiscal year."""
    named = ("Police", "Courts", "Prisons")
    return series(
        [
            Point(at=Edtf.parse(str(year)), part=name, value=10 * (year - 2006) + 7 * place)
            for year in (2008, 2009, 2010)
            for place, name in enumerate(named)
        ],
        unit="USD",
        scale="million",
        calendar="us-fiscal",
    )


def spans() -> Series:
    """Ranges, with and without a value in them, and one end open."""
    return series(
        [
            Point(at=Edtf.parse("2008"), low=100, high=300, value=250),
            Point(at=Edtf.parse("2009"), low=150, high=400),
            Point(at=Edtf.parse("2010"), low=200, value=260, qualifier="estimated"),
            Point(at=Edtf.parse("2011"), value=310),
        ]
    )
